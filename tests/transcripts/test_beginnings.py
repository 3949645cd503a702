"""Where an explanation begins whose name comes last, and the talk behind an introduction."""

import pytest

from flashcards.transcripts.beginnings import find_beginning, find_introduction
from flashcards.transcripts.sentences import split_sentences
from tests.transcripts.labelled import make_transcript

EXPLAINED = (
    (0, "Glaciers are old."),
    (10, "So think of a bank account."),
    (18, "Money comes in, and money goes out."),
    (25, "What's left is what counts."),
)


@pytest.mark.parametrize(
    ("naming", "second"),
    [
        ("This is called the mass balance.", 10),
        ("And we call that the mass balance.", 10),
        ("The difference is left, and that is its mass balance.", 10),
        ("A mass balance is what a glacier keeps.", 30),
        ("If you take both, it's called the mass balance.", 30),
        ("There is a sum that we call the mass balance.", 30),
    ],
)
def test_a_name_that_points_back_leads_to_where_its_explanation_begins(
    naming: str, second: int
) -> None:
    said = split_sentences(make_transcript(*EXPLAINED, (30, naming)))
    begin = find_beginning(said, len(said.sentences) - 1)
    assert said.sentences[begin].at == second * 1000


def test_an_answer_begins_behind_its_question() -> None:
    said = split_sentences(
        make_transcript(
            (0, "Why does it slide?"), (4, "Water gets below it."), (12, "That's called sliding.")
        )
    )
    assert find_beginning(said, 2) == 1


def test_without_a_sign_an_explanation_takes_a_quarter_of_a_minute_at_most() -> None:
    said = split_sentences(
        make_transcript(*((8 * n, "Ice melts below.") for n in range(9)), (72, "It's called ice."))
    )
    assert said.sentences[find_beginning(said, 9)].at == 64_000


INTRODUCED = (
    (0, "Hello, this is a show about ice."),
    (6, "My guest wrote her thesis on moulins."),
    (15, "Welcome."),
    (17, "Thank you for having me."),
    (20, "Moulins are shafts."),
)


def test_the_talk_begins_behind_the_last_word_of_welcome_to_a_guest() -> None:
    assert find_introduction(split_sentences(make_transcript(*INTRODUCED))) == 4


def test_a_welcome_without_a_guest_or_late_in_the_talk_is_no_introduction() -> None:
    alone = make_transcript((0, "Hello, welcome to a lecture on ice."), (9, "Ice is solid."))
    late = make_transcript((0, "Ice."), (600, "My guest is here."), (620, "Welcome."), (630, "Hi."))
    assert find_introduction(split_sentences(alone)) == 0
    assert find_introduction(split_sentences(late)) == 0

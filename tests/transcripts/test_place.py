"""Questions of a draft into its chapters."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from flashcards.diagnostics import Diagnostic, Severity, Span
from flashcards.drafts.placing import place_questions
from flashcards.drafts.records import Draft, DraftModule, DraftQuestion
from flashcards.text.times import Milliseconds
from tests.transcripts.labelled import make_chapter, make_question

BITS = make_chapter("The bit", "A bit is zero or one.", "Binary digit")
BYTES = make_chapter("Bytes and memory", "Memory is addressed in bytes.", "Byte")
FLOATS = make_chapter("Floating point", "A float has a significand.", "Exponent")


def _place(*questions: DraftQuestion) -> tuple[Draft, list[Diagnostic]]:
    found: list[Diagnostic] = []
    draft = Draft(
        title="Numbers",
        modules=(
            DraftModule(title="Whole numbers", chapters=(BITS, BYTES)),
            DraftModule(title="Floating point", chapters=(FLOATS,)),
        ),
        questions=questions,
    )
    return place_questions(draft, found.append), found


def _questions(draft: Draft) -> list[list[str]]:
    return [[each.question for each in chapter.questions] for chapter in draft.chapters]


def test_questions_go_where_they_fit_in_their_own_order() -> None:
    asked = (
        "What does the exponent of a float do?",
        "How is memory addressed?",
        "Which part of a float is the significand?",
    )
    draft, found = _place(*map(make_question, asked))
    assert _questions(draft) == [[], [asked[1]], [asked[0], asked[2]]]
    assert (draft.questions, found) == ((), [])


def test_the_comment_says_how_well_it_fits_and_what_is_next() -> None:
    question = replace(make_question("Is a byte of memory many bits?"), comment="from page 3")
    draft, _ = _place(question)
    (placed,) = draft.chapters[1].questions
    first, second = placed.comment.split("\n")
    assert first == "from page 3"
    assert second.startswith("fits this chapter best (")
    assert second.split("; next: ")[1].startswith('"The bit" (')


def test_a_question_that_fits_nowhere_stays_and_is_reported_where_it_stands() -> None:
    question = replace(make_question("Who said so?", "Ada"), span=Span("page.html", 40, 52))
    draft, found = _place(question)
    assert draft.questions == (question,)
    assert found == [
        Diagnostic(
            code="question-unplaced",
            severity=Severity.WARNING,
            message="no chapter clearly fits the question `Who said so?`",
            span=Span("page.html", 40, 52),
            help="move it into a chapter, perhaps `The bit` or `Bytes and memory`, "
            "or give it an `at:`",
        )
    ]


def test_a_question_that_has_a_time_is_left_to_its_time() -> None:
    question = replace(make_question("What is a byte of memory?"), at=Milliseconds(5000))
    draft, found = _place(question)
    assert (draft.questions, found) == ((question,), [])


def test_a_chapters_own_questions_come_first() -> None:
    own = make_question("What is a byte?")
    chapters = (BITS, replace(BYTES, questions=(own,)))
    draft = Draft(
        title="Numbers",
        modules=(DraftModule(title="Whole numbers", chapters=chapters),),
        questions=(make_question("How is memory addressed in bytes?"),),
    )
    assert _questions(place_questions(draft, lambda _: None)) == [
        [],
        ["What is a byte?", "How is memory addressed in bytes?"],
    ]


def test_an_acronym_finds_what_it_stands_for() -> None:
    learning = make_chapter("Reinforcement Learning from Human Feedback (RLHF)")
    module = DraftModule(title="", chapters=(BITS, learning, BYTES))
    asked = make_question("What is RLHF for?")
    draft = Draft(title="Models", modules=(module,), questions=(asked,))
    assert _questions(place_questions(draft, lambda _: None)) == [[], [asked.question], []]


def test_a_draft_without_chapters_or_questions_stays_as_it_is() -> None:
    empty = Draft(title="Nothing", questions=(make_question("Why?"),))
    assert place_questions(empty, lambda _: None) == empty
    assert _place()[0].questions == ()


@given(st.lists(st.text()), st.lists(st.text(), unique=True))
def test_of_any_texts_no_question_is_lost_and_each_is_placed_or_reported(
    titles: list[str], asked: list[str]
) -> None:
    found: list[Diagnostic] = []
    draft = Draft(
        title="",
        modules=tuple(DraftModule(title="", chapters=(make_chapter(each),)) for each in titles),
        questions=tuple(make_question(each, each) for each in asked),
    )
    placed = place_questions(draft, found.append)
    held = [each for own in _questions(placed) for each in own]
    left = [each.question for each in placed.questions]
    assert sorted(held + left) == sorted(asked)
    assert len(found) == (len(left) if titles else 0)
    assert all(own == sorted(own, key=asked.index) for own in _questions(placed))

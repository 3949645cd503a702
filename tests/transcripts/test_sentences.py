"""Sentences of a talk: across captions, and where nobody wrote their ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.transcripts.sentences import split_sentences
from flashcards.transcripts.transcript import Cue
from tests.transcripts.labelled import make_transcript


def test_a_sentence_goes_over_captions_and_has_the_time_of_its_first() -> None:
    said = split_sentences(
        make_transcript(
            (5, "This is ice. It creeps,"), (9, "like honey. And then?"), (12, "It melts")
        )
    )
    assert said.is_punctuated
    assert [(each.text, each.cue, each.at) for each in said.sentences] == [
        ("This is ice.", 0, 5000),
        ("It creeps, like honey.", 0, 5000),
        ("And then?", 1, 9000),
        ("It melts", 2, 12_000),
    ]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "Dr. Ada saw 3.5 metres, i.e. snow. Much.",
            ["Dr. Ada saw 3.5 metres, i.e. snow.", "Much."],
        ),
        ("Why? >> Because. >> I see.", ["Why?", "Because.", "I see."]),
        ('He said "no." Then he left.', ['He said "no."', "Then he left."]),
        ("氷です。流れます。", ["氷です。", "流れます。"]),
    ],
)
def test_a_sentence_ends_at_its_mark_and_where_another_speaks(
    text: str, sentences: list[str]
) -> None:
    said = split_sentences(make_transcript((0, text)))
    assert [each.text for each in said.sentences] == sentences


def test_without_marks_a_sentence_starts_with_a_new_thought_or_a_caption() -> None:
    words = "ice is a solid and it rings when you hit it with anything that is hard " * 3
    transcript = make_transcript((0, words), (20, words), (40, f"{words} so we drill down"))
    english = split_sentences(transcript)
    assert not english.is_punctuated
    assert {each.text.split()[0] for each in english.sentences} <= {"ice", "and", "so", "you", "it"}
    other = split_sentences(transcript, "ko")
    assert [each.at for each in other.sentences] == [0, 20_000, 40_000]


@given(st.lists(st.text(alphabet="ab .?>so", max_size=60), max_size=12))
def test_of_any_captions_no_word_is_lost_and_times_rise(texts: list[str]) -> None:
    transcript = make_transcript(*enumerate(texts))
    said = split_sentences(transcript)
    spoken = "".join(each.text for each in said.sentences)
    assert _bare(spoken) == _bare("".join(texts))
    assert [each.cue for each in said.sentences] == sorted(each.cue for each in said.sentences)
    assert all(each.at == _start(transcript.cues, each.cue) for each in said.sentences)


def _bare(text: str) -> str:
    return text.replace(" ", "").replace(">", "")


def _start(cues: tuple[Cue, ...], number: int) -> int:
    return cues[number].start

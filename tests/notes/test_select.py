"""Choosing among notes."""

import pytest

from flashcards.anki.note_types import Kind
from flashcards.notes.select import Selection
from tests.videos import make_notes

NOTES = make_notes("""\
title: A video
modules:
  - title: Open models
    tags: [History]
    chapters:
      - title: One
        time: 0:00
        summary: The sky is ==blue==.
        topics:
          Sky: What is above.
          Ground:
  - title: Closed models
    chapters:
      - title: Two
        time: 10:00
        topics:
          Ground: {definition: What is below., tags: ["field::physics"]}
        questions:
          - {question: Why?, answer: Because., tags: [ai]}
""")

CHAPTER, SKY, GROUND, QUESTION = "chapter/one", "topic/sky", "topic/ground", "question/why"


def _chosen(selection: Selection) -> list[str]:
    return [key for key, note in NOTES.items() if selection.keeps(note)]


def test_there_are_four_notes_to_choose_from() -> None:
    assert list(NOTES) == [CHAPTER, SKY, GROUND, QUESTION]


def test_no_choice_keeps_all() -> None:
    assert _chosen(Selection()) == [CHAPTER, SKY, GROUND, QUESTION]
    assert not Selection()


@pytest.mark.parametrize(
    "selection",
    [Selection(modules=("a",)), Selection(kinds=(Kind.TOPIC,)), Selection(tags=("a",))],
)
def test_a_choice_is_true(selection: Selection) -> None:
    assert selection


@pytest.mark.parametrize(
    ("modules", "chosen"),
    [
        (("open-models",), [CHAPTER, SKY, GROUND]),
        (("closed-models",), [GROUND, QUESTION]),
        (("open-models", "closed-models"), [CHAPTER, SKY, GROUND, QUESTION]),
        (("*-models",), [CHAPTER, SKY, GROUND, QUESTION]),
        (("open*",), [CHAPTER, SKY, GROUND]),
        (("OPEN-*",), [CHAPTER, SKY, GROUND]),
        (("open",), []),
        (("models",), []),
        (("",), []),
    ],
)
def test_modules_are_chosen_by_their_slug(modules: tuple[str, ...], chosen: list[str]) -> None:
    assert _chosen(Selection(modules=modules)) == chosen


@pytest.mark.parametrize(
    ("kinds", "chosen"),
    [
        ((Kind.TOPIC,), [SKY, GROUND]),
        ((Kind.QUESTION, Kind.CHAPTER), [CHAPTER, QUESTION]),
    ],
)
def test_kinds_are_chosen(kinds: tuple[Kind, ...], chosen: list[str]) -> None:
    assert _chosen(Selection(kinds=kinds)) == chosen


@pytest.mark.parametrize(
    ("tags", "chosen"),
    [
        (("ai",), [QUESTION]),
        (("AI",), [QUESTION]),
        (("a",), []),
        (("history",), [CHAPTER, SKY, GROUND]),
        (("field",), [GROUND]),
        (("field::physics",), [GROUND]),
        (("physics",), []),
        (("*physics",), [GROUND]),
        (("video",), [CHAPTER, SKY, GROUND, QUESTION]),
        (("video::*",), [CHAPTER, SKY, GROUND, QUESTION]),
        (("video::open-models",), [CHAPTER, SKY, GROUND]),
        (("ai", "field"), [GROUND, QUESTION]),
    ],
)
def test_a_tag_chooses_what_is_below_it_too(tags: tuple[str, ...], chosen: list[str]) -> None:
    assert _chosen(Selection(tags=tags)) == chosen


def test_what_is_chosen_meets_every_kind_of_choice() -> None:
    selection = Selection(modules=("open-*",), kinds=(Kind.TOPIC,), tags=("field",))
    assert _chosen(selection) == [GROUND]


def test_a_field_is_found_by_its_name() -> None:
    note = NOTES[SKY]
    assert note.get_field("Term") == "Sky"
    with pytest.raises(KeyError, match="Question"):
        note.get_field("Question")

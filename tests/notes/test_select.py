"""Choosing among notes."""

import pytest

from flashcards.anki.note_types import Kind
from flashcards.content.keys import split_key
from flashcards.notes.select import Selection
from tests.videos import make_deck

DECK = make_deck("""\
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

NOTES = {split_key(note.key).name: note for note in DECK.notes}
CHAPTER, SKY, GROUND, QUESTION = "chapter/one", "topic/sky", "topic/ground", "question/why"


def _chosen(selection: Selection) -> list[str]:
    return [key for key, note in NOTES.items() if selection.keeps(note, DECK)]


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


TITLES = make_deck("""\
title: A video
modules:
  - title: 基本概念
    chapters: [{title: One, time: 0:00, topics: {A: B.}}]
  - title: "Scaling **Laws**: what's next?"
    chapters: [{title: Two, time: 1:00, topics: {C: D.}}]
  - title: "[draft] Größe"
    chapters: [{title: Three, time: 2:00, topics: {E: F.}}]
  - title: İstanbul'da ne var?
    id: city
    chapters: [{title: Four, time: 3:00, topics: {G: H.}}]
""")


@pytest.mark.parametrize(
    ("pattern", "chosen"),
    [
        ("基本概念", ["a"]),
        ("基本*", ["a"]),
        ("*概念", ["a"]),
        ("概念", []),
        ("Scaling Laws*", ["c"]),
        ("scaling laws: what's next?", ["c"]),
        ("Scaling Laws: what’s next", ["c"]),  # noqa: RUF001 - other quotes, and no `?`
        ("Scaling Laws", []),
        ("scaling-laws-*", ["c"]),
        ("[draft] Größe", ["e"]),
        ("*GRÖSSE", ["e"]),
        ("*Gro\N{COMBINING DIAERESIS}ße", ["e"]),
        ("draft-grösse", ["e"]),
        ("İSTANBUL'DA*", ["g"]),
        ("istanbul*", ["g"]),
        ("city", ["g"]),
        ("CI*", ["g"]),
        ("*", ["a", "c", "e", "g"]),
    ],
)
def test_modules_are_chosen_by_their_title_too(pattern: str, chosen: list[str]) -> None:
    selection = Selection(modules=(pattern,))
    kept = [note for note in TITLES.notes if selection.keeps(note, TITLES)]
    assert [split_key(note.key).slug for note in kept] == chosen


def test_a_tag_is_found_in_any_case_and_normal_form() -> None:
    deck = make_deck(
        "title: A\ntags: [Größe, 基本::概念]\n"
        "chapters: [{title: Maße, time: 0:00, topics: {A: B.}}]\n"
    )
    (note,) = deck.notes
    for tag in (
        "GRO\N{COMBINING DIAERESIS}SSE",
        "größe",
        "基本",
        "基本::概念",
        "*::masse",
        "*::Maße",
    ):
        assert Selection(tags=(tag,)).keeps(note, deck), tag
    assert not Selection(tags=("grosse",)).keeps(note, deck)


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

"""How well an edited note is told from another note: measured on labelled pairs."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

import pytest
import yaml

from flashcards.anki.note_types import Kind
from flashcards.identity.match import match_notes
from flashcards.identity.similarity import NoteTexts, is_same_note


class _Side(TypedDict):
    front: str
    back: str
    chapter: str


class _Pair(TypedDict):
    kind: str
    edit: str
    same: bool
    before: _Side
    after: _Side


def _read_pairs() -> Iterator[_Pair]:
    text = (Path(__file__).parent / "pairs.yaml").read_text(encoding="utf-8")
    yield from yaml.load(text, Loader=yaml.CSafeLoader)


PAIRS = tuple(_read_pairs())


def _texts(pair: _Pair) -> tuple[NoteTexts, NoteTexts]:
    before, after = (
        NoteTexts(kind=Kind(pair["kind"]), front=side["front"], back=side["back"], chapter="")
        for side in (pair["before"], pair["after"])
    )
    return before, after


def test_no_different_note_is_taken_for_the_same_and_nine_of_ten_edits_are_recognised(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = [(pair, is_same_note(*_texts(pair))) for pair in PAIRS]
    right = sum(pair["same"] and same for pair, same in said)
    wrong = [pair for pair, same in said if same and not pair["same"]]
    precision = right / (right + len(wrong))
    recall = right / sum(pair["same"] for pair in PAIRS)
    with capsys.disabled():
        print(  # noqa: T201 - the measurement is for whoever runs the test
            f"\nrecognition: {len(PAIRS)} pairs, precision {precision:.3f}, recall {recall:.3f}"
        )
    assert wrong == []
    assert recall >= 0.9


def test_the_pairs_are_many_and_half_of_the_different_ones_are_look_alikes() -> None:
    different = [pair for pair in PAIRS if not pair["same"]]
    lookalikes = [pair for pair in different if pair["edit"].startswith("lookalike")]
    assert len(PAIRS) >= 150
    assert len(lookalikes) >= len(different) / 2
    assert len(PAIRS) - len(different) >= 75


def test_recognition_is_the_same_in_both_directions_of_no_edit() -> None:
    for pair in PAIRS:
        for texts in _texts(pair):
            assert is_same_note(texts, texts)


def test_among_all_notes_at_once_no_note_is_matched_with_anothers_edit() -> None:
    """All pairs at once: every old note has hundreds of wrong partners to fall for."""
    old = [_texts(pair)[0] for pair in PAIRS]
    new = [_texts(pair)[1] for pair in PAIRS]
    different = {
        (pair["before"]["front"], pair["after"]["front"]) for pair in PAIRS if not pair["same"]
    }
    matched = {(old[match.old].front, new[match.new].front) for match in match_notes(old, new)}
    assert matched & different == set()
    assert len(matched) > 100

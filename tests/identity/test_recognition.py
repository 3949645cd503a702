"""How well an edited note is told from another note: measured on labelled pairs."""

from collections.abc import Iterator, Sequence
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


def _read_unseen() -> Iterator[_Pair]:
    text = (Path(__file__).parent / "unseen.yaml").read_text(encoding="utf-8")
    for pair in yaml.load(text, Loader=yaml.CSafeLoader):
        before, after = (
            _Side(front=str(front), back=str(back), chapter="")
            for front, back in (pair["before"], pair["after"])
        )
        yield _Pair(kind=pair["kind"], edit="", same=pair["same"], before=before, after=after)


UNSEEN = tuple(_read_unseen())
"""Pairs that no threshold was chosen on."""


def texts_of(pair: _Pair) -> tuple[NoteTexts, NoteTexts]:
    """Give both sides of a pair as they are compared."""
    before, after = (
        NoteTexts(kind=Kind(pair["kind"]), front=side["front"], back=side["back"], chapter="")
        for side in (pair["before"], pair["after"])
    )
    return before, after


def _measure(
    capsys: pytest.CaptureFixture[str], what: str, pairs: Sequence[_Pair]
) -> tuple[list[_Pair], float]:
    """Give the different notes that were taken for the same, and the share of edits recognised."""
    said = [(pair, is_same_note(*texts_of(pair))) for pair in pairs]
    same = sum(pair["same"] for pair in pairs)
    right = sum(pair["same"] and said_same for pair, said_same in said)
    wrong = [pair for pair, said_same in said if said_same and not pair["same"]]
    with capsys.disabled():
        print(  # noqa: T201 - the measurement is for whoever runs the test
            f"\nrecognition: of {len(pairs)} pairs {what}, {right} of {same} edits recognised, "
            f"{len(wrong)} of {len(pairs) - same} different notes taken for the same"
        )
    return wrong, right / same


def test_no_different_note_is_taken_for_the_same_and_most_edits_are_recognised(
    capsys: pytest.CaptureFixture[str],
) -> None:
    wrong, recognised = _measure(capsys, "that the thresholds were set on", PAIRS)
    assert wrong == []
    assert recognised >= 0.85


def test_of_pairs_that_no_threshold_was_set_on_none_is_wrong_and_four_of_five_are_recognised(
    capsys: pytest.CaptureFixture[str],
) -> None:
    wrong, recognised = _measure(capsys, "that no threshold was set on", UNSEEN)
    assert len(UNSEEN) >= 70
    assert wrong == []
    assert recognised >= 0.8


def test_the_pairs_are_many_and_half_of_the_different_ones_are_look_alikes() -> None:
    different = [pair for pair in PAIRS if not pair["same"]]
    lookalikes = [pair for pair in different if pair["edit"].startswith("lookalike")]
    assert len(PAIRS) >= 150
    assert len(lookalikes) >= len(different) / 2
    assert len(PAIRS) - len(different) >= 75


def test_recognition_is_the_same_in_both_directions_of_no_edit() -> None:
    for pair in PAIRS:
        for texts in texts_of(pair):
            assert is_same_note(texts, texts)


def test_among_all_notes_at_once_no_note_is_matched_with_anothers_edit() -> None:
    """All pairs at once: every old note has hundreds of wrong partners to fall for."""
    old = [texts_of(pair)[0] for pair in PAIRS]
    new = [texts_of(pair)[1] for pair in PAIRS]
    different = {
        (pair["before"]["front"], pair["after"]["front"]) for pair in PAIRS if not pair["same"]
    }
    matched = {(old[match.old].front, new[match.new].front) for match in match_notes(old, new)}
    assert matched & different == set()
    assert len(matched) > 100

"""The add-on in the real program, under a virtual screen: opened, read, clicked and undone."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.addon.real_program import MISSING, PYTHON, SCREEN, drive, prepare

pytestmark = pytest.mark.skipif(not (PYTHON and SCREEN), reason=MISSING)

LABELS = [
    "Update “\u2068Cartography\u2069”",
    "“\u2068How Maps Lie\u2069” will be renamed to “\u2068Cartography\u2069”, as its author did.",
    "2 notes will be updated.",
    "2 notes were changed by both you and the author: please choose below.",
    "1 note is no longer in the deck. Nothing is deleted: it gets the tag flashcards::retired.",
    "Why do sailors like the Mercator projection?",
    "Answer",
    "It is straight.",
    "<script>alert(1)</script> A course of one bearing is a straight line on it.",
    "What is the capital of Norway?",
    "Answer",
    "Oslo, of course",
    "Oslo, once called Christiania",
    "A backup comes first, your reviews stay, and Undo takes all of it back.",
]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_learner_updates_a_deck_in_the_real_program(theme: str, tmp_path: Path) -> None:
    base, package = prepare(tmp_path)
    drive("update_a_deck.py", base, package, tmp_path, theme)
    seen: dict[str, Any] = json.loads((tmp_path / f"seen-{theme}.json").read_text())
    assert seen["labels"] == LABELS
    texts = {fields[1]: fields for fields in seen["after"].values()}
    assert texts["What is the capital of Norway?"][2] == "Oslo, once called Christiania"
    assert texts["Why do sailors like the Mercator projection?"][2] == "It is <b>straight</b>."
    assert texts["When did Mercator publish it?"][2] == "In 1569, in <strong>Duisburg</strong>"
    assert texts["When did Mercator publish it?"][4] == "His own name was Kremer."
    assert seen["undone"] == seen["cancelled"] == seen["before"]
    assert seen["cards_undone"] == seen["cards_before"]
    known = {row[0] for row in seen["cards_before"]}
    assert [row for row in seen["cards_after"] if row[0] in known] == seen["cards_before"]
    assert seen["default_choices"] == [True, True]
    assert seen["undo"] == "Update Cartography"
    assert seen["backups"] >= 1
    assert seen["panels"] == 1
    texts = {fields[1]: fields for fields in seen["all_the_authors"].values()}
    assert texts["What is the capital of Norway?"][2] == "Oslo, once called Christiania"
    assert texts["Why do sailors like the Mercator projection?"][2] == (
        "&lt;script&gt;alert(1)&lt;/script&gt; A course of one bearing is a straight line on it."
    )
    assert seen["again"] == "“\u2068Cartography\u2069” is already up to date."
    assert seen["foreign_is_ankis"]
    assert seen["tomorrow"] == (
        "This package was made by another version of flashcards; get the add-on of that version. "
        "Anki's own import is used instead."
    )
    for name in (f"dialog-{theme}.png", f"dialog-narrow-{theme}.png"):
        assert (tmp_path / name).stat().st_size > 5_000

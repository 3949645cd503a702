"""`flashcards stats` on collections of Anki's own engine: what was planted is named, no more."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection

from tests.anki.studied import (
    BONES,
    BREAKS,
    CHAPTER,
    EXPORTS,
    PEA,
    SCAPHOID,
    Export,
    answer,
    edit,
    export,
    find_card,
    find_note,
    learn,
    log_reviews,
    make_project,
)
from tests.command import flashcards

_START = 1_700_000_000_000


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    return folder


@pytest.fixture
def studied(project: Path) -> Iterator[Collection]:
    """Give a collection with a card that fails, a blank that does, and two edited notes."""
    collection = learn(project.parent / "anna.anki2", make_project(project))
    answer(collection, find_card(collection, PEA), "111131313")
    answer(collection, find_card(collection, CHAPTER, 1), "11311")
    for card_id in collection.find_cards(""):
        answer(collection, card_id, "13")
    edit(collection, PEA, "Answer", "no vegetable", "<i>no</i> seed")
    edit(collection, SCAPHOID, "Extra", "", "like a boat")
    yield collection
    collection.close()


LINES = """\
content/bones.yaml:11: failed 7 of 11 times
content/bones.yaml:5: blank 2 `two rows` failed 5 of 7 times
content/bones.yaml:8: learner's own Extra: {+like a boat+}
content/bones.yaml:11: learner's own Answer: The **pisiform**, a bone & {+*+}no{+*+} [-vegetable-]{+seed+}.
"""


def stats(project: Path, *arguments: str) -> str:
    """Run the command, which has nothing to refuse, and give its result."""
    done = flashcards(project, "stats", *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def read_json(project: Path, *sources: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(stats(project, "--format", "json", *map(str, sources)))
    return found


@pytest.mark.parametrize("kind", EXPORTS)
def test_what_was_planted_is_named_whatever_form_the_copy_has(
    project: Path, studied: Collection, kind: Export
) -> None:
    source = export(studied, project.parent / "copy", kind)
    before = source.read_bytes()
    assert sorted(stats(project, "--format", "concise", str(source)).splitlines()) == sorted(
        LINES.splitlines()
    )
    assert source.read_bytes() == before
    assert not list(source.parent.glob(f"{source.name}?*"))

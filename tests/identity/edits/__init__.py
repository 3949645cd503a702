"""Labelled edits in context: whole small files before and after, and what became of what.

`develop` is the half that the rules were made on, `measure` the half that was only measured. Fronts
are written as in the content. `same` are notes that are one, edited; `other` are new notes that
stand in an old one's place, or look like it, and are other facts; `blanks` are blanks of a summary
that are one, worded otherwise, under the title of the new chapter, and `other_blanks` are not.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from flashcards.content.keys import Key
from flashcards.content.load import load_source
from flashcards.diagnostics import Diagnostic, Source
from flashcards.identity.decisions import NO_DECISIONS
from flashcards.identity.entry import Lock
from flashcards.identity.gate import Doubt, find_doubts
from flashcards.identity.recognise import recognise
from flashcards.identity.resolve import Resolved, resolve
from flashcards.notes.generate import generate_deck
from flashcards.notes.note import Note
from flashcards.text.slugs import key_slug
from tests.support import NOW

FOLDER = Path(__file__).parent

Pair = tuple[Key, Key]
"""The keys of a note before and after."""


class Case(NamedTuple):
    """One labelled edit of a file."""

    name: str
    before: str
    after: str
    same: tuple[Pair, ...]
    other: tuple[Pair, ...]
    blanks: tuple[tuple[str, str, str], ...]
    other_blanks: tuple[tuple[str, str, str], ...]
    accounted: tuple[tuple[Key, ...], tuple[Key, ...]]


def read_cases(half: str) -> Iterator[Case]:
    """Read the cases of one half, `develop` or `measure`."""
    for path in sorted((FOLDER / half).glob("*.yaml")):
        for number, case in enumerate(yaml.load(path.read_text("utf-8"), yaml.CSafeLoader), 1):
            yield _read_case(f"{path.stem}-{number}", case)


def _read_case(name: str, case: dict[str, Any]) -> Case:
    def pairs(label: str) -> tuple[Pair, ...]:
        return tuple(
            (_key(kind, before), _key(kind, after)) for kind, before, after in case.get(label) or ()
        )

    def single(label: str) -> tuple[Key, ...]:
        return tuple(_key(kind, front) for kind, front in case.get(label) or ())

    def blanks(label: str) -> tuple[tuple[str, str, str], ...]:
        return tuple((str(title), str(was), str(now)) for title, was, now in case.get(label) or ())

    same, other = pairs("same"), pairs("other")
    return Case(
        name=name,
        before=case["before"],
        after=case["after"],
        same=same,
        other=other,
        blanks=blanks("blanks"),
        other_blanks=blanks("other_blanks"),
        accounted=(
            (*(old for old, _ in (*same, *other)), *single("gone")),
            (*(new for _, new in (*same, *other)), *single("added")),
        ),
    )


def _key(kind: str, front: str) -> Key:
    return Key(f"case/{kind}/{key_slug(str(front))}")


def make_notes(text: str) -> tuple[Note, ...]:
    """Make the notes of a content file that must be sound."""
    found: list[Diagnostic] = []
    breakdown = load_source(Source("content/case.yaml", text), found)
    assert breakdown is not None
    assert [each for each in found if each.severity.value == "error"] == []
    return generate_deck(breakdown, found).notes


class Outcome(NamedTuple):
    """What the rules make of a case: the lock before, and the release after."""

    before: Lock
    after: Resolved
    doubts: tuple[Doubt, ...]

    @property
    def merged(self) -> set[Pair]:
        """The keys, before and after, of notes that are one."""
        by_guid = {entry.guid: entry for entry in self.before.entries}
        return {
            (by_guid[each.guid].key, each.note.key)
            for each in self.after.notes
            if each.guid in by_guid
        }

    @property
    def asked(self) -> set[Pair]:
        """The keys of the pairs that the author is asked about, the likeliest of each doubt."""
        return {(doubt.old.key, doubt.candidates[0].key) for doubt in self.doubts}


def release_case(case: Case) -> Outcome:
    """Release a case before and after its edit."""
    before = _release(make_notes(case.before), Lock("case"), NOW)[0].lock
    return Outcome(before, *_release(make_notes(case.after), before, NOW + 1))


def _release(notes: tuple[Note, ...], lock: Lock, now: int) -> tuple[Resolved, tuple[Doubt, ...]]:
    decks = {"case": notes}
    found = recognise(decks, {"case": lock})
    resolved = resolve(notes, found.locks["case"], found.found["case"], now)
    return resolved, find_doubts(decks, found, NO_DECISIONS)

"""What a three-way merge should give, worked out from the texts themselves, without digests."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from flashcards.addon.merging.released import UNRELEASED
from flashcards.anki.note_types import NOTE_TYPES
from flashcards.identity.entry import StampedNote


class Words(NamedTuple):
    """The author's fields of a note in the author's order, and tags."""

    fields: tuple[str, ...]
    tags: frozenset[str]


class Merged(NamedTuple):
    """A note after the merge, and how it is counted."""

    words: Words
    outcome: str


def authors_words(each: StampedNote) -> Words:
    """Give what the author says in a note."""
    names = NOTE_TYPES[each.note.kind].field_names
    return Words(
        tuple(
            text
            for name, text in zip(names, each.note.fields, strict=True)
            if name not in UNRELEASED
        ),
        frozenset(each.note.tags),
    )


def merge_words(base: Words | None, mine: Words, theirs: Words, *, prefer: str = "mine") -> Merged:
    """Merge word for word."""
    fields, seen = [], set()
    for place, (own, new) in enumerate(zip(mine.fields, theirs.fields, strict=True)):
        old = base.fields[place] if base else None
        if own == new:
            fields.append(own)
        elif own == old:
            fields.append(new)
            seen.add("updated")
        elif new == old:
            fields.append(own)
            seen.add("kept")
        else:
            fields.append(own if prefer == "mine" else new)
            seen.add("conflicts")
    known = base.tags if base else frozenset()
    tags = (mine.tags - (known - theirs.tags)) | (theirs.tags - known)
    tags -= {"flashcards::retired"}
    if tags != mine.tags:
        seen.add("updated")
    if "conflicts" in seen:
        tags |= {"flashcards::conflict"}
    outcome = next((each for each in ("conflicts", "updated", "kept") if each in seen), "unchanged")
    return Merged(Words(tuple(fields), tags), outcome)


def count_outcomes(outcomes: Iterable[str]) -> Mapping[str, int]:
    """Count how notes should be counted."""
    outcomes = list(outcomes)
    return {
        each: outcomes.count(each) for each in ("new", "updated", "kept", "conflicts", "unchanged")
    }

"""A note as recognition sees it: its two sides as plain text, and where it stands."""

from typing import NamedTuple

from flashcards.anki.cloze import fill_blanks
from flashcards.anki.note_types import Kind
from flashcards.identity.entry import Entry, note_chapter, note_sides
from flashcards.notes.note import Note


class Sides(NamedTuple):
    """A note's two sides as plain text, and where it stands.

    A named one has an `id` of its author's.
    """

    kind: Kind
    front: str
    back: str
    chapter: str = ""
    after: str = ""
    is_named: bool = False


def sides_of_entry(entry: Entry) -> Sides:
    """Give the sides of a note as it was last released."""
    return Sides(
        kind=entry.kind,
        front=entry.front,
        back=_read_back(entry.kind, entry.back),
        chapter=entry.chapter,
        after=entry.after,
    )


def sides_of_note(note: Note, after: str = "") -> Sides:
    """Give the sides of a note of the content; `after` is the key of the one before it."""
    front, back = note_sides(note)
    return Sides(
        kind=note.kind,
        front=front,
        back=_read_back(note.kind, back),
        chapter=note_chapter(note),
        after=after,
        is_named=note.is_named,
    )


def _read_back(kind: Kind, back: str) -> str:
    return fill_blanks(back) if kind is Kind.CHAPTER else back

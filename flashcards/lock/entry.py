"""What the lock remembers of a note, and the texts by which a note is recognised."""

import re
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from flashcards.content.keys import Key
from flashcards.lock.stamp import Guid
from flashcards.notes.note import Note
from flashcards.notes.types import NOTE_TYPES, Kind
from flashcards.render.markdown import visible_text

SIDES = {
    Kind.QUESTION: ("Question", "Answer"),
    Kind.TOPIC: ("Term", "Definition"),
    Kind.CHAPTER: ("Chapter", "Text"),
}
"""The fields of each kind that are a card's two sides."""

_DIGEST_BYTES = 6
_IMAGE = re.compile(r'<img src="([^"]+)"[^>]*>')


class Entry(NamedTuple):
    """One released note.

    `front` and `back` are the card's sides as plain text, a summary with its cloze numbers.
    `digest` holds a short hash of each field and of the tags, as they were last released, and
    `mod` when it last changed, in seconds since 1970. `after` is the key of the note before it.
    `gone` are the numbers and texts of blanks that were deleted, so that they aren't used again.
    A retired note is no longer in the content; one that moved lives on in another file's lock, and
    stays here only so that its GUID isn't given away again.
    """

    key: Key
    guid: Guid
    note_id: int
    mod: int
    digest: str
    front: str
    back: str
    hint: str = ""
    extra: str = ""
    chapter: str = ""
    time: str = ""
    tags: tuple[str, ...] = ()
    after: str = ""
    gone: tuple[tuple[int, str], ...] = ()
    retired: bool = False
    moved: bool = False

    @property
    def kind(self) -> Kind:
        """The kind of note, which is part of its key."""
        return Kind(self.key.split("/")[1])

    @property
    def name(self) -> str:
        """Its key without the content id: kind and slug."""
        return self.key.split("/", 1)[1]


class Lock(NamedTuple):
    """The released notes of one content file."""

    content_id: str
    entries: tuple[Entry, ...] = ()


def note_sides(note: Note) -> tuple[str, str, str]:
    """Give a note's front, back and chapter as plain text."""
    front, back = SIDES[note.kind]
    front_text, text = note.get_field(front), note.get_field(back)
    if "<img" in front_text or "<img" in text:
        # An image is told from another by its file, which is named by its content.
        front_text, text = (_IMAGE.sub(r"[\1]", html) for html in (front_text, text))
    if note.kind is Kind.CHAPTER:
        # Only the brackets of blanks may look like brackets once entities are resolved.
        text = text.replace("&#123;", "⦃").replace("&#125;", "⦄")
    return (
        visible_text(front_text),
        visible_text(text),
        visible_text(note.get_field("Chapter")),
    )


def describe_note(  # noqa: PLR0913 - what a note's fields don't say
    note: Note,
    *,
    guid: Guid,
    note_id: int,
    mod: int,
    after: str,
    gone: tuple[tuple[int, str], ...] = (),
) -> Entry:
    """Make the entry of a note as it is released now."""
    front, back, chapter = note_sides(note)
    return Entry(
        key=note.key,
        guid=guid,
        note_id=note_id,
        mod=mod,
        digest=digest_note(note),
        front=front,
        back=back,
        hint=visible_text(note.get_field("Hint")),
        extra=visible_text(note.get_field("Extra")),
        chapter=chapter,
        time=note.get_field("Time"),
        tags=tuple(sorted(note.tags)),
        after=after,
        gone=gone,
    )


def digest_note(note: Note) -> str:
    """Hash each field and the tags, so that a change can be told and named.

    Tags have no order in Anki, so theirs doesn't count here.
    """
    parts = [*note.fields, " ".join(sorted(note.tags))]
    return ".".join([_digest(part) if part else "" for part in parts])


def changed_fields(kind: Kind, before: str, after: str) -> tuple[str, ...]:
    """Name the fields (and `tags`) in which two digests of a kind of note differ."""
    names = (*NOTE_TYPES[kind].field_names, "tags")
    old, new = before.split("."), after.split(".")
    if len(old) != len(names):
        return names  # written by hand, or half merged: everything counts as changed
    return tuple(name for name, was, is_ in zip(names, old, new, strict=True) if was != is_)


@lru_cache(maxsize=4096)  # the notes of a chapter have half of their fields in common
def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()[:_DIGEST_BYTES]).decode()

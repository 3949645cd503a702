"""What is known of a released note: its identity, its time, and what the lock remembers of it."""

import re
from base64 import urlsafe_b64encode
from binascii import b2a_base64
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple, NewType

from flashcards.anki.note_types import NOTE_TYPES, STANDING, Kind
from flashcards.content.keys import Key, split_key
from flashcards.notes.note import Note
from flashcards.render.markdown import visible_text

Guid = NewType("Guid", str)
"""By which Anki knows a note in every collection."""

FRONT_AND_BACK = {
    Kind.QUESTION: ("Question", "Answer"),
    Kind.TOPIC: ("Term", "Definition"),
    Kind.CHAPTER: ("Chapter", "Text"),
}
"""The fields of each kind that are a card's front and back."""

_DIGEST_BYTES = 6
_IMAGE = re.compile(r'<img src="([^"]+)"[^>]*>')


class StampedNote(NamedTuple):
    """A note ready for release.

    `note_id` is when it was first seen, in milliseconds since 1970, made unique; `mod` is when
    its fields or tags last changed, in seconds since 1970.
    """

    note: Note
    guid: Guid
    note_id: int
    mod: int


def derive_guid(key: Key, origin: str = "") -> Guid:
    """Make the GUID a note gets when it is first seen.

    Two authors may both have an `intro.yaml` that asks the same; `origin` tells their videos apart.
    """
    name = f"{origin}\n{key}" if origin else key
    return Guid(urlsafe_b64encode(sha256(name.encode()).digest()[:9]).decode())


class Entry(NamedTuple):
    """One released note.

    `front` and `back` are plain text, a summary with its cloze numbers.
    `digest` holds a short hash of each field and of the tags, as they were last released, and
    `mod` when it last changed, in seconds since 1970. `after` is the key of the note before it.
    `gone` are the numbers and texts of blanks that were deleted, so that they aren't used again.
    `former` are the keys under which it was released before, the oldest first.
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
    former: tuple[Key, ...] = ()
    retired: bool = False
    moved: bool = False

    @property
    def kind(self) -> Kind:
        """The kind of note, which is part of its key."""
        return Kind(split_key(self.key).kind)

    @property
    def name(self) -> str:
        """Kind and slug: what it is called within its content file."""
        return split_key(self.key).name


class Lock(NamedTuple):
    """The released notes of one content file.

    `origin` is the video's address, or else its title, as it was when the deck began; `decks` are
    the names that the deck has had in Anki, the present one last.
    """

    content_id: str
    entries: tuple[Entry, ...] = ()
    origin: str = ""
    decks: tuple[str, ...] = ()


def reconcile(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Make one entry of the lines that a merge of two branches left for one key.

    The later release wins. Where both branches released the note at the same second in different
    forms, the digest is dropped, so that the next build counts the note as changed and no learner
    keeps a stale copy. Where the branches gave the key to two notes, the other one is kept as
    retired, with its time of release. The order of the lines doesn't matter.
    """
    by_key: dict[Key, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_key[entry.key].append(entry)
    joined = {key: _join(same) for key, same in by_key.items()}
    others: dict[Key, list[Entry]] = defaultdict(list)
    for key, same in by_key.items():
        for entry in same:
            if entry.guid != joined[key].guid:
                aside = set_aside(entry)._replace(retired=True)
                others[aside.key].append(aside)
    for key, same in others.items():
        joined[key] = _join([*same, joined[key]] if key in joined else same)
    return tuple(joined[key] for key in sorted(joined))


def set_aside(entry: Entry) -> Entry:
    """Give an entry a key of its own, where another note has the one that it was released under."""
    return entry._replace(key=aside_key(entry), former=(*entry.former, entry.key))


def aside_key(entry: Entry) -> Key:
    """Give a key that no note of the content has: a slug holds no `~`."""
    return Key(f"{entry.key}~{entry.guid}")


def _join(same: list[Entry]) -> Entry:
    if len(same) == 1:
        return same[0]
    newest = max(same, key=lambda entry: (entry.mod, entry.digest, repr(entry)))
    # The note's oldest identity is the one that most learners have.
    first = min(same, key=lambda entry: (entry.note_id, entry.guid))
    is_tie = any(entry.mod == newest.mod and entry.digest != newest.digest for entry in same)
    return newest._replace(
        guid=first.guid,
        note_id=first.note_id,
        digest="" if is_tie else newest.digest,
        gone=tuple(sorted({blank for entry in same for blank in entry.gone})),
        former=tuple(sorted({key for entry in same for key in entry.former})),
        retired=all(entry.retired for entry in same),
        moved=all(entry.moved for entry in same),
    )


class _Places(NamedTuple):
    """Where in the fields of a kind of note what an entry tells of it stands."""

    front: int
    back: int
    hint: int
    extra: int
    context: int
    chapter: int
    time: int


_PLACES = {
    kind: _Places(
        *map(names.index, (*FRONT_AND_BACK[kind], "Hint", "Extra", "Context", "Chapter", "Time"))
    )
    for kind, names in ((kind, note_type.field_names) for kind, note_type in NOTE_TYPES.items())
}


def front_and_back(note: Note) -> tuple[str, str]:
    """Give a note's front and back as plain text."""
    places = _PLACES[note.kind]
    front, back = note.fields[places.front], note.fields[places.back]
    return plain_text(front), plain_text(back, is_cloze=note.kind is Kind.CHAPTER)


def plain_text(html: str, *, is_cloze: bool = False) -> str:
    """Give a field as an entry keeps it: on one line, a summary with its cloze numbers."""
    if "<img" in html:
        html = _IMAGE.sub(r"[\1]", html)  # an image is known by its file, named by its content
    if is_cloze:
        # Only the brackets of blanks may look like brackets once entities are resolved.
        html = html.replace("&#123;", "⦃").replace("&#125;", "⦄")
    return visible_text(html)


def note_chapter(note: Note) -> str:
    """Give the titles of a note's chapters as plain text."""
    return visible_text(note.fields[_PLACES[note.kind].chapter])


def describe_note(  # noqa: PLR0913 - what a note's fields don't say
    note: Note,
    *,
    guid: Guid,
    note_id: int,
    mod: int,
    after: str,
    gone: tuple[tuple[int, str], ...] = (),
    former: tuple[Key, ...] = (),
) -> Entry:
    """Make the entry of a note as it is released now."""
    fields, places = note.fields, _PLACES[note.kind]
    front, back = front_and_back(note)
    return Entry(
        key=note.key,
        guid=guid,
        note_id=note_id,
        mod=mod,
        digest=digest_note(note),
        front=front,
        back=back,
        hint=visible_text(fields[places.hint]),
        extra=visible_text(fields[places.extra]),
        chapter=note_chapter(note),
        time=fields[places.time],
        tags=_sort_tags(note.tags),
        after=after,
        gone=gone,
        former=former,
    )


def digest_note(note: Note) -> str:
    """Hash each field and the tags, so that a change can be seen and named.

    Tags have no order in Anki, so theirs doesn't count here.
    """
    start = _PLACES[note.kind].context
    end = start + len(STANDING)
    own, standing, rest = note.fields[:start], note.fields[start:end], note.fields[end:]
    digests = [*map(digest_field, own), _digest_all(standing), *map(digest_field, rest)]
    return ".".join([*digests, _digest_tags(note.tags)])


def changed_fields(kind: Kind, before: str, after: str) -> tuple[str, ...]:
    """Name the fields (and `tags`) in which two digests of a kind of note differ."""
    names = (*NOTE_TYPES[kind].field_names, "tags")
    old, new = before.split("."), after.split(".")
    if len(old) != len(names):
        return names  # written by hand, or half merged: everything counts as changed
    return tuple(name for name, was, is_ in zip(names, old, new, strict=True) if was != is_)


# What follows is the same for many notes of a chapter.


@lru_cache(maxsize=1024)
def _sort_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(tags))


@lru_cache(maxsize=1024)
def _digest_tags(tags: tuple[str, ...]) -> str:
    return digest_field(" ".join(_sort_tags(tags)))


@lru_cache(maxsize=1024)
def _digest_all(texts: tuple[str, ...]) -> str:
    return ".".join(map(digest_field, texts))


def digest_field(text: str) -> str:
    """Give the short hash of a text, and nothing for nothing."""
    if not text:
        return ""
    data = sha256(text.encode()).digest()[:_DIGEST_BYTES]
    return b2a_base64(data, newline=False).decode()

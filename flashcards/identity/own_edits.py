"""What a learner changed in a note: fields whose digests are not those of its release. Pure."""

from collections.abc import Mapping
from typing import NamedTuple

from flashcards.anki.note_types import NOTE_TYPES
from flashcards.identity.entry import FRONT_AND_BACK, Entry, digest_field, plain_text
from flashcards.notes.note import Note
from flashcards.render.markdown_view import to_markdown

_COSTLY = 10_000_000
"""What reading a text as one line may cost: its characters times its tags."""


class OwnEdit(NamedTuple):
    """A field that a learner changed: its text as released, and as it is now.

    Both are Markdown where the released HTML is known, and plain text else; `old` is `None` where
    only a digest of it is known.
    """

    field: str
    old: str | None
    new: str


def is_released_once(entry: Entry) -> bool:
    """Whether a note never changed since it was first released: then there is one base alone."""
    return entry.mod <= entry.note_id // 1000


def find_own_edits(
    entry: Entry, released: Note | None, fields: Mapping[str, str]
) -> tuple[OwnEdit, ...]:
    """Find the fields of ours in which a learner's copy differs from its last release.

    `released` is the note as the content makes it now, which may be newer than the lock's. A field
    counts as changed only if a reader sees a difference: Anki's editor writes HTML in its own way.
    """
    names = NOTE_TYPES[entry.kind].field_names
    digests = entry.digest.split(".")
    if len(digests) != len(names) + 1:
        return ()  # written by hand, or half merged: nothing is known of its fields
    texts = _plain_texts(entry)
    found = []
    for name, digest in zip(names, digests[:-1], strict=True):
        text = fields.get(name)
        if text is None or digest_field(text) == digest:
            continue
        edit = _compare(name, text, _known_html(released, name, digest), texts.get(name))
        if edit is not None:
            found.append(edit)
    return tuple(found)


def find_own_tags(entry: Entry, tags: tuple[str, ...]) -> tuple[str, ...]:
    """Give the tags that are a learner's own: neither the author's nor Anki's."""
    authors = {tag.casefold() for tag in entry.tags} | {"leech", "marked"}
    return tuple(tag for tag in tags if tag.casefold() not in authors)


def _known_html(released: Note | None, name: str, digest: str) -> str | None:
    """Give the HTML that was released, if it is what the content still makes; of nothing, that."""
    if not digest:
        return ""
    html = None if released is None else released.get_field(name)
    return html if html is not None and digest_field(html) == digest else None


def _compare(name: str, text: str, html: str | None, plain: str | None) -> OwnEdit | None:
    if html is not None:
        old, new = to_markdown(html), to_markdown(text)
        return None if old.split() == new.split() else OwnEdit(name, old, new)
    is_harmless = len(text) * text.count("<") < _COSTLY
    seen = plain_text(text, is_cloze=name == "Text") if is_harmless else to_markdown(text)
    return None if seen == plain else OwnEdit(name, plain, seen)


def _plain_texts(entry: Entry) -> dict[str, str]:
    front, back = FRONT_AND_BACK[entry.kind]
    return {
        front: entry.front,
        back: entry.back,
        "Hint": entry.hint,
        "Extra": entry.extra,
        "Chapter": entry.chapter,
        "Time": entry.time,
    }

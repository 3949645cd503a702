"""What a learner changed in a note: fields whose digests are not those of its release. Pure."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from flashcards.addon.merging.released import (
    MY_NOTES,
    RELEASED,
    UNRELEASED,
    digest_html,
    digest_tag,
    is_system_tag,
    read_released,
)
from flashcards.anki.note_types import NOTE_TYPES
from flashcards.identity.entry import FRONT_AND_BACK, Entry, plain_text
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


class OwnEdits(NamedTuple):
    """What a learner changed in a note, and the tags that the learner gave it."""

    edits: tuple[OwnEdit, ...]
    tags: tuple[str, ...]


def find_own_edits(
    entry: Entry, now: Note | None, fields: Mapping[str, str], tags: Iterable[str]
) -> OwnEdits | None:
    """Find what in a learner's copy is not as it was released; `None` where nobody can tell.

    A copy says itself how it was released, whichever release it is of. `now` is the note as the
    content makes it, from which a text is known if it is still the released one. A field counts as
    changed only if a reader sees a difference: Anki's editor writes HTML in its own way.
    """
    released = read_released(fields.get(RELEASED, ""))
    names = [name for name in NOTE_TYPES[entry.kind].field_names if name not in UNRELEASED]
    if released is None or len(released.fields) != len(names):
        return None
    texts = _plain_texts(entry) if released.mod == entry.mod else {}
    found = []
    for name, digest in ((MY_NOTES, ""), *zip(names, released.fields, strict=True)):
        text = fields.get(name)
        if text is None or digest_html(text) == digest:
            continue
        edit = _compare(name, text, _known_html(now, name, digest), texts.get(name))
        if edit is not None:
            found.append(edit)
    own = (tag for tag in tags if digest_tag(tag) not in released.tags and not is_system_tag(tag))
    return OwnEdits(tuple(found), tuple(own))


def _known_html(now: Note | None, name: str, digest: str) -> str | None:
    """Give the HTML that was released, if it is what the content still makes; of nothing, that."""
    if not digest:
        return ""
    html = None if now is None else now.get_field(name)
    return html if html is not None and digest_html(html) == digest else None


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

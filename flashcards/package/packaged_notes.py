"""Notes as a package has them, beside those of the content. Pure."""

from collections.abc import Iterable

from flashcards.addon.merging.released import UNRELEASED
from flashcards.anki.note_types import NOTE_TYPES, Kind
from flashcards.content.keys import Key, is_key, split_key
from flashcards.diagnostics import Span
from flashcards.identity.entry import Entry, Guid, describe_note
from flashcards.notes.note import Note
from flashcards.package.read import PackagedText

_KINDS = frozenset(Kind)
_NOWHERE = Span("", 0, 0)


def index_notes(notes: Iterable[PackagedText]) -> dict[str, PackagedText]:
    """Give notes by their GUIDs; of two with the same one, the later."""
    return {each.note.guid: each for each in sorted(notes, key=lambda each: each.note.mod)}


def differing_fields(old: PackagedText, new: Note) -> tuple[str, ...]:
    """Name the fields (and `tags`) in which a note differs from what a package has of it."""
    fields = old.fields
    names = NOTE_TYPES[new.kind].field_names
    differing = [
        name
        for name, text in zip(names, new.fields, strict=True)
        if fields.get(name, "") != text and name not in UNRELEASED
    ]
    if old.tags != frozenset(new.tags):
        differing.append("tags")
    return tuple(differing)


def describe_packaged(each: PackagedText, new: Note | None = None) -> Entry | None:
    """Make the entry of a note as a package has it, of the kind of the `new` one if there is one.

    There is none of a note whose key is not one of ours.
    """
    key = each.note.key
    if not is_key(key) or split_key(key).kind not in _KINDS:
        if new is None:
            return None  # of another hand
        key = new.key
    kind = new.kind if new else Kind(split_key(key).kind)
    fields = each.fields
    note = Note(
        key=Key(key),
        kind=kind,
        fields=tuple(
            "" if name in UNRELEASED else fields.get(name, "")
            for name in NOTE_TYPES[kind].field_names
        ),
        tags=tuple(sorted(each.tags)),
        modules=(),
        times=(),
        cards=0,
        span=_NOWHERE,
    )
    return describe_note(
        note, guid=Guid(each.note.guid), note_id=each.note.note_id, mod=each.note.mod, after=""
    )

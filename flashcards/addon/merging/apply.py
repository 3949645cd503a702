"""The update itself, as one step that Anki's Undo takes back. No row of a card is ever written.

Anki's synchronisation lets the newest row of a card win: one that is moved or suspended here would
replace reviews that another device of the learner's hasn't sent yet.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal, cast
from urllib.parse import unquote

from anki.collection import (
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)
from anki.errors import InvalidInput
from anki.import_export_pb2 import ImportAnkiPackageUpdateCondition
from anki.utils import int_time

from .gained import find_gained, list_cards
from .learners import match_places
from .messages import shorten
from .package import BETWEEN_FIELDS, Json, UpdatePackage, read_files
from .partial import ImportedPart, PartialNote, write_partial
from .plan import NoteUpdate, UpdatePlan

if TYPE_CHECKING:
    from anki.collection import Collection, OpChanges
    from anki.decks import DeckId
    from anki.models import NotetypeId
    from anki.notes import Note, NoteId

Preference = Literal["mine", "theirs"]
Preferences = Mapping[tuple[str, int], Preference]
"""What a learner chose of conflicts, by the note's GUID and the field's place."""

_ALWAYS = ImportAnkiPackageUpdateCondition.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_ALWAYS
_NEVER = ImportAnkiPackageUpdateCondition.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_NEVER
_REMEMBERED = {
    "mergeNotetypes": False,
    "updateNotes": "IfNewer",
    "updateNotetypes": "IfNewer",
    "withScheduling": False,
    "withDeckConfigs": False,
}
"""What Anki's import dialog remembers of the last import, with what it starts from."""

_SYSTEM_TAGS = frozenset(("leech", "marked"))
_FILE = re.compile(r"""(?:src|data)\s*=\s*["']?([^"'<>\s]+)|\[sound:([^\]]+)\]""", re.IGNORECASE)


def apply_plan(
    col: "Collection",
    plan: UpdatePlan,
    choices: Preferences | None = None,
    *,
    prefer: Preference = "mine",
) -> "OpChanges":
    """Write what was planned; `prefer` settles the conflicts that nothing was chosen for.

    Where a part fails, what was done before it is taken back, and the error raised.
    """
    step = col.add_custom_undo_entry(f"Update {shorten(plan.package.about.deck)}")
    try:
        _write(col, plan, choices or {}, prefer)
    except BaseException:
        with suppress(InvalidInput):  # the import failed: nothing is written, or left to undo
            col.merge_undo_entries(step)
            col.undo()
        raise
    return col.merge_undo_entries(step)


def _write(col: "Collection", plan: UpdatePlan, choices: Preferences, prefer: Preference) -> None:
    if plan.is_first:
        _import(col, plan.package.path, ImportAnkiPackageOptions())
        return
    updates = [_settle(update, choices, prefer) for update in plan.updates]
    # First of all: where an import fails, Anki forgets what could have been taken back.
    gaining = _import_partial(col, plan, updates)
    if plan.deck.is_renamed:
        col.decks.rename(cast("DeckId", plan.deck.deck_id), plan.deck.name)
    for note_type in plan.looks:
        col.models.update_dict(note_type)
    _add_media(col, plan.package, updates)
    notes = [*_merged_notes(col, updates, gaining)]
    for each in plan.retired:
        note = col.get_note(cast("NoteId", each.note_id))
        note.fields, note.tags = list(each.fields), list(each.tags)
        notes.append(note)
    if notes:
        col.update_notes(notes)
    if plan.deck.description is not None:
        deck = col.decks.get(cast("DeckId", plan.deck.deck_id)) or {}
        col.decks.update_dict({**deck, "desc": plan.deck.description})


def _settle(update: NoteUpdate, choices: Preferences, prefer: Preference) -> NoteUpdate:
    """Put the author's text where the learner chose it."""
    fields = list(update.fields)
    for conflict in update.conflicts:
        if choices.get((conflict.guid, conflict.place), prefer) == "theirs":
            fields[conflict.place] = conflict.theirs
    return update._replace(fields=tuple(fields))


def _import_partial(col: "Collection", plan: UpdatePlan, updates: Iterable[NoteUpdate]) -> set[int]:
    """Let Anki import new notes, and notes that gain a card; gives the ids of the latter."""
    package = plan.package
    note_types: dict[int, Json] = {}
    partial = []
    for update in updates:
        mine, theirs = update.mine, update.theirs
        note_type = _find_type(col, package, mine.note_type_id)
        cards = find_gained(col, note_type, update)
        if cards:
            note_types[mine.note_type_id] = note_type
            # Anki leaves a note of the same time alone, also where it is to update always.
            later = col.get_note(cast("NoteId", mine.note_id)).mod + 1
            partial.append(
                PartialNote(
                    note_id=mine.note_id,
                    guid=mine.guid,
                    note_type_id=mine.note_type_id,
                    mod=max(theirs.mod, later, int_time()),
                    fields=update.fields,
                    tags=update.tags,
                    cards=cards,
                )
            )
    gaining = {each.note_id for each in partial}
    partial += _new_notes(col, plan, note_types)
    if not partial:
        return gaining
    with TemporaryDirectory() as folder:
        path = Path(folder) / "partial.apkg"
        media = _find_media(col, package, (each.fields for each in partial))
        is_there = col.decks.id_for_name(plan.deck.former)
        part = ImportedPart(
            notes=tuple(partial),
            note_types=note_types,
            deck_name=plan.deck.former,
            description="" if is_there else package.deck["desc"],
            media=tuple(media),
        )
        write_partial(path, package, part)
        _import(col, path, ImportAnkiPackageOptions(update_notes=_ALWAYS, update_notetypes=_NEVER))
    return gaining


def _new_notes(
    col: "Collection", plan: UpdatePlan, note_types: dict[int, Json]
) -> Iterator[PartialNote]:
    for theirs in plan.new:
        note_type = _find_type(col, plan.package, theirs.note_type_id)
        places = match_places(plan.package.note_types[theirs.note_type_id], note_type)
        if places is None:  # the learner's note type of this id is of another kind by now
            continue
        note_types[theirs.note_type_id] = note_type
        fields = [""] * len(note_type["flds"])
        for text, place in zip(theirs.fields, places.fields, strict=True):
            if place is not None:
                fields[place] = text
        yield PartialNote(
            note_id=theirs.note_id,
            guid=theirs.guid,
            note_type_id=theirs.note_type_id,
            mod=theirs.mod,
            fields=tuple(fields),
            tags=theirs.tags,
            cards=list_cards(col, note_type, places, theirs, tuple(fields)),
        )


def _find_type(col: "Collection", package: UpdatePackage, note_type_id: int) -> Json:
    """Give the learner's note type, or the package's where the learner has none."""
    found = col.models.get(cast("NotetypeId", note_type_id))
    return found or package.note_types[note_type_id]


def _import(col: "Collection", path: Path, options: ImportAnkiPackageOptions) -> None:
    """Import by Anki itself, whose dialog is not to remember the options as the learner's."""
    before = {key: col.get_config(key) for key in _REMEMBERED}
    col.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options))
    for key, value in before.items():
        wanted = _REMEMBERED[key] if value is None else value
        if col.get_config(key) != wanted:
            col.set_config(key, wanted, undoable=True)


def _merged_notes(
    col: "Collection", updates: Iterable[NoteUpdate], gaining: set[int]
) -> "Iterator[Note]":
    """Give the notes to write; of those that Anki imported, the ones whose tags it stripped."""
    for update in updates:
        note = col.get_note(cast("NoteId", update.mine.note_id))
        if update.mine.note_id in gaining:
            stripped = _SYSTEM_TAGS & {tag.lower() for tag in update.tags}
            if stripped <= {tag.lower() for tag in note.tags}:
                continue
        else:
            note.fields = list(update.fields)
        note.tags = list(update.tags)
        yield note


def _find_media(
    col: "Collection", package: UpdatePackage, notes: Iterable[tuple[str, ...]]
) -> list[str]:
    """Give the files of the package that notes name and the learner hasn't got.

    One that the learner has is left as it is: a package names files by their content.
    """
    if not package.media:
        return []
    named = {
        unquote(name)
        for fields in notes
        for groups in _FILE.findall(BETWEEN_FIELDS.join(fields))
        for name in groups
        if name
    }
    return sorted(name for name in named & set(package.media) if not col.media.have(name))


def _add_media(col: "Collection", package: UpdatePackage, updates: Iterable[NoteUpdate]) -> None:
    names = _find_media(col, package, (update.fields for update in updates))
    for name, data in read_files(package, names):
        col.media.write_data(name, data)

"""Every note that was released, by GUID, and where it stands in the content now."""

from collections.abc import Mapping
from typing import NamedTuple

from flashcards.app.compile import Compiled
from flashcards.diagnostics import Diagnostic, FlashcardsError, Source, Span
from flashcards.identity.entry import Entry, Lock
from flashcards.identity.recognise import recognise
from flashcards.identity.resolve import resolve
from flashcards.identity.store import find_locks, lock_path, read_lock
from flashcards.notes.note import Note


class PlacedNote(NamedTuple):
    """A released note: its entry in a lock, where it stands, and as the content makes it now.

    A retired one stands in the lock alone, and so does one whose content file has errors.
    """

    entry: Entry
    span: Span
    note: Note | None


def find_released(
    compiled: Compiled, sources: dict[str, Source], found: list[Diagnostic]
) -> dict[str, PlacedNote]:
    """Find all released notes; what is wrong with a lock is added to what was `found`.

    Raises FlashcardsError when there is no lock, or one can't be read.
    """
    folder = compiled.project.decks
    decks = {deck.content_id: deck.notes for deck in compiled.decks}
    content_ids = find_locks(folder)
    read = {each: read_lock(folder, each, sources, found.append) for each in content_ids}
    locks = {each: lock for each, lock in read.items() if lock is not None}
    if not read:
        raise FlashcardsError(
            f"there is no lock in `{folder.as_posix()}`, so no note is known; run `flashcards "
            "build`, or take the locks from version control"
        )
    notes = _find_notes(decks, locks)
    released: dict[str, PlacedNote] = {}
    for content_id, lock in locks.items():
        source = sources[lock_path(folder, content_id).as_posix()]
        for entry in lock.entries:
            known = released.get(entry.guid)
            if entry.moved or (known is not None and not known.entry.retired):
                continue
            note = None if entry.retired else notes.get(entry.guid)
            span = _find_line(source, entry) if note is None else note.span
            released[entry.guid] = PlacedNote(entry, span, note)
    return released


def _find_notes(
    decks: Mapping[str, tuple[Note, ...]], locks: Mapping[str, Lock]
) -> dict[str, Note]:
    """Find the notes of the content by GUID, also those that were reworded since the last build."""
    content_ids = dict.fromkeys((*decks, *locks))
    recognised = recognise(
        {each: decks.get(each, ()) for each in content_ids},
        {each: locks.get(each) or Lock(each) for each in content_ids},
    )
    return {
        stamped.guid: stamped.note
        for each, notes in decks.items()
        for stamped in resolve(notes, recognised.locks[each], recognised.found[each], 0).notes
    }


def _find_line(source: Source, entry: Entry) -> Span:
    start = max(0, source.text.find(f'"guid": "{entry.guid}"'))
    line = source.text.rfind("\n", 0, start) + 1
    return Span(source.path, line, line)

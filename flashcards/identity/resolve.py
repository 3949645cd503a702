"""Notes and the lock to notes with an identity, the new lock, and what changed. Pure.

Identity goes by key first; a note whose key is new is matched with one that vanished (`match`);
whatever is left is new. The rest follows from the entry found: the GUID and note id are kept for
ever, cloze numbers stay with their text (`blanks`), and `mod` moves if and only if the fields or
tags did, always upwards.
"""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from flashcards.anki.cloze import renumber_blanks
from flashcards.anki.note_types import Kind
from flashcards.content.keys import Key
from flashcards.identity.blanks import keep_numbers
from flashcards.identity.changes import Change, ChangeKind
from flashcards.identity.entry import (
    Entry,
    Guid,
    Lock,
    StampedNote,
    changed_fields,
    derive_guid,
    describe_note,
    digest_note,
    front_and_back,
    note_chapter,
)
from flashcards.notes.note import Note

_KEY = attrgetter("key")


class Resolved(NamedTuple):
    """A deck's notes ready for release, the lock that goes with them, and what is new in it."""

    notes: tuple[StampedNote, ...]
    lock: Lock
    changes: tuple[Change, ...]


class _Found(NamedTuple):
    """The entry of a note, if it has one; `score` when it was recognised under another key."""

    entry: Entry | None
    score: float | None = None


_UNKNOWN = _Found(entry=None)


def resolve(notes: Sequence[Note], lock: Lock, now: int, origin: str = "") -> Resolved:
    """Give each note its identity and time.

    `now` is in seconds since 1970; `origin` is what the video goes by now, for a deck that begins.
    Notes stay in their order; the lock keeps the entries of notes that are no longer there, as
    retired.
    """
    origin = lock.origin or origin
    found = _find_entries(notes, lock)
    taken = {each.entry.guid for each in found if each.entry}
    note_ids: set[int] = set()
    next_id = max([now * 1000, *(entry.note_id + 1 for entry in lock.entries)])
    used = {entry.guid for entry in lock.entries}
    stamped: list[StampedNote] = []
    entries: list[Entry] = []
    changes: list[Change] = []
    after = ""
    chapters = _surviving_chapters(notes, lock)
    for note, each in zip(notes, found, strict=True):
        if each.entry is None:
            entry = describe_note(
                note,
                guid=_fresh_guid(note.key, origin, used),
                note_id=next_id,
                mod=now,
                after=after,
            )
            next_id += 1
            used.add(entry.guid)
            released = note
            changes.append(Change(kind=ChangeKind.NEW, new=entry))
        else:
            known = each.entry
            if known.note_id in note_ids:  # of a note that came from another file
                known = known._replace(note_id=next_id)
                next_id += 1
            released, entry = _carry_on(note, known, after, now)
            changes += _compare(each.entry, entry, each.score, chapters)
        after = note.key
        note_ids.add(entry.note_id)
        entries.append(entry)
        stamped.append(
            StampedNote(note=released, guid=entry.guid, note_id=entry.note_id, mod=entry.mod)
        )
    for entry in lock.entries:
        if entry.guid not in taken:
            entries.append(entry if entry.retired else entry._replace(retired=True))
            if not entry.retired:
                changes.append(Change(kind=ChangeKind.RETIRED, old=entry))
    return Resolved(
        notes=tuple(stamped),
        lock=lock._replace(entries=_distinct(entries), origin=origin),
        changes=tuple(changes),
    )


def _find_entries(notes: Sequence[Note], lock: Lock) -> list[_Found]:
    by_key = {entry.key: entry for entry in _lift(lock.entries)}
    found: dict[int, _Found] = {}
    taken: set[Guid] = set()
    # Two keys of one GUID are left when one branch renamed what another one edited; where both
    # are in the content, the later release keeps it.
    released = {entry.key: entry.mod for entry in lock.entries}
    known = [(by_key[note.key], index) for index, note in enumerate(notes) if note.key in by_key]
    for entry, index in sorted(known, key=lambda pair: (-released[pair[0].key], pair[0].key)):
        if entry.guid not in taken:
            found[index] = _Found(entry=entry)
            taken.add(entry.guid)
    # What vanished just now is likelier to be meant than what was retired long ago.
    for is_retired in (False, True):
        ranked = sorted(by_key.values(), key=lambda entry: (-released[entry.key], entry.key))
        by_guid: dict[Guid, Entry] = {}
        for entry in ranked:
            if entry.retired is is_retired and entry.guid not in taken:
                by_guid.setdefault(entry.guid, entry)
        free = sorted(by_guid.values(), key=lambda entry: entry.key)
        new = [index for index in range(len(notes)) if index not in found]
        if free and new:
            # They bring rapidfuzz.
            from flashcards.identity.match import match_notes  # noqa: PLC0415 - as said
            from flashcards.identity.similarity import (  # noqa: PLC0415 - as said
                texts_of_entry,
                texts_of_note,
            )

            old = [texts_of_entry(entry) for entry in free]
            texts = [
                texts_of_note(notes[index], notes[index - 1].key if index else "") for index in new
            ]
            for match in match_notes(old, texts):
                entry = free[match.old]
                found[new[match.new]] = _Found(entry=entry, score=match.score)
                taken.add(entry.guid)
    return [found.get(index, _UNKNOWN) for index in range(len(notes))]


def _lift(entries: Iterable[Entry]) -> Iterable[Entry]:
    """Let whichever key of one GUID lives on be newer than all that learners may have.

    Entries that moved to another file are left out.
    """
    same: dict[Guid, list[Entry]] = {}
    for entry in entries:
        if not entry.moved:
            same.setdefault(entry.guid, []).append(entry)
    for group in same.values():
        latest = max(entry.mod for entry in group)
        is_clear = sum(entry.mod == latest for entry in group) == 1
        for entry in group:
            if len(group) == 1 or (is_clear and entry.mod == latest):
                yield entry
            else:
                yield entry._replace(mod=latest, digest="")


def _fresh_guid(key: Key, origin: str, used: set[Guid]) -> Guid:
    """Derive a GUID from the key; once more when a note that was renamed away still has it."""
    guid = derive_guid(key, origin)
    attempt = 1
    while guid in used:
        attempt += 1
        guid = derive_guid(Key(f"{key}#{attempt}"), origin)
    return guid


def _carry_on(note: Note, entry: Entry, after: str, now: int) -> tuple[Note, Entry]:
    """Release a known note once more."""
    gone = entry.gone
    if note.kind is Kind.CHAPTER:
        numbers, gone = keep_numbers(entry.back, front_and_back(note)[1], gone)
        text = renumber_blanks(note.fields[0], numbers)
        if text != note.fields[0]:
            note = note._replace(fields=(text, *note.fields[1:]))
    if digest_note(note) == entry.digest:
        if (after, gone, False) == (entry.after, entry.gone, entry.retired):
            return note, entry
        return note, entry._replace(after=after, gone=gone, retired=False)
    mod = max(now, entry.mod + 1)
    new = describe_note(
        note, guid=entry.guid, note_id=entry.note_id, mod=mod, after=after, gone=gone
    )
    return note, new


def _surviving_chapters(notes: Sequence[Note], lock: Lock) -> set[str]:
    """Find the chapters that are there before and after; a note between two of them has moved."""
    before = {entry.chapter for entry in lock.entries if not entry.retired}
    return before & {note_chapter(note) for note in notes} if before else before


def _compare(old: Entry, new: Entry, score: float | None, chapters: set[str]) -> Iterable[Change]:
    """Say what became of a known note."""
    if old.digest == new.digest and old.key == new.key and not old.retired:
        return
    fields = changed_fields(new.kind, old.digest, new.digest)
    if old.retired:
        yield Change(kind=ChangeKind.RESTORED, old=old, new=new, fields=fields, score=score)
    elif old.key != new.key:
        yield Change(kind=ChangeKind.RENAMED, old=old, new=new, fields=fields, score=score)
    elif "Key" in fields and old.digest:
        yield Change(kind=ChangeKind.MOVED, old=old, new=new, fields=fields)  # between files
    elif (
        old.chapter != new.chapter
        and old.kind is not Kind.CHAPTER
        and (old.chapter in chapters or new.chapter in chapters)
    ):
        yield Change(kind=ChangeKind.MOVED, old=old, new=new, fields=fields)
    elif fields:
        yield Change(kind=ChangeKind.UPDATED, old=old, new=new, fields=fields)


def _distinct(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Leave out retired entries whose GUID lives on under another key; sort by key."""
    ranked = sorted(sorted(entries, key=_KEY), key=attrgetter("retired"))
    by_guid: dict[Guid, Entry] = {}
    for entry in ranked:
        by_guid.setdefault(entry.guid, entry)
    return tuple(sorted(by_guid.values(), key=_KEY))

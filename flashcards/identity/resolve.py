"""Notes and the lock to notes with an identity, the new lock, and what changed. Pure.

Which entry a note has is for `recognise` to say; a note without one is new. The rest follows from
the entry: the GUID and note id are kept for ever, cloze numbers stay with their text (`blanks`),
and `mod` moves if and only if the fields or tags did, always upwards.
"""

from collections.abc import Collection, Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from flashcards.anki.cloze import renumber_blanks
from flashcards.anki.note_types import Kind
from flashcards.content.keys import Key, split_key
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
    set_aside,
)
from flashcards.identity.recognise import Found
from flashcards.identity.was import named_key
from flashcards.notes.note import Note

_KEY = attrgetter("key")


class Resolved(NamedTuple):
    """A deck's notes ready for release, the lock that goes with them, and what is new in it."""

    notes: tuple[StampedNote, ...]
    lock: Lock
    changes: tuple[Change, ...]


def resolve(
    notes: Sequence[Note], lock: Lock, found: Sequence[Found], now: int, origin: str = ""
) -> Resolved:
    """Give each note its identity and time.

    `found` are the entries that the notes were recognised by, in their order; `now` is in seconds
    since 1970; `origin` is what the video goes by now, for a deck that begins. Notes stay in
    their order; the lock keeps the entries of notes that are no longer there, as retired.
    """
    origin = lock.origin or origin
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
                guid=_fresh_guid(note if lock.entries else _as_it_was(note), origin, used),
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


def _as_it_was(note: Note) -> Note:
    """Give a note under the key that it says it had: all that is known when the lock is lost."""
    return note._replace(key=named_key(note, note.was.value)) if note.was else note


def _fresh_guid(note: Note, origin: str, used: set[Guid]) -> Guid:
    """Derive a GUID from the key; once more when a note that was renamed away still has it."""
    key = note.key
    guid = derive_guid(key, origin)
    attempt = 1
    while guid in used:
        attempt += 1
        guid = derive_guid(Key(f"{key}#{attempt}"), origin)
    return guid


def _carry_on(note: Note, entry: Entry, after: str, now: int) -> tuple[Note, Entry]:
    """Release a known note once more."""
    gone, former = entry.gone, _add_former(entry, note.key)
    if note.kind is Kind.CHAPTER:
        numbers, gone = keep_numbers(entry.back, front_and_back(note)[1], gone, note.language)
        text = renumber_blanks(note.fields[0], numbers)
        if text != note.fields[0]:
            note = note._replace(fields=(text, *note.fields[1:]))
    if digest_note(note) == entry.digest:
        if (note.key, after, gone, False) == (entry.key, entry.after, entry.gone, entry.retired):
            return note, entry
        # A note that comes back may stand in the lock under a key of its own.
        kept = entry._replace(key=note.key, after=after, gone=gone, former=former, retired=False)
        return note, kept
    mod = max(now, entry.mod + 1)
    new = describe_note(
        note,
        guid=entry.guid,
        note_id=entry.note_id,
        mod=mod,
        after=after,
        gone=gone,
        former=former,
    )
    return note, new


def _add_former(entry: Entry, key: Key) -> tuple[Key, ...]:
    """Give all keys that an entry was released under but the one that it has now."""
    keys = entry.former if "~" in entry.key else (*entry.former, entry.key)
    return tuple([each for each in dict.fromkeys(keys) if each != key])


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
    elif _has_moved(old, new, fields, chapters):
        yield Change(kind=ChangeKind.MOVED, old=old, new=new, fields=fields)
    elif fields:
        yield Change(kind=ChangeKind.UPDATED, old=old, new=new, fields=fields)


def _has_moved(old: Entry, new: Entry, fields: Collection[str], chapters: set[str]) -> bool:
    """Whether a note comes from another file, or from a chapter that isn't the same retitled."""
    if "Key" in fields and old.digest and old.former:
        former = split_key(old.former[-1]).content_id
        if former != split_key(new.key).content_id:
            return True
    is_other = old.chapter != new.chapter and old.kind is not Kind.CHAPTER
    return is_other and (old.chapter in chapters or new.chapter in chapters)


def _distinct(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Leave out retired entries whose GUID lives on, or was released later; sort by key.

    A retired entry whose key is another note's now stands under the key with its GUID behind it.
    """
    ranked = sorted(entries, key=lambda entry: (entry.retired, -entry.mod, entry.key))
    by_guid: dict[Guid, Entry] = {}
    keys: set[Key] = set()
    for entry in ranked:
        if entry.guid in by_guid:
            continue
        kept = set_aside(entry) if entry.key in keys else entry
        keys.add(kept.key)
        by_guid[entry.guid] = kept
    return tuple(sorted(by_guid.values(), key=_KEY))

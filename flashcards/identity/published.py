"""A lock beside the package that was released last: what learners have, and the lock forgot. Pure.

A lock that goes back (a reverted commit, an older file, a deleted one) no longer knows how late
its notes were released. Whatever it stamps then may be older than what learners have, and Anki
skips it. The package on disk still knows.
"""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from flashcards.content.keys import Key
from flashcards.identity.entry import Entry, Lock, StampedNote, describe_note
from flashcards.identity.lockfile import is_sound


class Lifted(NamedTuple):
    """A lock that knows all that was released, and how many notes it knew too little of.

    `later` were released after the lock says, `unknown` aren't in it at all.
    """

    lock: Lock
    later: int = 0
    unknown: int = 0


def lift_lock(lock: Lock, released: Iterable[StampedNote], present: Collection[Key]) -> Lifted:
    """Lift a lock above the notes of its package; `present` are the keys of the content's notes.

    What the lock doesn't know becomes an entry, so that it counts as retired if the content
    doesn't have it either.
    """
    entries = {entry.guid: entry for entry in lock.entries}
    keys = {entry.key for entry in lock.entries}
    later = unknown = 0
    for each in released:
        known = entries.get(each.guid)
        if known is None:
            entry = _describe(each, _choose_key(each, keys))
            unknown += is_sound(entry, lock.content_id)
        elif known.moved or known.mod >= each.mod:
            continue
        else:
            is_renamed = each.note.key in present and known.key not in present
            key = each.note.key if is_renamed and each.note.key not in keys else known.key
            entry = _describe(each, key)._replace(
                note_id=known.note_id, after=known.after, gone=known.gone
            )
            entry = entry._replace(former=_add_keys(entry.former, known, key))
            later += is_sound(entry, lock.content_id)
        if is_sound(entry, lock.content_id):
            keys.add(entry.key)
            entries[each.guid] = entry
    if not later and not unknown:
        return Lifted(lock)
    return Lifted(lock._replace(entries=tuple(entries.values())), later, unknown)


def _choose_key(each: StampedNote, keys: Collection[Key]) -> Key:
    """Give the key of a note that the lock doesn't know; one that is taken gets the GUID behind."""
    key = each.note.key
    return key if key not in keys else Key(f"{key}~{each.guid}")


def _describe(each: StampedNote, key: Key) -> Entry:
    entry = describe_note(each.note, guid=each.guid, note_id=each.note_id, mod=each.mod, after="")
    return entry._replace(key=key, former=() if key == each.note.key else (each.note.key,))


def _add_keys(former: tuple[Key, ...], known: Entry, key: Key) -> tuple[Key, ...]:
    keys = dict.fromkeys((*known.former, known.key, *former))
    return tuple([each for each in keys if each != key])

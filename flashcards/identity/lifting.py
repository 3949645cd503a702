"""A lock beside the package that was released last: what learners have, and the lock forgot. Pure.

A lock that goes back (a reverted commit, an older file, a deleted one) no longer knows how late
its notes were released. Whatever it stamps then may be older than what learners have, and Anki
skips it. The package on disk still knows.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from flashcards.anki.cloze import find_blanks
from flashcards.anki.note_types import Kind
from flashcards.content.keys import Key
from flashcards.diagnostics import Diagnostic, Span, make_warning
from flashcards.identity.entry import Entry, Lock, set_aside
from flashcards.identity.lockfile import is_sound
from flashcards.identity.reassign import Back, back_of_entry, back_of_note
from flashcards.notes.note import Note


class Lifted(NamedTuple):
    """A lock that knows all that was released, and how many notes it knew too little of.

    `later` were released after the lock says, `unknown` aren't in it at all.
    """

    lock: Lock
    later: int = 0
    unknown: int = 0


def lift_lock(lock: Lock, released: Iterable[Entry], notes: Iterable[Note]) -> Lifted:
    """Lift a lock above the notes of its package; `notes` are the content's.

    What the lock doesn't know becomes an entry, so that it counts as retired if the content
    doesn't have it either.
    """
    entries = {entry.guid: entry for entry in lock.entries}
    backs = {note.key: back_of_note(note) for note in notes}
    later = unknown = 0
    for each in released:
        known = entries.get(each.guid)
        if known is not None and known.mod >= each.mod:
            continue
        if known is None:
            entry = each
        elif known.moved:  # and back: the lock that has it now has to know how late
            entry = known._replace(mod=each.mod, digest="")
        else:
            entry = _lift_known(each, known, backs)
        if not is_sound(entry, lock.content_id):
            continue
        entries[each.guid] = entry
        later += known is not None
        unknown += known is None
    if not later and not unknown:
        return Lifted(lock)
    return Lifted(lock._replace(entries=_tell_apart(entries.values(), backs)), later, unknown)


def _lift_known(entry: Entry, known: Entry, backs: Mapping[Key, Back]) -> Entry:
    """Give a later release of a known note the key that the content has, and all it was called."""
    key = known.key
    if entry.key in backs and (known.key not in backs or backs[known.key] != back_of_entry(known)):
        key = entry.key
    names = dict.fromkeys((*known.former, known.key, entry.key))
    return entry._replace(
        key=key,
        note_id=known.note_id,
        after=known.after,
        gone=_find_gone_blanks(entry, known),
        former=tuple([each for each in names if each != key]),
    )


def _tell_apart(entries: Iterable[Entry], backs: Mapping[Key, Back]) -> tuple[Entry, ...]:
    """Leave a key to the entry of two that has the content's back, else to the later one.

    The other has its GUID behind its key.
    """
    ranked = sorted(
        entries,
        key=lambda entry: (backs.get(entry.key) == back_of_entry(entry), entry.mod),
        reverse=True,
    )
    told: dict[Key, Entry] = {}
    for entry in ranked:
        own = set_aside(entry) if entry.key in told else entry
        told[own.key] = own
    return tuple(told.values())


def _find_gone_blanks(entry: Entry, known: Entry) -> tuple[tuple[int, str], ...]:
    """Give the blanks that learners have and the later release doesn't, so that they may return."""
    if entry.kind is not Kind.CHAPTER:
        return known.gone
    live = {blank.number for blank in find_blanks(entry.back)}
    before = {blank.number: blank.text for blank in find_blanks(known.back)}
    gone = {**dict(known.gone), **before}
    return tuple(sorted((number, text) for number, text in gone.items() if number not in live))


def diagnose_lifted(lifted: Lifted, ahead: int, lock: Path, package: Path) -> Diagnostic:
    """Say what a lock had forgotten, and of how many notes it can't be told: they lie ahead."""
    parts = []
    if ahead:
        parts.append(f"released {_count(ahead)} at a time still to come, which no build can follow")
    if lifted.later:
        parts.append(f"released {_count(lifted.later)} later than the lock knows")
    if lifted.unknown:
        parts.append(f"released {_count(lifted.unknown)} that it doesn't know")
    return make_warning(
        "lock-behind-package",
        Span(lock.as_posix(), 0, 0),
        f"`{package.as_posix()}` {' and '.join(parts)}",
        "give learners a patch deck (`build --since`) until then; if nobody has it, delete it"
        if ahead
        else "nothing is lost: this build lifts the lock above them, so commit it; if nobody has "
        "that package, delete it and build again",
    )


def _count(number: int) -> str:
    return f"{number:,} note{'' if number == 1 else 's'}"

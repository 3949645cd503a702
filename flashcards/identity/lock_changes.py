"""What became of a deck's notes since earlier locks, as far as a learner has to do with it."""

from collections.abc import Iterable, Iterator

from flashcards.identity.changes import Change, ChangeKind
from flashcards.identity.entry import Entry, Guid, Lock, changed_fields


def compare_entries(before: Iterable[Entry], lock: Lock) -> tuple[Change, ...]:
    """Give the notes of a lock that were updated or retired since; the kind says no more.

    `before` are the entries of earlier locks, those of other decks among them: a note may have
    come from there.
    """
    known = {entry.guid: entry for entry in before if not entry.retired}
    return tuple(_compare(known, lock))


def _compare(known: dict[Guid, Entry], lock: Lock) -> Iterator[Change]:
    for entry in lock.entries:
        was = known.get(entry.guid)
        if was is None or entry.moved:
            continue
        if entry.retired:
            yield Change(ChangeKind.RETIRED, old=entry)  # with all the keys it ever had
        elif fields := changed_fields(entry.kind, was.digest, entry.digest):
            yield Change(ChangeKind.UPDATED, old=was, new=entry, fields=fields)

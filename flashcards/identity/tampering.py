"""Entries of a lock that were changed by hand, or by someone else's hand. Pure.

A lock is text in a repository. Another GUID makes a note new to every learner, and a time that is
still to come overwrites what they edit; neither shows in the content.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from flashcards.diagnostics import Diagnostic, Source, Span, make_error, make_warning, quote
from flashcards.identity.entry import Lock

DAY = 86_400
"""Seconds by which two clocks may differ."""

_BACK = "take the line back from git, unless you know why it was changed"


class ReleasedNote(NamedTuple):
    """A note's identity as it is known from elsewhere."""

    guid: str
    note_id: int


def check_entries(
    lock: Lock, source: Source | None, known: Mapping[str, Mapping[str, ReleasedNote]], now: int
) -> Iterator[Diagnostic]:
    """Compare a lock with what is known of its notes, by where that is from and by key.

    `now` is in seconds since 1970, `source` the text of the lock.
    """
    guids = {entry.guid for entry in lock.entries}
    yield from _check_times(lock, source, now)
    for entry in lock.entries:
        for where, notes in known.items():
            before = notes.get(entry.key)
            if before is not None and (what := _compare(entry.guid, entry.note_id, before, guids)):
                yield make_warning(
                    "lock-identity-changed",
                    _find(source, lock, entry.key),
                    f"`{entry.key}` has another {what} than in {where}",
                    _BACK,
                )
                break


def _check_times(lock: Lock, source: Source | None, now: int) -> Iterator[Diagnostic]:
    """Refuse a lock of which a note was released at a time to come, or first seen then."""
    ahead = [
        entry
        for entry in lock.entries
        if entry.mod > now + DAY or entry.note_id > (now + 2 * DAY) * 1000
    ]
    if ahead:
        count = f" and {len(ahead) - 1:,} more" if len(ahead) > 1 else ""
        yield make_error(
            "lock-time-ahead",
            _find(source, lock, ahead[0].key),
            f"`{ahead[0].key}`{count} was released at a time that is still to come",
            "set the clock right; if it is, the one that released it was ahead: take the lock back "
            f'from git, or write `"mod": {now}` in such lines',
        )


def diagnose_missing(path: str) -> Diagnostic:
    """Say of a lock that was released and committed that it isn't there, and no package either."""
    return make_error(
        "lock-missing",
        Span(path, 0, 0),
        f"history will be lost: {quote(path)} is in the last commit, and is not there",
        f"take it back with `git checkout HEAD -- {path}`, or commit that it is gone if no learner "
        "has the deck",
    )


def check_shared(
    locks: Mapping[str, Lock], sources: Mapping[str, Source], present: Collection[str]
) -> Iterator[Diagnostic]:
    """Find a note that a lock gives the GUID of another one; both are in the content, by key.

    `locks` are by the path of their files. Anki would take one for a new version of the other.
    """
    first: dict[str, str] = {}
    for path, lock in locks.items():
        for entry in lock.entries:
            if entry.moved or entry.key not in present:
                continue
            other = first.setdefault(entry.guid, entry.key)
            if other != entry.key:
                yield make_warning(
                    "lock-identity-changed",
                    _find(sources.get(path), lock, entry.key),
                    f"`{entry.key}` has the GUID of `{other}`, and only one of the two can keep it",
                    _BACK,
                )


def _compare(guid: str, note_id: int, before: ReleasedNote, guids: Iterable[str]) -> str:
    """Name what differs; a GUID that lives on under another key was only renamed."""
    if guid != before.guid:
        return "" if before.guid in guids else "GUID"
    return "" if note_id == before.note_id else "note id"


def _find(source: Source | None, lock: Lock, key: str) -> Span:
    if source is None:
        return Span(f"{lock.content_id}.lock", 0, 0)
    start = max(0, source.text.find(f'"key": "{key}"'))
    return Span(source.path, start, start + len(key) + 9)

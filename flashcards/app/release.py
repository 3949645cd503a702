"""Decks and locks to what the next build would release; writes nothing."""

import re
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from flashcards.app.committed import read_committed
from flashcards.app.compile import Compiled
from flashcards.content.load import load_files
from flashcards.diagnostics import Diagnostic, FlashcardsError, Source, has_errors, sort_diagnostics
from flashcards.disk.files import DECKS, read_bytes, unify_line_ends
from flashcards.disk.sources import CONTENT, find_content_files
from flashcards.identity.entry import Lock
from flashcards.identity.lockfile import encode_lock
from flashcards.identity.moves import check_moves, move_entries
from flashcards.identity.resolve import Resolved, resolve
from flashcards.identity.store import decode_lock, find_locks, lock_path, read_lock
from flashcards.identity.tampering import ReleasedNote, check_entries, check_shared
from flashcards.notes.note import Deck, Note
from flashcards.package.read import read_package
from flashcards.text.urls import video_url

_NONE: Mapping[str, str] = {}


class Release(NamedTuple):
    """A deck as the next build would release it.

    `path` is its package's, `lock_path` its lock's, and `lock` the bytes to write there.
    """

    deck: Deck
    resolved: Resolved
    path: Path
    lock_path: Path
    lock: bytes

    @property
    def is_lock_current(self) -> bool:
        """Whether the lock on disk is the one to write."""
        found = read_bytes(self.lock_path)
        return found is not None and unify_line_ends(found) == self.lock


class Plan(NamedTuple):
    """What a build would release, or the problems in the locks that forbid it.

    There are no releases where a diagnostic is an error. `left` are locks of files that are gone,
    by path, which notes have moved out of.
    """

    releases: tuple[Release, ...]
    sources: Mapping[str, Source]
    diagnostics: tuple[Diagnostic, ...]
    left: Mapping[Path, bytes] = MappingProxyType({})


def read_clock(environment: Mapping[str, str]) -> int:
    """Give the time to stamp changes with, in seconds since 1970; SOURCE_DATE_EPOCH wins.

    Raises FlashcardsError when that variable is no whole number.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return int(time.time())
    if not re.fullmatch(r"[0-9]{1,12}", epoch):
        raise FlashcardsError(f"SOURCE_DATE_EPOCH is `{epoch}`, which is no number of seconds")
    return int(epoch)


def plan_release(
    compiled: Compiled, now: int, folder: Path = DECKS, elsewhere: Mapping[str, str] = _NONE
) -> Plan:
    """Work out identities and changes against the locks in the folder.

    `elsewhere` gives the content ids, by path, of content files that aren't part of this run and
    whose locks are known to be up to date: those are read only when a note may come from there.
    Raises FlashcardsError when a lock can't be read.
    """
    found: list[Diagnostic] = []
    sources = dict(compiled.sources)

    def read(content_ids: Iterable[str]) -> dict[str, Lock]:
        return {
            content_id: lock
            for content_id in content_ids
            if (lock := read_lock(folder, content_id, sources, found.append)) is not None
        }

    decks = {deck.content_id: deck for deck in compiled.decks}
    locks = read(decks)
    # Only a note that its own lock doesn't know can have come from elsewhere; without one, the
    # content files that aren't part of this run need not be read.
    has_new = any(
        _has_new(deck.notes, locks[content_id])
        for content_id, deck in decks.items()
        if content_id in locks
    )
    unread = frozenset() if has_new else frozenset(elsewhere.values())
    others = read(each for each in find_locks(folder) if each not in decks and each not in unread)
    locks |= others
    is_asking = others and (has_new or _is_torn(locks.values()))
    absent_ids = _find_absent_ids(compiled, elsewhere) if is_asking else frozenset(others)
    absent = tuple(locks[each] for each in sorted(others.keys() & absent_ids))
    orphans = {each: locks[each] for each in sorted(others.keys() - absent_ids)}
    if not found:
        found += check_moves(decks.values(), locks, tuple(orphans.values()), absent)
    if has_errors(found):
        return Plan(releases=(), sources=sources, diagnostics=sort_diagnostics(found))
    found += _check_identities([locks[each] for each in decks], sources, folder, now)
    found += check_shared(
        {lock_path(folder, each).as_posix(): locks[each] for each in decks},
        sources,
        {note.key for deck in decks.values() for note in deck.notes},
    )
    notes = {content_id: deck.notes for content_id, deck in decks.items()}
    moved = move_entries(
        {**notes, **dict.fromkeys(orphans, ())},
        {content_id: locks[content_id] for content_id in (*notes, *orphans)},
    )
    origins: dict[str, str] = {
        each.content_id: video_url(each.url) or each.title.value for each in compiled.breakdowns
    }
    releases = []
    for content_id, deck in decks.items():
        resolved = resolve(deck.notes, moved[content_id], now, origins[content_id])
        releases.append(
            Release(
                deck=deck,
                resolved=resolved,
                path=folder / f"{content_id}.apkg",
                lock_path=lock_path(folder, content_id),
                lock=encode_lock(resolved.lock),
            )
        )
    left = {
        lock_path(folder, content_id): encode_lock(moved[content_id])
        for content_id, lock in orphans.items()
        if moved[content_id] != lock
    }
    return Plan(tuple(releases), sources, sort_diagnostics(found), left)


def _check_identities(
    locks: Iterable[Lock], sources: Mapping[str, Source], folder: Path, now: int
) -> Iterator[Diagnostic]:
    """Compare the identities in locks with those of the last commit and of the packages."""
    paths = {lock.content_id: lock_path(folder, lock.content_id) for lock in locks if lock.entries}
    committed = read_committed(paths.values())
    for lock in locks:
        if lock.content_id not in paths:
            continue
        path = paths[lock.content_id]
        known: dict[str, dict[str, ReleasedNote]] = {}
        if path in committed:
            before = decode_lock(path, committed[path])
            known["the last commit"] = {
                each.key: ReleasedNote(each.guid, each.note_id) for each in before.entries
            }
        package = folder / f"{lock.content_id}.apkg"
        if (data := read_bytes(package)) is not None:
            known[f"`{package.as_posix()}`"] = {
                each.key: ReleasedNote(each.guid, each.note_id) for each in read_package(data)
            }
        yield from check_entries(lock, sources.get(path.as_posix()), known, now)


def _has_new(notes: Iterable[Note], lock: Lock) -> bool:
    known = {entry.key for entry in lock.entries if not entry.moved}
    return any(note.key not in known for note in notes)


def _is_torn(locks: Iterable[Lock]) -> bool:
    """Whether a GUID is in two locks: a build was killed between the two halves of a move."""
    known = {entry.key: entry.guid for lock in locks for entry in lock.entries if not entry.moved}
    return len(set(known.values())) < len(known)


def _find_absent_ids(compiled: Compiled, elsewhere: Mapping[str, str]) -> frozenset[str]:
    """Give the ids of the content files that aren't part of this run."""
    if not CONTENT.is_dir():
        return frozenset(elsewhere.values())
    known = {*compiled.sources, *elsewhere}
    paths = [path for path in find_content_files(CONTENT) if path.as_posix() not in known]
    breakdowns = load_files(paths).breakdowns
    readable = {breakdown.path for breakdown in breakdowns}
    return frozenset(
        [
            *elsewhere.values(),
            *(breakdown.content_id for breakdown in breakdowns),
            *(path.stem for path in paths if path.as_posix() not in readable),
        ]
    )

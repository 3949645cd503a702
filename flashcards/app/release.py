"""Decks and locks to what the next build would release; writes nothing."""

import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from flashcards.app.committed import read_committed
from flashcards.app.compile import Compiled
from flashcards.app.other_locks import check_other_locks
from flashcards.content.load import load_files
from flashcards.diagnostics import (
    Diagnostic,
    FlashcardsError,
    Report,
    Source,
    has_errors,
    quote,
    sort_diagnostics,
)
from flashcards.diagnostics.quoting import did_you_mean
from flashcards.disk.files import DECKS, read_bytes, unify_line_ends
from flashcards.disk.sources import CONTENT, find_content_files
from flashcards.identity.decisions import NO_DECISIONS, Decisions
from flashcards.identity.entry import Guid, Lock
from flashcards.identity.gate import Doubt, diagnose_doubt, diagnose_vanished, find_doubts
from flashcards.identity.lockfile import encode_lock
from flashcards.identity.moved_files import check_moves, check_renamed
from flashcards.identity.published import diagnose_lifted, lift_lock
from flashcards.identity.recognise import Recognised, recognise
from flashcards.identity.resolve import Resolved, resolve
from flashcards.identity.store import decode_lock, find_locks, lock_path, read_lock
from flashcards.identity.tampering import DAY, ReleasedNote, check_entries, check_shared
from flashcards.identity.was import read_was
from flashcards.notes.note import Deck, Note
from flashcards.package.packaged_notes import describe_packaged
from flashcards.package.read import read_package, read_released
from flashcards.text.urls import video_url

_NONE: Mapping[str, str] = {}


class Release(NamedTuple):
    """A deck as the next build would release it.

    `path` is its package's, `lock_path` its lock's, and `lock` the bytes to write there.
    `former_name` is the deck's name in Anki until now, if it has another one.
    """

    deck: Deck
    resolved: Resolved
    path: Path
    lock_path: Path
    lock: bytes
    former_name: str = ""

    @property
    def is_lock_current(self) -> bool:
        """Whether the lock on disk is the one to write."""
        found = read_bytes(self.lock_path)
        return found is not None and unify_line_ends(found) == self.lock


class Vanished(NamedTuple):
    """A lock whose content file is gone, and how many notes it has that live on nowhere."""

    content_id: str
    path: Path
    notes: int


class Plan(NamedTuple):
    """What a build would release, or the problems in the locks that forbid it.

    There are no releases where a diagnostic is an error. `left` are locks of files that are gone,
    by path, which notes have moved out of or are let go. `doubts` and `vanished` are histories that
    would be lost, which only the author can say.
    """

    releases: tuple[Release, ...]
    sources: Mapping[str, Source]
    diagnostics: tuple[Diagnostic, ...]
    left: Mapping[Path, bytes] = MappingProxyType({})
    doubts: tuple[Doubt, ...] = ()
    vanished: tuple[Vanished, ...] = ()

    @property
    def losses(self) -> tuple[Diagnostic, ...]:
        """What there is to ask the author, as errors."""
        gone = (
            diagnose_vanished(each.content_id, each.notes, each.path.as_posix())
            for each in self.vanished
        )
        return (*gone, *map(diagnose_doubt, self.doubts))


def read_clock(environment: Mapping[str, str]) -> int:
    """Give the time to stamp changes with, in seconds since 1970; SOURCE_DATE_EPOCH wins.

    Raises FlashcardsError when that variable is no whole number.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return int(time.time())
    if not re.fullmatch(r"[0-9]{1,12}", epoch):
        raise FlashcardsError(f"SOURCE_DATE_EPOCH is `{epoch}`, which is no number of seconds")
    if int(epoch) > time.time() + DAY:
        raise FlashcardsError(
            f"SOURCE_DATE_EPOCH is `{epoch}`, which is still to come: notes released then would "
            "overwrite what learners edit until that time"
        )
    return int(epoch)


def plan_release(
    compiled: Compiled,
    now: int,
    folder: Path = DECKS,
    elsewhere: Mapping[str, str] = _NONE,
    decisions: Decisions = NO_DECISIONS,
) -> Plan:
    """Work out identities and changes against the locks in the folder.

    `elsewhere` gives the content ids, by path, of content files that aren't part of this run and
    whose locks are known to be up to date: those are read only when a note may come from there.
    `decisions` are the author's. Raises FlashcardsError when a lock can't be read, or a decision
    is about no note that was released.
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
    found += check_other_locks(
        (
            deck
            for content_id, deck in decks.items()
            if lock_path(folder, content_id).as_posix() not in sources
        ),
        folder,
    )
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
    files = _find_other_files(compiled, elsewhere)
    is_whole = files == ()
    is_asking = others and (has_new or is_whole or _is_torn(locks.values()))
    absent_ids = _read_ids(files or (), elsewhere) if is_asking else frozenset(others)
    absent = {each: locks[each] for each in sorted(others.keys() & absent_ids)}
    orphans = {each: locks[each] for each in sorted(others.keys() - absent_ids)}
    orphaned = tuple(lock for each, lock in orphans.items() if not decisions.is_file_gone(each))
    if not found:
        found += check_moves(decks.values(), locks, orphaned, tuple(absent.values()))
    if has_errors(found):
        return Plan(releases=(), sources=sources, diagnostics=sort_diagnostics(found))
    found += _check_identities([locks[each] for each in decks], sources, folder, now)
    found += check_shared(
        {lock_path(folder, each).as_posix(): locks[each] for each in decks},
        sources,
        {note.key for deck in decks.values() for note in deck.notes},
    )
    own: dict[str, Lock] = {each: locks[each] for each in (*decks, *orphans)}
    for content_id, deck in decks.items():
        own[content_id] = _lift(deck, own[content_id], folder, now, found.append)
    notes: dict[str, Sequence[Note]] = dict.fromkeys(orphans, ())
    notes |= {content_id: deck.notes for content_id, deck in decks.items()}
    said = decisions._replace(same={**read_was(notes, own, absent, found.append), **decisions.same})
    _refuse_unknown(decisions, locks)
    if has_errors(found):
        return Plan(releases=(), sources=sources, diagnostics=sort_diagnostics(found))
    recognised = recognise(notes, own, said)
    found += check_renamed(
        decks.values(), locks, recognised, {lock.content_id: lock for lock in orphaned}
    )
    if has_errors(found):
        return Plan(releases=(), sources=sources, diagnostics=sort_diagnostics(found))
    origins: dict[str, str] = {
        each.content_id: video_url(each.url) or each.title.value for each in compiled.breakdowns
    }
    releases = tuple(
        _release(deck, recognised, now, origins[deck.content_id], folder) for deck in decks.values()
    )
    kept = {each: recognised.locks[each] for each in orphans}
    vanished = tuple(
        Vanished(content_id, lock_path(folder, content_id), count)
        for content_id, lock in kept.items()
        if is_whole
        and not decisions.is_file_gone(content_id)
        and (count := sum(not entry.retired for entry in lock.entries))
    )
    left = {
        lock_path(folder, content_id): encode_lock(lock)
        for content_id, lock in ((each, _let_go(kept[each], said)) for each in orphans)
        if lock != orphans[content_id]
    }
    doubts = find_doubts(notes, recognised, said)
    return Plan(releases, sources, sort_diagnostics(found), left, doubts, vanished)


def _release(deck: Deck, recognised: Recognised, now: int, origin: str, folder: Path) -> Release:
    """Give a deck as it would be released, with its lock."""
    content_id = deck.content_id
    before = recognised.locks[content_id]
    resolved = resolve(deck.notes, before, recognised.found[content_id], now, origin)
    former = before.decks[-1] if before.decks else ""
    if former != deck.name:
        names = (*(each for each in before.decks if each != deck.name), deck.name)
        resolved = resolved._replace(lock=resolved.lock._replace(decks=names))
    return Release(
        deck=deck,
        resolved=resolved,
        path=folder / f"{content_id}.apkg",
        lock_path=lock_path(folder, content_id),
        lock=encode_lock(resolved.lock),
        former_name="" if former == deck.name else former,
    )


def _let_go(lock: Lock, decisions: Decisions) -> Lock:
    """Retire all notes of a lock whose content file is gone for good."""
    if not decisions.is_file_gone(lock.content_id):
        return lock
    return lock._replace(entries=tuple(each._replace(retired=True) for each in lock.entries))


def _lift(deck: Deck, lock: Lock, folder: Path, now: int, report: Report) -> Lock:
    """Lift a deck's lock above the package on disk, and say so."""
    package = folder / f"{deck.content_id}.apkg"
    data = read_bytes(package)
    if data is None:
        return lock
    known = {entry.guid: entry.mod for entry in lock.entries}
    released = [
        entry
        for each in read_released(data)
        if known.get(Guid(each.note.guid), 0) < each.note.mod <= now + DAY
        and (entry := describe_packaged(each)) is not None
    ]
    lifted = lift_lock(lock, released, deck.notes)
    if lifted.later or lifted.unknown:
        report(diagnose_lifted(lifted, lock_path(folder, deck.content_id), package))
    return lifted.lock


def _refuse_unknown(decisions: Decisions, locks: Mapping[str, Lock]) -> None:
    """Raise FlashcardsError when what is to be let go was never released."""
    keys = {entry.key for lock in locks.values() for entry in lock.entries}
    for name in sorted(decisions.gone - keys - set(locks)):
        help_ = did_you_mean(name, keys, "use a key as `flashcards diff` prints it")
        raise FlashcardsError(f"no note was released as {quote(name)}; {help_}")


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


def _find_other_files(compiled: Compiled, elsewhere: Mapping[str, str]) -> tuple[Path, ...] | None:
    """Give the content files that aren't part of this run, or `None` without a content folder."""
    if not CONTENT.is_dir():
        return None
    known = {*compiled.sources, *elsewhere}
    return tuple(path for path in find_content_files(CONTENT) if path.as_posix() not in known)


def _read_ids(files: Sequence[Path], elsewhere: Mapping[str, str]) -> frozenset[str]:
    """Give the ids of content files that aren't part of this run."""
    breakdowns = load_files(files).breakdowns
    readable = {breakdown.path for breakdown in breakdowns}
    return frozenset(
        [
            *elsewhere.values(),
            *(breakdown.content_id for breakdown in breakdowns),
            *(path.stem for path in files if path.as_posix() not in readable),
        ]
    )

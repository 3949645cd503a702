"""The coordinator: content files to decks on disk. It alone reads the clock."""

import os
import re
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from flashcards.app.compile import Compiled
from flashcards.content.load import load_files
from flashcards.diagnostics import Diagnostic, Source, sort_diagnostics
from flashcards.diagnostics.errors import FlashcardsError
from flashcards.disk.files import DECKS, read_bytes, write_atomic
from flashcards.disk.media import MediaFile
from flashcards.disk.sources import CONTENT, find_content_files
from flashcards.identity.changes import Change
from flashcards.identity.entry import Lock
from flashcards.identity.identities import check_identities
from flashcards.identity.lockfile import format_lock
from flashcards.identity.moves import move_entries
from flashcards.identity.resolve import Resolved, resolve
from flashcards.identity.stamp import StampedNote
from flashcards.identity.store import find_locks, is_lock_as_read, lock_path, read_lock
from flashcards.notes.note import Deck, Note
from flashcards.notes.select import Selection

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
        # A checkout may have turned the line ends round; that is no change.
        return found is not None and found.replace(b"\r\n", b"\n") == self.lock


class Plan(NamedTuple):
    """What a build would release, or the problems in the locks that forbid it.

    `left` are locks of files that are gone, by path, which notes have moved out of.
    """

    releases: tuple[Release, ...]
    sources: Mapping[str, Source]
    diagnostics: tuple[Diagnostic, ...]
    left: Mapping[Path, bytes] = MappingProxyType({})


class Built(NamedTuple):
    """A deck on disk, its file's bytes in `data`; `written` when it was not up to date before."""

    path: Path
    notes: int
    cards: int
    data: bytes
    written: bool
    changes: tuple[Change, ...] = ()


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
    compiled: Compiled, now: int, folder: Path = DECKS, settled: Mapping[str, str] = _NONE
) -> Plan:
    """Work out identities and changes against the locks in the folder; writes nothing.

    `settled` gives the content ids, by path, of content files that aren't part of this run and
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
    unread = frozenset() if has_new else frozenset(settled.values())
    others = read(each for each in find_locks(folder) if each not in decks and each not in unread)
    locks |= others
    is_asking = others and (has_new or _is_torn(locks.values()))
    elsewhere = _ids_elsewhere(compiled, settled) if is_asking else frozenset(others)
    absent = tuple(locks[each] for each in sorted(others.keys() & elsewhere))
    orphans = {each: locks[each] for each in sorted(others.keys() - elsewhere)}
    if not found:
        found += check_identities(decks.values(), locks, tuple(orphans.values()), absent)
    if found:
        return Plan(releases=(), sources=sources, diagnostics=sort_diagnostics(found))
    notes = {content_id: deck.notes for content_id, deck in decks.items()}
    moved = move_entries(
        {**notes, **dict.fromkeys(orphans, ())},
        {content_id: locks[content_id] for content_id in (*notes, *orphans)},
    )
    releases = []
    for content_id, deck in decks.items():
        resolved = resolve(deck.notes, moved[content_id], now)
        releases.append(
            Release(
                deck=deck,
                resolved=resolved,
                path=folder / f"{content_id}.apkg",
                lock_path=lock_path(folder, content_id),
                lock=format_lock(resolved.lock).encode(),
            )
        )
    left = {
        lock_path(folder, content_id): format_lock(moved[content_id]).encode()
        for content_id, lock in orphans.items()
        if moved[content_id] != lock
    }
    return Plan(releases=tuple(releases), sources=sources, diagnostics=(), left=left)


def _has_new(notes: Iterable[Note], lock: Lock) -> bool:
    known = {entry.key for entry in lock.entries if not entry.moved}
    return any(note.key not in known for note in notes)


def _is_torn(locks: Iterable[Lock]) -> bool:
    """Whether a GUID is in two locks: a build was killed between the two halves of a move."""
    known = {entry.key: entry.guid for lock in locks for entry in lock.entries if not entry.moved}
    return len(set(known.values())) < len(known)


def _ids_elsewhere(compiled: Compiled, settled: Mapping[str, str]) -> frozenset[str]:
    """Give the ids of the content files that aren't part of this run."""
    if not CONTENT.is_dir():
        return frozenset(settled.values())
    known = {*compiled.sources, *settled}
    paths = [path for path in find_content_files(CONTENT) if path.as_posix() not in known]
    breakdowns = load_files(paths).breakdowns
    readable = {breakdown.path for breakdown in breakdowns}
    return frozenset(
        [
            *settled.values(),
            *(breakdown.content_id for breakdown in breakdowns),
            *(path.stem for path in paths if path.as_posix() not in readable),
        ]
    )


def pack_decks(plan: Plan) -> tuple[bytes, ...]:
    """Make the package of each release; writes nothing."""
    return tuple(_pack(release, release.resolved.notes) for release in plan.releases)


def build_decks(plan: Plan) -> tuple[Built, ...]:
    """Make the decks of a plan: `write_decks` of what `pack_decks` gives."""
    return write_decks(plan, pack_decks(plan))


def write_decks(plan: Plan, packed: Iterable[bytes]) -> tuple[Built, ...]:
    """Write each deck's lock and then its package, where they aren't up to date.

    All is packed before anything is written: a failure then leaves no half of a release. The lock
    goes first: a package can be made again from content and lock, to the byte, so an interruption
    between the two is mended by the next build. Raises FlashcardsError when a lock is no longer
    the one that was read, and when the system refuses to write.
    """
    _refuse_changed_locks(plan)
    # A lock that gives a note away is written after the one that receives it.
    for release in sorted(plan.releases, key=_gives_away):
        if not release.is_lock_current:
            write_atomic(release.lock_path, release.lock)
    for path, lock in plan.left.items():
        write_atomic(path, lock)
    return tuple(
        _write(release, release.resolved.notes, release.path, data)
        for release, data in zip(plan.releases, packed, strict=True)
    )


def _refuse_changed_locks(plan: Plan) -> None:
    """Raise FlashcardsError when a lock changed since it was read, as by git."""
    for path in (*(release.lock_path for release in plan.releases), *plan.left):
        if not is_lock_as_read(path, plan.sources):
            raise FlashcardsError(
                f"`{path.as_posix()}` changed while building; run `flashcards build` again"
            )


def _gives_away(release: Release) -> bool:
    return any(entry.moved for entry in release.resolved.lock.entries)


def build_selected(plan: Plan, selection: Selection) -> tuple[Built, ...]:
    """Write the chosen notes of each deck into a file of their own; locks stay as they are."""
    built = []
    for release in plan.releases:
        notes = tuple(each for each in release.resolved.notes if selection.keeps(each.note))
        if notes:
            name = f"{release.deck.content_id}{_suffix(selection)}.apkg"
            path = release.path.with_name(name)
            built.append(_write(release, notes, path, _pack(release, notes)))
    return tuple(built)


def find_outdated(plan: Plan) -> tuple[Path, ...]:
    """Name the locks and packages that a build would write; a package that isn't there is none."""
    outdated = [each.lock_path for each in plan.releases if not each.is_lock_current]
    outdated += plan.left
    for release in plan.releases:
        data = read_bytes(release.path)
        if data is not None and data != _pack(release, release.resolved.notes):
            outdated.append(release.path)
    return tuple(outdated)


def _write(release: Release, notes: tuple[StampedNote, ...], path: Path, data: bytes) -> Built:
    return Built(
        path=path,
        notes=len(notes),
        cards=sum(each.note.cards for each in notes),
        data=data,
        written=write_atomic(path, data),
        changes=release.resolved.changes,
    )


def _pack(release: Release, notes: tuple[StampedNote, ...]) -> bytes:
    from flashcards.package.apkg import write_package  # noqa: PLC0415 - heavy, and not for check

    deck = release.deck
    shown = _shown_media(deck.media, notes) if deck.media else ()
    return write_package(deck.content_id, deck.name, deck.description, notes, shown)


def _shown_media(
    media: tuple[MediaFile, ...], notes: tuple[StampedNote, ...]
) -> tuple[MediaFile, ...]:
    fields = "".join(field for each in notes for field in each.note.fields)
    return tuple(file for file in media if file.name in fields)


def _suffix(selection: Selection) -> str:
    """Name a partial deck by what was chosen: `.module-open+` for `--module 'open*'`."""
    chosen = {"module": selection.modules, "kind": selection.kinds, "tag": selection.tags}
    return "".join(
        f".{option}-{re.sub('[^a-z0-9+-]', '_', value.lower().replace('*', '+'))}"
        for option, values in chosen.items()
        for value in values
    )


def environment() -> Mapping[str, str]:
    """Give the process's environment variables."""
    return os.environ

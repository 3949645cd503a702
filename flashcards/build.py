"""The coordinator: content files to decks on disk. It alone reads the clock."""

import os
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flashcards.compile import CONTENT, Compiled
from flashcards.content.load import load_files
from flashcards.diagnostics import Diagnostic, Source, sort_diagnostics
from flashcards.errors import FlashcardsError
from flashcards.files import read_bytes, write_atomic
from flashcards.lock.changes import Change
from flashcards.lock.identities import check_identities
from flashcards.lock.lockfile import format_lock
from flashcards.lock.moves import move_entries
from flashcards.lock.resolve import Resolved, resolve
from flashcards.lock.stamp import StampedNote
from flashcards.lock.store import find_locks, is_lock_as_read, lock_path, read_lock
from flashcards.notes.note import Deck
from flashcards.notes.select import Selection
from flashcards.source.files import find_content_files

DECKS = Path("decks")


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A deck as the next build would release it.

    `path` is its package's, `lock_path` its lock's, and `lock_text` the lock to write.
    """

    deck: Deck
    resolved: Resolved
    path: Path
    lock_path: Path
    lock_text: str

    @property
    def is_lock_current(self) -> bool:
        """Whether the lock on disk is the one to write."""
        found = read_bytes(self.lock_path)
        # A checkout may have turned the line ends round; that is no change.
        return found is not None and found.replace(b"\r\n", b"\n") == self.lock_text.encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a build would release, or the problems in the locks that forbid it.

    `left` are locks of files that are gone, by path, which notes have moved out of.
    """

    releases: tuple[Release, ...]
    sources: Mapping[str, Source]
    diagnostics: tuple[Diagnostic, ...]
    left: Mapping[Path, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A deck on disk: `size` in bytes, `written` when a file was not up to date before."""

    path: Path
    notes: int
    cards: int
    size: int
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


def plan_release(compiled: Compiled, now: int, folder: Path = DECKS) -> Plan:
    """Work out identities and changes against the locks in the folder; writes nothing.

    Raises FlashcardsError when a lock can't be read.
    """
    found: list[Diagnostic] = []
    sources = dict(compiled.sources)
    decks = {deck.content_id: deck for deck in compiled.decks}
    locks = {
        content_id: lock
        for content_id in dict.fromkeys((*decks, *find_locks(folder)))
        if (lock := read_lock(folder, content_id, sources, found.append)) is not None
    }
    others = locks.keys() - decks.keys()
    # Only a note that its own lock doesn't know can have come from elsewhere; without one, the
    # content files that aren't part of this run need not be read.
    known = {
        entry.key: entry for each in locks.values() for entry in each.entries if not entry.moved
    }
    has_new = any(note.key not in known for deck in decks.values() for note in deck.notes)
    # A GUID in two locks is left by a build that was killed between the two halves of a move.
    is_torn = len({entry.guid for entry in known.values()}) < len(known)
    is_asking = others and (has_new or is_torn)
    elsewhere = _ids_elsewhere(compiled) if is_asking else frozenset(others)
    absent = tuple(locks[each] for each in sorted(others & elsewhere))
    orphans = {each: locks[each] for each in sorted(others - elsewhere)}
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
                lock_text=format_lock(resolved.lock),
            )
        )
    left = {
        lock_path(folder, content_id): format_lock(moved[content_id])
        for content_id, lock in orphans.items()
        if moved[content_id] != lock
    }
    return Plan(releases=tuple(releases), sources=sources, diagnostics=(), left=left)


def _ids_elsewhere(compiled: Compiled) -> frozenset[str]:
    """Give the ids of the content files that aren't part of this run."""
    if not CONTENT.is_dir():
        return frozenset()
    paths = [
        path for path in find_content_files(CONTENT) if path.as_posix() not in compiled.sources
    ]
    breakdowns = load_files(paths).breakdowns
    readable = {breakdown.path for breakdown in breakdowns}
    return frozenset(
        [breakdown.content_id for breakdown in breakdowns]
        + [path.stem for path in paths if path.as_posix() not in readable]
    )


def build_decks(plan: Plan) -> tuple[Built, ...]:
    """Write each deck's lock and then its package, where they aren't up to date.

    The lock goes first: a package can be made again from content and lock, to the byte, so an
    interruption between the two is mended by the next build. Raises FlashcardsError when a lock
    is no longer the one that was read, and when the system refuses to write.
    """
    # All is packed before anything is written: a failure then leaves no half of a release.
    packed = [(release, _pack(release, release.resolved.notes)) for release in plan.releases]
    _refuse_changed_locks(plan)
    # A lock that gives a note away is written after the one that receives it.
    for release in sorted(plan.releases, key=_gives_away):
        if not release.is_lock_current:
            write_atomic(release.lock_path, release.lock_text.encode())
    for path, text in plan.left.items():
        write_atomic(path, text.encode())
    return tuple(
        _write(release, release.resolved.notes, release.path, data) for release, data in packed
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
        size=len(data),
        written=write_atomic(path, data),
        changes=release.resolved.changes,
    )


def _pack(release: Release, notes: tuple[StampedNote, ...]) -> bytes:
    from flashcards.package.apkg import write_package  # noqa: PLC0415 - heavy, and not for check

    deck = release.deck
    fields = "".join(field for each in notes for field in each.note.fields)
    media = tuple(file for file in deck.media if file.name in fields)
    return write_package(deck.content_id, deck.name, deck.description, notes, media)


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

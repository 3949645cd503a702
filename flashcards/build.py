"""The coordinator: content files to decks on disk. It alone reads the clock."""

import os
import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from flashcards.content.load import has_errors, load_files
from flashcards.content.rules import Policy
from flashcards.diagnostics import Diagnostic, Severity, Source, sort_diagnostics
from flashcards.errors import FlashcardsError
from flashcards.files import read_bytes, write_atomic
from flashcards.lock.changes import Change
from flashcards.lock.entry import Lock
from flashcards.lock.identities import check_identities
from flashcards.lock.lockfile import format_lock
from flashcards.lock.moves import move_entries
from flashcards.lock.resolve import Resolved, resolve
from flashcards.lock.stamp import StampedNote
from flashcards.lock.store import find_locks, lock_path, read_lock
from flashcards.notes.generate import generate_deck
from flashcards.notes.note import Deck
from flashcards.notes.select import Selection
from flashcards.notes.summary import Summary, summarise
from flashcards.source.files import find_content_files

CONTENT = Path("content")
DECKS = Path("decks")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """Decks made of content files, and everything there is to say about the content.

    `decks` is empty when there are errors; `summary` counts the sound files all the same.
    """

    decks: tuple[Deck, ...]
    sources: Mapping[str, Source]
    diagnostics: tuple[Diagnostic, ...]
    summary: Summary

    @property
    def has_errors(self) -> bool:
        """Whether anything stops a build."""
        return has_errors(self.diagnostics)


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
        return read_bytes(self.lock_path) == self.lock_text.encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a build would release, or the problems in the locks that forbid it."""

    releases: tuple[Release, ...]
    sources: Mapping[str, Source]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A deck on disk: `size` in bytes, `written` when a file was not up to date before."""

    path: Path
    notes: int
    cards: int
    size: int
    written: bool
    changes: tuple[Change, ...] = ()


def find_files(named: Iterable[Path]) -> tuple[Path, ...]:
    """Give the files named, or else all content files of the project in this folder."""
    return tuple(named) or find_content_files(CONTENT)


def compile_files(paths: Iterable[Path], policy: Policy | None = None) -> Compiled:
    """Read, check and turn content into notes; writes nothing.

    The craft rules are asked only when there is a policy to weigh their findings by. Raises
    FlashcardsError when a file can't be read.
    """
    loaded = load_files(paths)
    found = list(loaded.diagnostics)
    # Notes of broken content would only repeat what is known; those of sound files are still
    # made, so that rendering's own findings are in the same report.
    broken = {diagnostic.span.path for diagnostic in found if has_errors([diagnostic])}
    sound = [breakdown for breakdown in loaded.breakdowns if breakdown.path not in broken]
    decks = [generate_deck(breakdown, found) for breakdown in sound]
    if policy is not None:
        from flashcards.craft.judge import judge  # noqa: PLC0415 - not for every command

        found += judge(sound, loaded.sources, dict(policy.levels))
        if policy.is_strict:
            found = [_strictly(diagnostic) for diagnostic in found]
    diagnostics = sort_diagnostics(found)
    return Compiled(
        decks=() if has_errors(diagnostics) else tuple(decks),
        sources=loaded.sources,
        diagnostics=diagnostics,
        summary=summarise(len(loaded.sources), sound, decks, diagnostics),
    )


def _strictly(diagnostic: Diagnostic) -> Diagnostic:
    is_warning = diagnostic.severity is Severity.WARNING
    return replace(diagnostic, severity=Severity.ERROR) if is_warning else diagnostic


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
        for content_id in (*decks, *find_locks(folder))
        if (lock := read_lock(folder, content_id, sources, found.append)) is not None
    }
    own = {content_id: locks[content_id] for content_id in decks if content_id in locks}
    others = tuple(lock for content_id, lock in locks.items() if content_id not in decks)
    if not found:
        found += check_identities(
            decks.values(), own, others, lambda: _ids_of_content(compiled, others)
        )
    if found:
        return Plan(releases=(), sources=sources, diagnostics=sort_diagnostics(found))
    own = move_entries({each: deck.notes for each, deck in decks.items()}, own)
    releases = []
    for content_id, deck in decks.items():
        resolved = resolve(deck.notes, own[content_id], now)
        releases.append(
            Release(
                deck=deck,
                resolved=resolved,
                path=folder / f"{content_id}.apkg",
                lock_path=lock_path(folder, content_id),
                lock_text=format_lock(resolved.lock),
            )
        )
    return Plan(releases=tuple(releases), sources=sources, diagnostics=())


def _ids_of_content(compiled: Compiled, others: Iterable[Lock]) -> frozenset[str]:
    """Give the ids of all content there is, if any lock belongs to none of this run's files."""
    ids = {deck.content_id for deck in compiled.decks}
    if CONTENT.is_dir() and any(lock.content_id not in ids for lock in others):
        paths = find_content_files(CONTENT)
        ids |= {path.stem for path in paths}
        ids |= {breakdown.content_id for breakdown in load_files(paths).breakdowns}
    return frozenset(ids)


def build_decks(plan: Plan) -> tuple[Built, ...]:
    """Write each deck's lock and then its package, where they aren't up to date.

    The lock goes first: a package can be made again from content and lock, to the byte, so an
    interruption between the two is mended by the next build. Raises FlashcardsError when the
    system refuses to write.
    """
    # A lock that gives a note away is written after the one that receives it.
    for release in sorted(plan.releases, key=_gives_away):
        write_atomic(release.lock_path, release.lock_text.encode())
    return tuple(_write(release, release.resolved.notes, release.path) for release in plan.releases)


def _gives_away(release: Release) -> bool:
    return any(entry.moved for entry in release.resolved.lock.entries)


def build_selected(plan: Plan, selection: Selection) -> tuple[Built, ...]:
    """Write the chosen notes of each deck into a file of their own; locks stay as they are."""
    built = []
    for release in plan.releases:
        notes = tuple(each for each in release.resolved.notes if selection.keeps(each.note))
        if notes:
            name = f"{release.deck.content_id}{_suffix(selection)}.apkg"
            built.append(_write(release, notes, release.path.with_name(name)))
    return tuple(built)


def find_outdated(plan: Plan) -> tuple[Path, ...]:
    """Name the locks and packages that a build would write; a package that isn't there is none."""
    outdated = [each.lock_path for each in plan.releases if not each.is_lock_current]
    for release in plan.releases:
        data = read_bytes(release.path)
        if data is not None and data != _pack(release, release.resolved.notes):
            outdated.append(release.path)
    return tuple(outdated)


def _write(release: Release, notes: tuple[StampedNote, ...], path: Path) -> Built:
    data = _pack(release, notes)
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
    return write_package(deck.content_id, deck.name, deck.description, notes)


def _suffix(selection: Selection) -> str:
    """Name a partial deck by what was chosen, `.open-_.topic` for `--module 'open*'`."""
    parts = (*selection.modules, *selection.kinds, *selection.tags)
    return "".join(f".{re.sub('[^a-z0-9-]', '_', part.lower())}" for part in parts)


def environment() -> Mapping[str, str]:
    """Give the process's environment variables."""
    return os.environ

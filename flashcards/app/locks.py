"""The locks of a run: which there are, whether to trust them, and what they have forgotten."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from flashcards.app.committed import read_committed
from flashcards.app.compile import Compiled
from flashcards.app.other_locks import check_other_locks
from flashcards.content.load import load_files
from flashcards.diagnostics import Diagnostic, Report, Source
from flashcards.disk.files import read_bytes
from flashcards.disk.sources import CONTENT, find_content_files
from flashcards.identity.entry import Entry, Guid, Lock
from flashcards.identity.lifting import diagnose_lifted, lift_lock
from flashcards.identity.store import decode_lock, find_locks, lock_path, read_lock
from flashcards.identity.tampering import (
    DAY,
    ReleasedNote,
    check_entries,
    check_shared,
    diagnose_missing,
)
from flashcards.notes.note import Deck, Note
from flashcards.package.packaged_notes import describe_packaged
from flashcards.package.read import PackagedNote, read_package, read_released
from flashcards.text.normal_form import compose, fold_case
from flashcards.text.slugs import is_slug


class Locks(NamedTuple):
    """The locks of a run, by content id, and the notes of the packages on disk.

    `own` are those of its decks, `orphans` those whose content file is gone, `absent` those of
    content files that aren't part of the run. `is_whole`: all content files are. `folder` is where
    locks and packages lie; `strays` are packages of decks whose content and lock are both gone.
    """

    folder: Path
    own: Mapping[str, Lock]
    orphans: Mapping[str, Lock]
    absent: Mapping[str, Lock]
    packages: Mapping[str, tuple[PackagedNote, ...]]
    strays: Mapping[str, tuple[PackagedNote, ...]]
    is_whole: bool


def read_locks(
    compiled: Compiled,
    folder: Path,
    elsewhere: Mapping[str, str],
    sources: dict[str, Source],
    report: Report,
) -> Locks:
    """Read the locks of decks, and of other content files where a note may have come from there.

    Their texts are added to `sources`. Raises FlashcardsError when one can't be read.
    """

    def read(content_ids: Iterable[str]) -> dict[str, Lock]:
        return {
            content_id: lock
            for content_id in content_ids
            if (lock := read_lock(folder, content_id, sources, report)) is not None
        }

    decks = {deck.content_id: deck for deck in compiled.decks}
    own = read(decks)
    begun = (deck for deck in compiled.decks if _path(folder, deck) not in sources)
    for diagnostic in check_other_locks(begun, folder):
        report(diagnostic)
    # Only a note that its own lock doesn't know can have come from elsewhere; without one, the
    # content files that aren't part of this run need not be read.
    has_new = any(_has_new(decks[content_id].notes, lock) for content_id, lock in own.items())
    unread = frozenset() if has_new else frozenset(elsewhere.values())
    known = find_locks(folder)
    others = read(each for each in known if each not in decks and each not in unread)
    files = _find_other_files(compiled, elsewhere)
    is_whole = files == ()
    is_asking = others and (has_new or is_whole or _is_torn([*own.values(), *others.values()]))
    absent_ids = _read_ids(files or (), elsewhere) if is_asking else frozenset(others)
    return Locks(
        folder,
        own,
        orphans={each: others[each] for each in sorted(others.keys() - absent_ids)},
        absent={each: others[each] for each in sorted(others.keys() & absent_ids)},
        packages=_read_packages(decks, folder),
        strays=_read_packages(_find_packages(folder) - {*decks, *known}, folder),
        is_whole=is_whole,
    )


def _read_packages(content_ids: Iterable[str], folder: Path) -> dict[str, tuple[PackagedNote, ...]]:
    """Read which notes the packages on disk have; one that can't be read has none."""
    read = ((each, read_bytes(folder / f"{each}.apkg")) for each in content_ids)
    return {content_id: read_package(data) for content_id, data in read if data is not None}


def _find_packages(folder: Path) -> set[str]:
    """Give the content ids of the packages in a folder; the name of a partial deck is none."""
    return {stem for path in folder.glob("*.apkg") if is_slug(stem := compose(path.stem))}


def _path(folder: Path, deck: Deck) -> str:
    return lock_path(folder, deck.content_id).as_posix()


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
            *(fold_case(path.stem) for path in files if path.as_posix() not in readable),
        ]
    )


def check_locks(
    locks: Locks, decks: Iterable[Deck], sources: Mapping[str, Source], now: int
) -> Iterator[Diagnostic]:
    """Compare the identities in locks with those of the last commit and of the packages."""
    paths = {
        each: lock_path(locks.folder, each)
        for each, lock in locks.own.items()
        if lock.entries or each not in locks.packages
    }
    committed = read_committed(paths.values())
    for content_id, path in paths.items():
        if path.as_posix() not in sources:
            if path in committed:
                yield diagnose_missing(path.as_posix())
            continue
        known: dict[str, dict[str, ReleasedNote]] = {}
        if path in committed:
            before = decode_lock(path, committed[path], lambda _: None)  # no one's to mend
            known["the last commit"] = {
                each.key: ReleasedNote(each.guid, each.note_id)
                for each in (before.entries if before else ())
            }
        if content_id in locks.packages:
            known[f"`{path.with_suffix('.apkg').as_posix()}`"] = {
                each.key: ReleasedNote(each.guid, each.note_id)
                for each in locks.packages[content_id]
            }
        yield from check_entries(locks.own[content_id], sources.get(path.as_posix()), known, now)
    yield from check_shared(
        {lock_path(locks.folder, each).as_posix(): lock for each, lock in locks.own.items()},
        sources,
        {note.key for deck in decks for note in deck.notes},
    )


def lift_locks(locks: Locks, decks: Iterable[Deck], now: int, report: Report) -> dict[str, Lock]:
    """Lift the locks of decks above the packages on disk, and say so."""
    lifted = dict(locks.own)
    for deck in decks:
        own = {deck.content_id: locks.packages.get(deck.content_id, ())}
        for content_id, packaged in {**own, **locks.strays}.items():
            lock = lifted[deck.content_id]
            later = _find_later(lock, packaged, is_own=content_id in own)
            if not later:
                continue
            path = locks.folder / f"{content_id}.apkg"
            guids = {each.guid for each in later if each.mod <= now + DAY}
            result = lift_lock(lock, _describe(path, guids), deck.notes)
            ahead = len(later) - len(guids)
            lifted[deck.content_id] = result.lock
            if result.later or result.unknown or ahead:
                where = lock_path(locks.folder, deck.content_id)
                report(diagnose_lifted(result, ahead, where, path))
    return lifted


def _find_later(
    lock: Lock, packaged: Iterable[PackagedNote], *, is_own: bool
) -> list[PackagedNote]:
    """Find the notes that a package released later than a lock says, and its own unknown ones.

    Another deck's package matters to a note that lives here: it had moved there, and the move was
    taken back.
    """
    mods = {entry.guid: entry.mod for entry in lock.entries if is_own or not entry.moved}
    known = [each for each in packaged if is_own or each.guid in mods]
    return [each for each in known if each.mod > mods.get(Guid(each.guid), 0)]


def _describe(path: Path, guids: Collection[str]) -> Iterator[Entry]:
    """Give the entries of some notes of a package."""
    for each in read_released(read_bytes(path) or b""):
        if each.note.guid in guids and (entry := describe_packaged(each)) is not None:
            yield entry

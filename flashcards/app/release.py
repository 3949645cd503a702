"""Decks and locks to what the next build would release; writes nothing."""

import re
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from flashcards.app.compile import Compiled
from flashcards.app.locks import check_locks, lift_locks, read_locks
from flashcards.diagnostics import (
    Diagnostic,
    FlashcardsError,
    Source,
    has_errors,
    quote,
    sort_diagnostics,
)
from flashcards.diagnostics.quoting import did_you_mean
from flashcards.disk.files import DECKS, read_bytes, unify_line_ends
from flashcards.identity.changes import ChangeKind, list_live
from flashcards.identity.decisions import NO_DECISIONS, Decisions
from flashcards.identity.entry import Entry, Lock
from flashcards.identity.gate import Doubt, diagnose_doubt, diagnose_vanished, find_doubts
from flashcards.identity.lockfile import encode_lock
from flashcards.identity.moved_files import check_moves, check_renamed
from flashcards.identity.recognise import Recognised, recognise
from flashcards.identity.resolve import Resolved, resolve
from flashcards.identity.store import lock_path
from flashcards.identity.tampering import DAY
from flashcards.identity.was import read_was
from flashcards.notes.note import Deck
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
    def has_new(self) -> bool:
        """Whether any of its notes was never released, as far as its lock knows."""
        return any(change.kind is ChangeKind.NEW for change in self.resolved.changes)

    @property
    def live(self) -> tuple[Entry, ...]:
        """The entries of its notes."""
        return list_live(self.resolved.lock.entries)

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
    def live(self) -> tuple[Entry, ...]:
        """The entries of all notes."""
        return tuple(entry for release in self.releases for entry in release.live)

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

    def refuse() -> Plan:
        return Plan(releases=(), sources=sources, diagnostics=sort_diagnostics(found))

    locks = read_locks(compiled, folder, elsewhere, sources, found.append)
    if has_errors(found):
        return refuse()
    orphaned = _leave_out_gone(locks.orphans, decisions)
    found += check_moves(
        compiled.decks, locks.own, tuple(orphaned.values()), tuple(locks.absent.values())
    )
    found += check_locks(locks, compiled.decks, sources, now)
    lifted = lift_locks(locks, compiled.decks, now, found.append)
    notes = {deck.content_id: deck.notes for deck in compiled.decks}
    notes |= dict.fromkeys(locks.orphans, ())
    own = {**lifted, **locks.orphans}
    was = read_was(notes, own, locks.absent, found.append)
    _refuse_unknown(decisions, {**own, **locks.absent})
    if has_errors(found):
        return refuse()
    said = decisions._replace(same={**was, **decisions.same})
    recognised = recognise(notes, own, said)
    found += check_renamed(compiled.decks, lifted, recognised, orphaned)
    if has_errors(found):
        return refuse()
    origins: dict[str, str] = {
        each.content_id: video_url(each.url) or each.title.value for each in compiled.breakdowns
    }
    kept = [recognised.locks[each] for each in locks.orphans]
    return Plan(
        releases=tuple(
            _release(deck, recognised, now, origins[deck.content_id], folder)
            for deck in compiled.decks
        ),
        sources=sources,
        diagnostics=sort_diagnostics(found),
        left={
            lock_path(folder, lock.content_id): encode_lock(lock)
            for lock in (_let_go(each, decisions) for each in kept)
            if lock != locks.orphans[lock.content_id]
        },
        doubts=find_doubts(notes, recognised, said),
        vanished=tuple(
            Vanished(lock.content_id, lock_path(folder, lock.content_id), count)
            for lock in kept
            if locks.is_whole
            and not decisions.is_file_gone(lock.content_id)
            and (count := sum(not entry.retired for entry in lock.entries))
        ),
    )


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


def _leave_out_gone(orphans: Mapping[str, Lock], decisions: Decisions) -> dict[str, Lock]:
    return {each: lock for each, lock in orphans.items() if not decisions.is_file_gone(each)}


def _let_go(lock: Lock, decisions: Decisions) -> Lock:
    """Retire all notes of a lock whose content file is gone for good."""
    if not decisions.is_file_gone(lock.content_id):
        return lock
    return lock._replace(entries=tuple(each._replace(retired=True) for each in lock.entries))


def _refuse_unknown(decisions: Decisions, locks: Mapping[str, Lock]) -> None:
    """Raise FlashcardsError when what is to be let go was never released."""
    keys = {entry.key for lock in locks.values() for entry in lock.entries}
    for name in sorted(decisions.gone - keys - set(locks)):
        help_ = did_you_mean(name, keys, "use a key as `flashcards diff` prints it")
        raise FlashcardsError(f"no note was released as {quote(name)}; {help_}")

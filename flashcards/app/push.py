"""`push`: what Anki has not been handed yet, and the handing over.

A deck counts as changed when its package is not the one that was last handed over, whichever build
wrote it; what a learner has to do is told from the lock that went with that one.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from flashcards.anki.program import Program
from flashcards.app.build import know_settings
from flashcards.app.packing import BuiltDeck
from flashcards.app.start_anki import Opened, Taken, open_file
from flashcards.content.settings import read_project
from flashcards.diagnostics import FlashcardsError
from flashcards.disk.cache import Cache
from flashcards.disk.handed_over import HandedOver, recall_handed_over, remember_handed_over
from flashcards.identity.changes import Change, list_live, list_retired
from flashcards.identity.entry import Entry, Lock
from flashcards.identity.lock_changes import compare_entries
from flashcards.identity.lockfile import format_lock
from flashcards.identity.store import decode_lock, lock_path, read_lock


class Handover(NamedTuple):
    """A deck that Anki is to be handed, and what a learner who had it before has to do.

    `former_name` is what the deck was called then, if otherwise than now; `changes` are what
    became of its notes since. Where nobody knows what was handed over, they are those of this
    build, and `retired_before` is how many notes left the deck in earlier ones.
    """

    deck: BuiltDeck
    name: str
    former_name: str
    changes: tuple[Change, ...]
    retired_before: int
    state: HandedOver


class Handovers(NamedTuple):
    """The decks that Anki is to be handed, and the entries of all decks' notes."""

    decks: tuple[Handover, ...] = ()
    live: tuple[Entry, ...] = ()


def find_handovers(decks: Sequence[BuiltDeck], cache: Cache | None, *, is_all: bool) -> Handovers:
    """Find the decks that Anki was not handed as they are now, or give all.

    Raises FlashcardsError when a lock can't be read.
    """
    project = read_project()
    known = recall_handed_over(cache, project.decks)
    wanted = [
        deck
        for deck in decks
        if is_all or deck.path.name not in known or known[deck.path.name].packed != deck.packed
    ]
    if not wanted:
        return Handovers()
    from flashcards.app.media_names import (  # noqa: PLC0415 - with all that reads content
        name_changes,
        recall_media_names,
    )

    before = {name: _decode(project.decks, name, each.lock) for name, each in known.items()}
    entries = [entry for lock in before.values() if lock for entry in lock.entries]
    locks = {deck.path: _read_lock(deck.path) for deck in decks}
    found = [
        _compare(deck, locks[deck.path], before.get(deck.path.name), entries) for deck in wanted
    ]
    names = recall_media_names(know_settings(cache, project), project.decks)
    return Handovers(
        tuple(each._replace(changes=name_changes(each.changes, names)) for each in found),
        tuple(entry for lock in locks.values() for entry in list_live(lock.entries)),
    )


def _decode(folder: Path, package: str, text: str) -> Lock | None:
    path = lock_path(folder, Path(package).stem)
    return decode_lock(path, text.encode(errors="surrogatepass"), lambda _: None)


def _read_lock(package: Path) -> Lock:
    lock = read_lock(package.parent, package.stem, {}, lambda _: None)
    if lock is None:
        raise FlashcardsError(
            f"the lock of `{package.as_posix()}` changed since it was built; "
            "run `flashcards push` again"
        )
    return lock


def _compare(
    deck: BuiltDeck, lock: Lock, before: Lock | None, entries: Iterable[Entry]
) -> Handover:
    """Say what became of a deck since it was handed over, or in this build if that isn't known."""
    name = lock.decks[-1] if lock.decks else ""
    if before is None:
        changes = deck.release.resolved.changes if deck.release else ()
        earlier = [each for each in lock.entries if each.retired and not each.moved]
        retired_before = len(earlier) - len(list_retired(changes))
        former = lock.decks[-2] if len(lock.decks) > 1 else ""
    else:
        changes = compare_entries(entries, lock)
        retired_before = 0
        former = before.decks[-1] if before.decks else ""
    return Handover(
        deck=deck,
        name=name,
        former_name="" if former == name else former,
        changes=changes,
        retired_before=retired_before,
        state=HandedOver(packed=deck.packed, lock=format_lock(lock)),
    )


def hand_over(
    handover: Handover, program: Program, cache: Cache | None, *, is_last: bool
) -> Opened:
    """Hand a deck to Anki, and remember it if it was taken; another is to follow unless `is_last`.

    Two Ankis that start at once would both go on, and one that is starting drops what it is passed,
    so before another deck it has to be known which of both took this one.
    """
    opened = open_file(program, handover.deck.path, is_patient=not is_last)
    if opened.taken in {Taken.RUNNING, Taken.STARTING}:
        remember_handed_over(cache, handover.deck.path, handover.state)
    return opened

"""What the next release brings to learners of a published package, as Anki's import judges it.

Anki knows a note by its GUID alone, takes one that it has only if its `mod` is later, and none
whose note type differs. Pure.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from flashcards.content.keys import is_key, split_key
from flashcards.identity.changes import Change, ChangeKind
from flashcards.identity.entry import Entry, StampedNote
from flashcards.identity.resolve import Resolved
from flashcards.package.packaged_notes import describe_packaged, differing_fields, index_notes
from flashcards.package.problems import (
    LOSSES,
    NotePair,
    Problem,
    Trouble,
    compare_blanks,
    find_elsewhere,
    find_lost,
    find_other_types,
    find_renamed_decks,
    find_skipped,
    find_wrong_times,
)
from flashcards.package.read import Package, PackagedText


class NextDeck(NamedTuple):
    """A deck as the next build would release it."""

    content_id: str
    name: str
    resolved: Resolved


class Upgrade(NamedTuple):
    """What a learner's copy goes through; `changes` are from the package's notes to the next."""

    problems: tuple[Problem, ...]
    changes: tuple[Change, ...]
    unchanged: int

    @property
    def is_lossy(self) -> bool:
        """Whether learners would miss an update, or lose a history."""
        return any(problem.trouble in LOSSES for problem in self.problems)


def find_decks(package: Package, decks: Sequence[NextDeck]) -> tuple[NextDeck, ...]:
    """Give the decks that follow on a package: by its content ids, else by its notes' GUIDs."""
    ids = {split_key(each.note.key).content_id for each in package.notes if is_key(each.note.key)}
    if found := tuple(deck for deck in decks if deck.content_id in ids):
        return found
    guids = {each.note.guid for each in package.notes}
    return tuple(deck for deck in decks if any(each.guid in guids for each in deck.resolved.notes))


def compare_release(
    package: Package, following: Sequence[NextDeck], decks: Sequence[NextDeck], now: int
) -> Upgrade:
    """Compare a package with the decks that follow on it; `decks` are all that are known.

    `now` is in seconds since 1970.
    """
    old = index_notes(package.notes)
    homes = {each.content_id for each in following}
    pairs = list(_iterate_pairs(old, decks))
    found = {pair.old.note.guid for pair in pairs}
    new = [
        (entry, note)
        for deck in following
        for entry, note in _iterate_notes(deck)
        if note.guid not in old
    ]
    vanished = [
        entry
        for guid, each in old.items()
        if guid not in found and (entry := describe_packaged(each)) is not None
    ]
    problems = [
        *find_skipped(pairs),
        *find_other_types(package, pairs),
        *find_lost(vanished, new),
        *(problem for pair in pairs for problem in compare_blanks(pair)),
        *find_wrong_times(old.values(), pairs, now),
        *find_renamed_decks(package, {each.content_id: each.name for each in following}),
        *find_elsewhere(pairs, homes),
    ]
    changed = [pair for pair in pairs if pair.fields]
    order = list(Trouble)
    return Upgrade(
        problems=tuple(sorted(problems, key=lambda problem: order.index(problem.trouble))),
        changes=(
            *(Change(kind=ChangeKind.NEW, new=entry) for entry, _ in new),
            *map(_make_change, changed),
            *(Change(kind=ChangeKind.RETIRED, old=entry) for entry in vanished),
        ),
        unchanged=len(pairs) - len(changed),
    )


def _iterate_notes(deck: NextDeck) -> Iterator[tuple[Entry, StampedNote]]:
    entries = {entry.key: entry for entry in deck.resolved.lock.entries}
    return ((entries[note.note.key], note) for note in deck.resolved.notes)


def _iterate_pairs(
    old: Mapping[str, PackagedText], decks: Iterable[NextDeck]
) -> Iterator[NotePair]:
    for deck in decks:
        for entry, note in _iterate_notes(deck):
            if (before := old.get(note.guid)) is not None:
                fields = differing_fields(before, note.note)
                yield NotePair(before, note, entry, fields, deck.content_id)


def _make_change(pair: NotePair) -> Change:
    old = describe_packaged(pair.old, pair.new.note) or pair.entry
    is_same = old.key == pair.entry.key
    kind = ChangeKind.UPDATED if is_same else ChangeKind.RENAMED
    return Change(kind=kind, old=old, new=pair.entry, fields=pair.fields)

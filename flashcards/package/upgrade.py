"""What the next release brings to learners of a published package, as Anki's import judges it.

Anki knows a note by its GUID alone, takes one that it has only if its `mod` is later, and none
whose note type differs. Pure.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from flashcards.anki.cloze import cloze_numbers
from flashcards.anki.note_types import NOTE_TYPES, Kind
from flashcards.content.keys import is_key, split_key
from flashcards.identity.blanks import keep_numbers
from flashcards.identity.changes import Change, ChangeKind
from flashcards.identity.entry import Entry, StampedNote, front_and_back
from flashcards.identity.resolve import Resolved
from flashcards.package.packaged_notes import describe_packaged, differing_fields, index_notes
from flashcards.package.read import Package, PackagedText

_MOST_BLANKS = 500
"""Anki makes no more cards of a note."""

_NO_NUMBER = re.compile(r"\{\{c[0-9]{4,}::")


class Trouble(StrEnum):
    """What can go wrong for a learner; the first of them lose something, see `LOSSES`."""

    SKIPPED = "update-skipped"
    OTHER_TYPE = "note-type-conflict"
    DOUBLED = "note-twice"
    UNRECOGNISED = "history-lost"
    RENUMBERED = "blank-renumbered"
    AHEAD = "time-ahead"
    RESTAMPED = "own-edits-replaced"
    DECK_RENAMED = "deck-renamed"
    ELSEWHERE = "in-another-deck"
    EMPTY_CARDS = "empty-card"


LOSSES = frozenset(list(Trouble)[:5])
"""Those by which an update or a history doesn't reach a learner."""


class Problem(NamedTuple):
    """What goes wrong with one note, note type or deck; `subject` names it.

    `before` and `after` are what differs, if that says more; `key` is the note's, as learners have
    it.
    """

    trouble: Trouble
    subject: str
    before: str = ""
    after: str = ""
    key: str = ""


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


class _Pair(NamedTuple):
    """A note that is in both; `fields` differ, and `home` is the content id of its deck now."""

    old: PackagedText
    new: StampedNote
    entry: Entry
    fields: tuple[str, ...]
    home: str


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
        *_find_skipped(pairs),
        *_find_other_types(package, pairs),
        *_find_lost(vanished, new),
        *(problem for pair in pairs for problem in _compare_blanks(pair)),
        *_find_wrong_times(old.values(), pairs, now),
        *_find_renamed_decks(package, following),
        *_find_elsewhere(pairs, homes),
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


def _iterate_pairs(old: Mapping[str, PackagedText], decks: Iterable[NextDeck]) -> Iterator[_Pair]:
    for deck in decks:
        for entry, note in _iterate_notes(deck):
            if (before := old.get(note.guid)) is not None:
                fields = differing_fields(before, note.note)
                yield _Pair(before, note, entry, fields, deck.content_id)


def _make_change(pair: _Pair) -> Change:
    old = describe_packaged(pair.old, pair.new.note) or pair.entry
    is_same = old.key == pair.entry.key
    kind = ChangeKind.UPDATED if is_same else ChangeKind.RENAMED
    return Change(kind=kind, old=old, new=pair.entry, fields=pair.fields)


def _find_skipped(pairs: Iterable[_Pair]) -> Iterator[Problem]:
    for pair in pairs:
        if pair.fields and pair.new.mod <= pair.old.note.mod and _is_of_same_type(pair):
            yield Problem(
                Trouble.SKIPPED,
                pair.entry.front,
                after=", ".join(pair.fields),
                key=pair.old.note.key,
            )


def _is_of_same_type(pair: _Pair) -> bool:
    return pair.old.note_type_id == NOTE_TYPES[pair.new.note.kind].note_type_id


def _find_other_types(package: Package, pairs: Sequence[_Pair]) -> Iterator[Problem]:
    for pair in pairs:
        ours = NOTE_TYPES[pair.new.note.kind]
        if not _is_of_same_type(pair):
            before = package.note_types[pair.old.note_type_id].name
            yield Problem(
                Trouble.OTHER_TYPE, pair.entry.front, before, ours.name, key=pair.old.note.key
            )
    for kind in Kind:
        ours = NOTE_TYPES[kind]
        theirs = package.note_types.get(ours.note_type_id)
        if theirs is not None:
            templates = tuple(each.name for each in ours.templates)
            before = _list_names(theirs.field_names, theirs.template_names)
            after = _list_names(ours.field_names, templates)
            if before != after or theirs.is_cloze != ours.is_cloze:
                yield Problem(Trouble.OTHER_TYPE, ours.name, before, after)


def _list_names(fields: Iterable[str], templates: Iterable[str]) -> str:
    return f"fields {', '.join(fields)}; cards {', '.join(templates)}"


def _find_lost(
    vanished: Sequence[Entry], new: Sequence[tuple[Entry, StampedNote]]
) -> Iterator[Problem]:
    """Find new notes that learners have already, under another GUID."""
    by_key = {entry.key: entry for entry in vanished}
    for entry, _ in new:
        if entry.key in by_key:
            yield Problem(Trouble.DOUBLED, entry.front, key=entry.key)
    taken = {entry.key for entry, _ in new}
    old = [entry for entry in vanished if entry.key not in taken]
    others = [(entry, note) for entry, note in new if entry.key not in by_key]
    if old and others:
        from flashcards.identity.match import match_notes  # noqa: PLC0415 - it brings rapidfuzz
        from flashcards.identity.similarity import (  # noqa: PLC0415 - as above
            texts_of_entry,
            texts_of_note,
        )

        matches = match_notes(
            [texts_of_entry(entry) for entry in old],
            [texts_of_note(note.note, entry.after) for entry, note in others],
        )
        for match in matches:
            lost, now = old[match.old], others[match.new][0]
            yield Problem(Trouble.UNRECOGNISED, now.front, lost.front, now.front, key=lost.key)


def _compare_blanks(pair: _Pair) -> Iterator[Problem]:
    """Find the cards of a note that lose their text, or get another's."""
    fields, note = pair.old.fields, pair.new.note
    key, front = pair.old.note.key, pair.entry.front
    if note.kind is Kind.TOPIC and fields.get("Reverse") and not note.get_field("Reverse"):
        yield Problem(Trouble.EMPTY_CARDS, front, "the side that `reverse` gave", key=key)
    if note.kind is not Kind.CHAPTER or "Text" not in pair.fields:
        return
    text = fields.get("Text", "")
    if _NO_NUMBER.search(text) or text.count("{{c") > _MOST_BLANKS:
        return  # of another hand; ours has three digits
    numbers = cloze_numbers(text)
    if gone := set(numbers) - set(cloze_numbers(note.get_field("Text"))):
        blanks = ", ".join(f"blank {number}" for number in sorted(gone))
        yield Problem(Trouble.EMPTY_CARDS, front, blanks, key=key)
    before = describe_packaged(pair.old, note)
    if before is not None:
        kept, _ = keep_numbers(before.back, front_and_back(note)[1], ())
        for number, right in sorted(kept.items()):
            if number != right and right in numbers:
                yield Problem(
                    Trouble.RENUMBERED, front, f"blank {right}", f"blank {number}", key=key
                )


def _find_wrong_times(
    old: Iterable[PackagedText], pairs: Iterable[_Pair], now: int
) -> Iterator[Problem]:
    for each in old:
        if each.note.mod > now:
            yield Problem(Trouble.AHEAD, each.note.key, str(each.note.mod), key=each.note.key)
    for pair in pairs:
        if not pair.fields and pair.new.mod > pair.old.note.mod:
            yield Problem(Trouble.RESTAMPED, pair.entry.front, key=pair.old.note.key)


def _find_renamed_decks(package: Package, following: Iterable[NextDeck]) -> Iterator[Problem]:
    names = package.deck_names
    for deck in following:
        if names and deck.name not in names:
            yield Problem(Trouble.DECK_RENAMED, deck.content_id, ", ".join(names), deck.name)


def _find_elsewhere(pairs: Iterable[_Pair], homes: Iterable[str]) -> Iterator[Problem]:
    for pair in pairs:
        if pair.home not in homes:
            yield Problem(
                Trouble.ELSEWHERE, pair.entry.front, after=pair.home, key=pair.old.note.key
            )

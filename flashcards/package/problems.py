"""What can go wrong when learners of a published package import the next release. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from flashcards.anki.cloze import cloze_numbers
from flashcards.anki.note_types import NOTE_TYPES, Kind
from flashcards.identity.blanks import keep_numbers
from flashcards.identity.entry import Entry, StampedNote, front_and_back
from flashcards.package.packaged_notes import describe_packaged
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


class NotePair(NamedTuple):
    """A note that is in both; `fields` differ, and `home` is the content id of its deck now."""

    old: PackagedText
    new: StampedNote
    entry: Entry
    fields: tuple[str, ...]
    home: str


def find_skipped(pairs: Iterable[NotePair]) -> Iterator[Problem]:
    """Find notes that differ, though their time is not later."""
    for pair in pairs:
        if pair.fields and pair.new.mod <= pair.old.note.mod and _is_of_same_type(pair):
            yield Problem(
                Trouble.SKIPPED,
                pair.entry.front,
                after=", ".join(pair.fields),
                key=pair.old.note.key,
            )


def _is_of_same_type(pair: NotePair) -> bool:
    return pair.old.note_type_id == NOTE_TYPES[pair.new.note.kind].note_type_id


def find_other_types(package: Package, pairs: Sequence[NotePair]) -> Iterator[Problem]:
    """Find notes whose note type is another one now, or has other fields or templates."""
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


def find_lost(
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


def compare_blanks(pair: NotePair) -> Iterator[Problem]:
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
        kept, _ = keep_numbers(before.back, front_and_back(note)[1], (), note.language)
        for number, right in sorted(kept.items()):
            if number != right and right in numbers:
                yield Problem(
                    Trouble.RENUMBERED, front, f"blank {right}", f"blank {number}", key=key
                )


def find_wrong_times(
    old: Iterable[PackagedText], pairs: Iterable[NotePair], now: int
) -> Iterator[Problem]:
    """Find times that are still to come, and later ones without a reason."""
    for each in old:
        if each.note.mod > now:
            yield Problem(Trouble.AHEAD, each.note.key, str(each.note.mod), key=each.note.key)
    for pair in pairs:
        if not pair.fields and pair.new.mod > pair.old.note.mod:
            yield Problem(Trouble.RESTAMPED, pair.entry.front, key=pair.old.note.key)


def find_renamed_decks(package: Package, decks: Mapping[str, str]) -> Iterator[Problem]:
    """Find decks, by content id, whose name the package doesn't have; Anki knows them by it."""
    names = package.deck_names
    for content_id, name in decks.items():
        if names and name not in names:
            yield Problem(Trouble.DECK_RENAMED, content_id, ", ".join(names), name)


def find_elsewhere(pairs: Iterable[NotePair], homes: Iterable[str]) -> Iterator[Problem]:
    """Find notes that are in the decks of other content files now."""
    for pair in pairs:
        if pair.home not in homes:
            yield Problem(
                Trouble.ELSEWHERE, pair.entry.front, after=pair.home, key=pair.old.note.key
            )

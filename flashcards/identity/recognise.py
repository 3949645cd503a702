"""Who is who: each note of a run's decks, and the entry that it has in a lock. Pure.

What the author says goes first (`was`, an answer to the gate). Then a note goes by its key; by its
name and text, when it moved to another file; by its back, where a key was given to another note;
by its text, when it was reworded; a chapter by the notes that stand under it. A key that vanished
and one that is new are the same only by these rules, never when in doubt: what may be the same is
for the gate to ask.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from flashcards.anki.note_types import Kind
from flashcards.content.keys import Key, split_key
from flashcards.identity.comparison import read_words
from flashcards.identity.decisions import NO_DECISIONS, Decisions
from flashcards.identity.entry import Entry, Guid, Lock, front_and_back, note_chapter
from flashcards.identity.match import match_notes
from flashcards.identity.moves import finish_moves, hand_over, lift_shared, mark_copies
from flashcards.identity.reassign import (
    Partners,
    claim_by_backs,
    claim_by_votes,
    is_alike,
    is_held_by_key,
    score_notes,
)
from flashcards.identity.similarity import is_other_by_case, texts_of_entry, texts_of_note
from flashcards.notes.note import Note


class Found(NamedTuple):
    """The entry of a note, if it has one; `score` when it was recognised under another key."""

    entry: Entry | None = None
    score: float | None = None


UNKNOWN = Found()


class Recognised(NamedTuple):
    """For each deck, by content id, what was found for its notes, in their order, and its lock.

    The locks have the entries of notes that moved where they moved to.
    """

    found: Mapping[str, tuple[Found, ...]]
    locks: Mapping[str, Lock]


def recognise(
    decks: Mapping[str, Sequence[Note]],
    locks: Mapping[str, Lock],
    decisions: Decisions = NO_DECISIONS,
) -> Recognised:
    """Find the entries of all notes; both mappings are by content id and have the same keys.

    A content file that is gone has no notes.
    """
    run = _Run(decks, locks, decisions)
    run.take_decided()
    for content_id in decks:
        run.take_keys(content_id)
    run.take_moved()
    for content_id in decks:
        run.follow_backs(content_id)
        run.match_texts(content_id, (Kind.TOPIC, Kind.QUESTION))
        run.follow_votes(content_id)
        run.match_texts(content_id, (Kind.CHAPTER,))
    run.match_over_files()
    run.settle_copies()
    return Recognised(
        found={
            content_id: tuple([run.found.get(note.key, UNKNOWN) for note in notes])
            for content_id, notes in decks.items()
        },
        locks={
            content_id: lock._replace(entries=tuple(run.books[content_id].values()))
            for content_id, lock in locks.items()
        },
    )


class _Run:
    """The state of one run: `books` are the locks' entries by content id and key.

    `known` are those that a note may be; one whose GUID is taken, or that is gone, is none. `found`
    is by the notes' keys.
    """

    def __init__(
        self, decks: Mapping[str, Sequence[Note]], locks: Mapping[str, Lock], decisions: Decisions
    ) -> None:
        self.decks = decks
        self.decisions = decisions
        self.present = {
            content_id: {note.key for note in notes} for content_id, notes in decks.items()
        }
        self.books = {
            content_id: {entry.key: entry for entry in lock.entries}
            for content_id, lock in locks.items()
        }
        finish_moves(self.books, self.present)
        self.known = {
            content_id: {entry.key: entry for entry in lift_shared(book.values())}
            for content_id, book in self.books.items()
        }
        self.found: dict[Key, Found] = {}
        self.taken: dict[str, set[Guid]] = {content_id: set() for content_id in locks}
        self.vocabulary: frozenset[str] | None = None

    # What is still to be found.

    def new_notes(self, content_id: str, kinds: Iterable[Kind] = tuple(Kind)) -> list[Note]:
        return [
            note
            for note in self.decks[content_id]
            if note.key not in self.found and note.kind in kinds
        ]

    def free_entries(
        self, content_id: str, kinds: Iterable[Kind] = tuple(Kind), *, is_retired: bool
    ) -> list[Entry]:
        """Give the entries that no note has yet, one for each GUID, by key."""
        released, taken = self.books[content_id], self.taken[content_id]
        ranked = sorted(
            self.known[content_id].values(),
            key=lambda entry: (-released[entry.key].mod, entry.key),
        )
        by_guid: dict[Guid, Entry] = {}
        for entry in ranked:
            if (
                entry.retired is is_retired
                and entry.guid not in taken
                and entry.kind in kinds
                and not self.decisions.is_gone(entry)
            ):
                by_guid.setdefault(entry.guid, entry)
        return sorted(by_guid.values(), key=attrgetter("key"))

    def take(self, note: Note, entry: Entry, score: float | None = None) -> None:
        """Give a note its entry; one that comes from another lock leaves a mark there."""
        home = split_key(note.key).content_id
        if split_key(entry.key).content_id != home:
            del self.known[split_key(entry.key).content_id][entry.key]
            entry = hand_over(self.books, entry, note.key)
            self.known[home][note.key] = entry
        self.found[note.key] = Found(entry, score)
        self.taken[home].add(entry.guid)

    def give_up(self, note: Note) -> None:
        """Take a note's entry away again."""
        entry = self.found.pop(note.key).entry
        if entry is not None:
            self.taken[split_key(note.key).content_id].discard(entry.guid)

    # The rules, in their order.

    def take_decided(self) -> None:
        notes = {note.key: note for notes in self.decks.values() for note in notes}
        for note_key, entry_key in self.decisions.same.items():
            entry = self.known[split_key(entry_key).content_id].get(entry_key)
            if entry is not None:
                self.take(notes[note_key], entry)

    def take_keys(self, content_id: str) -> None:
        """Take what has the note's key, which says nothing of capitals.

        Two keys of one GUID are left when one branch renamed what another one edited; where both
        are in the content, the later release keeps it.
        """
        known, released = self.known[content_id], self.books[content_id]
        taken = self.taken[content_id]
        notes = [note for note in self.decks[content_id] if note.key in known]
        for note in sorted(notes, key=lambda note: (-released[note.key].mod, note.key)):
            entry = known[note.key]
            if note.key in self.found or entry.guid in taken:
                continue
            is_certain = note.is_named or entry.front in note.fields  # as it mostly is
            if is_certain or not is_other_by_case(texts_of_entry(entry), texts_of_note(note)):
                self.take(note, entry)

    def take_moved(self) -> None:
        """Take what exactly one other file has lost under the same name, and is alike."""
        lost: dict[str, list[Entry]] = defaultdict(list)
        for content_id, book in self.known.items():
            for entry in book.values():
                is_free = entry.guid not in self.taken[content_id]
                if entry.key not in self.present[content_id] and is_free:
                    lost[entry.name].append(entry)
        for content_id, notes in self.decks.items():
            for note in notes:
                candidates = lost.get(split_key(note.key).name, ())
                if (
                    len(candidates) != 1
                    or note.key in self.found
                    or note.key in self.books[content_id]
                ):
                    continue
                (entry,) = candidates
                if not self.decisions.is_gone(entry) and is_alike(entry, note):
                    self.take(note, entry)
                    lost[entry.name] = []

    def follow_backs(self, content_id: str) -> None:
        """Let an entry go with its unchanged back, where its key was given to another note."""
        new = self.new_notes(content_id)
        lost = self.free_entries(content_id, is_retired=False)
        kinds = tuple(Kind) if new or lost else (Kind.CHAPTER,)
        held = self._held_by_key(content_id, kinds)
        if held:
            self._reassign(claim_by_backs(held, lost, new), held)

    def follow_votes(self, content_id: str) -> None:
        """Take the chapter under which most notes of an old one stand now, if most came from it."""
        lost = self.free_entries(content_id, (Kind.CHAPTER,), is_retired=False)
        new = self.new_notes(content_id, (Kind.CHAPTER,))
        if not (new or lost):
            return
        held = self._held_by_key(content_id, (Kind.CHAPTER,))
        moves = [
            (entry.chapter, note_chapter(note))
            for note in self.decks[content_id]
            if note.kind is not Kind.CHAPTER
            and (entry := self.found.get(note.key, UNKNOWN).entry) is not None
            and not entry.retired
        ]
        self._reassign(claim_by_votes(held, lost, new, moves), held)

    def _held_by_key(self, content_id: str, kinds: Iterable[Kind]) -> list[Partners]:
        """Give the notes that have an entry by their key alone, and other words on their back."""
        held = []
        for note in self.decks[content_id]:
            entry = self.found.get(note.key, UNKNOWN).entry
            if entry is None or note.kind not in kinds:
                continue
            if is_held_by_key(note, entry, self.decisions):
                held.append((note, entry))
        return held

    def _reassign(self, claims: Iterable[Partners], held: Iterable[Partners]) -> None:
        """Give entries to the notes that claim them, and take them from those that held them."""
        holders = {entry.key: note for note, entry in held}
        chosen = tuple(claims)
        for note, entry in chosen:
            for holder in (holders.get(entry.key), note):
                if holder is not None and holder.key in self.found:
                    self.give_up(holder)
        for note, entry in chosen:
            self.take(note, entry, score_notes(entry, note))

    def match_texts(self, content_id: str, kinds: tuple[Kind, ...]) -> None:
        """Take what was reworded; what vanished just now before what was retired long ago."""
        for is_retired in (False, True):
            free = self.free_entries(content_id, kinds, is_retired=is_retired)
            new = self.new_notes(content_id, kinds)
            if free and new:
                self._match(free, new, self._places(content_id))

    def match_over_files(self) -> None:
        """Take what was reworded and moved to another file."""
        free = [
            entry
            for content_id in self.decks
            for entry in self.free_entries(content_id, is_retired=False)
        ]
        new = [note for content_id in self.decks for note in self.new_notes(content_id)]
        if free and new and len(self.decks) > 1:
            self._match(free, new, {})

    def settle_copies(self) -> None:
        """Let what was found in one lock be no note of another one that knows its GUID, too."""
        if len(self.books) == 1:
            return
        homes = {each.entry.guid: each.entry for each in self.found.values() if each.entry}
        known = dict(homes)
        mark_copies(self.books, self.present, homes)
        for key, (entry, score) in self.found.items():
            if entry and homes[entry.guid] is not known[entry.guid]:
                self.found[key] = Found(homes[entry.guid], score)

    def _match(self, free: Sequence[Entry], new: Sequence[Note], after: Mapping[Key, Key]) -> None:
        matches = match_notes(
            [texts_of_entry(entry) for entry in free],
            [texts_of_note(note, after.get(note.key, "")) for note in new],
            self._is_written,
        )
        for match in matches:
            self.take(new[match.new], free[match.old], match.score)

    def _places(self, content_id: str) -> dict[Key, Key]:
        """Give the key of the note before each."""
        notes = self.decks[content_id]
        return {note.key: before.key for before, note in pairwise(notes)}

    def _is_written(self, word: str) -> bool:
        """Whether a word, in lower case, stands on any card."""
        if self.vocabulary is None:
            self.vocabulary = frozenset(
                word.text
                for notes in self.decks.values()
                for note in notes
                for text in front_and_back(note)
                for word in read_words(text)
            )
        return word in self.vocabulary

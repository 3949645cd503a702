"""A learner's history with a deck, and what must be the same after every import."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

from anki.cards import CardId
from anki.collection import Collection
from anki.dbproxy import DBProxy
from anki.notes import Note, NoteId

Rating = Literal[1, 2, 3, 4]

_SCHEDULING = (
    "id, nid, did, ord, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, flags, data"
)


def review_card(collection: Collection, card_id: CardId, rating: Rating) -> None:
    """Answer a card with Anki's own scheduler."""
    card = collection.get_card(card_id)
    card.start_timer()
    collection.sched.answerCard(card, rating)


def append_to_field(collection: Collection, note: Note, field: int, text: str, now: int) -> None:
    """Edit a field in the editor, at a time of our choosing."""
    note.fields[field] += text
    collection.update_note(note)
    _set_mod(collection, note.id, now)


def add_tag(collection: Collection, note: Note, tag: str, now: int) -> None:
    """Tag a note in the browser, at a time of our choosing."""
    note.tags.append(tag)
    collection.update_note(note)
    _set_mod(collection, note.id, now)


def _set_mod(collection: Collection, note_id: NoteId, now: int) -> None:
    # Anki stamps an edit with the machine's clock; a test that depends on that can't be repeated.
    _database(collection).execute("update notes set mod = ? where id = ?", now, note_id)


def move_cards(collection: Collection, card_ids: Sequence[CardId], deck: str) -> None:
    """Move cards to a deck, which is made if need be."""
    deck_id = collection.decks.id(deck)
    assert deck_id is not None
    collection.set_deck(card_ids, deck_id)


def read_reviews(collection: Collection) -> list[Sequence[object]]:
    """Give the review log, whole."""
    return list(_database(collection).all("select * from revlog order by id"))


def read_cards(collection: Collection) -> dict[int, Sequence[object]]:
    """Give all that a card is to its learner: scheduling, suspension, flag, deck and place."""
    rows = _database(collection).all(f"select {_SCHEDULING} from cards order by id")  # noqa: S608 - a constant
    return {row[0]: row for row in rows}


def read_notes(collection: Collection) -> list[Note]:
    """Give all notes, oldest first."""
    return [collection.get_note(note_id) for note_id in sorted(collection.find_notes(""))]


def find_damage(collection: Collection) -> list[str]:
    """Give what Anki's own check of the database had to repair."""
    report, _ = collection.fix_integrity()
    # Cards reviewed many to the millisecond may lack a time that the check adds from the log.
    harmless = ("Database rebuilt and optimized.", "Added last review time to ")
    return [line for line in report.splitlines() if not line.startswith(harmless)]


def find_doubles(texts: Iterable[str]) -> list[str]:
    """Give what occurs more than once."""
    return [text for text, times in Counter(texts).items() if times > 1]


def _database(collection: Collection) -> DBProxy:
    assert collection.db is not None
    return collection.db

"""A learner's history with a deck, and what must be the same after every import."""

from collections.abc import Iterable, Sequence
from typing import Literal

from anki.cards import CardId
from anki.collection import Collection
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
    collection.db_or_raise().execute("update notes set mod = ? where id = ?", now, note_id)


def move_cards(collection: Collection, card_ids: Sequence[CardId], deck: str) -> None:
    """Move cards to a deck, which is made if need be."""
    deck_id = collection.decks.id(deck)
    assert deck_id is not None
    collection.set_deck(card_ids, deck_id)


def read_reviews(collection: Collection) -> list[Sequence[object]]:
    """Give the review log, whole."""
    return list(collection.db_or_raise().all("select * from revlog order by id"))


def read_cards(collection: Collection) -> dict[int, Sequence[object]]:
    """Give all that a card is to its learner: scheduling, suspension, flag, deck and place."""
    rows = collection.db_or_raise().all(f"select {_SCHEDULING} from cards order by id")  # noqa: S608 - a constant
    return {row[0]: row for row in rows}


def read_notes(collection: Collection) -> list[Note]:
    """Give all notes, oldest first."""
    return [collection.get_note(note_id) for note_id in sorted(collection.find_notes(""))]


def find_doubles(texts: Iterable[object]) -> list[object]:
    """Give what occurs more than once."""
    seen: set[object] = set()
    return [text for text in texts if text in seen or seen.add(text)]

"""What a learner does to one note or card, drawn at random."""

from collections.abc import Callable
from random import Random

from anki.collection import Collection
from anki.decks import DeckId
from anki.notes import Note

from tests.addon.quick_author import TAGS

Touch = Callable[[Collection, Note, Random], None]


def _edit(collection: Collection, note: Note, random: Random) -> None:
    """Edit what comes before `Context`, mostly the front and what is behind it."""
    note.fields[random.choice((0, 0, 1, 1, 2, 3))] += f" mine {random.randrange(100)}"
    collection.update_note(note)


def _edit_extra(collection: Collection, note: Note, random: Random) -> None:
    """It may be just what the author writes there, too."""
    note["Extra"] = f"w{random.randrange(100)}"
    collection.update_note(note)


def _tag(collection: Collection, note: Note, random: Random) -> None:
    note.tags.append(random.choice((f"mine-{random.randrange(9)}", "leech", "marked", *TAGS)))
    collection.update_note(note)


def _take_tag_off(collection: Collection, note: Note, random: Random) -> None:
    if note.tags:
        note.tags.remove(random.choice(note.tags))
    collection.update_note(note)


def _write_my_notes(collection: Collection, note: Note, random: Random) -> None:
    note["My notes"] += f" {random.randrange(100)}"
    collection.update_note(note)


def _empty_released(collection: Collection, note: Note, random: Random) -> None:
    if random.random() < 0.2:
        note["Released"] = ""
        collection.update_note(note)


def _suspend(collection: Collection, note: Note, _random: Random) -> None:
    collection.sched.suspend_cards(note.card_ids())


def _move(collection: Collection, note: Note, random: Random) -> None:
    deck_id = collection.decks.id(f"Mine {random.randrange(2)}")
    assert deck_id is not None
    collection.set_deck(note.card_ids(), deck_id)


def _rename_deck(collection: Collection, note: Note, random: Random) -> None:
    deck_id = next((card.did for card in note.cards()), DeckId(1))
    if deck_id != 1 and random.random() < 0.3:
        collection.decks.rename(deck_id, f"School::{random.randrange(100)}")


def _delete(collection: Collection, note: Note, _random: Random) -> None:
    collection.remove_notes([note.id])


def _empty_cards(collection: Collection, _note: Note, _random: Random) -> None:
    """Tools > Empty Cards, which the author's removed blanks ask for."""
    for each in collection.get_empty_cards().notes:
        if not each.will_delete_note:
            cards = [collection.get_card(card_id) for card_id in collection.find_cards("")]
            empty = [card.id for card in cards if card.id in each.card_ids]
            collection.remove_cards_and_orphaned_notes(empty)


TOUCHES: tuple[Touch, ...] = (
    *[_edit] * 6,
    _edit_extra,
    _tag,
    _take_tag_off,
    _write_my_notes,
    _empty_released,
    _suspend,
    _move,
    _rename_deck,
    _delete,
    _empty_cards,
)

"""What a learner does to a deck between two releases of its author, each named for a table."""

from collections.abc import Callable
from typing import Any

from anki.collection import Collection
from anki.decks import DeckId
from anki.notes import Note

from tests.anki.learner import add_tag, append_to_field, move_cards, read_notes, review_card
from tests.anki.regeneration_rows import LATER
from tests.support import NOW

DAY = 86_400
MY_WORDS = " (my own words)"
MY_TAG = "my::own"
MY_FIELD = "My sketch"
MY_DECK = "School::My own deck"
RENAMED_DECK = "School::Renamed"
ALL_LATER = LATER + DAY

Act = Callable[[Collection], None]


def _on_notes(act: Callable[[Collection, Note], None]) -> Act:
    def on_all(collection: Collection) -> None:
        for note in read_notes(collection):
            act(collection, note)

    return on_all


def _edit(place: int, now: int) -> Act:
    return _on_notes(
        lambda collection, note: append_to_field(collection, note, place, MY_WORDS, now)
    )


def _tag(tag: str) -> Act:
    return _on_notes(lambda collection, note: add_tag(collection, note, tag, ALL_LATER))


def _tag_otherwise(collection: Collection) -> None:
    """Add an own tag, and take off one that the author gave."""
    for note in read_notes(collection):
        note.remove_tag("maps")
        add_tag(collection, note, MY_TAG, NOW + DAY)


def _write_my_notes(collection: Collection) -> None:
    for note in read_notes(collection):
        note["My notes"] = MY_WORDS
        collection.update_note(note)


def _note_types(collection: Collection) -> list[dict[str, Any]]:
    return [each for each in collection.models.all() if each["name"].startswith("Flashcards ")]


def _add_own_field(collection: Collection) -> None:
    """Put an own field before all others, and fill it."""
    for note_type in _note_types(collection):
        field = collection.models.new_field(MY_FIELD)
        collection.models.add_field(note_type, field)
        collection.models.reposition_field(note_type, field, 0)
        collection.models.update_dict(note_type)
    for note in read_notes(collection):
        note[MY_FIELD] = MY_WORDS
        collection.update_note(note)


def _add_own_template(collection: Collection) -> None:
    """Ask backwards, with a template of the learner's own, and learn its cards."""
    for note_type in _note_types(collection):
        if not note_type["type"]:
            template = collection.models.new_template("Mine")
            template["qfmt"] = "{{%s}}" % note_type["flds"][1]["name"]  # noqa: UP031 - braces
            template["afmt"] = "{{%s}}" % note_type["flds"][0]["name"]  # noqa: UP031 - as above
            collection.models.add_template(note_type, template)
            collection.models.update_dict(note_type)
    for card_id in collection.find_cards("is:new"):
        review_card(collection, card_id, 3)


def _style(collection: Collection) -> None:
    for note_type in _note_types(collection):
        note_type["css"] += ".card { color: teal }"
        note_type["tmpls"][0]["afmt"] += "<hr>mine"
        collection.models.update_dict(note_type)


def _rename_types(collection: Collection) -> None:
    for note_type in _note_types(collection):
        note_type["name"] = f"My {note_type['name']}"
        note_type["flds"][1]["name"] = "Rückseite"
        note_type["flds"][0]["name"] = "Vorderseite"
        note_type["tmpls"][0]["qfmt"] = "{{Vorderseite}}"
        if note_type["type"]:
            note_type["tmpls"][0]["qfmt"] = "{{cloze:Vorderseite}}"
        note_type["tmpls"][0]["afmt"] = note_type["tmpls"][0]["qfmt"]
        collection.models.update_dict(note_type)


def _move_all(collection: Collection) -> None:
    move_cards(collection, collection.find_cards(""), MY_DECK)


def _move_some(collection: Collection) -> None:
    move_cards(collection, collection.find_cards("")[::4], MY_DECK)


def _suspend(collection: Collection) -> None:
    cards = collection.find_cards("")
    collection.sched.suspend_cards(cards[::2])
    collection.sched.bury_cards(cards[1::2])
    collection.set_user_flag_for_cards(3, cards)


def _cram(collection: Collection) -> None:
    """Learn in a filtered deck, in which the cards are for a while."""
    deck = collection.sched.get_or_create_filtered_deck(DeckId(0))
    deck.config.search_terms[0].search = ""
    deck.config.search_terms[0].limit = 99
    collection.sched.add_or_update_filtered_deck(deck)
    assert collection.db is not None
    assert collection.db.scalar("select count() from cards where odid") > 10


def _rename_decks(collection: Collection) -> None:
    for number, deck in enumerate(collection.decks.all_names_and_ids()):
        if deck.id != 1:
            collection.decks.rename(DeckId(deck.id), f"{RENAMED_DECK} {number}")


def _delete(collection: Collection) -> None:
    collection.remove_notes([note.id for note in read_notes(collection)[::2]])


def _do_nothing(_collection: Collection) -> None:
    pass


ACTS: dict[str, Act] = {
    "untouched": _do_nothing,
    "front edited before the build": _edit(0, NOW + DAY),
    "front edited after it": _edit(0, ALL_LATER),
    "back edited after it": _edit(1, ALL_LATER),
    "My notes written": _write_my_notes,
    "leeched": _tag("leech"),
    "marked": _tag("marked"),
    "own tag, author's tag off": _tag_otherwise,
    "own field": _add_own_field,
    "own template": _add_own_template,
    "own style": _style,
    "some cards moved": _move_some,
    "all cards moved": _move_all,
    "in a filtered deck": _cram,
    "suspended, buried and flagged": _suspend,
    "decks renamed": _rename_decks,
    "every second note deleted": _delete,
    "note types and fields renamed": _rename_types,
}
"""All of them, by name."""

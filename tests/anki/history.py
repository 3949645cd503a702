"""A learner with months of history in a deck, and what an import makes of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from anki.collection import Collection
from anki.notes import Note

from flashcards.identity.decisions import NO_DECISIONS
from tests.anki.engine import import_package, open_collection
from tests.anki.learner import (
    append_to_field,
    find_damage,
    find_doubles,
    read_cards,
    read_notes,
    read_reviews,
    review_card,
)
from tests.anki.release import Released, answer, plan_folder, release_folder
from tests.support import NOW

HOUR = 3_600
DAY = 24 * HOUR
LATER = NOW + 30 * DAY
MY_WORDS = "my own mnemonic"


class Effect(NamedTuple):
    """What an import did, told by fronts: of notes that are new, of those that were updated.

    `renamed` gives the front that a note has now by the one it had.
    """

    new: set[str]
    updated: set[str]
    renamed: dict[str, str]


NOTHING = Effect(new=set(), updated=set(), renamed={})


def write_content(folder: Path, **texts: str) -> None:
    """Write content files, by content id."""
    (folder / "content").mkdir(exist_ok=True)
    for content_id, text in texts.items():
        (folder / "content" / f"{content_id}.yaml").write_text(text, encoding="utf-8")


def edit_content(folder: Path, content_id: str, *edits: tuple[str, str]) -> None:
    """Replace texts, each of which occurs once, in a content file."""
    path = folder / "content" / f"{content_id}.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


@contextmanager
def learn(folder: Path, **texts: str) -> Iterator[Collection]:
    """Give a collection in which the first release of content was learnt and written upon."""
    write_content(folder, **texts)
    released = release_folder(folder, NOW)
    with open_collection(folder / "learner.anki2") as collection:
        import_release(collection, released)
        for card_id in sorted(collection.find_cards("")):
            review_card(collection, card_id, 4)
        for note in read_notes(collection):
            place = note.keys().index("Extra")
            append_to_field(collection, note, place, MY_WORDS, NOW + HOUR)
        yield collection


def import_release(collection: Collection, released: Released) -> Effect:
    """Import all packages; no review, card or identity changes, and no word on untouched notes."""
    before = {note.id: note for note in read_notes(collection)}
    reviews, cards = read_reviews(collection), read_cards(collection)
    new: set[str] = set()
    updated: set[int] = set()
    for package in released.packages:
        log = import_package(collection, package).log
        assert list(log.conflicting) == []
        new |= {each.fields[0] for each in log.new}
        updated |= {each.id.nid for each in log.updated}
    after = {note.id: note for note in read_notes(collection)}

    assert read_reviews(collection) == reviews
    cards_after = read_cards(collection)
    assert {card_id: cards_after[card_id] for card_id in cards} == cards
    assert find_doubles(note.guid for note in after.values()) == []
    for note_id, note in before.items():
        assert after[note_id].guid == note.guid
        if note_id not in updated:
            assert (after[note_id].fields, after[note_id].tags) == (note.fields, note.tags)
    assert find_damage(collection) == []
    return Effect(
        new={front_of(note) for note in after.values() if note.id not in before},
        updated={front_of(after[note_id]) for note_id in before if note_id in updated},
        renamed={
            front_of(note): front_of(after[note_id])
            for note_id, note in before.items()
            if front_of(note) != front_of(after[note_id])
        },
    )


def release_next(folder: Path, collection: Collection, now: int) -> Effect:
    """Build, with nothing to ask, and import."""
    return import_release(collection, release_folder(folder, now))


def front_of(note: Note) -> str:
    """Give what a note asks: its question or term, or its chapter's title."""
    return note["Chapter"] if "Text" in note else note.fields[0]


def ask(folder: Path, now: int = LATER) -> dict[str, str]:
    """Give what a build would ask: the likeliest new key by the old front that may be it."""
    doubts = plan_folder(folder, now).doubts
    return {doubt.old.front: str(doubt.candidates[0].key) for doubt in doubts}


def release_answered(folder: Path, *, is_gone: bool, now: int = LATER) -> Released:
    """Build as an author does who says of all that it asks that it is the same, or gone."""
    decisions = NO_DECISIONS
    while doubts := plan_folder(folder, now, decisions).doubts:
        likeliest = {doubt.old.key: doubt.candidates[0].key for doubt in doubts}
        decisions = decisions.add(answer(doubts, {} if is_gone else likeliest))
    return release_folder(folder, now, decisions)

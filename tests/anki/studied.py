"""A project, and copies of collections of those who learn its deck, with planted failures."""

from pathlib import Path
from typing import Literal

from anki.cards import CardId
from anki.collection import Collection, ExportAnkiPackageOptions
from anki.notes import Note

from tests.anki.engine import find_notes, import_package
from tests.anki.history import write_content
from tests.anki.learner import review_card
from tests.anki.release import release_folder
from tests.support import NOW

BONES = """\
title: Bones of the hand
chapters:
  - title: Carpal bones
    time: 0:00 - 4:30
    summary: The wrist has ==eight== bones, in ==two rows==.
    topics:
      Scaphoid:
        definition: Bone on the thumb's side.
        reverse: true
    questions:
      - question: Which bone is shaped like a pea?
        answer: The **pisiform**, a bone & no vegetable.
      - question: Which bone breaks most often?
        answer: The scaphoid.
"""
PEA, BREAKS, SCAPHOID, CHAPTER = (
    "bones/question/which-bone-is-shaped-like-a-pea",
    "bones/question/which-bone-breaks-most-often",
    "bones/topic/scaphoid",
    "bones/chapter/carpal-bones",
)

Export = Literal["apkg", "legacy.apkg", "colpkg", "legacy.colpkg", "anki2"]
EXPORTS: tuple[Export, ...] = ("apkg", "legacy.apkg", "colpkg", "legacy.colpkg", "anki2")


def make_project(folder: Path, **texts: str) -> tuple[Path, ...]:
    """Write and build a project; gives its packages."""
    write_content(folder, **(texts or {"bones": BONES}))
    return release_folder(folder, NOW).packages


def learn(path: Path, packages: tuple[Path, ...]) -> Collection:
    """Open a new learner's collection with packages imported."""
    collection = Collection(str(path))
    for package in packages:
        import_package(collection, package)
    return collection


def find_note(collection: Collection, key: str) -> Note:
    """Give the note of a key."""
    (note,) = find_notes(collection, f'"Key:{key}"')
    return note


def find_card(collection: Collection, key: str, number: int = 0) -> CardId:
    """Give a card of a note, by the number of its template or blank, from 0."""
    cards = {card.ord: card.id for card in find_note(collection, key).cards()}
    return cards[number]


def answer(collection: Collection, card_id: CardId, ratings: str) -> None:
    """Answer a card again and again: `1` is wrong, `3` is good."""
    for rating in ratings:
        review_card(collection, card_id, 1 if rating == "1" else 3)


def plant(collection: Collection) -> None:
    """Let a card fail, and a blank, and edit two notes."""
    answer(collection, find_card(collection, PEA), "111131313")
    answer(collection, find_card(collection, CHAPTER, 1), "11311")
    edit(collection, PEA, "Answer", "no vegetable", "<i>no</i> seed")
    edit(collection, SCAPHOID, "Extra", "", "like a boat")


def log_reviews(
    collection: Collection, card_id: CardId, reviews: str, *, interval: int, start: int
) -> None:
    """Write a review a day into the log, each after an interval in days."""
    assert collection.db is not None
    for place, rating in enumerate(reviews):
        collection.db.execute(
            "insert into revlog values (?, ?, -1, ?, ?, ?, 2500, 5000, 1)",
            start + place * 86_400_000,
            card_id,
            int(rating),
            interval,
            interval,
        )


def edit(collection: Collection, key: str, field: str, old: str, new: str) -> None:
    """Edit a field in the editor."""
    note = find_note(collection, key)
    assert old in note[field], note[field]
    note[field] = note[field].replace(old, new)
    collection.update_note(note)


def export(collection: Collection, path: Path, kind: Export) -> Path:
    """Export as a learner does, or copy the collection's file; closes the collection."""
    out = path.with_suffix(f".{kind}")
    if kind.endswith("apkg"):
        options = ExportAnkiPackageOptions(
            with_scheduling=True,
            with_deck_configs=True,
            with_media=True,
            legacy=kind == "legacy.apkg",
        )
        collection.export_anki_package(out_path=str(out), options=options, limit=None)
        collection.close()
    elif kind.endswith("colpkg"):
        collection.export_collection_package(
            str(out), include_media=False, legacy=kind == "legacy.colpkg"
        )
    else:
        source = Path(collection.path)
        collection.close()
        out.write_bytes(source.read_bytes())
    return out

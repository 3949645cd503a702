"""Whatever an author edits: no review lost, no duplicate, no learner's edit overwritten.

One test over the table that README shows, each row played through in Anki's own engine against
a collection with months of history.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from anki.collection import Collection
from anki.notes import Note

from flashcards.anki.note_types import Kind
from flashcards.content.keys import Key
from flashcards.identity.changes import list_retired, retired_search
from flashcards.identity.decisions import Decisions
from flashcards.identity.entry import StampedNote
from tests.anki.engine import find_keys, find_notes, import_package, open_collection
from tests.anki.learner import (
    add_tag,
    append_to_field,
    find_damage,
    find_doubles,
    move_cards,
    read_cards,
    read_notes,
    read_reviews,
    review_card,
)
from tests.anki.publisher import content_of
from tests.anki.regeneration_rows import DAY, ROWS, SEQUEL, VIDEO, Edit, Row, render_table
from tests.anki.release import Released, plan_folder, release_folder
from tests.support import NOW

MINE = "mine"
MY_WORDS = " (my own words)"
MY_DECK = "My own deck"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A note as it is in the collection."""

    key: str
    fields: tuple[str, ...]
    tags: frozenset[str]


def test_the_table_has_a_row_for_every_way_to_edit() -> None:
    assert len(ROWS) >= 28
    assert len({row.edit for row in ROWS}) == len(ROWS)


def test_the_table_is_markdown_with_a_line_for_each_row() -> None:
    lines = render_table().splitlines()
    assert len(lines) == len(ROWS) + 2
    assert {line.count("|") for line in lines} == {4}


@pytest.mark.parametrize("row", ROWS, ids=[row.edit for row in ROWS])
def test_an_edit_costs_no_review_makes_no_duplicate_and_keeps_the_learners_own(
    row: Row, tmp_path: Path
) -> None:
    texts = {"video.yaml": VIDEO, "sequel.yaml": SEQUEL}
    _write_content(tmp_path, texts, row.before)
    released = release_folder(tmp_path, NOW)
    with open_collection(tmp_path / "learner.anki2") as collection:
        assert len(_import(collection, released)["new"]) == len(released.notes) == 12
        packages = [package.read_bytes() for package in released.packages]
        edited = _live_with(collection, row)
        changed_keys = _former_keys(row, row.updated)
        reviews, cards = read_reviews(collection), read_cards(collection)
        notes = _snapshot(collection)
        log = {}
        for edits in row.releases:
            released = _release_next(tmp_path, texts, edits, row)
            log = _import(collection, released)
        log = log or _import(collection, released)

        assert log["conflicting"] == set()
        assert log["new"] == row.new
        assert log["updated"] == row.updated
        assert log["duplicate"] == _keys(released) - row.new - row.updated

        after = _snapshot(collection)
        assert find_doubles(note.key for note in after.values()) == []
        assert find_doubles(note.fields[0] for note in after.values()) == []
        assert {note.key for note in after.values()} == _keys(released) | row.retired
        for note_id, note in notes.items():
            assert row.renamed.get(after[note_id].key, after[note_id].key) == note.key

        assert read_reviews(collection) == reviews
        cards_after = read_cards(collection)
        assert {card_id: cards_after[card_id] for card_id in cards} == cards
        assert len(cards_after) == len(cards) + row.new_cards
        assert len(collection.find_cards("is:new")) == row.new_cards
        assert _count_empty_cards(collection) == row.empty_cards

        # A learner's words and tags survive wherever the author changed nothing.
        own = edited - changed_keys
        assert len(own) == (0 if row.is_lock_lost else 2 + bool(row.touched_by_learner))
        assert {note_id: after[note_id] for note_id, note in notes.items() if note.key in own} == {
            note_id: note for note_id, note in notes.items() if note.key in own
        }
        _check_content(released, after, own)
        _check_what_the_row_says(row, collection, released)
        if row.releases == ((),) and not row.is_lock_lost:
            assert [package.read_bytes() for package in released.packages] == packages
        assert _import(collection, released)["duplicate"] == _keys(released)
        assert find_damage(collection) == []


def _check_content(released: Released, after: dict[int, Snapshot], own: set[str]) -> None:
    """Notes say what the content says, but for those that are the learner's own."""
    content = {str(each.note.key): each for each in released.notes}
    for note in after.values():
        if note.key in content and note.key not in own:
            assert (note.fields, note.tags) == content_of(content[note.key])


def _check_what_the_row_says(row: Row, collection: Collection, released: Released) -> None:
    summary = next(note for note in released.notes if _is_first_summary(note))
    assert summary.note.fields[0] == row.cloze
    for search, keys in row.found.items():
        assert find_keys(collection, search) == keys
    if row.described:
        deck = collection.decks.by_name("How Maps Lie")
        assert deck is not None
        assert row.described in deck["desc"]
    if row.retired:
        assert (
            find_keys(collection, retired_search(list_retired(released.changes), ())) == row.retired
        )


def _write_content(folder: Path, texts: dict[str, str], edits: tuple[Edit, ...]) -> None:
    for edit in edits:
        assert texts[edit.file].count(edit.old) == 1, edit.old
        texts[edit.file] = texts[edit.file].replace(edit.old, edit.new)
    content = folder / "content"
    content.mkdir(exist_ok=True)
    for name, text in texts.items():
        (content / name).write_text(text, encoding="utf-8")


def _release_next(
    folder: Path, texts: dict[str, str], edits: tuple[Edit, ...], row: Row
) -> Released:
    _write_content(folder, texts, edits)
    if row.renamed_file:
        (folder / "content" / "video.yaml").rename(folder / "content" / row.renamed_file)
    if row.is_lock_lost:
        shutil.rmtree(folder / "decks")
    decisions = Decisions({Key(new): Key(old) for new, old in row.same.items()}, row.gone)
    doubts = plan_folder(folder, row.now).doubts
    assert {doubt.old.key for doubt in doubts} == {*row.same.values(), *row.gone}
    return release_folder(folder, row.now, decisions)


def _import(collection: Collection, released: Released) -> dict[str, set[str]]:
    """Import all packages, and give the import logs' keys by what became of the notes."""
    keys: dict[str, set[str]] = {
        "new": set(),
        "updated": set(),
        "duplicate": set(),
        "conflicting": set(),
    }
    for package in released.packages:
        log = import_package(collection, package).log
        for name, found in (
            ("new", log.new),
            ("updated", log.updated),
            ("duplicate", log.duplicate),
            ("conflicting", log.conflicting),
        ):
            for note in found:
                (key,) = (field for field in note.fields if _is_key(field))
                assert key not in keys[name]
                keys[name].add(key)
    return keys


def _is_key(field: str) -> bool:
    return field.startswith(("video/", "sequel/"))


def _is_first_summary(each: StampedNote) -> bool:
    return each.note.kind is Kind.CHAPTER and each.note.get_field("Time") == "0:00"


def _keys(released: Released) -> set[str]:
    return {each.note.key for each in released.notes}


def _live_with(collection: Collection, row: Row) -> set[str]:
    """Give the collection a history; gives the keys of the notes the learner has edited."""
    card_ids = sorted(collection.find_cards(""))
    for card_id in card_ids:
        review_card(collection, card_id, 4)
        review_card(collection, card_id, 3)
    collection.sched.suspend_cards(card_ids[0::4])
    collection.set_user_flag_for_cards(2, card_ids[1::4])
    move_cards(collection, card_ids[2::4], MY_DECK)
    keys = sorted(note["Key"] for note in read_notes(collection))
    changed = sorted(_former_keys(row, row.updated))
    others = [
        key for key in keys if key not in {*changed, row.deleted_by_learner, row.touched_by_learner}
    ]
    # The slow clock's change could not reach a note edited later; see `test_anki_facts`.
    for key in (*changed[: 0 if row.now < NOW else 1], *others[:1]):
        append_to_field(collection, _find_note(collection, key), 0, MY_WORDS, NOW + DAY)
        append_to_field(collection, _find_note(collection, key), 1, MY_WORDS, NOW + DAY)
    for key in (*changed[-1:], *others[-1:]):
        add_tag(collection, _find_note(collection, key), MINE, NOW if row.now < NOW else NOW + DAY)
    if row.touched_by_learner:
        add_tag(collection, _find_note(collection, row.touched_by_learner), MINE, row.now + DAY)
    if row.deleted_by_learner:
        collection.remove_notes([_find_note(collection, row.deleted_by_learner).id])
    return {
        note["Key"]
        for note in read_notes(collection)
        if MINE in note.tags or note.fields[0].endswith(MY_WORDS)
    }


def _former_keys(row: Row, keys: frozenset[str]) -> set[str]:
    return {row.renamed.get(key, key) for key in keys}


def _find_note(collection: Collection, key: str) -> Note:
    (note,) = find_notes(collection, f'"Key:{key}"')
    return note


def _snapshot(collection: Collection) -> dict[int, Snapshot]:
    return {
        note.id: Snapshot(key=note["Key"], fields=tuple(note.fields), tags=frozenset(note.tags))
        for note in read_notes(collection)
    }


def _count_empty_cards(collection: Collection) -> int:
    return sum(len(note.card_ids) for note in collection.get_empty_cards().notes)

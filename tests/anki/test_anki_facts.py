"""What our promises rest on: Anki's own behaviour on import, each fact shown once."""

from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.import_export_pb2 import ImportAnkiPackageUpdateCondition

from flashcards.app.compile import compile_files
from flashcards.app.packing import write_decks
from flashcards.app.release import plan_release
from tests.anki.engine import find_keys, find_notes, import_package, open_collection
from tests.anki.learner import (
    add_tag,
    append_to_field,
    find_damage,
    move_cards,
    read_cards,
    read_notes,
    read_reviews,
    review_card,
)
from tests.support import NOW

LATER = NOW + 10_000

TEXT = """\
title: A video
url: https://www.youtube.com/watch?v=abc
duration: 10:00
tags: [film]
chapters:
  - title: Opening
    time: 0:00
    questions:
      - question: What is a token?
        answer: A piece of a word.
      - question: Who reads it?
        answer: A model.
"""

FIRST = '"Question:What is a token?"'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with a collection that has the deck, built at `NOW`."""
    with open_collection(tmp_path / "learner.anki2") as collection:
        import_package(collection, build(tmp_path, TEXT, NOW))
    return tmp_path


def build(folder: Path, text: str, now: int, name: str = "video") -> Path:
    """Build a content file in a folder."""
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    compiled = compile_files([path])
    assert not compiled.has_errors, compiled.diagnostics
    (built,) = write_decks(plan_release(compiled, now, folder / "decks"))
    return built.path


def import_into(collection: Collection, package: Path) -> tuple[int, int, int, int]:
    """Import, and count what is new, updated, duplicate and conflicting."""
    log = import_package(collection, package).log
    return len(log.new), len(log.updated), len(log.duplicate), len(log.conflicting)


def test_the_same_file_again_gives_duplicates_only(folder: Path) -> None:
    with open_collection(folder / "learner.anki2") as collection:
        before = [(note.fields, note.tags, note.mod) for note in read_notes(collection)]
        assert import_into(collection, folder / "decks" / "video.apkg") == (0, 0, 2, 0)
        after = [(note.fields, note.tags, note.mod) for note in read_notes(collection)]
        assert after == before


def test_a_later_mod_replaces_fields_and_tags_the_learners_own_included(folder: Path) -> None:
    text = TEXT.replace("A piece of a word.", "A part of a word.")
    with open_collection(folder / "learner.anki2") as collection:
        (note,) = find_notes(collection, FIRST)
        append_to_field(collection, note, 1, " Mine.", NOW + 1)
        add_tag(collection, note, "mine", NOW + 1)
        assert import_into(collection, build(folder, text, LATER)) == (0, 1, 1, 0)
        (note,) = find_notes(collection, FIRST)
        assert note["Answer"] == "A part of a word."
        assert sorted(note.tags) == ["film", "video::opening"]


def test_a_mod_before_the_learners_own_edit_changes_nothing_and_is_not_reported(
    folder: Path,
) -> None:
    text = TEXT.replace("A piece of a word.", "A part of a word.")
    with open_collection(folder / "learner.anki2") as collection:
        (note,) = find_notes(collection, FIRST)
        append_to_field(collection, note, 1, " Mine.", LATER + 1)
        assert import_into(collection, build(folder, text, LATER)) == (0, 0, 2, 0)
        (note,) = find_notes(collection, FIRST)
        assert note["Answer"] == "A piece of a word. Mine."


def test_a_note_left_out_of_the_package_stays_in_the_collection(folder: Path) -> None:
    text = TEXT.replace(
        "      - question: What is a token?\n        answer: A piece of a word.\n", ""
    )
    with open_collection(folder / "learner.anki2") as collection:
        assert import_into(collection, build(folder, text, LATER)) == (0, 0, 1, 0)
        assert collection.note_count() == 2
        assert find_keys(collection, FIRST) == {"video/question/what-is-a-token"}


def test_a_note_the_learner_deleted_comes_back_once(folder: Path) -> None:
    package = folder / "decks" / "video.apkg"
    with open_collection(folder / "learner.anki2") as collection:
        collection.remove_notes([note.id for note in find_notes(collection, FIRST)])
        assert import_into(collection, package) == (1, 0, 1, 0)
        assert import_into(collection, package) == (0, 0, 2, 0)
        assert collection.note_count() == 2


def test_history_suspension_flag_and_deck_survive_an_update(folder: Path) -> None:
    text = TEXT.replace("A piece of a word.", "A part of a word.").replace("A model.", "A machine.")
    with open_collection(folder / "learner.anki2") as collection:
        first, second = sorted(collection.find_cards(""))
        for card_id in (first, second):
            review_card(collection, card_id, 4)
        collection.sched.suspend_cards([first])
        collection.set_user_flag_for_cards(3, [second])
        move_cards(collection, [second], "Mine")
        cards, reviews = read_cards(collection), read_reviews(collection)
        assert len(reviews) == 2
        assert import_into(collection, build(folder, text, LATER)) == (0, 2, 0, 0)
        assert read_cards(collection) == cards
        assert read_reviews(collection) == reviews
        assert collection.find_cards("is:suspended") == [first]
        assert collection.find_cards("flag:3 deck:Mine") == [second]


def test_brackets_in_a_field_are_text_and_never_a_template(folder: Path) -> None:
    text = TEXT.replace("A piece of a word.", "Not {{Question}}, nor {{c1::a blank}}.")
    with open_collection(folder / "learner.anki2") as collection:
        assert import_into(collection, build(folder, text, LATER)) == (0, 1, 1, 0)
        (card_id,) = collection.find_cards(FIRST)
        answer = collection.get_card(card_id).render_output().answer_text
        shown = answer.replace("&#123;", "{").replace("&#125;", "}")
        assert "Not {{Question}}, nor {{c1::a blank}}." in shown
        assert find_damage(collection) == []


def test_a_note_id_that_is_taken_is_harmless(tmp_path: Path) -> None:
    package = build(tmp_path, TEXT, NOW)
    with open_collection(tmp_path / "learner.anki2") as collection:
        basic = collection.models.by_name("Basic")
        assert basic is not None
        own = collection.new_note(basic)
        own.fields = ["My question", "My answer"]
        deck_id = collection.decks.id("Mine")
        assert deck_id is not None
        collection.add_note(own, deck_id)
        assert collection.db is not None
        collection.db.execute("update notes set id = ? where id = ?", NOW * 1000, own.id)
        collection.db.execute("update cards set nid = ? where nid = ?", NOW * 1000, own.id)
        assert import_into(collection, package) == (2, 0, 0, 0)
        assert import_into(collection, package) == (0, 0, 2, 0)
        assert sorted(note.fields[0] for note in read_notes(collection)) == [
            "My question",
            "What is a token?",
            "Who reads it?",
        ]
        assert collection.card_count() == 3
        assert find_damage(collection) == []


def test_two_decks_built_in_the_same_second_import_together_without_loss(tmp_path: Path) -> None:
    one = build(tmp_path, TEXT, NOW, "one")
    two = build(tmp_path, TEXT.replace("token", "weight").replace("reads", "sets"), NOW, "two")
    with open_collection(tmp_path / "learner.anki2") as collection:
        assert import_into(collection, one) == (2, 0, 0, 0)
        assert import_into(collection, two) == (2, 0, 0, 0)
        for package in (one, two):
            assert import_into(collection, package) == (0, 0, 2, 0)
        assert len(find_keys(collection, "")) == 4
        assert collection.card_count() == 4
        assert find_damage(collection) == []


def test_the_decks_description_follows_though_no_note_changes(folder: Path) -> None:
    text = TEXT.replace("tags: [film]", "tags: [film]\nauthor: Ada Lovelace")
    with open_collection(folder / "learner.anki2") as collection:
        assert import_into(collection, build(folder, text, LATER)) == (0, 0, 2, 0)
        deck = collection.decks.by_name("A video")
        assert deck is not None
        assert "Ada Lovelace" in deck["desc"]


def test_a_renamed_deck_gets_the_new_cards_and_old_ones_stay_where_they_are(folder: Path) -> None:
    item = "      - question: Why?\n        answer: Because.\n"
    text = TEXT.replace("title: A video", "title: A video\ndeck: Another") + item
    with open_collection(folder / "learner.anki2") as collection:
        assert import_into(collection, build(folder, text, LATER)) == (1, 0, 2, 0)
        assert find_keys(collection, "deck:Another") == {"video/question/why"}
        assert len(collection.find_cards('"deck:A video"')) == 2


def test_merging_note_types_empties_a_learners_own_field(folder: Path) -> None:
    with open_collection(folder / "learner.anki2") as collection:
        _add_own_field(collection, place=15)
        text = TEXT.replace("A model.", "A language model.")
        _import_merging(collection, build(folder, text, LATER))
        (note,) = find_notes(collection, '"Question:Who reads it?"')
        assert (note["Answer"], note["Own"]) == ("A language model.", "")


def test_merging_note_types_mixes_up_fields_where_the_learners_own_is_not_the_last(
    folder: Path,
) -> None:
    """So it is once a plain import has made a copy of the note type."""
    package = build(folder, TEXT.replace("A model.", "A language model."), LATER)
    with open_collection(folder / "learner.anki2") as collection:
        _add_own_field(collection, place=1)
        import_package(collection, package)
        _import_merging(collection, package)
        (note,) = find_notes(collection, FIRST)
        assert note["Own"] == "A piece of a word."


def _add_own_field(collection: Collection, place: int) -> None:
    note_type = collection.models.by_name("Flashcards Question")
    assert note_type is not None
    collection.models.add_field(note_type, collection.models.new_field("Own"))
    collection.models.reposition_field(note_type, note_type["flds"][-1], place)
    collection.models.update_dict(note_type)
    for note in read_notes(collection):
        note["Own"] = "Mine"
        collection.update_note(note)


def _import_merging(collection: Collection, package: Path) -> None:
    """Import with *Merge note types*, and always: the merge makes the learner's notes later."""
    options = ImportAnkiPackageOptions(
        merge_notetypes=True,
        update_notes=ImportAnkiPackageUpdateCondition.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_ALWAYS,
    )
    request = ImportAnkiPackageRequest(package_path=str(package), options=options)
    collection.import_anki_package(request)

"""The bytes of a package: they repeat, they are small, and nothing in them is by chance."""

import io
import json
import sqlite3
import zipfile
from pathlib import Path

from flashcards.content.keys import Key
from flashcards.lock.stamp import StampedNote, derive_guid
from flashcards.package.apkg import write_package
from tests.support import compile_shipped, compile_text

TEXT = """
title: Bones
chapters:
  - title: The hand
    time: 0:00
    summary: "A hand has ==27== bones, ==8== of them in the wrist."
    topics:
      Carpals: {definition: Carpals are the bones of the wrist., reverse: true}
    questions:
      - {question: How many bones has a thumb?, answer: Three.}
"""


def _stamped(folder: Path) -> list[StampedNote]:
    (deck,) = compile_text(folder, TEXT).decks
    return [
        StampedNote(note=note, guid=derive_guid(note.key), note_id=1000 + index, mod=50 + index)
        for index, note in enumerate(deck.notes)
    ]


def _database(package: bytes) -> sqlite3.Connection:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        connection = sqlite3.connect(":memory:")
        connection.deserialize(archive.read("collection.anki2"))
        return connection


def test_the_same_notes_give_the_same_bytes(tmp_path: Path) -> None:
    notes = _stamped(tmp_path)
    assert write_package("bones", "Bones", "", notes) == write_package("bones", "Bones", "", notes)


def test_members_are_deflated_and_carry_no_time(tmp_path: Path) -> None:
    package = write_package("bones", "Bones", "", _stamped(tmp_path))
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.namelist() == ["collection.anki2", "media"]
        for member in archive.infolist():
            assert member.compress_type == zipfile.ZIP_DEFLATED
            assert member.date_time == (1980, 1, 1, 0, 0, 0)


def test_every_note_is_written_with_its_own_guid_id_and_mod(tmp_path: Path) -> None:
    notes = _stamped(tmp_path)
    rows = _database(write_package("bones", "Bones", "", notes)).execute(
        "select id, guid, mod from notes order by id"
    )
    assert rows.fetchall() == [(each.note_id, each.guid, each.mod) for each in notes]


def test_cards_have_distinct_ids_and_their_notes_position(tmp_path: Path) -> None:
    rows = (
        _database(write_package("bones", "Bones", "", _stamped(tmp_path)))
        .execute("select nid, ord, due, mod from cards order by nid, ord")
        .fetchall()
    )
    assert rows == [
        (1000, 0, 1, 50),
        (1000, 1, 1, 50),
        (1001, 0, 2, 51),
        (1001, 1, 2, 51),
        (1002, 0, 3, 52),
    ]


def test_our_count_of_cards_is_the_packages(tmp_path: Path) -> None:
    notes = _stamped(tmp_path)
    (count,) = (
        _database(write_package("bones", "Bones", "", notes))
        .execute("select count(distinct id) from cards")
        .fetchone()
    )
    assert count == sum(each.note.cards for each in notes)


def test_the_sort_field_is_plain_text(tmp_path: Path) -> None:
    text = TEXT.replace("How many bones has a thumb?", "Is `1 < 2` *so*?")
    (deck,) = compile_text(tmp_path, text).decks
    stamped = [
        StampedNote(note=deck.notes[-1], guid=derive_guid(deck.notes[-1].key), note_id=1, mod=1)
    ]
    ((sort_field,),) = _database(write_package("bones", "Bones", "", stamped)).execute(
        "select sfld from notes"
    )
    assert sort_field == "Is 1 < 2 so?"


def test_deck_ids_depend_on_the_content_id_and_are_never_the_default_decks() -> None:
    ids = []
    for content_id in ("bones", "bones", "muscles"):
        (decks,) = (
            _database(write_package(content_id, "Bones", "", []))
            .execute("select decks from col")
            .fetchone()
        )
        ids.append(next(deck["id"] for deck in json.loads(decks).values() if deck["id"] != 1))
    assert ids[0] == ids[1] != ids[2]


def test_guids_depend_on_the_key_alone_and_are_safe_in_text() -> None:
    assert derive_guid(Key("a/question/b")) == "UAFiHzC-I6To"
    assert derive_guid(Key("a/question/c")) != derive_guid(Key("a/question/b"))


def test_all_guids_of_the_shipped_deck_differ() -> None:
    keys = [note.key for note in compile_shipped().notes]
    assert len({derive_guid(key) for key in keys}) == len(keys)

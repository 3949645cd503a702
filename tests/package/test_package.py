"""The bytes of a package: they repeat, they are small, and nothing in them is by chance."""

import io
import itertools
import json
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import genanki
import pytest

from flashcards.anki.note_types import NOTE_TYPES
from flashcards.content.keys import Key
from flashcards.diagnostics import FlashcardsError
from flashcards.identity.entry import StampedNote, derive_guid
from flashcards.package import apkg
from flashcards.package.apkg import release_fields, write_package
from flashcards.render.markdown import visible_text
from tests.command import ROOT
from tests.support import compile_shipped, compile_text, deck_named

_LOADED = "import flashcards.package.apkg, sys; print('asyncio' in sys.modules)"

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


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    """Close every database that a test has opened."""
    yield
    while _OPEN:
        _OPEN.pop().close()


_OPEN: list[sqlite3.Connection] = []


def _connect() -> sqlite3.Connection:
    _OPEN.append(sqlite3.connect(":memory:"))
    return _OPEN[-1]


def _database(package: bytes) -> sqlite3.Connection:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        connection = _connect()
        connection.deserialize(archive.read("collection.anki2"))
        return connection


def test_the_same_notes_give_the_same_bytes(tmp_path: Path) -> None:
    notes = _stamped(tmp_path)
    assert write_package(deck_named("bones", "Bones"), notes) == write_package(
        deck_named("bones", "Bones"), notes
    )


def test_members_are_deflated_and_carry_no_time(tmp_path: Path) -> None:
    package = write_package(deck_named("bones", "Bones"), _stamped(tmp_path))
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.namelist() == ["collection.anki2", "media", "flashcards.json"]
        for member in archive.infolist():
            assert member.compress_type == zipfile.ZIP_DEFLATED
            assert member.date_time == (1980, 1, 1, 0, 0, 0)


def test_every_note_is_written_with_its_own_guid_id_and_mod(tmp_path: Path) -> None:
    notes = _stamped(tmp_path)
    rows = _database(write_package(deck_named("bones", "Bones"), notes)).execute(
        "select id, guid, mod from notes order by id"
    )
    assert rows.fetchall() == [(each.note_id, each.guid, each.mod) for each in notes]


def test_cards_have_distinct_ids_and_their_notes_position(tmp_path: Path) -> None:
    rows = (
        _database(write_package(deck_named("bones", "Bones"), _stamped(tmp_path)))
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


def test_a_card_has_the_same_id_whatever_else_is_in_the_release(tmp_path: Path) -> None:
    """A learner's devices may get it from different ones, and then have it twice."""
    notes = _stamped(tmp_path)
    ids = {
        cards
        for some in (notes, notes[1:], notes[::-1])
        for cards in _database(write_package(deck_named("bones", "Bones"), some)).execute(
            "select id, nid, ord from cards"
        )
    }
    assert sorted(ids) == [
        (1000, 1000, 0),
        (1001, 1001, 0),
        (1002, 1002, 0),
        (1_001_003, 1000, 1),
        (1_001_004, 1001, 1),
    ]


def test_a_card_whose_id_is_anothers_gets_the_next(tmp_path: Path) -> None:
    first, *_, last = _stamped(tmp_path)
    notes = [first, last._replace(note_id=1_001_003)]
    rows = _database(write_package(deck_named("bones", "Bones"), notes)).execute(
        "select id, nid, ord from cards order by id"
    )
    assert rows.fetchall() == [
        (1000, 1000, 0),
        (1_001_003, 1000, 1),
        (1_001_004, 1_001_003, 0),
    ]


def test_our_count_of_cards_is_the_packages(tmp_path: Path) -> None:
    notes = _stamped(tmp_path)
    (count,) = (
        _database(write_package(deck_named("bones", "Bones"), notes))
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
    ((sort_field,),) = _database(write_package(deck_named("bones", "Bones"), stamped)).execute(
        "select sfld from notes"
    )
    assert sort_field == "Is 1 < 2 so?"


@pytest.mark.parametrize("name", ["Default", "default", "Defaults"])
def test_no_two_decks_of_a_package_have_one_name(name: str, tmp_path: Path) -> None:
    """Anki would rename either, as chance will have it."""
    package = _database(write_package(deck_named("bones", name), _stamped(tmp_path)))
    ((decks,),) = package.execute("select decks from col")
    names = [deck["name"] for deck in json.loads(decks).values()]
    assert names == ["Default" if name == "Defaults" else "Default_", name]


def test_deck_ids_depend_on_the_content_id_and_are_never_the_default_decks() -> None:
    ids = []
    for content_id in ("bones", "bones", "muscles"):
        (decks,) = (
            _database(write_package(deck_named(content_id, "Bones"), []))
            .execute("select decks from col")
            .fetchone()
        )
        ids.append(next(deck["id"] for deck in json.loads(decks).values() if deck["id"] != 1))
    assert ids[0] == ids[1] != ids[2]


def test_guids_depend_on_key_and_origin_alone_and_are_safe_in_text() -> None:
    assert derive_guid(Key("a/question/b")) == "UAFiHzC-I6To"
    assert derive_guid(Key("a/question/b"), "A video") == "3zxFuX3p38Ys"
    assert derive_guid(Key("a/question/c")) != derive_guid(Key("a/question/b"))


def test_all_guids_of_the_shipped_deck_differ() -> None:
    keys = [note.key for note in compile_shipped().notes]
    assert len({derive_guid(key) for key in keys}) == len(keys)


_SELECT = {
    "notes": "select * from notes order by id",
    "cards": "select * from cards order by due, ord",
}


class _PlainNote(genanki.Note):  # type: ignore[misc]
    def _check_invalid_html_tags_in_fields(self) -> None:
        """Do nothing: our fields are HTML."""


def _rows_by_genanki(notes: list[StampedNote], table: str) -> list[tuple[object, ...]]:
    """Give a table's rows as genanki itself writes these notes, without what it makes up."""
    deck = genanki.Deck(1, "Bones")
    for position, stamped in enumerate(notes):
        note_type = NOTE_TYPES[stamped.note.kind]
        model = genanki.Model(
            note_type.note_type_id,
            note_type.name,
            fields=[{"name": name} for name in note_type.field_names],
            templates=[
                {"name": each.name, "qfmt": each.front, "afmt": each.back}
                for each in note_type.templates
            ],
            model_type=genanki.Model.CLOZE if note_type.is_cloze else genanki.Model.FRONT_BACK,
        )
        deck.add_note(
            _PlainNote(
                model=model,
                fields=list(release_fields(stamped.note, stamped.mod)),
                sort_field=visible_text(stamped.note.fields[0]),
                tags=stamped.note.tags,
                guid=stamped.guid,
                due=position + 1,
            )
        )
    connection = _connect()
    genanki.Package(deck).write_to_db(connection.cursor(), 0.0, itertools.count(1))
    return _compare(connection, table)


def _compare(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    """Give a table's rows without ids and times, and the columns' names."""
    cursor = connection.execute(_SELECT[table])
    names = [column[0] for column in cursor.description]
    left_out = {names.index(name) for name in ("id", "mod", "nid", "did") if name in names}
    rows = [
        tuple(value for place, value in enumerate(row) if place not in left_out)
        for row in cursor.fetchall()
    ]
    return [tuple(names), *rows]


@pytest.mark.parametrize("table", ["notes", "cards"])
def test_rows_are_those_that_genanki_would_write(table: str, tmp_path: Path) -> None:
    shipped = compile_shipped()
    for notes in (
        _stamped(tmp_path),
        [
            StampedNote(note=note, guid=derive_guid(note.key), note_id=1000 + index, mod=50)
            for index, note in enumerate(shipped.notes)
        ],
    ):
        ours = _database(write_package(deck_named("bones", "Bones"), notes))
        assert _compare(ours, table) == _rows_by_genanki(notes, table)


def test_the_schema_is_genankis_with_every_index_and_no_room_unused(tmp_path: Path) -> None:
    bare = _connect()
    genanki.Package(genanki.Deck(1, "Bones")).write_to_db(bare.cursor(), 0.0, itertools.count(1))
    package = _database(write_package(deck_named("bones", "Bones"), _stamped(tmp_path)))
    schema = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
    assert package.execute(schema).fetchall() == bare.execute(schema).fetchall()
    assert "index" in {kind for kind, *_ in bare.execute(schema)}
    assert package.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert package.execute("PRAGMA freelist_count").fetchone() == (0,)


def test_a_large_database_has_the_bytes_of_one_that_was_never_in_a_file(tmp_path: Path) -> None:
    """SQLite would write its version and a count of changes into the header of such a one."""
    (first,) = _stamped(tmp_path)[:1]
    notes = [
        first._replace(
            note=first.note._replace(fields=(f"{number} {'long ' * 200}", *first.note.fields[1:])),
            guid=derive_guid(Key(f"bones/question/{number}")),
            note_id=first.note_id + number,
        )
        for number in range(4_000)
    ]
    package = write_package(deck_named("bones", "Bones"), notes)
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        database = archive.read("collection.anki2")
    assert len(database) > 4_000_000
    assert (database[24:28], database[92:100]) == (bytes(4), bytes(8))


def test_genanki_is_loaded_without_asyncio() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LOADED], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert done.stdout == "False\n"


def test_without_room_for_the_file_a_large_package_is_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = _stamped(tmp_path)
    monkeypatch.setattr(apkg, "_LARGE", 1)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    with pytest.raises(FlashcardsError) as raised:
        write_package(deck_named("bones", "Bones"), notes)
    message = str(raised.value)
    assert message.startswith("can't make the package of `bones`: [Errno 2] No such file or ")
    assert message.endswith("; make room for temporary files")

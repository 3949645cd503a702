"""A package is read whole, or refused in one sentence: it may be anyone's, or damaged."""

import io
import json
import sqlite3
import zipfile
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from flashcards.anki.note_types import NOTE_TYPES, Kind
from flashcards.diagnostics import FlashcardsError
from flashcards.package.read import read_package, read_whole_package
from tests.package.changing import change_package
from tests.support import NOW, build_files
from tests.videos import VIDEO

_DAMAGED = "`old.apkg` can't be read as a package: it is damaged, or not made by `flashcards build`"
_EMPTY = "`old.apkg` holds no note of ours; name a package that `flashcards build` wrote"


@pytest.fixture
def package(tmp_path: Path) -> bytes:
    """Give the bytes of a small deck's package."""
    path = tmp_path / "video.yaml"
    path.write_text(VIDEO.replace("title: A video", "title: A video\ntags: [film]"), "utf-8")
    (built,) = build_files([path], tmp_path / "decks")
    return built.read_bytes()


def refusal(data: bytes) -> str:
    """Give what is said of bytes that are no package."""
    with pytest.raises(FlashcardsError) as caught:
        read_whole_package(io.BytesIO(data), "old.apkg")
    return str(caught.value)


def zipped(database: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Put a database where a package has it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr("collection.anki2", database)
    return buffer.getvalue()


def database(*statements: str) -> bytes:
    """Make a database."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        return connection.serialize()


def test_a_package_is_read_with_its_note_types_decks_and_notes(package: bytes) -> None:
    read = read_whole_package(io.BytesIO(package), "old.apkg")
    assert read.deck_names == ("A video",)
    assert {note_type.name for note_type in read.note_types.values()} >= {
        note_type.name for note_type in NOTE_TYPES.values()
    }
    (question,) = (each for each in read.notes if "Question" in each.fields)
    ours = NOTE_TYPES[Kind.QUESTION]
    assert question.note_type_id == ours.note_type_id
    assert tuple(question.fields) == ours.field_names
    assert question.fields["Question"] == "Why?"
    assert question.tags == {"film", "video::first-module"}
    assert question.note.key == "video/question/why"
    assert question.note.mod == NOW
    assert [each.note for each in read.notes] == list(read_package(package))


def test_a_package_that_is_cut_anywhere_is_refused(package: bytes) -> None:
    for end in range(0, len(package), 101):
        assert refusal(package[:end]) == _DAMAGED
        assert read_package(package[:end]) == ()


def test_a_package_with_any_byte_changed_is_read_or_refused(package: bytes) -> None:
    for place in range(0, len(package), 13):
        data = bytearray(package)
        data[place] ^= 0xFF
        read_package(bytes(data))
        try:
            read_whole_package(io.BytesIO(bytes(data)), "old.apkg")
        except FlashcardsError as error:
            assert str(error) in {_DAMAGED, _EMPTY}  # noqa: PT017 - either may be


def _nested() -> str:
    return "[" * 100_000


@pytest.mark.parametrize(
    "models",
    [
        "",
        "null",
        "[]",
        '{"x": {}}',
        '{"1": null}',
        '{"1": {"name": 1, "type": 0, "flds": [], "tmpls": []}}',
        '{"1": {"name": "a", "type": 0, "flds": [{"name": null}], "tmpls": []}}',
        f'{{"{"9" * 6_000}": 1}}',
        _nested(),
    ],
    ids=range(9),
)
def test_note_types_that_make_no_sense_are_refused(package: bytes, models: str) -> None:
    assert (
        refusal(
            change_package(
                package, lambda each: each.execute("UPDATE col SET models = ?", (models,))
            )
        )
        == _DAMAGED
    )


@pytest.mark.parametrize("value", ["NULL", "'x'", "1.5", "x'00'", "9e999"])
@pytest.mark.parametrize("column", ["id", "guid", "mid", "mod", "flds", "tags"])
def test_a_note_that_makes_no_sense_is_left_out(package: bytes, column: str, value: str) -> None:
    if value == "'x'" and column in {"guid", "tags"}:
        return

    def change(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE notes RENAME TO before")
        connection.execute(_NOTES)
        connection.execute("INSERT INTO notes SELECT id, guid, mid, mod, flds, tags FROM before")
        connection.execute(f"UPDATE notes SET {column} = {value} WHERE rowid = 1")  # noqa: S608

    data = change_package(package, change)
    count = len(read_package(package))
    assert len(read_whole_package(io.BytesIO(data), "old.apkg").notes) == count - 1
    assert len(read_package(data)) <= count


def test_a_deck_of_another_tool_is_refused(package: bytes) -> None:
    def change(connection: sqlite3.Connection) -> None:
        (models,) = connection.execute("SELECT models FROM col").fetchone()
        text = json.dumps(json.loads(models)).replace('"Key"', '"Number"')
        connection.execute("UPDATE col SET models = ?", (text,))

    assert refusal(change_package(package, change)) == _EMPTY


_TYPE = '{"1": {"name": "", "type": 0, "tmpls": [], "flds": [{"name": "Key"}]}}'
_COL = (
    "CREATE TABLE col (models, decks)",
    f"INSERT INTO col VALUES ('{_TYPE}', '{{}}')",  # noqa: S608 - a constant
)
_ENDLESS = (
    "WITH RECURSIVE a (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM a) "
    "SELECT x AS id, 'g' AS guid, 1 AS mid, 1 AS mod, '' AS flds, '' AS tags FROM a"
)
_MANY_TABLES = (
    "INSERT INTO sqlite_master "
    "WITH RECURSIVE a (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM a) "
    "SELECT 'table', 't' || x, 't' || x, 2, 'CREATE TABLE t' || x || ' (a)' FROM a LIMIT 500000"
)


def _disguised(sql: str) -> bytes:
    """Let another statement stand for the table that was made."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in (*_COL, "CREATE TABLE notes (id, guid, mid, mod, flds, tags)"):
            connection.execute(statement)
        connection.execute("INSERT INTO notes VALUES (1, 'g', 1, 1, '', '')")
        connection.commit()
        connection.execute("PRAGMA writable_schema = 1")
        connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'notes'", (sql,))
        connection.commit()
        return connection.serialize()


_NOTES = "CREATE TABLE notes (id, guid, mid, mod, flds, tags)"
_LONG = "INSERT INTO notes VALUES (1, 'g', 1, 1, hex(zeroblob(2e7)), '')"

_HOSTILE: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "a view without end": (lambda: database(*_COL, f"CREATE VIEW notes AS {_ENDLESS}"), _EMPTY),
    "a view in disguise": (lambda: _disguised(f"CREATE VIEW notes AS {_ENDLESS}"), _DAMAGED),
    "a column that is worked out": (
        lambda: _disguised(_NOTES.replace("flds", "flds AS (hex(zeroblob(9e8)))")),
        _EMPTY,
    ),
    "nothing": (lambda: b"", _DAMAGED),
    "no database": (lambda: bytes(4096), _DAMAGED),
    "no collection": (lambda: database("CREATE TABLE a (b)"), _DAMAGED),
    "no notes": (lambda: database(*_COL), _EMPTY),
    "a long value": (lambda: database(*_COL, _NOTES, _LONG), _DAMAGED),
    "many tables": (
        lambda: database("CREATE TABLE t (a)", "PRAGMA writable_schema = 1", _MANY_TABLES),
        _DAMAGED,
    ),
    "many rows": (
        lambda: database(*_COL, _NOTES, "INSERT INTO notes " + _ENDLESS + " LIMIT 300000"),
        _DAMAGED,
    ),
}


@pytest.mark.parametrize("name", _HOSTILE)
def test_a_database_made_to_harm_is_refused(name: str) -> None:
    make, said = _HOSTILE[name]
    data = zipped(make())
    assert refusal(data) == said
    assert read_package(data) == ()


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_compression_that_could_unpack_without_measure_is_refused(
    package: bytes, method: int
) -> None:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        data = archive.read("collection.anki2")
    assert refusal(zipped(data, method)) == _DAMAGED
    assert read_whole_package(io.BytesIO(zipped(data)), "old.apkg").notes


def test_a_zip_with_a_list_of_a_million_members_is_refused_unread() -> None:
    members = (b"PK\x01\x02" + bytes(42)) * 1_000_000
    end = b"PK\x05\x06" + bytes(8) + len(members).to_bytes(4, "little") + bytes(6)
    assert refusal(members + end) == _DAMAGED
    assert refusal(members + end + b"a comment") == _DAMAGED


def test_a_database_larger_than_any_deck_is_refused_unread() -> None:
    assert refusal(zipped(bytes(101 * 1024**2))) == _DAMAGED

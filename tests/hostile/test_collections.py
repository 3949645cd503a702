"""Learners' collections that are damaged, or made to harm: refused in a sentence, at no cost."""

import os
import random
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import zstandard

from flashcards.anki.note_types import Kind
from tests.collections_by_hand import write_database, zip_members
from tests.command import flashcards
from tests.hostile.bounded import run_measured

_CONTENT = """\
title: Owls
chapters:
  - title: One
    time: 0:00
    questions:
      - {question: Where do owls sleep?, answer: In trees.}
"""
_DAMAGED = "flashcards: `../{}` can't be read as a collection: it is damaged, or not made by Anki\n"
_GIBIBYTE = 1024**3
_SQLITE = b"SQLite format 3\0"
_ENDLESS = "WITH RECURSIVE e(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM e) SELECT {} FROM e"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "content").mkdir(parents=True)
    (folder / "content" / "owls.yaml").write_text(_CONTENT, encoding="utf-8")
    assert flashcards(folder, "build").returncode == 0
    return folder


def guid(project: Path) -> str:
    lock = (project / "decks" / "owls.lock").read_text(encoding="utf-8")
    return lock.split('"guid": "')[1].split('"')[0]


def refuse(project: Path, path: Path) -> None:
    """Expect that a file is refused, with little time and memory."""
    done = run_measured(project, "stats", f"../{path.name}")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == _DAMAGED.format(path.name)


def _replace(name: str, statement: str) -> Callable[[Path], Path]:
    """Put something else in the place of a table."""

    def write(path: Path) -> Path:
        return write_database(path, f"DROP TABLE {name}", statement)

    return write


_MADE: dict[str, Callable[[Path], Path]] = {
    "a view without end for notes": _replace(
        "notes",
        f"CREATE VIEW notes AS {_ENDLESS.format('n AS id, 1 AS mid, n AS guid, 1 AS mod')}",
    ),
    "a view without end for reviews": _replace(
        "revlog", f"CREATE VIEW revlog AS {_ENDLESS.format('n AS id, 1 AS cid')}"
    ),
    "a column that is worked out": _replace(
        "cards",
        "CREATE TABLE cards (id integer PRIMARY KEY, nid, ord, queue, lapses, "
        "flags AS (zeroblob(1000000000)))",
    ),
    "a virtual table": _replace("notes", "CREATE VIRTUAL TABLE notes USING fts5(guid)"),
    "no table": lambda path: write_database(path, schema="CREATE TABLE x (y)"),
    "very many views": lambda path: write_database(
        path,
        "PRAGMA writable_schema = ON",
        "WITH RECURSIVE e(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM e LIMIT 300000) "
        "INSERT INTO sqlite_master "
        "SELECT 'view', 'v' || n, 'v' || n, 0, 'CREATE VIEW v' || n || ' AS SELECT 1' FROM e",
    ),
    "a view that calls itself a table": lambda path: write_database(
        path,
        "DROP TABLE revlog",
        f"CREATE VIEW revlog AS {_ENDLESS.format('n AS id, 1 AS cid')}",
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET type = 'table', rootpage = 2 WHERE name = 'revlog'",
    ),
    "note types that nest": lambda path: write_database(path, models="[" * 2_000_000),
    "note types of another shape": lambda path: write_database(path, models='{"1": []}'),
    "note types without measure": lambda path: write_database(
        path, models=f'{{"1": "{"x" * 10_000_000}"}}'
    ),
    "text for a card's number": lambda path: write_database(
        path, "UPDATE cards SET ord = 'x'", guids=("GUID",)
    ),
    "sums that overflow": lambda path: write_database(
        path, "UPDATE revlog SET time = 9223372036854775807", guids=("GUID",), reviews=9
    ),
}

_WITH_NOTES = ("a column that is worked out", "text for a card's number", "sums that overflow")


@pytest.mark.parametrize("name", _MADE)
def test_a_database_made_to_harm_is_refused(project: Path, name: str) -> None:
    path = _MADE[name](project.parent / "learner.anki2")
    if name in _WITH_NOTES:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("UPDATE notes SET guid = ?", (guid(project),))
            connection.commit()
    refuse(project, path)
    refuse(project, zip_members(project.parent / "learner.apkg", anki21=path.read_bytes()))


@pytest.mark.parametrize(
    "data",
    [b"", b"x", b"PK", b"PK\3\4" + bytes(100), _SQLITE, _SQLITE + bytes(9_999)],
)
def test_what_is_no_collection_is_refused(project: Path, data: bytes) -> None:
    path = project.parent / "learner.colpkg"
    path.write_bytes(data)
    refuse(project, path)


def test_a_collection_cut_off_anywhere_is_refused_or_read(project: Path) -> None:
    path = write_database(
        project.parent / "whole.anki2", guids=[guid(project), *map(str, range(2_000))], reviews=5
    )
    whole = path.read_bytes()
    packed = zip_members(project.parent / "x.apkg", anki21b=zstandard.compress(whole)).read_bytes()
    for data, name in ((whole, "cut.anki2"), (packed, "cut.apkg")):
        for share in (0.01, 0.2, 0.5, 0.9):
            (project.parent / name).write_bytes(data[: int(len(data) * share)])
            refuse(project, project.parent / name)


def test_damaged_bytes_end_in_no_bug(project: Path) -> None:
    path = write_database(
        project.parent / "whole.anki2", guids=[guid(project), *map(str, range(200))], reviews=5
    )
    whole = path.read_bytes()
    chance = random.Random(1)  # noqa: S311 - no secret
    for _ in range(12):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 5, 50))):
            data[chance.randrange(16, len(data))] = chance.randrange(256)
        (project.parent / "damaged.anki2").write_bytes(data)
        assert run_measured(project, "stats", "../damaged.anki2").returncode in (0, 1)


def _zeros(size: int) -> Iterator[bytes]:
    yield _SQLITE
    for _ in range(size // 1024**2):
        yield bytes(1024**2)


def _compress_zstandard(size: int) -> bytes:
    compressor = zstandard.ZstdCompressor().compressobj()
    return b"".join(map(compressor.compress, _zeros(size))) + compressor.flush()


def test_a_gibibyte_in_a_few_bytes_is_not_unpacked(project: Path) -> None:
    path = zip_members(project.parent / "learner.apkg", anki21b=_compress_zstandard(_GIBIBYTE))
    assert path.stat().st_size < 200_000
    refuse(project, path)


def test_a_gibibyte_that_a_zip_owns_up_to_or_not_is_not_unpacked(project: Path) -> None:
    path = project.parent / "learner.apkg"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("collection.anki21", "w", force_zip64=True) as member,
    ):
        for piece in _zeros(_GIBIBYTE):
            member.write(piece)
    refuse(project, path)
    data = path.read_bytes()
    size = (_GIBIBYTE + 16).to_bytes(4, "little")
    assert size in data
    path.write_bytes(data.replace(size, (1000).to_bytes(4, "little")))
    refuse(project, path)


def test_a_frame_that_claims_any_size_or_window_is_refused(project: Path) -> None:
    magic = b"\x28\xb5\x2f\xfd"
    for header in (b"\xe0" + b"\xff" * 8, b"\x00\xff", b"\xc0\xf8" + b"\x7f" * 8):
        path = zip_members(project.parent / "learner.apkg", anki21b=magic + header + bytes(100))
        refuse(project, path)


@pytest.mark.parametrize("trouble", ["pipe", "folder"])
def test_what_is_no_file_is_not_waited_for(project: Path, trouble: str) -> None:
    path = project.parent / "learner.apkg"
    make: dict[str, Callable[[Path], None]] = {"pipe": os.mkfifo, "folder": Path.mkdir}
    make[trouble](path)
    done = run_measured(project, "stats", "../learner.apkg")
    assert done.returncode == 1
    assert done.stderr == (
        "flashcards: `../learner.apkg` is no regular file; name an export or a collection\n"
    )


def test_millions_of_rows_and_huge_texts_are_read_or_refused_in_time(project: Path) -> None:
    """Also without the index by which Anki finds a card's reviews."""
    path = write_database(
        project.parent / "learner.anki2",
        "DROP INDEX ix_revlog_cid",
        "INSERT INTO revlog SELECT id + 1000000000000, cid, ease, lastIvl, factor, time, type "
        "FROM revlog",
        guids=[guid(project), *map(str, range(100_000))],
        reviews=5,
    )
    assert run_measured(project, "stats", "../learner.anki2").returncode == 0
    path = write_database(
        path,
        *("INSERT INTO notes SELECT NULL, guid || id, mid, mod, tags, flds FROM notes",) * 7,
        "UPDATE notes SET flds = flds || hex(zeroblob(2000000)) WHERE id < 120",
        guids=[guid(project), *map(str, range(10_000))],
    )
    assert run_measured(project, "stats", "../learner.anki2").returncode in (0, 1)


def test_a_learners_text_can_not_take_hours_to_compare(project: Path) -> None:
    later = 1_800_000_000
    for text in (
        "<a" * 400_000,
        "<!--" * 400_000,
        "{{c1::" * 200_000,
        "\\(" * 300_000,
        "a b " * 300_000,
    ):
        write_database(
            project.parent / "learner.anki2",
            f"UPDATE notes SET mod = {later}, flds = '{text}' || flds",  # noqa: S608 - ours
            guids=[guid(project)],
            kind=Kind.QUESTION,
        )
        done = run_measured(project, "stats", "../learner.anki2", "--format", "concise")
        assert done.returncode == 0
        assert done.stdout.startswith("content/owls.yaml:6: learner's own Question: ")
        assert len(done.stdout) < 10_000


def test_a_learners_words_move_no_cursor_and_run_no_command(project: Path) -> None:
    write_database(
        project.parent / "learner.anki2",
        "UPDATE notes SET mod = 1800000000, tags = ' ##[error] ', "
        "flds = char(27) || '[31m' || char(8238) || '::set-output' || flds",
        guids=[guid(project)],
        kind=Kind.QUESTION,
    )
    for form in ("table", "concise", "github", "json"):
        said = run_measured(project, "stats", "../learner.anki2", "--format", form).stdout
        assert "\x1b" not in said
        assert form == "json" or "\u202e" not in said
        assert not any(line.startswith("::set-output") for line in said.splitlines())


def test_what_is_made_here_by_hand_is_read_where_nothing_is_wrong_with_it(project: Path) -> None:
    write_database(project.parent / "learner.anki2", guids=[guid(project)], reviews=20)
    done = run_measured(project, "stats", "../learner.anki2", "--format", "concise", "-q")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    done = run_measured(project, "stats", "../learner.anki2")
    assert done.stdout.splitlines()[1].split()[:6] == "content/owls.yaml:6 0 4 of 20 80%".split()


def test_a_backup_with_very_many_pictures_is_read_and_one_that_lies_about_them_is_not(
    project: Path,
) -> None:
    """More members than a zip's older form has room for stand in a record of their own."""
    database = write_database(project.parent / "x.anki2", guids=[guid(project)]).read_bytes()
    path = project.parent / "learner.colpkg"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("collection.anki21", database)
        for number in range(66_000):
            archive.writestr(zipfile.ZipInfo(f"{number}"), b"")
    assert run_measured(project, "stats", "../learner.colpkg").returncode == 0
    data = path.read_bytes()
    record = data.rindex(b"PK\6\6")
    locator = data.rindex(b"PK\6\7")
    for place, value in ((record + 40, 2**40), (locator + 8, 100)):
        lie = data[:place] + value.to_bytes(8, "little") + data[place + 8 :]
        path.write_bytes(lie)
        refuse(project, path)

"""A package's zip and the database in it, opened as what they are: any bytes, maybe made to harm.

Zip and SQLite can both make much of little: each limit here is one that no package of ours meets.
"""

import io
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

LARGEST = 100 * 1024**2
"""Bytes of a package's database, unpacked: some 100,000 notes. A larger one is not read."""

_LARGEST_DIRECTORY = 8 * 1024**2
"""Bytes of a zip's list of members: some 100,000 pictures. Python keeps ten times that of it."""

_LONGEST_VALUE = 4 * 1024**2
"""Bytes of a value in the database; a text of ours has 100,000 characters before it is HTML."""

_MOST_STEPS = 20_000_000
"""Steps of SQLite's machine; 100,000 notes take a million. Damaged pages can lead in a circle."""

_MOST_NOTES = 150_000
"""Rows of nothing are smaller than any note of ours."""

_STEPS_AT_A_TIME = 10_000
_STEPS_TO_OPEN = 100_000
"""Steps in which the tables are listed: a database of Anki's has a dozen."""

COLLECTION = "collection.anki2"
"""The member that is the database."""

SQLITE = b"SQLite format 3\0"
"""What a database starts with."""

_WITH_LOG = b"\2\2"
_SUMS = frozenset(("count", "max", "min", "sum"))
_END = b"PK\x05\x06"
_END_LENGTH = 22
_LONGEST_COMMENT = 65_535
_LOCATOR = b"PK\x06\x07"
_LOCATOR_LENGTH = 20
_ZIP64_LENGTH = 56 + _LOCATOR_LENGTH
"""Bytes of what stands before the end of a zip with very many members, or very large ones."""


@contextmanager
def open_zip(file: IO[bytes]) -> Iterator[zipfile.ZipFile]:
    """Open a package; raises one of `TROUBLE` when it is none."""
    check_directory(file)
    with zipfile.ZipFile(file) as archive:
        yield archive


def read_member(archive: zipfile.ZipFile, name: str, largest: int) -> bytes:
    """Give a member of a package; raises one of `TROUBLE` when it is larger than it may be."""
    member = archive.getinfo(name)
    check_compression(member)
    if member.file_size > largest:
        raise ValueError("a member larger than any of ours")
    with archive.open(member) as opened:
        data = opened.read(largest + 1)
    if len(data) > largest:
        raise ValueError("a member larger than it says")
    return data


@contextmanager
def open_database(archive: zipfile.ZipFile) -> Iterator[sqlite3.Connection]:
    """Open the database of a package; raises one of `TROUBLE` when there is none to open."""
    database = read_member(archive, COLLECTION, LARGEST)
    connection = sqlite3.connect(":memory:")
    try:
        load(connection, database)
        del database
        limit(connection, _LONGEST_VALUE, _MOST_STEPS)
        yield connection
    finally:
        connection.close()


def load(connection: sqlite3.Connection, database: bytes) -> None:
    """Take the bytes of a database; raises ValueError or SQLite's own errors when it is none."""
    if not database.startswith(SQLITE):
        raise ValueError("no database")  # of nothing, SQLite says that memory is short
    if database[18:20] == _WITH_LOG:
        # It kept its last changes in a file beside it, which none in memory can have.
        database = database[:18] + b"\1\1" + database[20:]
    connection.deserialize(database)


def limit(connection: sqlite3.Connection, longest: int, most_steps: int) -> None:
    """Bound what reading a database may cost: bytes of a value, and steps of SQLite's machine.

    Raises SQLite's errors when its list of tables is longer than any of Anki's.
    """
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, longest)
    _limit_steps(connection, _STEPS_TO_OPEN)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    _limit_steps(connection, most_steps)


def check_compression(member: zipfile.ZipInfo) -> None:
    """Raise ValueError where a zip's member may make any number of bytes at once."""
    if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise ValueError("a compression that is not ours")


def check_directory(file: IO[bytes]) -> None:
    """Raise ValueError when a zip's list of members is larger than ours: it is read whole."""
    size = file.seek(0, io.SEEK_END)
    tail_start = file.seek(max(0, size - _END_LENGTH - _LONGEST_COMMENT - _ZIP64_LENGTH))
    tail = file.read()
    # As zipfile looks for it: at the very end, or before a comment.
    start = len(tail) - _END_LENGTH
    if tail[start : start + 4] != _END or tail[-2:] != b"\0\0":
        start = tail.rfind(_END)
    if start < 0:
        raise ValueError("no zip")
    length = int.from_bytes(tail[start + 12 : start + 16], "little")
    place = start - _ZIP64_LENGTH
    if tail[max(0, start - _LOCATOR_LENGTH) : start].startswith(_LOCATOR):
        # With more members than the record has room for, another one stands before it: there
        # alone, or another reader may see another zip.
        said = int.from_bytes(tail[start - 12 : start - 4], "little")
        if place < 0 or said != tail_start + place:
            raise ValueError("no zip of ours")
        length = int.from_bytes(tail[place + 40 : place + 48], "little")
    if length > _LARGEST_DIRECTORY:
        raise ValueError("too many members")


def _limit_steps(connection: sqlite3.Connection, most: int) -> None:
    left = most // _STEPS_AT_A_TIME

    def count_down() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    connection.set_progress_handler(count_down, _STEPS_AT_A_TIME)


def is_plain_table(connection: sqlite3.Connection, name: str) -> bool:
    """Whether a table of that name holds what it shows: nothing of it is worked out."""
    (is_table,) = connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ? AND rootpage > 0",
        (name,),
    ).fetchone()
    if not is_table:
        return False
    (worked_out,) = connection.execute(
        "SELECT count(*) FROM pragma_table_xinfo(?) WHERE hidden > 0", (name,)
    ).fetchone()
    return not worked_out


@contextmanager
def only_reading(connection: sqlite3.Connection) -> Iterator[None]:
    """Refuse all but reading a table itself: a view can call itself a table, and never end.

    What SQLite works out of what was read is allowed by name.
    """

    def judge(
        action: int, _one: str | None, other: str | None, _schema: str | None, view: str | None
    ) -> int:
        is_read = action in {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}
        is_sum = action == sqlite3.SQLITE_FUNCTION and other in _SUMS
        is_allowed = (is_read or is_sum) and view is None
        return sqlite3.SQLITE_OK if is_allowed else sqlite3.SQLITE_DENY

    connection.set_authorizer(judge)
    yield
    connection.set_authorizer(None)


def iterate_rows(connection: sqlite3.Connection, order: str = "id") -> Iterator[tuple[Any, ...]]:
    """Give id, GUID, note type, time, fields and tags of the notes in a package: any values."""
    rows = connection.execute(
        f"SELECT id, guid, mid, mod, flds, tags FROM notes ORDER BY {order}"  # noqa: S608 - ours
    )
    left = LARGEST  # many rows can say that they continue on the same pages
    for number, row in enumerate(rows):
        left -= sum(len(value) for value in row if isinstance(value, (str, bytes)))
        if number == _MOST_NOTES or left < 0:
            raise ValueError("more notes or text than a deck of ours has")
        yield row

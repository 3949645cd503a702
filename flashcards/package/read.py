"""What a package of ours holds, read without Anki; it may be anyone's, damaged, or made to harm."""

import io
import json
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any, NamedTuple

from flashcards.anki.note_types import NOTE_TYPES
from flashcards.diagnostics import FlashcardsError

_LARGEST = 100 * 1024**2
"""Bytes of a package's database, unpacked: some 100,000 notes. A larger one is not read."""

_MOST_NOTES = 250_000
"""Rows of nothing are smaller than any note of ours."""

_LARGEST_DIRECTORY = 8 * 1024**2
"""Bytes of a zip's list of members: some 100,000 pictures. Python keeps ten times that of it."""

_LONGEST_VALUE = 16 * 1024**2
"""Bytes of a value in the database; a field of ours has 100,000 characters before it is HTML."""

_MOST_STEPS = 20_000_000
"""Steps of SQLite's machine; 100,000 notes take a million. Damaged pages can lead in a circle."""

_STEPS_AT_A_TIME = 10_000
_STEPS_TO_OPEN = 100_000
"""Steps in which the tables are listed: a database of Anki's has a dozen."""

_END = b"PK\x05\x06"
_END_LENGTH = 22
_LONGEST_COMMENT = 65_535
_ZIP64 = b"PK\x06\x07"

_KEY_PLACES = {each.note_type_id: each.field_names.index("Key") for each in NOTE_TYPES.values()}

_DEFAULT_DECK = "1"
_BETWEEN_FIELDS = "\x1f"

_TROUBLE = (
    ArithmeticError,
    EOFError,
    LookupError,
    OSError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
    sqlite3.Error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What bytes that are no package end in, in Python's readers."""


class PackagedNote(NamedTuple):
    """A note of a package: its key, and the identity and time under which it was released."""

    key: str
    guid: str
    note_id: int
    mod: int


class PackagedText(NamedTuple):
    """What a note of a package says; `texts` are its fields and `names` theirs, of its own type."""

    note: PackagedNote
    note_type_id: int
    names: tuple[str, ...]
    texts: str
    joined_tags: str

    @property
    def fields(self) -> dict[str, str]:
        """The fields, HTML, by their names."""
        return dict(zip(self.names, self.texts.split(_BETWEEN_FIELDS), strict=True))

    @property
    def tags(self) -> frozenset[str]:
        """The tags, which have no order in Anki."""
        return frozenset(self.joined_tags.split())


class PackagedType(NamedTuple):
    """A note type as a package has it."""

    name: str
    is_cloze: bool
    field_names: tuple[str, ...]
    template_names: tuple[str, ...]


class Package(NamedTuple):
    """What a package says: its note types by their ids, its decks' names, and its notes."""

    note_types: Mapping[int, PackagedType]
    deck_names: tuple[str, ...]
    notes: tuple[PackagedText, ...]


def read_package(data: bytes) -> tuple[PackagedNote, ...]:
    """Read the notes of our types; what can't be read has none."""
    try:
        with _open_database(io.BytesIO(data)) as connection:
            return tuple(_iterate_notes(connection))
    except _TROUBLE:
        return ()


def read_whole_package(file: IO[bytes], name: str) -> Package:
    """Read all that a package says.

    Raises FlashcardsError, with the package's `name`, when it can't be read or isn't one of ours.
    """
    try:
        with _open_database(file) as connection:
            package = _read_whole(connection)
    except _TROUBLE:
        raise FlashcardsError(
            f"`{name}` can't be read as a package: it is damaged, or not made by `flashcards build`"
        ) from None
    if not package.notes:
        raise FlashcardsError(
            f"`{name}` holds no note of ours; name a package that `flashcards build` wrote"
        )
    return package


@contextmanager
def _open_database(file: IO[bytes]) -> Iterator[sqlite3.Connection]:
    _check_directory(file)
    with zipfile.ZipFile(file) as archive:
        member = archive.getinfo("collection.anki2")
        # Other methods than these two may make any number of bytes at once.
        if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise ValueError("a compression that is not ours")
        if member.file_size > _LARGEST:
            raise ValueError("too large a database")
        with archive.open(member) as opened:
            database = opened.read(_LARGEST + 1)
    connection = sqlite3.connect(":memory:")
    try:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        connection.deserialize(database)
        del database
        _limit_steps(connection, _STEPS_TO_OPEN)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        _limit_steps(connection, _MOST_STEPS)
        yield connection
    finally:
        connection.close()


def _check_directory(file: IO[bytes]) -> None:
    """Raise ValueError when a zip's list of members is larger than ours: it is read whole."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _END_LENGTH - _LONGEST_COMMENT - _END_LENGTH))
    tail = file.read()
    # As zipfile looks for it: at the very end, or before a comment.
    start = len(tail) - _END_LENGTH
    if tail[start : start + 4] != _END or tail[-2:] != b"\0\0":
        start = tail.rfind(_END)
    if start < 0 or tail[max(0, start - 20) :].startswith(_ZIP64):
        raise ValueError("no zip of ours")
    if int.from_bytes(tail[start + 12 : start + 16], "little") > _LARGEST_DIRECTORY:
        raise ValueError("too many members")


def _limit_steps(connection: sqlite3.Connection, most: int) -> None:
    left = most // _STEPS_AT_A_TIME

    def count_down() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    connection.set_progress_handler(count_down, _STEPS_AT_A_TIME)


def _iterate_notes(connection: sqlite3.Connection) -> Iterator[PackagedNote]:
    for note_id, guid, note_type_id, mod, fields, _ in _iterate_rows(connection):
        place = _KEY_PLACES.get(note_type_id)
        texts = fields.split(_BETWEEN_FIELDS)
        if place is not None and place < len(texts):
            yield PackagedNote(texts[place], guid, note_id, mod)


def _iterate_rows(
    connection: sqlite3.Connection,
) -> Iterator[tuple[int, str, int, int, str, str]]:
    """Give the rows of the table `notes` that hold what Anki's do."""
    if not _is_plain_table(connection, "notes"):
        return
    with _only_reading(connection):
        rows = connection.execute("SELECT id, guid, mid, mod, flds, tags FROM notes")
    left = _LARGEST  # many rows can say that they continue on the same pages
    for number, row in enumerate(rows):
        if number == _MOST_NOTES:
            raise ValueError("more notes than a deck of ours has")
        note_id, guid, note_type_id, mod, fields, tags = row
        are_numbers = all(type(each) is int for each in (note_id, note_type_id, mod))
        if are_numbers and all(type(each) is str for each in (guid, fields, tags)):
            left -= len(fields) + len(tags) + len(guid)
            if left < 0:
                raise ValueError("more text than the database has room for")
            yield note_id, guid, note_type_id, mod, fields, tags


def _is_plain_table(connection: sqlite3.Connection, name: str) -> bool:
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
def _only_reading(connection: sqlite3.Connection) -> Iterator[None]:
    """Refuse all but reading a table itself: a view can call itself a table, and never end."""

    def judge(
        action: int, _one: str | None, _other: str | None, _schema: str | None, view: str | None
    ) -> int:
        is_read = action in {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ} and view is None
        return sqlite3.SQLITE_OK if is_read else sqlite3.SQLITE_DENY

    connection.set_authorizer(judge)
    yield
    connection.set_authorizer(None)


def _read_whole(connection: sqlite3.Connection) -> Package:
    if not _is_plain_table(connection, "col"):
        raise ValueError("no collection")
    with _only_reading(connection):
        models, decks = connection.execute("SELECT models, decks FROM col").fetchone()
    note_types = {
        int(note_type_id): _decode_type(note_type)
        for note_type_id, note_type in json.loads(models).items()
    }
    return Package(
        note_types=note_types,
        deck_names=tuple(
            _text(deck["name"])
            for deck_id, deck in json.loads(decks).items()
            if deck_id != _DEFAULT_DECK
        ),
        notes=tuple(_iterate_texts(connection, note_types)),
    )


def _decode_type(note_type: Any) -> PackagedType:  # noqa: ANN401 - what JSON may hold
    return PackagedType(
        name=_text(note_type["name"]),
        is_cloze=note_type["type"] == 1,
        field_names=tuple(_text(each["name"]) for each in note_type["flds"]),
        template_names=tuple(_text(each["name"]) for each in note_type["tmpls"]),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text where Anki has one")
    return value


def _iterate_texts(
    connection: sqlite3.Connection, note_types: Mapping[int, PackagedType]
) -> Iterator[PackagedText]:
    for note_id, guid, note_type_id, mod, texts, tags in _iterate_rows(connection):
        note_type = note_types.get(note_type_id)
        if note_type is None or "Key" not in note_type.field_names:
            continue
        names = note_type.field_names
        if texts.count(_BETWEEN_FIELDS) == len(names) - 1:
            key = texts.split(_BETWEEN_FIELDS)[names.index("Key")]
            yield PackagedText(
                note=PackagedNote(key, guid, note_id, mod),
                note_type_id=note_type_id,
                names=names,
                texts=texts,
                joined_tags=tags,
            )

"""What a package of `flashcards` holds, read as data: it may be damaged, or made to harm."""

import json
import sqlite3
import unicodedata
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

Json = dict[str, Any]

ABOUT = "flashcards.json"
"""The member in which a package says what it is."""

FORMAT = 1

BETWEEN_FIELDS = "\x1f"
DEFAULT_DECK = "1"
_COLLECTION = "collection.anki2"
_MEDIA = "media"
_LARGEST_ABOUT = 16 * 1024**2
_LARGEST = 100 * 1024**2
_LONGEST_VALUE = 4 * 1024**2
_MOST_STEPS = 50_000_000
_STEPS_AT_A_TIME = 10_000
_TABLES = ("col", "notes", "cards")

TROUBLE = (
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


class PackageError(Exception):
    """A package that can't be merged, with a message for its learner."""


class NotOursError(PackageError):
    """A package that `flashcards` didn't make."""


class UnknownFormatError(PackageError):
    """A package that a newer `flashcards` made."""


class RetiredNote(NamedTuple):
    """A note that the deck no longer has; `mod` is when it was last released."""

    guid: str
    mod: int
    keys: frozenset[str]


class About(NamedTuple):
    """What a package says of itself; `released` is when its newest note was."""

    content_id: str
    deck: str
    former_decks: tuple[str, ...]
    released: int
    retired: tuple[RetiredNote, ...]


class PackagedCard(NamedTuple):
    """A card: `number` is that of its template or blank, from 0, and `due` its place in line."""

    card_id: int
    number: int
    due: int


class AuthorsNote(NamedTuple):
    """A note as its author releases it."""

    note_id: int
    guid: str
    note_type_id: int
    mod: int
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    cards: tuple[PackagedCard, ...]


class UpdatePackage(NamedTuple):
    """A package: `media` gives the zip's member of each file's name.

    `settings` are Anki's own of a collection, as JSON: those of the table `col`.
    """

    path: Path
    about: About
    notes: tuple[AuthorsNote, ...]
    note_types: Mapping[int, Json]
    deck: Json
    settings: Mapping[str, str]
    media: Mapping[str, str]


def is_ours(path: Path) -> bool:
    """Whether a file is a package that says that `flashcards` made it."""
    try:
        with zipfile.ZipFile(path) as archive:
            archive.getinfo(ABOUT)
    except TROUBLE:
        return False
    return True


def read_about(path: Path) -> About:
    """Read what a package says of itself.

    Raises NotOursError, UnknownFormatError, or PackageError when it can't be read.
    """
    with _opened(path) as archive:
        return _read_about(archive)


def read_package(path: Path) -> UpdatePackage:
    """Read a package whole; raises what `read_about` does."""
    with _opened(path) as archive:
        about = _read_about(archive)
        media = {_text(each): member for member, each in _read_json(archive, _MEDIA).items()}
        database = _read_member(archive, _COLLECTION, _LARGEST)
    try:
        with closing(_load(database)) as connection:
            del database
            settings, note_types, decks = _read_settings(connection)
            notes = tuple(_read_notes(connection, note_types))
    except TROUBLE as error:
        raise _damaged(path) from error
    deck = next((each for key, each in decks.items() if key != DEFAULT_DECK), None)
    if deck is None:
        raise _damaged(path)
    return UpdatePackage(
        path=path,
        about=about,
        notes=notes,
        note_types=note_types,
        deck=deck,
        settings=settings,
        media=media,
    )


@contextmanager
def open_media(package: UpdatePackage) -> Iterator[zipfile.ZipFile]:
    """Open a package for its media; raises PackageError when that fails."""
    with _opened(package.path) as archive:
        yield archive


def _damaged(path: Path) -> PackageError:
    return PackageError(f"{path.name} can't be read: it is damaged, or no package of flashcards")


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except TROUBLE as error:
        raise _damaged(path) from error


def _read_about(archive: zipfile.ZipFile) -> About:
    if ABOUT not in archive.namelist():
        raise NotOursError("this package was not made by flashcards")
    about = json.loads(_read_member(archive, ABOUT, _LARGEST_ABOUT))
    if not isinstance(about, dict) or about.get("format") != FORMAT:
        raise UnknownFormatError(
            "this package was made by another version of flashcards; get the add-on of that version"
        )
    return About(
        content_id=_text(about["content_id"]),
        deck=_text(about["deck"]),
        former_decks=tuple(map(_text, about["former_decks"])),
        released=_number(about["released"]),
        retired=tuple(
            RetiredNote(
                _text(each["guid"]), _number(each["mod"]), frozenset(map(_text, each["keys"]))
            )
            for each in about["retired"]
        ),
    )


def _read_member(archive: zipfile.ZipFile, name: str, largest: int) -> bytes:
    member = archive.getinfo(name)
    if member.file_size > largest:
        raise ValueError("a member larger than any of ours")
    if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise ValueError("a compression that is not ours")
    with archive.open(member) as opened:
        data = opened.read(largest + 1)
    if len(data) > largest:
        raise ValueError("a member larger than any of ours")
    return data


def _read_json(archive: zipfile.ZipFile, name: str) -> Json:
    return _mapping(json.loads(_read_member(archive, name, _LARGEST_ABOUT)))


def _load(database: bytes) -> sqlite3.Connection:
    if not database.startswith(b"SQLite format 3\0"):
        raise ValueError("no database")
    connection = sqlite3.connect(":memory:")
    connection.deserialize(database)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    left = _MOST_STEPS // _STEPS_AT_A_TIME

    def count_down() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    connection.set_progress_handler(count_down, _STEPS_AT_A_TIME)
    connection.execute("PRAGMA trusted_schema = OFF")
    for name in _TABLES:
        (is_plain,) = connection.execute(
            "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?1 AND rootpage > 0"
            " AND NOT EXISTS (SELECT 1 FROM pragma_table_xinfo(?1) WHERE hidden > 0)",
            (name,),
        ).fetchone()
        if not is_plain:
            raise ValueError("a table that isn't one")
    connection.set_authorizer(_judge)
    return connection


def _judge(
    action: int, _one: str | None, _other: str | None, _schema: str | None, view: str | None
) -> int:
    """Refuse all but reading a table itself: a view can call itself a table, and never end."""
    is_read = action in {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ} and view is None
    return sqlite3.SQLITE_OK if is_read else sqlite3.SQLITE_DENY


def _read_settings(
    connection: sqlite3.Connection,
) -> tuple[dict[str, str], dict[int, Json], dict[str, Json]]:
    conf, dconf, models, decks = connection.execute(
        "SELECT conf, dconf, models, decks FROM col"
    ).fetchone()
    note_types = {int(key): _mapping(each) for key, each in _mapping(json.loads(models)).items()}
    for note_type in note_types.values():
        for each in (*note_type["flds"], *note_type["tmpls"]):
            _text(each["name"])
    return (
        {"conf": _text(conf), "dconf": _text(dconf)},
        note_types,
        {key: _mapping(each) for key, each in _mapping(json.loads(decks)).items()},
    )


def _read_notes(
    connection: sqlite3.Connection, note_types: Mapping[int, Json]
) -> Iterator[AuthorsNote]:
    cards = defaultdict(list)
    for card_id, note_id, number, due in connection.execute(
        "SELECT id, nid, ord, due FROM cards ORDER BY id"
    ):
        cards[note_id].append(PackagedCard(_number(card_id), _number(number), _number(due)))
    seen: set[str] = set()
    rows = connection.execute("SELECT id, guid, mid, mod, flds, tags FROM notes ORDER BY mod DESC")
    for note_id, guid, note_type_id, mod, texts, tags in rows:
        fields = unicodedata.normalize("NFC", _text(texts)).split(BETWEEN_FIELDS)
        if len(fields) != len(note_types[note_type_id]["flds"]):
            raise ValueError("a note with another number of fields than its type")
        if guid in seen:
            continue
        seen.add(guid)
        yield AuthorsNote(
            note_id=_number(note_id),
            guid=_text(guid),
            note_type_id=note_type_id,
            mod=_number(mod),
            fields=tuple(fields),
            tags=tuple(_text(tags).split()),
            cards=tuple(cards[note_id]),
        )


def _mapping(value: object) -> Json:
    if not isinstance(value, dict):
        raise TypeError("no mapping")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError("no number")
    return value

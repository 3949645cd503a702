"""What a package of `flashcards` holds, read as data: it may be damaged, or made to harm."""

import json
import sqlite3
import unicodedata
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from .database import (
    LARGEST,
    is_plain_table,
    iterate_rows,
    only_reading,
    open_database,
    open_zip,
    read_member,
)

Json = dict[str, Any]

ABOUT = "flashcards.json"
"""The member in which a package says what it is."""

FORMAT = 1

BETWEEN_FIELDS = "\x1f"
DEFAULT_DECK = "1"
_MEDIA = "media"
_LARGEST_ABOUT = 16 * 1024**2
_MOST_TIMES = 20
"""How many times its own size a large picture or sound may unpack to: they are compressed as is."""

SIDES = ("qfmt", "afmt", "bqfmt", "bafmt")
"""What a template holds: its two sides, and those for the Browser."""

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


_BETWEEN_CARDS = 1_000_003
"""Milliseconds between the ids of a note's cards, which Anki also takes for when they came."""


def derive_card_id(note_id: int, number: int) -> int:
    """Give a card's id, the same in every release, whatever else is in it.

    A learner's devices may get the card from different releases: with two ids it stands twice when
    both have synchronised. A negative number is for a card of the learner's own.
    """
    return note_id + number * _BETWEEN_CARDS


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


def read_package(path: Path) -> UpdatePackage:
    """Read a package whole.

    Raises NotOursError, UnknownFormatError, or PackageError when it can't be read.
    """
    with _opened(path) as archive:
        about = _read_about(archive)
        media = {as_text(each): member for member, each in _read_json(archive, _MEDIA).items()}
        with open_database(archive) as connection:
            if not all(is_plain_table(connection, name) for name in _TABLES):
                raise ValueError("a table that isn't one")
            with only_reading(connection):
                settings, note_types, decks = _read_settings(connection)
                notes = tuple(_read_notes(connection, note_types))
        deck, *_ = (each for key, each in decks.items() if key != DEFAULT_DECK)
    return UpdatePackage(
        path=path,
        about=about,
        notes=notes,
        note_types=note_types,
        deck=deck,
        settings=settings,
        media=media,
    )


def read_files(package: UpdatePackage, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Give the named files of a package's media; raises PackageError when one can't be read."""
    with _opened(package.path) as archive:
        for name in names:
            member = package.media[name]
            packed = archive.getinfo(member).compress_size
            yield name, read_member(archive, member, max(LARGEST, packed * _MOST_TIMES))


def _damaged(path: Path) -> PackageError:
    return PackageError(f"{path.name} can't be read: it is damaged, or no package of flashcards")


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with path.open("rb") as file, open_zip(file) as archive:
            yield archive
    except TROUBLE as error:
        raise _damaged(path) from error


def _read_about(archive: zipfile.ZipFile) -> About:
    if ABOUT not in archive.namelist():
        raise NotOursError("this package was not made by flashcards")
    about = json.loads(read_member(archive, ABOUT, _LARGEST_ABOUT))
    if not isinstance(about, dict) or about.get("format") != FORMAT:
        raise UnknownFormatError(
            "this package was made by another version of flashcards; get the add-on of that version"
        )
    return About(
        content_id=as_text(about["content_id"]),
        deck=as_text(about["deck"]),
        former_decks=tuple(map(as_text, about["former_decks"])),
        released=_number(about["released"]),
        retired=tuple(
            RetiredNote(
                as_text(each["guid"]), _number(each["mod"]), frozenset(map(as_text, each["keys"]))
            )
            for each in about["retired"]
        ),
    )


def _read_json(archive: zipfile.ZipFile, name: str) -> Json:
    return as_mapping(json.loads(read_member(archive, name, _LARGEST_ABOUT)))


def _read_settings(
    connection: sqlite3.Connection,
) -> tuple[dict[str, str], dict[int, Json], dict[str, Json]]:
    conf, dconf, models, decks = connection.execute(
        "SELECT conf, dconf, models, decks FROM col"
    ).fetchone()
    for each in (conf, dconf):
        as_mapping(json.loads(each))
    return (
        {"conf": as_text(conf), "dconf": as_text(dconf)},
        {int(key): _note_type(each) for key, each in as_mapping(json.loads(models)).items()},
        {key: _deck(each) for key, each in as_mapping(json.loads(decks)).items()},
    )


def _note_type(value: object) -> Json:
    """Check what the merge asks of a note type."""
    note_type = as_mapping(value)
    int(note_type["id"])
    _number(note_type["type"])
    as_text(note_type["css"])
    for field in note_type["flds"]:
        as_text(field["name"])
    for template in note_type["tmpls"]:
        for key in ("name", *SIDES):
            as_text(template[key])
    return note_type


def _deck(value: object) -> Json:
    """Check what the merge asks of a deck."""
    deck = as_mapping(value)
    int(deck["id"])
    as_text(deck["desc"])
    return deck


def _read_notes(
    connection: sqlite3.Connection, note_types: Mapping[int, Json]
) -> Iterator[AuthorsNote]:
    cards = defaultdict(list)
    for card_id, note_id, number, due in connection.execute(
        "SELECT id, nid, ord, due FROM cards ORDER BY id"
    ):
        cards[note_id].append(PackagedCard(_number(card_id), _number(number), _number(due)))
    seen: set[str] = set()
    # Where a GUID stands twice, the latest counts.
    for note_id, guid, note_type_id, mod, texts, tags in iterate_rows(connection, "mod DESC"):
        fields = unicodedata.normalize("NFC", as_text(texts)).split(BETWEEN_FIELDS)
        if len(fields) != len(note_types[note_type_id]["flds"]):
            raise ValueError("a note with another number of fields than its type")
        if guid in seen:
            continue
        seen.add(guid)
        yield AuthorsNote(
            note_id=_number(note_id),
            guid=as_text(guid),
            note_type_id=note_type_id,
            mod=_number(mod),
            fields=tuple(fields),
            tags=tuple(as_text(tags).split()),
            cards=tuple(cards[note_id]),
        )


def as_mapping(value: object) -> Json:
    """Give what JSON said, if it is a mapping; raises TypeError."""
    if not isinstance(value, dict):
        raise TypeError("no mapping")
    return value


def as_text(value: object) -> str:
    """Give a text that can be stored; raises TypeError or UnicodeEncodeError of any other value."""
    if not isinstance(value, str):
        raise TypeError("no text")
    value.encode()  # JSON can name halves of characters, which can't be stored
    return value


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError("no number")
    return value

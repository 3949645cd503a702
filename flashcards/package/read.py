"""What a package of ours holds, read without Anki; it may be anyone's, damaged, or made to harm."""

import io
import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import IO, Any, NamedTuple

from flashcards.addon.merging.database import (
    is_plain_table,
    iterate_rows,
    only_reading,
    open_database,
    open_zip,
)
from flashcards.addon.merging.package import TROUBLE, as_mapping, as_text
from flashcards.anki.note_types import BETWEEN_FIELDS, NOTE_TYPES
from flashcards.diagnostics import FlashcardsError

_KEY_PLACES = {each.note_type_id: each.field_names.index("Key") for each in NOTE_TYPES.values()}

_DEFAULT_DECK = "1"


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
        return dict(zip(self.names, self.texts.split(BETWEEN_FIELDS), strict=True))

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
        with open_zip(io.BytesIO(data)) as archive, open_database(archive) as connection:
            return tuple(_iterate_notes(connection))
    except TROUBLE:
        return ()


def read_released(data: bytes) -> tuple[PackagedText, ...]:
    """Read what a package's notes say; what can't be read has none."""
    try:
        with open_zip(io.BytesIO(data)) as archive, open_database(archive) as connection:
            return _read_whole(connection).notes
    except TROUBLE:
        return ()


def read_whole_package(file: IO[bytes], name: str) -> Package:
    """Read all that a package says.

    Raises FlashcardsError, with the package's `name`, when it can't be read or isn't one of ours.
    """
    try:
        with open_zip(file) as archive, open_database(archive) as connection:
            package = _read_whole(connection)
    except TROUBLE:
        raise FlashcardsError(
            f"`{name}` can't be read as a package: it is damaged, or not made by `flashcards build`"
        ) from None
    if not package.notes:
        raise FlashcardsError(
            f"`{name}` holds no note of ours; name a package that `flashcards build` wrote"
        )
    return package


def _iterate_notes(connection: sqlite3.Connection) -> Iterator[PackagedNote]:
    for note_id, guid, note_type_id, mod, fields, _ in _iterate_rows(connection):
        place = _KEY_PLACES.get(note_type_id)
        texts = fields.split(BETWEEN_FIELDS)
        if place is not None and place < len(texts):
            yield PackagedNote(texts[place], guid, note_id, mod)


def _iterate_rows(
    connection: sqlite3.Connection,
) -> Iterator[tuple[int, str, int, int, str, str]]:
    """Give the rows of the table `notes` that hold what Anki's do."""
    if not is_plain_table(connection, "notes"):
        return
    with only_reading(connection):
        for note_id, guid, note_type_id, mod, fields, tags in iterate_rows(connection):
            are_numbers = all(type(each) is int for each in (note_id, note_type_id, mod))
            if are_numbers and all(type(each) is str for each in (guid, fields, tags)):
                yield note_id, guid, note_type_id, mod, fields, tags


def _read_whole(connection: sqlite3.Connection) -> Package:
    if not is_plain_table(connection, "col"):
        raise ValueError("no collection")
    with only_reading(connection):
        models, decks = connection.execute("SELECT models, decks FROM col").fetchone()
    note_types = {
        int(note_type_id): _decode_type(note_type)
        for note_type_id, note_type in as_mapping(json.loads(models)).items()
    }
    return Package(
        note_types=note_types,
        deck_names=tuple(
            as_text(deck["name"])
            for deck_id, deck in as_mapping(json.loads(decks)).items()
            if deck_id != _DEFAULT_DECK
        ),
        notes=tuple(_iterate_texts(connection, note_types)),
    )


def _decode_type(note_type: Any) -> PackagedType:  # noqa: ANN401 - what JSON may hold
    return PackagedType(
        name=as_text(note_type["name"]),
        is_cloze=note_type["type"] == 1,
        field_names=tuple(as_text(each["name"]) for each in note_type["flds"]),
        template_names=tuple(as_text(each["name"]) for each in note_type["tmpls"]),
    )


def _iterate_texts(
    connection: sqlite3.Connection, note_types: Mapping[int, PackagedType]
) -> Iterator[PackagedText]:
    for note_id, guid, note_type_id, mod, texts, tags in _iterate_rows(connection):
        note_type = note_types.get(note_type_id)
        if note_type is None or "Key" not in note_type.field_names:
            continue
        names = note_type.field_names
        if texts.count(BETWEEN_FIELDS) == len(names) - 1:
            key = texts.split(BETWEEN_FIELDS)[names.index("Key")]
            yield PackagedText(
                note=PackagedNote(key, guid, note_id, mod),
                note_type_id=note_type_id,
                names=names,
                texts=texts,
                joined_tags=tags,
            )

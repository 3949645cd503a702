"""The bytes of an `.apkg`: genanki's collection, our rows, and a zip that repeats to the byte."""

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

import genanki

from flashcards.anki.cloze import cloze_numbers
from flashcards.anki.note_types import NOTE_TYPES, Kind, NoteType
from flashcards.disk.media import MediaFile
from flashcards.identity.entry import StampedNote
from flashcards.notes.note import Note
from flashcards.render.markdown import visible_text

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first time a zip can hold; a fixed one keeps the bytes the same."""

_INSERT_NOTE = "INSERT INTO notes VALUES (?,?,?,?,-1,?,?,?,0,0,'')"
"""Its constants: no synchronisation yet, a checksum that Anki works out when it imports, no flags
and no data."""

_INSERT_CARD = "INSERT INTO cards VALUES (?,?,?,?,?,-1,0,0,?,0,0,0,0,0,0,0,0,'')"
"""Its constants: no synchronisation yet, a new card in the queue of new ones that was never
reviewed and is in no filtered deck, no flags and no data."""

_INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql NOT NULL"

_COMPRESSION = 3
"""zlib's level: half the time of its default, for a twelfth more bytes."""

_DECK_IDS_FROM = 1_300_000_000_000
_DECK_IDS = 100_000_000_000


def write_package(
    content_id: str,
    name: str,
    description: str,
    notes: Iterable[StampedNote],
    media: Iterable[MediaFile] = (),
) -> bytes:
    """Make a package of one deck; the notes' order is the order in which Anki introduces them.

    The same arguments give the same bytes with the same versions of SQLite and zlib.
    `description` is Markdown.
    """
    deck = _Deck(_deck_id(content_id), name, description)
    notes = tuple(notes)
    for kind in dict.fromkeys(stamped.note.kind for stamped in notes):
        deck.add_model(_Model(NOTE_TYPES[kind]))
    # In memory at any size: a database that was in a file says so in its first bytes.
    connection = sqlite3.connect(":memory:")
    try:
        # genanki makes the collection with its deck and note types; the package's own time and
        # ids are not used, for each note brings its own.
        genanki.Package(deck).write_to_db(connection.cursor(), 0.0, iter(()))
        with _without_indexes(connection):
            connection.executemany(_INSERT_NOTE, _note_rows(notes))
            connection.executemany(_INSERT_CARD, _card_rows(notes, deck.deck_id))
        connection.commit()
        database = connection.serialize()
    finally:
        connection.close()
    files = dict(enumerate(sorted(media, key=lambda file: file.name)))
    names = {str(index): file.name for index, file in files.items()}
    return _zip(
        {
            "collection.anki2": database,
            "media": json.dumps(names).encode(),
            **{str(index): file.data for index, file in files.items()},
        }
    )


@contextmanager
def _without_indexes(connection: sqlite3.Connection) -> Iterator[None]:
    """Make the indexes after the rows: that takes half the time, and leaves no room unused."""
    indexes = connection.execute(_INDEXES).fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _, statement in indexes:
        connection.execute(statement)


def _deck_id(content_id: str) -> int:
    return _DECK_IDS_FROM + int.from_bytes(sha256(content_id.encode()).digest()[:8]) % _DECK_IDS


def _zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, _EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # the same on Windows
            info.external_attr = 0o644 << 16
            archive.writestr(info, data, compresslevel=_COMPRESSION)
    return buffer.getvalue()


class _Deck(genanki.Deck):
    """A deck whose description Anki reads as Markdown."""

    def to_json(self) -> dict[str, Any]:
        return {**super().to_json(), "md": True}


class _Model(genanki.Model):
    """A note type that carries permanent ids and the time of its own last change."""

    def __init__(self, note_type: NoteType) -> None:
        super().__init__(
            model_id=note_type.note_type_id,
            name=note_type.name,
            fields=[
                {"name": field.name, "id": field.field_id, "collapsed": field.collapsed}
                for field in note_type.fields
            ],
            templates=[
                {
                    "name": template.name,
                    "id": template.template_id,
                    "qfmt": template.front,
                    "afmt": template.back,
                    "bqfmt": template.browser_front,
                    "bafmt": template.browser_back,
                }
                for template in note_type.templates
            ],
            css=note_type.css,
            model_type=genanki.Model.CLOZE if note_type.is_cloze else genanki.Model.FRONT_BACK,
        )
        self._mod = note_type.mod

    def to_json(self, _timestamp: float, deck_id: int) -> dict[str, Any]:
        json: dict[str, Any] = super().to_json(self._mod, deck_id)
        return json


def _note_rows(notes: Iterable[StampedNote]) -> Iterator[tuple[int | str, ...]]:
    """Give what differs in the rows of the table `notes`."""
    for note, guid, note_id, mod in notes:
        yield (
            note_id,
            guid,
            NOTE_TYPES[note.kind].note_type_id,
            mod,
            f" {' '.join(note.tags)} ",
            "\x1f".join(note.fields),
            visible_text(note.fields[0]),  # what the browser sorts by
        )


def _card_rows(notes: Iterable[StampedNote], deck_id: int) -> Iterator[tuple[int | str, ...]]:
    """Give what differs in the rows of the table `cards`, in the order in which to introduce them.

    All cards of a note are due together.
    """
    last_id = 0
    for due, stamped in enumerate(notes, 1):
        first_id = max(last_id + 1, stamped.note_id)
        for last_id, number in enumerate(_card_numbers(stamped.note), first_id):
            yield last_id, stamped.note_id, deck_id, number, stamped.mod, due


def _card_numbers(note: Note) -> Iterable[int]:
    """Give the number of each card's template, or of its cloze deletion, from 0."""
    if note.kind is not Kind.CHAPTER:
        return range(note.cards)
    return [number - 1 for number in cloze_numbers(note.fields[0])]

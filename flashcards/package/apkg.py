"""The bytes of an `.apkg`: genanki's collection, our rows, and a zip that repeats to the byte."""

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import genanki

from flashcards.addon.merging.looks import sign_description
from flashcards.addon.merging.package import ABOUT, DEFAULT_DECK, derive_card_id
from flashcards.addon.merging.released import (
    RELEASED,
    UNRELEASED,
    digest_html,
    write_released,
)
from flashcards.anki.cloze import cloze_numbers
from flashcards.anki.note_types import BETWEEN_FIELDS, NOTE_TYPES, STANDING, Kind, NoteType
from flashcards.diagnostics import FlashcardsError
from flashcards.disk.media import MediaFile
from flashcards.identity.entry import StampedNote
from flashcards.notes.note import Deck, Note
from flashcards.render.markdown import visible_text

_INSERT_NOTE = "INSERT INTO notes VALUES (?,?,?,?,-1,?,?,?,0,0,'')"
"""Its constants: no synchronisation yet, a checksum that Anki works out when it imports, no flags
and no data."""

_INSERT_CARD = "INSERT INTO cards VALUES (?,?,?,?,?,-1,0,0,?,0,0,0,0,0,0,0,0,'')"
"""Its constants: no synchronisation yet, a new card in the queue of new ones that was never
reviewed and is in no filtered deck, no flags and no data."""

_RELEASED_PLACES = {
    kind: note_type.field_names.index(RELEASED) for kind, note_type in NOTE_TYPES.items()
}
_digest_shared = lru_cache(maxsize=1024)(digest_html)
"""What says where a note stands is the same for many notes of a chapter."""

_INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql NOT NULL"

_LARGE = 2_000
"""Notes from which a database is made in a file."""

_PIECE = 1 << 16
_COMPRESSION = 3
"""zlib's level: half the time of its default, for a twelfth more bytes."""

_DECK_IDS_FROM = 1_300_000_000_000
_DECK_IDS = 100_000_000_000


def write_package(
    of: Deck,
    notes: Iterable[StampedNote],
    media: Iterable[MediaFile] = (),
    about: bytes = b"{}",
) -> bytes:
    """Make a package of notes of a deck, in the order in which Anki introduces them.

    The same arguments give the same bytes with the same versions of SQLite and zlib.
    `about` is what `describe_package` says. Raises FlashcardsError when there is no room for a
    temporary file.
    """
    notes = tuple(notes)
    released = max((stamped.mod for stamped in notes), default=0)
    deck = genanki.Deck(
        _deck_id(of.content_id), of.name, sign_description(of.description, released)
    )
    for kind in dict.fromkeys(stamped.note.kind for stamped in notes):
        deck.add_model(_Model(NOTE_TYPES[kind]))
    files = dict(enumerate(sorted(media, key=lambda file: file.name)))
    names = {str(index): file.name for index, file in files.items()}
    try:
        return _zip(
            {
                "collection.anki2": _read_database(deck, notes),
                "media": [json.dumps(names).encode()],
                ABOUT: [about],
                **{str(index): [file.data] for index, file in files.items()},
            }
        )
    except (OSError, sqlite3.OperationalError) as error:
        raise FlashcardsError(
            f"can't make the package of `{of.content_id}`: {error}; make room for temporary files"
        ) from error


def _read_database(deck: genanki.Deck, notes: tuple[StampedNote, ...]) -> Iterator[bytes]:
    """Make the database and give it piece by piece; a large one is a temporary file.

    In memory it would be there three times while SQLite hands it over.
    """
    if len(notes) < _LARGE:
        with closing(sqlite3.connect(":memory:")) as connection:
            _fill(connection, deck, notes)
            yield connection.serialize()
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "collection"
        with closing(sqlite3.connect(path)) as connection:
            # It is read once, whatever becomes of the file then.
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
            _fill(connection, deck, notes)
        with path.open("rb") as file:
            # Its header counts the changes of the file, and says which SQLite made the last.
            header = file.read(100)
            yield header[:24] + bytes(4) + header[28:92] + bytes(8)
            yield from iter(partial(file.read, _PIECE), b"")


def _fill(
    connection: sqlite3.Connection, deck: genanki.Deck, notes: tuple[StampedNote, ...]
) -> None:
    # genanki makes the collection with its deck and note types; the package's own time and
    # ids are not used, for each note brings its own.
    genanki.Package(deck).write_to_db(connection.cursor(), 0.0, iter(()))
    _keep_name_apart(connection, deck.name)
    with _without_indexes(connection):
        connection.executemany(_INSERT_NOTE, _note_rows(notes))
        connection.executemany(_INSERT_CARD, _card_rows(notes, deck.deck_id))
    connection.commit()


def _keep_name_apart(connection: sqlite3.Connection, name: str) -> None:
    """Call Anki's own deck otherwise, if a deck has its name: of two it would rename either.

    Anki leaves it out, for it has no cards.
    """
    decks = json.loads(*connection.execute("SELECT decks FROM col").fetchone())
    ankis = decks[DEFAULT_DECK]
    if name.casefold() == ankis["name"].casefold():
        ankis["name"] += "_"
        connection.execute("UPDATE col SET decks = ?", (json.dumps(decks),))


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


def _zip(members: Mapping[str, Iterable[bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=_COMPRESSION) as archive:
        for name, pieces in members.items():
            # By its name a member has the first time that a zip can hold; a fixed one keeps the
            # bytes the same.
            with archive.open(name, "w") as member:
                for piece in pieces:
                    member.write(piece)
        for info in archive.infolist():
            info.create_system = 3  # the same on Windows
            info.external_attr = 0o644 << 16
    return buffer.getvalue()


class _Model(genanki.Model):
    """A note type that carries permanent ids and the time of its own last change."""

    def __init__(self, note_type: NoteType) -> None:
        super().__init__(
            model_id=note_type.note_type_id,
            name=note_type.name,
            fields=[
                {
                    "name": field.name,
                    "id": field.field_id,
                    "font": "Arial",
                    "description": field.description,
                    "collapsed": field.collapsed,
                    "excludeFromSearch": field.unsearched,
                }
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
            BETWEEN_FIELDS.join(release_fields(note, mod)),
            visible_text(note.fields[0]),  # what the browser sorts by
        )


def release_fields(note: Note, mod: int) -> tuple[str, ...]:
    """Give the fields of a note as a package has them: with what `Released` says of the others."""
    place = _RELEASED_PLACES[note.kind]
    names = NOTE_TYPES[note.kind].field_names
    digests = [
        (_digest_shared if name in STANDING else digest_html)(field)
        for name, field in zip(names, note.fields, strict=True)
        if name not in UNRELEASED
    ]
    released = write_released(mod, digests, note.tags)
    return (*note.fields[:place], released, *note.fields[place + 1 :])


def _card_rows(notes: Iterable[StampedNote], deck_id: int) -> Iterator[tuple[int | str, ...]]:
    """Give what differs in the rows of the table `cards`, in the order in which to introduce them.

    All cards of a note are due together.
    """
    taken = set()
    for due, stamped in enumerate(notes, 1):
        for number in _card_numbers(stamped.note):
            free = derive_card_id(stamped.note_id, number)
            while free in taken:
                free += 1
            taken.add(free)
            yield free, stamped.note_id, deck_id, number, stamped.mod, due


def _card_numbers(note: Note) -> Iterable[int]:
    """Give the number of each card's template, or of its cloze deletion, from 0."""
    if note.kind is not Kind.CHAPTER:
        return range(note.cards)
    return [number - 1 for number in cloze_numbers(note.fields[0])]

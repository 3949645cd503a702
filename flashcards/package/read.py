"""What a package of ours says of its notes, read without Anki; it may be anyone's, or damaged."""

import io
import sqlite3
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

from flashcards.anki.note_types import NOTE_TYPES

_LARGEST = 100 * 1024**2
"""Bytes of a package's database, unpacked: some 100,000 notes. A larger one is not read."""

_KEY_PLACES = {each.note_type_id: each.field_names.index("Key") for each in NOTE_TYPES.values()}


class PackagedNote(NamedTuple):
    """A note of a package: its key, and the identity and time under which it was released."""

    key: str
    guid: str
    note_id: int
    mod: int


def read_package(data: bytes) -> tuple[PackagedNote, ...]:
    """Read the notes of our types; what can't be read has none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            member = archive.getinfo("collection.anki2")
            if member.file_size > _LARGEST:
                return ()
            with archive.open(member) as file:
                database = file.read(_LARGEST + 1)
        connection = sqlite3.connect(":memory:")
        try:
            connection.deserialize(database)
            connection.execute("PRAGMA trusted_schema = OFF")
            return tuple(_iterate_notes(connection))
        finally:
            connection.close()
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, sqlite3.Error, NotImplementedError):
        return ()


def _iterate_notes(connection: sqlite3.Connection) -> Iterator[PackagedNote]:
    (is_table,) = connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'notes'"
    ).fetchone()
    if not is_table:
        return
    for row in connection.execute("SELECT id, guid, mid, mod, flds FROM notes"):
        note_id, guid, note_type, mod, fields = row
        place = _KEY_PLACES.get(note_type)
        texts = fields.split("\x1f") if isinstance(fields, str) else []
        if place is not None and place < len(texts) and isinstance(guid, str):
            yield PackagedNote(texts[place], guid, int(note_id), int(mod))

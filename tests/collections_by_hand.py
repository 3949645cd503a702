"""Learners' collections written without Anki's engine: very large ones, and ones that mean harm."""

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from flashcards.addon.merging.released import RELEASED, write_released
from flashcards.anki.note_types import NOTE_TYPES, Kind
from tests.support import NOW

SCHEMA = """
CREATE TABLE col (id integer PRIMARY KEY, models text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL,
    mod integer NOT NULL, tags text NOT NULL, flds text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, ord integer NOT NULL,
    queue integer NOT NULL, lapses integer NOT NULL, flags integer NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, ease integer NOT NULL,
    lastIvl integer NOT NULL, factor integer NOT NULL, time integer NOT NULL,
    type integer NOT NULL);
CREATE INDEX ix_revlog_cid ON revlog (cid);
"""
"""What is read of Anki's own."""

_MODELS = json.dumps(
    {
        each.note_type_id: {"flds": [{"name": name} for name in each.field_names]}
        for each in NOTE_TYPES.values()
    }
)


def write_database(  # noqa: PLR0913 - one argument a part of the collection
    path: Path,
    *statements: str,
    guids: Iterable[str] = (),
    reviews: int = 0,
    models: str = _MODELS,
    schema: str = SCHEMA,
    kind: Kind = Kind.TOPIC,
) -> Path:
    """Write a collection with a note and a card for each GUID, which was answered at times.

    Every fifth answer is wrong, and no note was touched since it came. The statements are run at
    the end.
    """
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + schema)
        if schema == SCHEMA:
            connection.execute("INSERT INTO col VALUES (1, ?)", (models,))
            names = NOTE_TYPES[kind].field_names
            released = write_released(NOW, [""] * (len(names) - 2), ())
            fields = "\x1f".join(released if name == RELEASED else "" for name in names)
            numbered = list(enumerate(guids, 1))
            connection.executemany(
                "INSERT INTO notes VALUES (?, ?, ?, ?, '', ?)",
                [(*each, NOTE_TYPES[kind].note_type_id, NOW, fields) for each in numbered],
            )
            connection.executemany(
                "INSERT INTO cards VALUES (?, ?, 0, 2, 0, 0)",
                [(each, each) for each, _ in numbered],
            )
            connection.executemany(
                "INSERT INTO revlog VALUES (?, ?, ?, 5, 2500, 4000, 1)",
                (
                    (answer * 1_000_000 + number, number, 1 if answer % 5 == 0 else 3)
                    for answer in range(reviews)
                    for number, _ in numbered
                ),
            )
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path


def zip_members(path: Path, **members: bytes) -> Path:
    """Write an export with these members, `anki21b` for `collection.anki21b`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(f"collection.{name}", data)
    path.write_bytes(buffer.getvalue())
    return path

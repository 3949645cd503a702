"""A small package for Anki's own import: new notes, and those that gain a card.

Only so do they get the ids of the package, on every device that a learner has: a card that Anki
makes by itself gets another id on each, and stands twice when both have synchronised.
"""

import json
import sqlite3
import zipfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from .database import COLLECTION
from .package import BETWEEN_FIELDS, DEFAULT_DECK, Json, PackagedCard, UpdatePackage, read_files

_SCHEMA = """
CREATE TABLE col (id integer primary key, crt integer not null, mod integer not null,
 scm integer not null, ver integer not null, dty integer not null, usn integer not null,
 ls integer not null, conf text not null, models text not null, decks text not null,
 dconf text not null, tags text not null);
CREATE TABLE notes (id integer primary key, guid text not null, mid integer not null,
 mod integer not null, usn integer not null, tags text not null, flds text not null,
 sfld integer not null, csum integer not null, flags integer not null, data text not null);
CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null,
 ord integer not null, mod integer not null, usn integer not null, type integer not null,
 queue integer not null, due integer not null, ivl integer not null, factor integer not null,
 reps integer not null, lapses integer not null, left integer not null, odue integer not null,
 odid integer not null, flags integer not null, data text not null);
CREATE TABLE revlog (id integer primary key, cid integer not null, usn integer not null,
 ease integer not null, ivl integer not null, lastIvl integer not null, factor integer not null,
 time integer not null, type integer not null);
CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null);
CREATE INDEX ix_notes_usn on notes (usn);
CREATE INDEX ix_cards_usn on cards (usn);
CREATE INDEX ix_revlog_usn on revlog (usn);
CREATE INDEX ix_cards_nid on cards (nid);
CREATE INDEX ix_cards_sched on cards (did, queue, due);
CREATE INDEX ix_revlog_cid on revlog (cid);
CREATE INDEX ix_notes_csum on notes (csum);
"""
"""Anki's own, as packages have it since 2012."""


class PartialNote(NamedTuple):
    """A note as Anki is to import it: in the learner's order of fields, with new cards only."""

    note_id: int
    guid: str
    note_type_id: int
    mod: int
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    cards: tuple[PackagedCard, ...]


class ImportedPart(NamedTuple):
    """What to import: `note_types` are those of the notes, `media` the files to bring along.

    Anki puts a description in the place of the learner's, so it is empty where the deck is there.
    """

    notes: tuple[PartialNote, ...]
    note_types: Mapping[int, Json]
    deck_name: str
    description: str
    media: tuple[str, ...]


def write_partial(path: Path, package: UpdatePackage, partial: ImportedPart) -> None:
    """Write the small package; settings and media are the large one's."""
    files = {str(number): name for number, name in enumerate(partial.media)}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as out:
        out.writestr(COLLECTION, _make_database(package, partial))
        out.writestr("media", json.dumps(files))
        for number, (_, data) in enumerate(read_files(package, partial.media)):
            out.writestr(str(number), data)


def _make_database(package: UpdatePackage, partial: ImportedPart) -> bytes:
    deck = {**package.deck, "name": partial.deck_name, "desc": partial.description}
    decks = {
        # Anki leaves this one out, for it is empty; of two with one name it would rename either.
        DEFAULT_DECK: {**deck, "id": int(DEFAULT_DECK), "name": f"{deck['name']}_", "desc": ""},
        str(deck["id"]): deck,
    }
    models = {
        str(note_type_id): {**each, "did": None}
        for note_type_id, each in partial.note_types.items()
    }
    conf, dconf = package.settings["conf"], package.settings["dconf"]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(_SCHEMA)
        connection.execute(
            "INSERT INTO col VALUES (1, 0, 0, 0, 11, 0, 0, 0, ?, ?, ?, ?, '{}')",
            (conf, json.dumps(models), json.dumps(decks), dconf),
        )
        for note in partial.notes:
            connection.execute(
                "INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, '', 0, 0, '')",
                (
                    note.note_id,
                    note.guid,
                    note.note_type_id,
                    note.mod,
                    f" {' '.join(note.tags)} ",
                    BETWEEN_FIELDS.join(note.fields),
                ),
            )
            connection.executemany(
                "INSERT INTO cards VALUES (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')",
                (
                    (card.card_id, note.note_id, deck["id"], card.number, note.mod, card.due)
                    for card in note.cards
                ),
            )
        connection.commit()
        return connection.serialize()

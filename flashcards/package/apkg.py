"""The bytes of an `.apkg`: genanki's database in memory, and a zip that repeats byte for byte."""

import io
import itertools
import json
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

import genanki

from flashcards.lock.stamp import StampedNote
from flashcards.notes.types import NOTE_TYPES, NoteType
from flashcards.render.markdown import visible_text
from flashcards.source.media import MediaFile

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first time a zip can hold; a fixed one keeps the bytes the same."""

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
    models = {kind: _Model(note_type) for kind, note_type in NOTE_TYPES.items()}
    last_card_id = 0
    for position, stamped in enumerate(notes):
        card_ids = itertools.count(max(last_card_id + 1, stamped.note_id))
        deck.add_note(_Note(models[stamped.note.kind], stamped, card_ids, due=position + 1))
        last_card_id = next(card_ids) - 1 + stamped.note.cards
    connection = sqlite3.connect(":memory:")
    try:
        # Each note brings its own time and ids; the package's are not used.
        genanki.Package(deck).write_to_db(connection.cursor(), 0.0, iter(()))
        connection.commit()
        connection.execute("VACUUM")
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


def _deck_id(content_id: str) -> int:
    return _DECK_IDS_FROM + int.from_bytes(sha256(content_id.encode()).digest()[:8]) % _DECK_IDS


def _zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, _EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # the same on Windows
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
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


class _Note(genanki.Note):
    """A note that is written with its own GUID, id and time."""

    def __init__(
        self, model: _Model, stamped: StampedNote, card_ids: Iterator[int], due: int
    ) -> None:
        super().__init__(
            model=model,
            fields=list(stamped.note.fields),
            sort_field=visible_text(stamped.note.fields[0]),
            tags=stamped.note.tags,
            guid=stamped.guid,
            due=due,
        )
        self._stamped = stamped
        self._card_ids = card_ids

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Do nothing: fields are sanitised HTML, and this pattern is slow on long ones."""

    def write_to_db(
        self, cursor: sqlite3.Cursor, _timestamp: float, deck_id: int, _ids: Iterator[int]
    ) -> None:
        ids = itertools.chain([self._stamped.note_id], self._card_ids)
        super().write_to_db(cursor, self._stamped.mod, deck_id, ids)

"""The ready list of notes from which `raw` makes its deck: the very fields that ours have."""

import pickle
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.anki.note_types import NOTE_TYPES
from flashcards.app.compile import compile_files
from flashcards.disk.sources import find_content_files
from flashcards.identity.entry import derive_guid

if TYPE_CHECKING:  # the script itself brings genanki
    from tests.benchmarks.raw import ReadyDeck, ReadyType


def write_ready(project: Path) -> Path:
    """Write the list of all notes of a project's content, and give its path."""
    note_types: dict[str, ReadyType] = {
        kind.value: (
            note_type.note_type_id,
            [{"name": name} for name in note_type.field_names],
            [
                {"name": each.name, "qfmt": each.front, "afmt": each.back}
                for each in note_type.templates
            ],
            note_type.css,
            int(note_type.is_cloze),
        )
        for kind, note_type in NOTE_TYPES.items()
    }
    compiled = compile_files(find_content_files(project / "content"))
    decks: list[ReadyDeck] = [
        [
            (note.kind.value, list(note.fields), list(note.tags), derive_guid(note.key))
            for note in deck.notes
        ]
        for deck in compiled.decks
    ]
    path = project / "ready.pickle"
    path.write_bytes(pickle.dumps((note_types, decks)))
    return path

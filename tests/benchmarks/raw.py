"""The same notes by genanki alone, from a ready list: no parsing, Markdown, checks or lock.

Run with the list's file and the deck to write. The list is pickled: note types with their fields
and templates, and for each note its type, fields, tags and GUID.
"""

import pickle
import sys
from pathlib import Path

import genanki


def main(ready: Path, deck_path: Path) -> None:
    """Write the deck as genanki's own documentation does."""
    note_types, decks = pickle.loads(ready.read_bytes())  # noqa: S301 - written by the benchmark
    models = {
        name: genanki.Model(number, name, fields, templates, css, model_type=kind)
        for name, (number, fields, templates, css, kind) in note_types.items()
    }
    for index, notes in enumerate(decks):
        deck = genanki.Deck(1 + index, f"Benchmark {index}")
        for name, fields, tags, guid in notes:
            deck.add_note(genanki.Note(models[name], fields, tags=tags, guid=guid))
        genanki.Package(deck).write_to_file(deck_path.with_name(f"{deck_path.stem}-{index}.apkg"))


main(Path(sys.argv[1]), Path(sys.argv[2]))

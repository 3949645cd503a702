"""The same notes by genanki alone, from a ready list: no parsing, Markdown, checks or lock.

Run with the list's file and the folder to write decks into. `ready` writes the list: note types
with their fields and templates, and for each note its type, fields, tags and GUID.
"""

import pickle
import sys
from pathlib import Path

import genanki

ReadyType = tuple[int, list[dict[str, str]], list[dict[str, str]], str, int]
ReadyDeck = list[tuple[str, list[str], list[str], str]]


def main(ready: Path, folder: Path) -> None:
    """Write the decks as genanki's own documentation does."""
    note_types: dict[str, ReadyType]
    decks: list[ReadyDeck]
    note_types, decks = pickle.loads(ready.read_bytes())  # noqa: S301 - the benchmark wrote it
    models = {
        name: genanki.Model(number, name, fields, templates, css, model_type=model_type)
        for name, (number, fields, templates, css, model_type) in note_types.items()
    }
    for index, notes in enumerate(decks):
        deck = genanki.Deck(1 + index, f"Benchmark {index}")
        for name, fields, tags, guid in notes:
            deck.add_note(genanki.Note(models[name], fields, tags=tags, guid=guid))
        genanki.Package(deck).write_to_file(folder / f"raw-{index}.apkg")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

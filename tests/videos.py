"""Small content files, and the way from their text to notes."""

from flashcards.content.load import load_source
from flashcards.content.model import Breakdown
from flashcards.diagnostics import Diagnostic, Source
from flashcards.notes.generate import generate_deck
from flashcards.notes.note import Deck, Note

VIDEO = """\
title: A video
url: https://www.youtube.com/watch?v=abc
modules:
  - title: First module
    chapters:
      - title: One
        time: 0:00 - 5:00
        summary: The sky is ==blue==.
        topics:
          Sky: What is above.
        questions:
          - question: Why?
            answer: Because.
"""
"""A small sound content file: one note of each kind."""


def load(yaml: str, path: str = "content/video.yaml") -> Breakdown:
    """Load content that must be without errors and warnings."""
    found: list[Diagnostic] = []
    breakdown = load_source(Source(path=path, text=yaml), found)
    assert found == []
    assert breakdown is not None
    return breakdown


def make_deck(yaml: str, path: str = "content/video.yaml") -> Deck:
    """Make the deck of content of which rendering, too, has nothing to say."""
    found: list[Diagnostic] = []
    deck = generate_deck(load(yaml, path), found)
    assert found == []
    return deck


def make_notes(yaml: str) -> dict[str, Note]:
    """Make the notes of sound content, in order, by their keys without the content id."""
    return {note.key.split("/", 1)[1]: note for note in make_deck(yaml).notes}

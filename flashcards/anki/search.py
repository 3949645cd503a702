"""Searches for Anki's browser."""

import re
from collections.abc import Iterable

_SPECIAL = re.compile(r'[\\"*_:]')
"""What means something in a quoted search: escapes, quotes, wildcards, and the end of a field."""


def search_field(name: str, texts: Iterable[str]) -> str:
    """Give the search that selects the notes with just one of these texts in a field."""
    return " OR ".join(f'"{name}:{_escape(text)}"' for text in texts)


def search_tag(tag: str) -> str:
    """Give the search that selects the notes with a tag, or one below it."""
    return f'"tag:{_escape(tag)}"'


def search_ids(note_ids: Iterable[int]) -> str:
    """Give the search that selects notes by their ids."""
    return f"nid:{','.join(map(str, note_ids))}"


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", text)

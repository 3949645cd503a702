"""Keys: the names under which notes are known for good, `<content id>/<kind>/<slug>`."""

import re
from typing import NamedTuple, NewType

from flashcards.content.model import ContentId, Text
from flashcards.text.slugs import key_slug

Key = NewType("Key", str)
"""Names one note across all decks."""

_KEY = re.compile(r"[^/\s]+(?:/[^/\s]+){2}")


class KeyParts(NamedTuple):
    """What a key is made of."""

    content_id: str
    kind: str
    slug: str

    @property
    def name(self) -> str:
        """Kind and slug: what the note is called within its content file."""
        return f"{self.kind}/{self.slug}"


def make_key(content_id: ContentId, kind: str, identifier: Text | None, front: Text) -> Key:
    """Name a note by its author's `id`, or else by the text on its front."""
    slug = identifier.value if identifier else key_slug(front.value)
    return Key(f"{content_id}/{kind}/{slug}")


def split_key(key: str) -> KeyParts:
    """Take a key apart; ValueError when it has fewer than three parts."""
    content_id, kind, slug = key.split("/", 2)
    return KeyParts(content_id, kind, slug)


def is_key(text: str) -> bool:
    """Whether a text is three parts that are neither empty nor hold spaces."""
    return _KEY.fullmatch(text) is not None

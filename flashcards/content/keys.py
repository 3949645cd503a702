"""Keys: the names under which notes are known for good, `<content id>/<kind>/<slug>`."""

from typing import NewType

from flashcards.content.model import ContentId, Text
from flashcards.text.slugs import key_slug

Key = NewType("Key", str)
"""Names one note across all decks."""


def make_key(content_id: ContentId, kind: str, identifier: Text | None, front: Text) -> Key:
    """Name a note by its author's `id`, or else by the text on its front."""
    slug = identifier.value if identifier else key_slug(front.value)
    return Key(f"{content_id}/{kind}/{slug}")

"""A note as recognition sees it."""

from dataclasses import dataclass

from flashcards.notes.types import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """A note's two sides as plain text, and where it stands.

    A named one has an `id` of its author's.
    """

    kind: Kind
    front: str
    back: str
    chapter: str = ""
    after: str = ""
    is_named: bool = False

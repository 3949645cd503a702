"""Patterns that are searched for only where a text has one of their words or signs.

A pattern of many alternatives is slow, and on a good card it finds nothing.
"""

import re
from dataclasses import dataclass

from flashcards.craft.prose import Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """A pattern; all that it finds has one of the words (in any case) or of the signs in it."""

    pattern: re.Pattern[str]
    words: frozenset[str] = frozenset()
    signs: str = ""

    def search(self, prose: Prose) -> re.Match[str] | None:
        """Find the pattern in what a text says of its own."""
        if self.is_possible(prose):
            return self.pattern.search(prose.plain)
        return None

    def is_possible(self, prose: Prose) -> bool:
        """Whether there can be anything to find."""
        return not prose.vocabulary.isdisjoint(self.words) or any(
            sign in prose.plain for sign in self.signs
        )

"""Patterns that are searched for only where a text has one of their words or signs.

A pattern of many alternatives is slow, and on a good card it finds nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from flashcards.craft.prose import Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """The words (in any case) and signs of which a text has one, where anything is to be found."""

    words: frozenset[str] = frozenset()
    signs: str = ""

    def is_possible(self, prose: Prose) -> bool:
        """Whether there can be anything to find."""
        if not prose.vocabulary.isdisjoint(self.words):
            return True
        for sign in self.signs:  # noqa: SIM110 - `any` takes three times as long, on every text
            if sign in prose.plain:
                return True
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded(Guard):
    """A pattern with its guard; it is compiled when it is first searched for, by `re` itself."""

    pattern: str
    flags: re.RegexFlag = re.NOFLAG

    def search(self, prose: Prose) -> re.Match[str] | None:
        """Find the pattern in what a text says of its own."""
        return self.search_anyway(prose) if self.is_possible(prose) else None

    def search_anyway(self, prose: Prose) -> re.Match[str] | None:
        """Find the pattern without asking the guard."""
        return re.search(self.pattern, prose.plain, self.flags)


def guard_any(guards: Iterable[Guard]) -> Guard:
    """Make one guard of several: where it finds nothing possible, none of them does."""
    guards = tuple(guards)
    return Guard(
        words=frozenset().union(*(guard.words for guard in guards)),
        signs="".join(guard.signs for guard in guards),
    )

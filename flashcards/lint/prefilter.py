"""Patterns that are searched for only where a text has one of their words or signs.

A pattern of many alternatives is slow, and on a good card it finds nothing.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from flashcards.lint.prose import Prose


class Guard(NamedTuple):
    """The words (in any case) and signs of which a text has one, where anything is to be found.

    A sign is any piece of the text as it is written.
    """

    words: frozenset[str] = frozenset()
    signs: tuple[str, ...] = ()

    def is_possible(self, prose: Prose) -> bool:
        """Whether there can be anything to find."""
        if not prose.vocabulary.isdisjoint(self.words):
            return True
        plain = prose.plain
        for sign in self.signs:  # noqa: SIM110 - `any` takes three times as long, on every text
            if sign in plain:
                return True
        return False


class Guarded(NamedTuple):
    """A pattern with its guard; it is compiled when it is first searched for, by `re` itself."""

    guard: Guard
    pattern: str
    flags: re.RegexFlag = re.NOFLAG

    def search(self, prose: Prose) -> re.Match[str] | None:
        """Find the pattern in what a text says of its own."""
        return self.search_anyway(prose) if self.guard.is_possible(prose) else None

    def search_anyway(self, prose: Prose) -> re.Match[str] | None:
        """Find the pattern without asking the guard."""
        return re.search(self.pattern, prose.plain, self.flags)


def guard_words(words: Iterable[str]) -> Guard:
    """Make a guard of words alone."""
    return Guard(words=frozenset(words))


def guard_any(guards: Iterable[Guard]) -> Guard:
    """Make one guard of several: where it finds nothing possible, none of them does."""
    guards = tuple(guards)
    return Guard(
        words=frozenset().union(*(guard.words for guard in guards)),
        signs=tuple(sign for guard in guards for sign in guard.signs),
    )

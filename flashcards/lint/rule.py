"""What rules are made of: patterns that are searched for where they can be, and findings.

A pattern of many alternatives is slow, and on a good card it finds nothing; so it is searched for
only where a text has one of its words or signs.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from flashcards.content.model import Breakdown, Text
from flashcards.diagnostics import Severity
from flashcards.lint.card_fronts import Front
from flashcards.lint.cards import Card
from flashcards.lint.prose import Prose


class Finding(NamedTuple):
    """A rule broken at a text; `fragment` is the part of it that breaks it, if not the whole.

    `severity` is the rule's own opinion, `twin` the other place if it takes two.
    """

    code: str
    message: str
    help: str
    text: Text
    fragment: str = ""
    severity: Severity = Severity.WARNING
    twin: Text | None = None


class Rule(NamedTuple):
    """A rule that looks at one card at a time.

    One that needs English looks for English words and nothing else, so elsewhere it is silent. Any
    other finds what shows in all languages, and English words besides where a text has them.
    """

    code: str
    find: Callable[[Card], Iterator[Finding]]
    needs_english: bool = False


def works_everywhere(find: Callable[[Card], Iterator[Finding]]) -> Rule:
    """Make a rule of a function that is called after it, for all languages."""
    return Rule(find.__name__.removeprefix("check_").replace("_", "-"), find)


def needs_english(find: Callable[[Card], Iterator[Finding]]) -> Rule:
    """Make a rule of a function that is called after it, for English alone."""
    return works_everywhere(find)._replace(needs_english=True)


def compile_later(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> Callable[[], re.Pattern[str]]:
    """Make what gives a pattern, compiled at the first text that needs it: most runs have none."""
    return cache(lambda: re.compile(pattern, flags))


PairRule = Callable[[Sequence[Front]], Iterator[tuple[Front, Front, Finding]]]
"""A rule that compares cards with each other; gives the earlier and the later one of each pair.

None of them needs English: what is compared are characters.
"""


FileRule = Callable[[Breakdown, Sequence[Front]], Iterator[tuple[tuple[Text, ...], Finding]]]
"""A rule that looks at a whole file and all its cards; gives what excuses each finding."""


class Prefilter(NamedTuple):
    """The words (in any case) and signs of which a text has one, where anything is to be found.

    A sign is any piece of the text as it is written.
    """

    words: frozenset[str] = frozenset()
    signs: tuple[str, ...] = ()

    def passes(self, prose: Prose) -> bool:
        """Whether there can be anything to find."""
        if not prose.vocabulary.isdisjoint(self.words):
            return True
        plain = prose.plain
        for sign in self.signs:  # noqa: SIM110 - `any` takes three times as long, on every text
            if sign in plain:
                return True
        return False


class FilteredPattern(NamedTuple):
    """A pattern with its prefilter; `re` itself compiles it when it is first searched for."""

    prefilter: Prefilter
    pattern: str
    flags: re.RegexFlag = re.NOFLAG

    def search(self, prose: Prose) -> re.Match[str] | None:
        """Find the pattern in what a text says of its own."""
        return self.search_unfiltered(prose) if self.prefilter.passes(prose) else None

    def search_unfiltered(self, prose: Prose) -> re.Match[str] | None:
        """Find the pattern without asking the prefilter."""
        return re.search(self.pattern, prose.plain, self.flags)


def require_word(words: Iterable[str]) -> Prefilter:
    """Make a prefilter of words alone."""
    return Prefilter(words=frozenset(words))


def join_prefilters(prefilters: Iterable[Prefilter]) -> Prefilter:
    """Make one prefilter of several: what it stops, all of them stop."""
    prefilters = tuple(prefilters)
    return Prefilter(
        words=frozenset().union(*(each.words for each in prefilters)),
        signs=tuple(sign for each in prefilters for sign in each.signs),
    )

"""What a rule found, before anyone has asked whether it matters in this file, and where."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from flashcards.content.model import Text
from flashcards.diagnostics import Severity, Source, Span
from flashcards.lint.cards import Card, Front


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


Rule = Callable[[Card], Iterator[Finding]]
"""A rule that looks at one card at a time."""

PairRule = Callable[[Sequence[Front]], Iterator[tuple[Front, Front, Finding]]]
"""A rule that compares cards with each other; gives the earlier and the later one of each pair."""


def find_span(text: Text, fragment: str, source: Source | None) -> Span:
    """Give the span of a fragment of a text; where that leaves any doubt, of the whole text.

    A text's value isn't its spelling in YAML (folded lines, quotes, escapes), so the fragment is
    looked for in the spelling.
    """
    words = fragment.split()
    if not words or source is None:
        return text.span
    written = source.text[text.span.start : text.span.end]
    pattern = r"\s+".join(re.escape(word) for word in words)
    found = list(islice(re.finditer(rf"(?<!\w){pattern}(?!\w)", written), 2))
    if len(found) != 1:
        return text.span
    start = text.span.start + found[0].start()
    return Span(text.span.path, start, start + len(found[0][0]))

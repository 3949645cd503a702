"""What a rule found, before anyone has asked whether it matters in this file."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from flashcards.content.model import Text
from flashcards.diagnostics import Severity
from flashcards.lint.cards import Card
from flashcards.lint.faces import Face


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

PairRule = Callable[[Sequence[Face]], Iterator[tuple[Face, Face, Finding]]]
"""A rule that compares all cards of a run; gives the earlier and the later face of each pair."""

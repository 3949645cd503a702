"""Diagnostics as a record keeps them."""

from collections.abc import Iterable
from typing import Any

from flashcards.diagnostics import Diagnostic, Severity, Span

MOST_TOLD = 500
"""A run with more to say isn't remembered: its record would be as long as its content."""


def tell(diagnostics: Iterable[Diagnostic]) -> list[list[Any]]:
    """Give diagnostics as JSON."""
    return [
        [each.code, each.severity.value, each.message, *each.span, each.help]
        for each in diagnostics
    ]


def retell(values: Iterable[list[Any]]) -> tuple[Diagnostic, ...]:
    """Make diagnostics of JSON again; raises ValueError or TypeError when it is none."""
    return tuple(
        Diagnostic(
            code=code,
            severity=Severity(severity),
            message=message,
            span=Span(path, start, end),
            help=help_,
        )
        for code, severity, message, path, start, end, help_ in values
    )

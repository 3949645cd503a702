"""Diagnostics as a record keeps them."""

from collections.abc import Iterable
from typing import Any

from flashcards.diagnostics import Diagnostic, Severity, Span

MOST_TOLD = 500
"""A run with more to say isn't remembered: its record would be as long as its content."""


def tell(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Give diagnostics as JSON."""
    return [
        {
            "code": each.code,
            "severity": each.severity.value,
            "message": each.message,
            "span": list(each.span),
            "help": each.help,
        }
        for each in diagnostics
    ]


def retell(values: Iterable[dict[str, Any]]) -> tuple[Diagnostic, ...]:
    """Make diagnostics of JSON again; raises a KeyError, TypeError or ValueError if it is none."""
    return tuple(
        Diagnostic(
            **{
                **value,
                "severity": Severity(value["severity"]),
                "span": Span(*value["span"]),
            }
        )
        for value in values
    )

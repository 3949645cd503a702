"""Diagnostics as values: what is wrong, where, and what to do about it."""

from flashcards.diagnostics.diagnostic import (
    Diagnostic,
    FlashcardsError,
    Related,
    Report,
    Severity,
    Source,
    Span,
    has_errors,
    make_error,
    make_warning,
    sort_diagnostics,
)
from flashcards.diagnostics.quoting import quote

__all__ = [
    "Diagnostic",
    "FlashcardsError",
    "Related",
    "Report",
    "Severity",
    "Source",
    "Span",
    "has_errors",
    "make_error",
    "make_warning",
    "quote",
    "sort_diagnostics",
]

"""Diagnostics as values: what is wrong, where, and what to do about it."""

from flashcards.diagnostics.model import (
    Diagnostic,
    Report,
    Severity,
    Source,
    Span,
    make_error,
    sort_diagnostics,
)

__all__ = ["Diagnostic", "Report", "Severity", "Source", "Span", "make_error", "sort_diagnostics"]

"""Diagnostics as other programs read them."""

from collections.abc import Mapping

from flashcards.diagnostics.model import Diagnostic, Source


def diagnostic_to_json(
    diagnostic: Diagnostic, sources: Mapping[str, Source]
) -> dict[str, str | int]:
    """Give a diagnostic as a JSON object; lines and columns count from 1, ends are exclusive."""
    span = diagnostic.span
    source = sources.get(span.path)
    line, column = source.position(span.start) if source else (1, 1)
    end_line, end_column = source.position(max(span.start, span.end)) if source else (1, 1)
    return {
        "path": span.path,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "help": diagnostic.help,
    }

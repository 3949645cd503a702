"""Diagnostics as other programs read them."""

from collections.abc import Mapping
from typing import Any

from flashcards.diagnostics.diagnostic import Diagnostic, Severity, Source, Span
from flashcards.diagnostics.quoting import safe, safe_lines

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def diagnostic_to_json(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> dict[str, Any]:
    """Give a diagnostic as a JSON object; lines and columns count from 1, ends are exclusive.

    `mended` is there where the line's mended text is known, `related` where there are more places.
    """
    related = [
        {**_place_to_json(each.span, sources), "message": each.message}
        for each in diagnostic.related
    ]
    return {
        **_place_to_json(diagnostic.span, sources),
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "help": diagnostic.help,
        **({"mended": diagnostic.mended} if diagnostic.mended else {}),
        **({"related": related} if related else {}),
    }


def _place_to_json(span: Span, sources: Mapping[str, Source]) -> dict[str, str | int]:
    source = sources.get(span.path)
    line, column = source.position(span.start) if source else (1, 1)
    end_line, end_column = source.position(max(span.start, span.end)) if source else (1, 1)
    return {
        "path": span.path,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
    }


def render_annotation(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> str:
    """Give a diagnostic as a workflow command of GitHub's: one line, no line end at the end."""
    place = diagnostic_to_json(diagnostic, sources)
    properties = {
        "file": place["path"],
        "line": place["line"],
        "col": place["column"],
        "title": diagnostic.code,
    }
    written = ",".join(f"{key}={_escape_property(value)}" for key, value in properties.items())
    mended = f"\n{safe_lines(diagnostic.mended)}" if diagnostic.mended else ""
    message = f"{safe(diagnostic.message)}\nhelp: {safe(diagnostic.help)}{mended}"
    return f"::{_COMMANDS[diagnostic.severity]} {written}::{_escape_data(message)}"


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(value: str | int) -> str:
    return _escape_data(safe(str(value))).replace(":", "%3A").replace(",", "%2C")

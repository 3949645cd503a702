"""Diagnostics as a terminal shows them: place, code, message, the line itself, and help."""

from collections.abc import Callable, Iterable, Mapping
from unicodedata import category, east_asian_width

from flashcards.diagnostics.diagnostic import Diagnostic, Severity, Source
from flashcards.diagnostics.quoting import safe

Paint = Callable[[str, str], str]
"""Colours a text: takes the text and a style name (a severity, `bold`, `dim` or `help`)."""


_ZERO_WIDTH = frozenset(("Mn", "Me", "Cf"))
_WIDEST = 100
"""Columns of a source line that are shown; a longer one is cut round the span."""


def plain(text: str, _style: str) -> str:
    """Leave the text as it is: the painter for files and pipes."""
    return text


def _width(text: str) -> int:
    return sum(
        0 if category(character) in _ZERO_WIDTH else 1 + (east_asian_width(character) in "WF")
        for character in text
    )


def _excerpt(source: Source, diagnostic: Diagnostic, paint: Paint) -> list[str]:
    line_number, column = source.position(diagnostic.span.start)
    text = safe(source.line(line_number))
    start = column - 1
    end = max(start + 1, min(start + diagnostic.span.end - diagnostic.span.start, len(text)))
    cut = max(0, start - _WIDEST // 2) if len(text) > _WIDEST else 0
    shown = text[cut : cut + _WIDEST]
    prefix = "…" if cut else ""
    suffix = "…" if len(text) > cut + _WIDEST else ""
    pad = " " * _width(prefix + text[cut:start])
    carets = "^" * max(1, _width(text[start : min(end, cut + _WIDEST)]))
    gutter = " " * len(str(line_number))
    return [
        paint(f"{gutter} |", "dim"),
        f"{paint(f'{line_number} |', 'dim')} {prefix}{shown}{suffix}",
        f"{paint(f'{gutter} |', 'dim')} {pad}{paint(carets, diagnostic.severity.value)}",
    ]


def render_diagnostic(
    diagnostic: Diagnostic, sources: Mapping[str, Source], *, paint: Paint = plain
) -> str:
    """Render one diagnostic, several lines, no line end at the end."""
    path = safe(diagnostic.span.path)
    source = sources.get(diagnostic.span.path)
    line, column = source.position(diagnostic.span.start) if source else (1, 1)
    label = paint(f"{diagnostic.severity.value}[{diagnostic.code}]", diagnostic.severity.value)
    lines = [f"{paint(f'{path}:{line}:{column}:', 'bold')} {label}: {safe(diagnostic.message)}"]
    if source and source.text:
        lines += _excerpt(source, diagnostic, paint)
    lines.append(f"  {paint('help:', 'help')} {safe(diagnostic.help)}")
    return "\n".join(lines)


def render_counts(diagnostics: Iterable[Diagnostic]) -> str:
    """Say how many of each severity there are: `2 errors, 1 warning`; empty for none."""
    found = [diagnostic.severity for diagnostic in diagnostics]
    names = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "remark"}
    return ", ".join(
        f"{count:,} {name}{'' if count == 1 else 's'}"
        for severity, name in names.items()
        if (count := found.count(severity))
    )

"""Diagnostics as a terminal shows them: place, code, message, the line itself, and help."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from unicodedata import category, east_asian_width

from flashcards.diagnostics.diagnostic import Diagnostic, Severity, Source, Span
from flashcards.diagnostics.quoting import safe

Paint = Callable[[str, str], str]
"""Colours a text: takes the text and a style name (a severity, `bold`, `dim` or `help`)."""


_ZERO_WIDTH = frozenset(("Mn", "Me", "Cf"))
WIDTH = 112
"""Columns that are taken when nobody knows how many there are."""

_FEW = 4
"""Problems of one kind that are shown one by one."""

_MOST_LINES = 200
"""Lines that are named."""

_QUOTED = re.compile(r"`[^`]*`|[0-9][0-9.,:]*")
"""What differs between messages of one kind: what they quote, and what they count."""

_NARROWEST = 40
_BESIDE = 12
"""Columns that a line's number and the ellipses take."""


def plain(text: str, _style: str) -> str:
    """Leave the text as it is: the painter for files and pipes."""
    return text


def _width(text: str) -> int:
    return sum(
        0 if category(character) in _ZERO_WIDTH else 1 + (east_asian_width(character) in "WF")
        for character in text
    )


def _excerpt(source: Source, span: Span, paint: Paint, style: str, width: int) -> list[str]:
    """Show the line of a span with carets under it; a longer one is cut round the span."""
    line_number, column = source.position(span.start)
    text = safe(source.line(line_number))
    start = column - 1
    end = max(start + 1, min(start + span.end - span.start, len(text)))
    cut = _find_cut(text, start, width)
    shown = _fit(text[cut:], width)
    prefix = "…" if cut else ""
    suffix = "…" if len(text) > cut + len(shown) else ""
    pad = " " * _width(prefix + text[cut:start])
    carets = "^" * max(1, _width(text[start : min(end, cut + len(shown))]))
    gutter = " " * len(str(line_number))
    return [
        paint(f"{gutter} |", "dim"),
        f"{paint(f'{line_number} |', 'dim')} {prefix}{shown}{suffix}",
        f"{paint(f'{gutter} |', 'dim')} {pad}{paint(carets, style)}",
    ]


def _find_cut(text: str, start: int, width: int) -> int:
    """Give where to start to show a text, so that the place is in sight."""
    if _width(text) <= width:
        return 0
    cut = start
    left = width // 2
    while cut and (left := left - _width(text[cut - 1])) >= 0:
        cut -= 1
    return cut


def _fit(text: str, width: int) -> str:
    """Give as much of a text's start as the columns hold."""
    for index, character in enumerate(text):
        if (width := width - _width(character)) < 0:
            return text[:index]
    return text


def render_diagnostic(
    diagnostic: Diagnostic,
    sources: Mapping[str, Source],
    *,
    paint: Paint = plain,
    width: int = WIDTH,
) -> str:
    """Render one diagnostic, several lines, no line end at the end; `width` is the terminal's."""
    columns = max(_NARROWEST, width) - _BESIDE
    style = diagnostic.severity.value
    place, source = _find_place(diagnostic.span, sources)
    label = paint(f"{style}[{diagnostic.code}]", style)
    lines = [f"{paint(f'{place}:', 'bold')} {label}: {safe(diagnostic.message)}"]
    if source and source.text:
        lines += _excerpt(source, diagnostic.span, paint, style, columns)
    for span, message in diagnostic.related:
        place, source = _find_place(span, sources)
        lines.append(f"  {paint(f'{place}:', 'bold')} {safe(message)}")
        if source and source.text:
            lines += _excerpt(source, span, paint, "dim", columns)
    lines.append(f"  {paint('help:', 'help')} {safe(diagnostic.help)}")
    if diagnostic.mended and diagnostic.span.path in sources:
        lines += _show_mended(diagnostic, sources[diagnostic.span.path], paint)
    return "\n".join(lines)


def render_concise(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> str:
    """Render one diagnostic as a line: `path:line:column: severity[code]: message`."""
    place, _ = _find_place(diagnostic.span, sources)
    return f"{place}: {diagnostic.severity.value}[{diagnostic.code}]: {safe(diagnostic.message)}"


_ASKED = frozenset(("history-lost",))
"""What asks the author, each for an answer of its own: none stands for others."""


def group_diagnostics(diagnostics: Iterable[Diagnostic]) -> list[tuple[Diagnostic, ...]]:
    """Bring together what says the same of many places of a file, where the first of them stands.

    The same are problems of one code with one help, whose messages differ in what they quote. A few
    of them stay as they stand.
    """
    found = tuple(diagnostics)
    kinds = [_kind_of(each) for each in found]
    numbers = Counter(kinds)
    groups: dict[object, list[Diagnostic]] = {}
    for index, (kind, each) in enumerate(zip(kinds, found, strict=True)):
        groups.setdefault(kind if numbers[kind] > _FEW else index, []).append(each)
    return list(map(tuple, groups.values()))


def _kind_of(diagnostic: Diagnostic) -> object:
    if diagnostic.code in _ASKED:
        return diagnostic
    said = [_QUOTED.sub("", text) for text in (diagnostic.message, diagnostic.help)]
    return (diagnostic.span.path, diagnostic.code, diagnostic.severity, *said)


def render_more(group: tuple[Diagnostic, ...], sources: Mapping[str, Source]) -> str:
    """Say on which lines a file has the problems of a group behind its first."""
    path = group[0].span.path
    source = sources.get(path)
    lines = dict.fromkeys(source.position(each.span.start)[0] if source else 1 for each in group)
    first, *others = lines
    shown = ", ".join(f"{line}" for line in others[:_MOST_LINES]) or f"{first}"
    more = f" and {len(others) - _MOST_LINES:,} more" if len(others) > _MOST_LINES else ""
    noun = "line" if len(others) < 2 else "lines"  # noqa: PLR2004 - one is no plural
    code, number = group[0].code, len(group) - 1
    return f"{safe(path)}: {number:,} more of {code}: {noun} {shown}{more}"


def _find_place(span: Span, sources: Mapping[str, Source]) -> tuple[str, Source | None]:
    source = sources.get(span.path)
    line, column = source.position(span.start) if source else (1, 1)
    return f"{safe(span.path)}:{line}:{column}", source


def _show_mended(diagnostic: Diagnostic, source: Source, paint: Paint) -> list[str]:
    """Give the mended lines whole, to be copied, each behind the number it will have."""
    first, _ = source.position(diagnostic.span.start)
    return [
        f"{paint(f'{number} +', 'help')} {safe(line)}"
        for number, line in enumerate(diagnostic.mended.split("\n"), first)
    ]


def render_counts(diagnostics: Iterable[Diagnostic]) -> str:
    """Say how many of each severity there are: `2 errors, 1 warning`; empty for none."""
    found = [diagnostic.severity for diagnostic in diagnostics]
    names = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "remark"}
    return ", ".join(
        f"{count:,} {name}{'' if count == 1 else 's'}"
        for severity, name in names.items()
        if (count := found.count(severity))
    )

"""Lists, tables and code that YAML folds into one line: it makes a blank of a line end.

Only a block behind `|` keeps its lines. Prose may be folded, so only what Markdown knows by its
lines is looked for.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from flashcards.content.written import (
    Loss,
    Replacement,
    Written,
    end_of_line,
    start_of_line,
)
from flashcards.diagnostics import Source, Span, make_warning

_NUMBER = re.compile(r"([0-9]{1,3})[.)] +\S")
_MARKERS = {
    "list": re.compile(r"[-*+] +\S"),
    "table": re.compile(r"\|.*\|"),
    "block of code": re.compile(r"```|~~~"),
}
_MAY_BE_MARKER = re.compile(r"\n[ \t]*(?:[-*+|]|[0-9]{1,3}[.)]|```|~~~)")

_FARTHEST = 1_000
"""Blanks and line ends that may part a key from its text."""

_FEWEST = 2
"""Lines that make a list, a table, or the ends of a block of code."""


def find_folded(source: Source, written: Written) -> Iterator[Loss]:
    """Find what a text of several lines loses with its line ends."""
    raw = source.text[written.start : written.end]
    if written.style == "|" or not _MAY_BE_MARKER.search(raw):
        return
    lines = raw.splitlines()
    if written.style == ">":
        del lines[0]
    elif written.style:
        lines[0] = lines[0].removeprefix(written.style)
    kind = _find_kind([line.strip() for line in lines], written.text)
    if kind:
        key = _end_of_key(source.text, written.start)
        start = written.start if written.style == ">" or key is None else key - 1
        span = Span(source.path, start, end_of_line(source.text, start))
        message = f"the lines of a {kind} are folded into one: a line end is a blank to YAML here"
        help_ = "write the text as a block, which keeps its lines: `|` behind the key"
        warning = make_warning("folded-lines", span, message, help_)
        yield Loss(warning, _make_block(source.text, written, key), is_sure=False)


def _find_kind(lines: list[str], text: str) -> str:
    read = [line.strip() for line in text.split("\n")]
    for kind, marker in _MARKERS.items():
        count = _count(marker, lines)
        if count >= _FEWEST and _count(marker, read) < count:
            return kind
    return "list" if _count_numbers(lines) > _count_numbers(read) else ""


def _count(marker: re.Pattern[str], lines: Iterable[str]) -> int:
    return sum(marker.match(line) is not None for line in lines)


def _count_numbers(lines: Iterable[str]) -> int:
    """Count the numbered lines that follow one numbered by one less."""
    numbers = [int(found[1]) for line in lines if (found := _NUMBER.match(line))]
    return sum(second == first + 1 for first, second in pairwise(numbers))


def _end_of_key(text: str, start: int) -> int | None:
    """Give where the colon of a text's key ends, if nothing but blanks is between them."""
    before = text[max(0, start - _FARTHEST) : start]
    key = start - (len(before) - len(before.rstrip()))
    return key if text[key - 1 : key] == ":" else None


def _make_block(text: str, written: Written, key: int | None) -> Replacement | None:
    if written.style == ">":
        return Replacement(written.start, written.start + 1, "|")
    raw = text[written.start : written.end]
    line = text[start_of_line(text, written.start) : written.start]
    if key is None or (written.style == '"' and "\\" in raw) or line.strip()[:1] in {"{", "["}:
        return None
    if written.style:
        raw = raw[1:-1].replace(written.style * 2, written.style)
    first, *rest = raw.splitlines()
    indents = [len(each) - len(each.lstrip(" ")) for each in rest if each.strip()]
    indent = min([*indents, *([] if line.strip() else [len(line)])])
    lines = [" " * indent + first.strip(), *(each.rstrip() for each in rest)]
    return Replacement(key, written.end, "\n".join([" |-", *lines]))

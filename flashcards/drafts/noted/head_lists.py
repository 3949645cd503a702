"""The chapters that a notes file lists in its head, as data in YAML: `chapters:` with their times.

A list of mappings is a table whose columns are their keys, so it is read as one.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from flashcards.content.nodes import Mapping, Node, Scalar
from flashcards.content.parse import parse_yaml
from flashcards.diagnostics import Source
from flashcards.drafts.noted.entries import Style, TimedEntry
from flashcards.drafts.noted.tables import Cells, read_rows
from flashcards.drafts.noted.text_lines import TextLine

_HEAD = re.compile(r"\s*---[ \t]*\n(.{1,300000}?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_TITLES = frozenset(("title", "name", "label", "headline", "heading", "chapter", "topic"))
_START = re.compile(r"(?:start|begin|time|timestamp|offset|from|at)(?:[_ -]?[A-Za-z]{1,10})?")
_SECONDS = re.compile(r"[0-9]{1,6}")
_ENOUGH = 2


def read_head_lists(text: str, lines: Sequence[TextLine]) -> Iterator[list[TimedEntry]]:
    """Give each list of the head whose items have a title and a start, if these rise."""
    head = _HEAD.match(text)
    if head is None:
        return
    root = parse_yaml(Source("", head[1]), lambda _: None)
    starts = [line.start for line in lines]

    def find_line(at: int) -> int:
        return bisect_right(starts, head.start(1) + at) - 1

    for items in _find_lists(root):
        numbers = [find_line(item.span.start) for item in items]
        lasts = {
            number: find_line(item.span.end - 1)
            for number, item in zip(numbers, items, strict=True)
        }
        rows = read_rows(*_tabulate(items), numbers)
        found = [_make_entry(cells, lasts[cells.line]) for cells in rows]
        rises = all(before.start < after.start for before, after in pairwise(found))
        if len(found) >= _ENOUGH and rises:
            yield found


def _find_lists(node: Node | None) -> Iterator[tuple[Mapping, ...]]:
    """Give the lists of mappings with a title and a start; numbered mappings are a list, too."""
    if node is None or isinstance(node, Scalar):
        return
    inner = tuple(value for _, value in node.entries) if isinstance(node, Mapping) else node.items
    items = tuple(each for each in inner if isinstance(each, Mapping))
    if len(items) == len(inner) >= _ENOUGH and all(map(_is_chapter, items)):
        yield items
        return
    for each in inner:
        yield from _find_lists(each)


def _is_chapter(item: Mapping) -> bool:
    names = [key.text.lower() for key, value in item.entries if isinstance(value, Scalar)]
    return not _TITLES.isdisjoint(names) and any(map(_START.fullmatch, names))


def _tabulate(items: Sequence[Mapping]) -> tuple[list[str], list[list[str]]]:
    """Give the names of the columns, that of the start first, and the rows."""
    names = dict.fromkeys(key.text for item in items for key, _ in item.entries)
    columns = sorted(names, key=lambda name: _START.fullmatch(name.lower()) is None)
    rows = []
    for item in items:
        values = {key.text: each.text for key, each in item.entries if isinstance(each, Scalar)}
        rows.append([_spell(values.get(name, "")) for name in columns])
    return columns, rows


def _spell(value: str) -> str:
    """Write whole seconds as a table of seconds has them."""
    return f"{value}.0" if _SECONDS.fullmatch(value) else " ".join(value.split())


def _make_entry(cells: Cells, last: int) -> TimedEntry:
    return TimedEntry(
        line=cells.line,
        last=last,
        title=cells.title,
        start=cells.start,
        end=cells.end,
        style=Style.HEAD,
        notes=cells.notes,
    )

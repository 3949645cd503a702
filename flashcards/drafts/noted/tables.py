# ruff: noqa: RUF001 - signs of other scripts are what it is about
"""Tables of Markdown with a column of times: each row is a chapter."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from flashcards.drafts.noted.lines import Kind, TextLine
from flashcards.drafts.noted.plain import clean_title, to_plain
from flashcards.drafts.noted.time_lines import read_lone_time
from flashcards.text.times import Milliseconds

_CELL = re.compile(r"(?<!\\)\|")
_HEAD_LINES = 2
_TITLE = re.compile(
    r".{0,20}(?:title|topic|chapter|section|subject|segment|heading|theme|name|thema|titel|kapitel|"
    r"sujet|titre|tema|título|capítulo|тема|глава|название|标题|標題|主题|主題|章节|章節|话题|タイトル|"
    r"トピック|章|주제|제목).{0,20}",
    re.IGNORECASE,
)
_MOST_COLUMNS = 40


class Cells(NamedTuple):
    """A row: its title, its times, and its other cells, each with its column's name."""

    line: int
    title: str
    start: Milliseconds
    end: Milliseconds | None
    notes: tuple[str, ...]


def read_tables(lines: Sequence[TextLine]) -> Iterator[Cells]:
    """Read the rows with a time, of every table that has such rows."""
    numbered = groupby(enumerate(lines), key=lambda pair: pair[1].kind is Kind.ROW)
    for is_table, group in numbered:
        if is_table:
            yield from _read_table([at for at, _ in group], lines)


def _read_table(numbers: Sequence[int], lines: Sequence[TextLine]) -> Iterator[Cells]:
    head, *rows = (_split(lines[at].text) for at in numbers)
    rows = rows[_HEAD_LINES - 1 :]
    width = min(max(map(len, rows), default=0), _MOST_COLUMNS)
    padded = [[*row[:width], *[""] * (width - len(row))] for row in rows]
    times = [[read_lone_time(to_plain(row[column])) for row in padded] for column in range(width)]
    timed = [column for column in range(width) if 2 * sum(map(bool, times[column])) > len(rows)]
    if not timed:
        return
    title = _choose_title(head, padded, timed)
    if title is None:
        return
    first, *others = timed
    for number, (at, row) in enumerate(zip(numbers[_HEAD_LINES:], padded, strict=True)):
        time = times[first][number]
        text = clean_title(to_plain(row[title]))
        if time is None or not re.search(r"\w", text):
            continue
        start, end = time
        rest = set(range(width)) - {title, first}
        if end is None and others and (after := times[others[0]][number]) and after[0] > start:
            end = after[0]
            rest.discard(others[0])
        notes = tuple(_note(head, row, column) for column in sorted(rest) if _says(row[column]))
        yield Cells(at, text, start, end, notes)


def _split(row: str) -> list[str]:
    cells = [cell.strip() for cell in _CELL.split(row)]
    if cells and not cells[0]:
        cells = cells[1:]
    return cells[:-1] if cells and not cells[-1] else cells


def _choose_title(head: list[str], rows: list[list[str]], timed: Sequence[int]) -> int | None:
    """Choose the column whose name says so, or else the first that has words."""
    worded = [
        column
        for column in range(len(rows[0]))
        if column not in timed and 2 * sum(_says(row[column]) for row in rows) > len(rows)
    ]
    named = [each for each in worded if each < len(head) and _TITLE.fullmatch(to_plain(head[each]))]
    return next(iter(named or worded), None)


def _says(cell: str) -> bool:
    return re.search(r"[^\W\d_]", to_plain(cell)) is not None


def _note(head: list[str], row: list[str], column: int) -> str:
    name = to_plain(head[column]) if column < len(head) else ""
    return f"{name}: {row[column]}" if name else row[column]

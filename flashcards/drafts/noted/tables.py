"""Tables of Markdown with a column of times: each row is a chapter."""

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from flashcards.drafts.noted.plain import LINK, clean_title, to_plain
from flashcards.drafts.noted.text_lines import LONGEST_LINE, LineKind, TextLine
from flashcards.drafts.noted.time_lines import read_lone_time
from flashcards.text.language import count_words
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
_FEWEST_WORDS = 3


_TIME_NAME = re.compile(
    r"(?:start|begin|time|timestamp|time ?code|offset|from|start.?time|zeit|beginn|temps|début|"
    r"tiempo|"
    r"inicio|время|начало|时间|時間|开始|시간|시작).{0,12}",
    re.IGNORECASE,
)
_SECONDS = re.compile(r"[0-9]{1,7}\.[0-9]{1,9}")
_EDITOR_LABEL = re.compile(r"[0-9]{1,7}[.][0-9]{1,9}\t[0-9]{1,7}[.][0-9]{1,9}\t.*")
_SEPARATORS = ("\t", ";", ",")


class Cells(NamedTuple):
    """A row: its title, its times, its other cells with their columns' names, its time's link."""

    line: int
    title: str
    start: Milliseconds
    end: Milliseconds | None
    notes: tuple[str, ...]
    url: str


def read_tables(lines: Sequence[TextLine]) -> Iterator[Cells]:
    """Read the rows with a time, of every table that has such rows, and of a text that is one."""
    numbered = groupby(enumerate(lines), key=lambda pair: pair[1].kind is LineKind.ROW)
    has_tables = False
    for is_table, group in numbered:
        if is_table:
            has_tables = True
            numbers = [at for at, _ in group]
            head, *rows = (_split(lines[at].text) for at in numbers)
            skipped = _HEAD_LINES - 1
            yield from read_rows(head, rows[skipped:], numbers[_HEAD_LINES:])
    if not has_tables:
        yield from _read_delimited(lines)


def _read_delimited(lines: Sequence[TextLine]) -> Iterator[Cells]:
    """Read a text of values between commas or tabs, whose first line names a column of times.

    Labels of a sound editor have no such line: two numbers of seconds and a text.
    """
    numbers = [at for at, line in enumerate(lines) if line.kind is not LineKind.BLANK]
    if len(numbers) < _HEAD_LINES or any(len(lines[at].text) > LONGEST_LINE for at in numbers):
        return
    texts = [lines[at].text for at in numbers]
    if all(_EDITOR_LABEL.fullmatch(text) for text in texts):
        yield from read_rows([], [text.split("\t") for text in texts], numbers)
        return
    for separator in _SEPARATORS:
        head = _split_values(texts[0], separator)
        if len(head) > 1 and any(_TIME_NAME.fullmatch(cell.strip()) for cell in head):
            rows = [_split_values(text, separator) for text in texts[1:]]
            yield from read_rows(head, rows, numbers[1:])
            return


def _split_values(text: str, separator: str) -> list[str]:
    return next(csv.reader([text], delimiter=separator, skipinitialspace=True), [])


def read_rows(
    head: Sequence[str], rows: Sequence[list[str]], numbers: Sequence[int]
) -> Iterator[Cells]:
    """Read the rows that have a time and a title, by the columns' names and what is in them."""
    width = min(max(map(len, rows), default=0), _MOST_COLUMNS)
    padded = [[*row[:width], *[""] * (width - len(row))] for row in rows]
    times = [[_read_time(row[column]) for row in padded] for column in range(width)]
    timed = [column for column in range(width) if 2 * sum(map(bool, times[column])) > len(rows)]
    if not timed:
        return
    title = _choose_title(head, padded, timed)
    if title is None:
        return
    first, *others = timed
    for number, (at, row) in enumerate(zip(numbers, padded, strict=True)):
        time = times[first][number]
        text = clean_title(to_plain(row[title]))
        if time is None or not re.search(r"\w", text):
            continue
        start, end = time
        rest = set(range(width)) - {title, first}
        if end is None and others and (after := times[others[0]][number]):
            end = after[0] if after[0] > start else None
            rest.discard(others[0])
        notes = tuple(_note(head, row, column) for column in sorted(rest) if _says(row[column]))
        link = LINK.search(row[first])
        yield Cells(at, text, start, end, notes, link[3] if link else "")


def _read_time(cell: str) -> tuple[Milliseconds, Milliseconds | None] | None:
    if _SECONDS.fullmatch(cell.strip()):
        return Milliseconds(round(float(cell) * 1000)), None
    return read_lone_time(to_plain(cell))


def _split(row: str) -> list[str]:
    cells = [cell.strip() for cell in _CELL.split(row)]
    if cells and not cells[0]:
        cells = cells[1:]
    return cells[:-1] if cells and not cells[-1] else cells


def _choose_title(
    head: Sequence[str], rows: Sequence[list[str]], timed: Sequence[int]
) -> int | None:
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


def _note(head: Sequence[str], row: list[str], column: int) -> str:
    """Give a cell, a short one with the name of its column."""
    name = to_plain(head[column]) if column < len(head) else ""
    plain = to_plain(row[column])
    is_short = count_words(plain) < _FEWEST_WORDS and not plain.endswith((".", "!", "。"))
    return f"{name}: {row[column]}" if name and is_short else row[column]

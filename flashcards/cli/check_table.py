"""The table at the end of `flashcards check`: what each chapter has, and what is still to do."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from flashcards.app.coverage import Coverage, CoveredFile, add_up
from flashcards.cli.echo import echo, painter, terminal_width
from flashcards.cli.output import count
from flashcards.cli.places import show_path
from flashcards.diagnostics import Source
from flashcards.diagnostics.human import Paint
from flashcards.diagnostics.quoting import safe
from flashcards.text.times import Milliseconds, format_time

MOST_ROWS = 60
"""Rows that are read; of more chapters, files or modules are shown in their place."""

_HEADINGS = ("minutes", "questions", "topics", "blanks", "waiting")
_NARROWEST_NAME = 12
_MINUTE = 60_000


class _Row(NamedTuple):
    """A line: what is counted, and the counts; `style` is that of the whole line."""

    name: str
    coverage: Coverage | None = None
    style: str = ""


def print_table(files: Sequence[CoveredFile]) -> None:
    """Print what all chapters have, or where there are many what their files or modules have."""
    rows = list(_make_rows([each for each in files if each.chapters]))
    if not rows:
        return
    cells = [_format(row.coverage) if row.coverage else ("",) * len(_HEADINGS) for row in rows]
    widths = [
        max(len(heading), *(len(each[column]) for each in cells))
        for column, heading in enumerate(_HEADINGS)
    ]
    paint = painter(err=False)
    room = max(_NARROWEST_NAME, terminal_width(err=False) - sum(widths) - 2 * len(widths))
    longest = min(room, max(_width(row.name) for row in rows))
    for number, (row, counts) in enumerate(zip(rows, cells, strict=True)):
        texts = counts if row.coverage or number else _HEADINGS
        numbers = "".join(f"  {text:>{width}}" for text, width in zip(texts, widths, strict=True))
        # A line of its own may be as wide as the whole.
        name = _cut(row.name, longest if numbers.strip() else longest + sum(widths))
        line = f"{name}{' ' * (longest - _width(name))}{numbers}".rstrip()
        echo(_paint(line, row.style, paint))
    echo()


def _make_rows(files: Sequence[CoveredFile]) -> Iterator[_Row]:
    chapters = sum(len(each.chapters) for each in files)
    if chapters <= MOST_ROWS:
        for place, file in enumerate(files):
            if place:
                yield _Row("")
            yield _Row(safe(show_path(file.path)), style="bold")
            yield from _list_chapters(file)
            yield from _sum_up(file)
    elif len(files) > 1:
        yield _Row("file", style="bold")
        rows = [_Row(f"  {safe(show_path(each.path))}", each.total) for each in files]
        yield from _cut_off(rows, "file")
        yield _Row(
            f"  {count(len(files), 'file')}, {count(chapters, 'chapter')}",
            add_up([each.total for each in files]),
            "bold",
        )
        yield _Row("name a file to see its chapters", style="dim")
    elif files:
        (file,) = files
        yield _Row(safe(show_path(file.path)), style="bold")
        is_divided = 1 < len(file.modules) < len(file.chapters)
        rows = list(_list_modules(file) if is_divided else _list_chapters(file))
        yield from _cut_off(rows, "module" if is_divided else "chapter")
        yield from _sum_up(file)


def _list_chapters(file: CoveredFile) -> Iterator[_Row]:
    longest = max(len(format_time(each.start)) for each in file.chapters)
    for each in file.chapters:
        name = f"  {format_time(each.start):>{longest}}  {safe(' '.join(each.title.split()))}"
        yield _Row(name, each.coverage, "warning" if each.lacks_card else "")


def _list_modules(file: CoveredFile) -> Iterator[_Row]:
    for index, title in enumerate(file.modules):
        own = [each for each in file.chapters if each.module == index]
        if own:
            total = add_up([each.coverage for each in own])
            name = f"  {safe(' '.join(title.split()))} ({count(len(own), 'chapter')})"
            yield _Row(name, total, "warning" if any(each.lacks_card for each in own) else "")


def _sum_up(file: CoveredFile) -> Iterator[_Row]:
    if file.unplaced:
        yield _Row("  in no chapter", Coverage(waiting=file.unplaced))
    if len(file.chapters) > 1:
        yield _Row(f"  {count(len(file.chapters), 'chapter')}", file.total, "bold")


def _cut_off(rows: Sequence[_Row], noun: str) -> Iterator[_Row]:
    yield from rows[:MOST_ROWS]
    left = [row.coverage for row in rows[MOST_ROWS:] if row.coverage]
    if left:
        yield _Row(f"  {count(len(left), f'more {noun}')}", add_up(left))


def _format(coverage: Coverage) -> tuple[str, ...]:
    numbers = (coverage.questions, coverage.topics, coverage.blanks, coverage.waiting)
    return (_format_length(coverage.length), *(f"{each:,}" if each else "-" for each in numbers))


def _format_length(length: Milliseconds | None) -> str:
    if length is None:
        return "?"
    if 0 < length < _MINUTE / 2:
        return "<1"
    return f"{round(length / _MINUTE):,}" if length else "-"


def _paint(line: str, style: str, paint: Paint) -> str:
    return paint(line, style) if style else line


def _width(text: str) -> int:
    """Give the columns that a terminal takes for a text."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _cut(text: str, room: int) -> str:
    """Cut a text with an ellipsis where a terminal has less room for it."""
    if _width(text) <= room:
        return text
    kept = ""
    for character in text:
        if _width(kept) + _columns(character) > room - 1:
            break
        kept += character
    return f"{kept}…"


def files_to_json(
    files: Iterable[CoveredFile], sources: Mapping[str, Source]
) -> list[dict[str, Any]]:
    """Give what all chapters have, for another program: all of them, however many."""
    return [
        {
            "path": show_path(file.path),
            "unplaced": file.unplaced,
            "chapters": [
                {
                    "title": each.title,
                    "line": sources[file.path].position(each.span.start)[0],
                    "module": file.modules[each.module],
                    "start": each.start / 1000,
                    "seconds": None
                    if each.coverage.length is None
                    else each.coverage.length / 1000,
                    "questions": each.coverage.questions,
                    "topics": each.coverage.topics,
                    "blanks": each.coverage.blanks,
                    "waiting": each.coverage.waiting,
                }
                for each in file.chapters
            ],
        }
        for file in files
    ]

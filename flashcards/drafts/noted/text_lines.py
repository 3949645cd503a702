"""One pass over a text: what each of its lines is by its own signs, whatever stands around it."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from flashcards.drafts.noted.plain import to_plain

LONGEST_LINE = 8_000
"""Characters; a longer line is never looked into."""

_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_ITEM = re.compile(r"(?:[-*+•‣◦▪●○·–—►▶]|[0-9]{1,3}[.)])\s+(?:\[[ xX]\]\s+)?(?=\S)")  # noqa: RUF001 - as lists have them
_QUOTED = re.compile(r"(?:>\s?)+")
_FENCE = re.compile(r"(?:```|~~~)")
_DELIMITER = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?")
_WORD = re.compile(r"[^\W_]")


class LineKind(Enum):
    """What a line is; a rule is any line of signs alone, code is all between two fences."""

    BLANK = "blank"
    RULE = "rule"
    HEADING = "heading"
    ITEM = "item"
    ROW = "row"
    CODE = "code"
    TEXT = "text"


class TextLine(NamedTuple):
    """A line without the blanks around it, and where it stands in the text.

    `level` is that of a heading from 1, of any other line 0. `plain` is what a reader sees of it,
    the signs of its heading or item left out; of a very long line it is the line itself.
    """

    text: str
    start: int
    end: int
    kind: LineKind
    level: int
    plain: str

    @property
    def says_something(self) -> bool:
        """Whether it is neither blank nor a rule."""
        return self.kind not in {LineKind.BLANK, LineKind.RULE}


def read_lines(text: str) -> tuple[TextLine, ...]:
    """Read all lines of a text."""
    return tuple(_classify(text))


def _classify(text: str) -> Iterator[TextLine]:
    offset = 0
    in_code = False
    whole = text.splitlines(keepends=True)
    tables = _find_tables(whole)
    for number, line in enumerate(whole):
        bare = line.strip()
        start = offset + len(line) - len(line.lstrip())
        offset += len(line)
        is_fence = _FENCE.match(bare) is not None
        kind, level, signs = LineKind.CODE, 0, 0
        if not (is_fence or in_code):
            kind, level, signs = _judge(bare, is_row=number in tables)
        elif not bare:
            kind = LineKind.BLANK
        in_code ^= is_fence
        plain = to_plain(bare[signs:]) if len(bare) <= LONGEST_LINE else bare
        yield TextLine(bare, start, start + len(bare), kind, level, plain)


def _judge(bare: str, *, is_row: bool) -> tuple[LineKind, int, int]:
    """Give the kind, the level of a heading, and how many characters its signs are."""
    if not bare:
        return LineKind.BLANK, 0, 0
    if is_row:
        return LineKind.ROW, 0, 0
    if heading := _HEADING.match(bare):
        return LineKind.HEADING, len(heading[1]), heading.end()
    if _WORD.search(bare) is None:
        return LineKind.RULE, 0, 0
    if item := _ITEM.match(bare):
        return LineKind.ITEM, 0, item.end()
    quoted = _QUOTED.match(bare)
    return LineKind.TEXT, 0, quoted.end() if quoted else 0


def _find_tables(lines: list[str]) -> frozenset[int]:
    """Give the numbers of the lines of Markdown's tables, from the head's on."""
    found: set[int] = set()
    for number, line in enumerate(lines):
        if number in found or not number or "|" not in line or "|" not in lines[number - 1]:
            continue
        if len(line) <= LONGEST_LINE and _DELIMITER.fullmatch(line.strip()):
            end = number
            while end < len(lines) and "|" in lines[end]:
                end += 1
            found.update(range(number - 1, end))
    return frozenset(found)

"""Which signs at the start of lines are blocks, where CommonMark would eat what is meant as text.

A text of one line has no blocks. In longer ones, numbers that don't count on are no list, a prompt
or what is greater than a number is no quotation, and one or two signs underline nothing. Points of
a list that isn't Markdown's (`a)`, `•`) keep their lines, and so does what `kept_lines` finds.
"""

import re
from collections import Counter
from collections.abc import Iterator
from string import ascii_uppercase

from flashcards.render.kept_lines import find_kept_lines
from flashcards.render.parser import Event

_ONE_LINE = re.compile(
    r"(?:[0-9]{1,9}([.)])(?=\s|$)|([-+*])(?=\s|$)|(#{1,6})(?=\s|$)|(>)|((?:[-_*][ \t]*){3,})$"
    r"|(~{3,})|(`{3,})(?=[^`]*$))"
)
"""What would make a block of a single line; its group is what makes it one."""

_MARKER = re.compile(rb"([0-9]{1,9})[.)]|[-+*]")
_GREATER = re.compile(
    rb"^[ ]{0,3}(>)(?:=|[ ]?(?![0-9]+[.)]\s)[-+]?[$\xc2\xa3]*[0-9]|>>(?:[ ]|$))", re.MULTILINE
)
_PROMPT = b">>> "
_LINE = re.compile(rb"\n(?=.)")
_UNDERLINE = re.compile(rb"\n[ >]*([-=]{1,2})\s*\Z")
_CLOSING = re.compile(rb"[ \t](#+)[ \t]*\n?\Z")
_OPENING = re.compile(rb"#+")
_POINT = re.compile(
    "^[ >]*(?:(?P<sign>[•‣⁃∙▪▫■□○●◦✓✔✗➔➤→·・–—])|(?P<box>[☐-☒]))[ \u3000]?(?=\\S)"  # noqa: RUF001 - signs of points
    "|^[ >]*(?:\\(?(?:[a-zA-Z]|[ivxIVX]{1,5}|[0-9]{1,2}[.]?)\\)|(?P<capital>[A-Z])[.])[ ]"
    "|^[ >]*(?P<row>[|])"
    "|^[ >]*(?P<wide>[①-⑳]|[(（](?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})[)）]"  # noqa: RUF001
    "|(?:[０-９]{1,2}|[一二三四五六七八九十]{1,3})[、．）])",  # noqa: RUF001 - East Asian numbers
    re.MULTILINE,
)
"""What begins a point of a list in other tools: a sign, a letter, a number in another form."""

_YEARS = 1_000
"""Numbers from which an entry speaks of a year, and has no room before it."""

_BREAK = "  "
"""At the end of a line: Markdown for a line break."""


def find_lost_blocks(data: bytes, events: tuple[Event, ...]) -> Iterator[tuple[int, str]]:  # noqa: C901, PLR0912 - one event of the parser a branch
    """Find the signs that are no blocks, by offset; with a text that is put there instead.

    An empty one keeps the sign as it is written. A line break goes before the next line.
    """
    if b"\n" not in data:
        if block := _ONE_LINE.match(data.decode()):
            first, last = block.span(block.lastindex or 0)
            yield from ((at, "") for at in range(first, last) if data[at : at + 1].strip())
        return
    yield from _find_points(data, events)
    for offset, blanks in find_kept_lines(data, events):
        yield from _break_line(data, offset)
        if blanks:
            yield offset, blanks
    lists: list[list[tuple[int, int]]] = []
    empty: list[int] = []
    was_started = False
    for kind, name, _, start, end in events:
        is_empty, was_started = was_started and kind == "End", kind == "Start"
        if kind == "Start" and name == "List":
            lists.append([])
            empty.append(0)
        elif kind == "Start" and name == "Item":
            if marker := _MARKER.match(data, start):
                lists[-1].append(marker.span())
        elif kind == "End" and name == "Item" and is_empty:
            empty[-1] += 1
        elif kind == "End" and name == "List":
            markers = lists.pop()
            if empty.pop() == len(markers) or _are_lost(data, markers):
                yield from _as_lines(data, markers)
        elif kind == "Start" and name == "BlockQuote":
            for number, sign in enumerate(_GREATER.finditer(data, start, end)):
                yield sign.start(1), ""
                if number or start:
                    yield from _break_line(data, sign.start(1))
            if data.startswith(_PROMPT, start):
                for line in _LINE.finditer(data, start, end):
                    yield from _break_line(data, line.end())
        elif kind == "End" and name == "Heading":
            yield from _find_lost_heading(data, start, end)


def _are_lost(data: bytes, markers: list[tuple[int, int]]) -> bool:
    """Whether a list would show other numbers than were written."""
    written = [data[start : end - 1] for start, end in markers]
    if not written or not written[0].isdigit():
        return False
    numbers = [int(each) for each in written]
    is_counted = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    is_automatic = numbers[0] <= 1 and len(set(numbers)) == 1
    is_shown = all(
        str(number).encode() == each for number, each in zip(numbers, written, strict=True)
    )
    is_shown = is_shown and numbers[0] < _YEARS
    return not (is_shown and (is_counted or is_automatic))


def _as_lines(data: bytes, markers: list[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    for start, end in markers:
        yield end - 1, ""
        yield from _break_line(data, start)


def _find_lost_heading(data: bytes, start: int, end: int) -> Iterator[tuple[int, str]]:
    opening = _OPENING.match(data, start)
    if opening is None:
        if underline := _UNDERLINE.search(data[start:end].rstrip(b"\n")):
            yield start + underline.start(1), ""
            yield from _break_line(data, start + underline.start(1))
        return
    closing = _CLOSING.search(data, opening.end() - 1, end)
    if closing and closing[1] != opening[0]:
        yield closing.start(1), ""


def _find_points(data: bytes, events: tuple[Event, ...]) -> Iterator[tuple[int, str]]:
    """Find the lines that begin alike, as points of a list do, and would run on in one line."""
    text = data.decode()
    if _POINT.search(text) is None:
        return
    kinds: dict[int, str] = {}
    for found in _POINT.finditer(text):
        line = len(text[: found.start()].encode())
        kinds[line] = found["sign"] or found.lastgroup or "letter"
    counts = Counter(kinds.values())
    capitals = "".join(found["capital"] or "" for found in _POINT.finditer(text))
    if capitals not in ascii_uppercase:  # initials, at the start of a line by chance
        del counts["capital"]
    for kind, _, _, start, end in events:
        line = data.find(b"\n", start, end) + 1
        if kind == "SoftBreak" and counts[kinds.get(line, "")] > 1:
            yield from _break_line(data, line)


def _break_line(data: bytes, offset: int) -> Iterator[tuple[int, str]]:
    """End the line before an offset with a break, unless an empty line does."""
    line_end = data.rfind(b"\n", 0, offset)
    if line_end > 0 and data[line_end - 1 : line_end] not in {b"\n", b" ", b""}:
        yield line_end, _BREAK

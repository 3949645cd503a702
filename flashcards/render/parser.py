"""Markdown's events, flat, and what of a text the parser drops without one."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pyromark

_WITHOUT_TABLES = pyromark.Options.ENABLE_STRIKETHROUGH | pyromark.Options.ENABLE_MATH
_MARKDOWN = pyromark.Markdown(options=_WITHOUT_TABLES | pyromark.Options.ENABLE_TABLES)
_MARKDOWN_WITHOUT_TABLES = pyromark.Markdown(options=_WITHOUT_TABLES)

_FEW_CELLS = 100
"""Cells that any text may have."""

_DELIMITERS = re.compile(r"[\s>|:-]*-[\s>|:-]*")
_BLANK_LINE = re.compile(r"[\s>]*")
_BAR = re.compile(rb"(?<!\\)\|")


SPACE = "\U000ffffd"
"""Stands for a space in an image's path, where Markdown allows none, nor a control character. A
text that has this character itself keeps its spaces."""

_PART = r"(?:[^\s()<>\"]|\([^\s()<>\"]*\))+"
_SPACED_PATH = re.compile(
    rf"(!\[[^\[\]\n]*\]\()({_PART}(?: +{_PART})*\.[A-Za-z0-9]{{2,5}})(?=\)| +[\"'])"
)


class Event(NamedTuple):
    """Something in a text, by its range in bytes.

    `kind` is the parser's own word (`Text`, `Start`); `name` is what starts or ends, else nothing.
    """

    kind: str
    name: str
    value: Any
    start: int
    end: int


def has_large_table(markdown: str) -> bool:
    """Whether a text has a table of more cells than it has characters.

    A row may leave cells out, and the parser fills them in: a kilobyte of short rows below a wide
    head would come to a hundred thousand cells.
    """
    most = max(_FEW_CELLS, len(markdown))
    if (markdown.count("|") + 1) * (markdown.count("\n") + 1) <= most:
        return False
    cells = columns = 0
    for line in markdown.split("\n"):
        if _BLANK_LINE.fullmatch(line):
            columns = 0
        elif not columns and _DELIMITERS.fullmatch(line):
            columns = line.count("|") + 1
        cells += columns
    return cells > most


def get_parser(markdown: str) -> pyromark.Markdown:
    """Give the parser of a text: CommonMark with tables, strikethrough and dollar math.

    What would be too large a table is read as lines of text.
    """
    return _MARKDOWN_WITHOUT_TABLES if has_large_table(markdown) else _MARKDOWN


def parse_markdown(markdown: str) -> tuple[Event, ...]:
    """Parse a text."""
    events = []
    event: Any
    for event, place in get_parser(markdown).events_with_range(markdown):
        kind, name, value = event, "", None
        if isinstance(event, dict):  # what has a value is the only member of a mapping
            ((kind, value),) = event.items()
            if kind in {"Start", "End"}:
                name, value = value, None
                if isinstance(name, dict):
                    ((name, value),) = name.items()
        events.append(Event(kind, name, value, place["start"], place["end"]))
    return tuple(events)


def write_simple(markdown: str) -> str:
    """Write the HTML of a line in which no event is of interest."""
    return _MARKDOWN_WITHOUT_TABLES.html(markdown)


def join_paths(markdown: str) -> str:
    """Make each path of an image one word, as Markdown wants it: `![](my hand.png)`."""
    if "](" not in markdown or "![" not in markdown or SPACE in markdown:
        return markdown
    return _SPACED_PATH.sub(lambda found: found[1] + found[2].replace(" ", SPACE), markdown)


def find_images(markdown: str) -> tuple[str, ...]:
    """Give what the images of a text refer to, in order, each once."""
    if "![" not in markdown:
        return ()
    events = parse_markdown(join_paths(markdown))
    images = [event.value["dest_url"] for event in events if event[:2] == ("Start", "Image")]
    if SPACE not in markdown:
        images = [image.replace(SPACE, " ") for image in images]
    return tuple(dict.fromkeys(images))


def find_dropped_cells(data: bytes, start: int, end: int) -> Iterator[int]:
    """Find the bars that begin the cells that a table's row has too many, behind its last.

    GFM drops them; without the bars they are part of the last one.
    """
    if data[start:end].strip(b"| \t\r\n"):
        last = start + len(data[start:end].rstrip().removesuffix(b"|"))
        for bar in _BAR.finditer(data, start, last):
            yield bar.start()


def find_dropped_definitions(data: bytes, events: Iterable[Event]) -> Iterator[int]:
    """Find link definitions that no link uses, a second one of the same label among them."""
    shown = [(event.start, event.end) for event in events]
    links = (event.value for event in events if event.name in {"Link", "Image"})
    used = {_fold(link["id"]) for link in links if link}
    text = data.decode()
    for label, definition in get_parser(text).reference_definitions(text).items():
        span = definition["span"]
        if _fold(label) in used:
            shown.append((span["start"], span["end"]))
        else:
            yield data.index(b"[", span["start"])
    covered = 0
    for start, end in sorted([*shown, (len(data), len(data))]):
        dropped = data[covered:start]
        if b"]:" in dropped and dropped.lstrip().startswith(b"["):
            yield data.index(b"[", covered)
        covered = max(covered, end)


def _fold(label: str) -> str:
    return " ".join(label.casefold().split())

"""A text with what is literal hidden in it, so that markup can be looked for by patterns.

Code, math, tags, images, addresses, the signs of lists and the line below a table's head are
replaced by as many bytes that no content has.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from flashcards.render.parser import Event, get_parser

HIDDEN = "\x00"
"""Stands for each byte of what is literal."""

_LITERAL = frozenset(("Code", "InlineMath", "DisplayMath", "Html", "InlineHtml", "Rule"))
_AUTOLINKS = frozenset(("Autolink", "Email"))
_MARKER = re.compile(rb"[-+*]|[0-9]{1,9}[.)]")


class LiteralView:
    """A text as its pieces of markup see it.

    `text` is decoded, with what is literal hidden; `offset` gives a place's number of bytes.
    """

    def __init__(self, data: bytes, events: Iterable[Event]) -> None:
        hidden = bytearray(data)
        for start, end in _literal_ranges(data, events):
            hidden[start:end] = b"\x00" * (end - start)
        self.text = hidden.decode()
        self._sizes: list[int] | None = None
        self._is_ascii = len(self.text) == len(hidden)

    def offset(self, place: int) -> int:
        """Give a character's offset in bytes."""
        if self._is_ascii:
            return place
        if self._sizes is None:
            self._sizes = [0, *accumulate(len(sign.encode()) for sign in self.text)]
        return self._sizes[place]

    def place(self, offset: int) -> int:
        """Give the place of the character at an offset in bytes."""
        if self._is_ascii:
            return offset
        self.offset(0)
        return bisect_right(self._sizes or [], offset) - 1


def _literal_ranges(data: bytes, events: Iterable[Event]) -> Iterator[tuple[int, int]]:
    covered = 0
    for kind, name, value, start, end in events:
        if kind in _LITERAL or name in {"CodeBlock", "Image"}:
            yield start, end
        elif name == "Link":
            if kind == "End":
                yield max(covered, start), end
            elif value["link_type"] in _AUTOLINKS:
                yield start, end
        elif kind == "End" and name == "TableHead":
            line_end = data.find(b"\n", end)
            yield end, line_end if line_end >= 0 else len(data)
        elif kind == "Start" and name == "Item" and (marker := _MARKER.match(data, start)):
            yield marker.span()
        if kind != "Start":
            covered = max(covered, end) if name != "Link" else covered
    if b"]:" in data:
        yield from _definition_ranges(data.decode())


def _definition_ranges(text: str) -> Iterator[tuple[int, int]]:
    for definition in get_parser(text).reference_definitions(text).values():
        span = definition["span"]
        yield span["start"], span["end"]

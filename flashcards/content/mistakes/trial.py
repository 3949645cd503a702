"""How far a text can be read, and what its shape is short of: by this, mends are compared."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from flashcards.content.mistakes.lines import KNOWN
from flashcards.content.nodes import Mapping, Node, Scalar
from flashcards.content.parse import parse_partly
from flashcards.diagnostics import Diagnostic, Report, Source

Decode = Callable[[Source, Node, Report], object]

SWALLOWED = "swallowed"
"""A complaint that is never shown: a text with lines in it that were meant to be keys."""

IN_BLOCK = "swallowed-in-block"
"""The same of a block, in which such lines may well be text: it tells only mends apart."""

_SWALLOWS = re.compile(rf"\n[ \t]*(?:- *)?(?:{KNOWN}):|\n[ \t]*-[ \t]+\S[^\n]*: ")
_UNFINISHED = frozenset(("missing-key", "empty-value", "wrong-type"))
_NOT_OF_SHAPE = frozenset(("invalid-tag", "invalid-url", "invalid-date", "value-too-long"))


class Complaint(NamedTuple):
    """What is wrong with a line, counted from 0; what is never shown has no diagnostic."""

    line: int
    kind: str
    diagnostic: Diagnostic | None = None


class Trial(NamedTuple):
    """What reading a text gave.

    `line` is where it stopped, counted from 0, or the number of lines; `opened` the line where what
    it stopped in begins.
    """

    root: Node | None
    stop: Diagnostic | None
    line: int
    opened: int
    lines: int
    complaints: tuple[Complaint, ...]

    @property
    def left(self) -> int:
        """How many lines stand behind the stop."""
        return self.lines - self.line

    def say(self, left: int) -> Counter[tuple[str, str]]:
        """Count the complaints that have at least so many lines behind them, by what they say."""
        return Counter(
            (each.kind, each.diagnostic.message if each.diagnostic else "")
            for each in self.complaints
            if self.lines - each.line >= left
        )


def try_source(source: Source, decode: Decode, above: int = 0) -> Trial:
    """Read as far as it goes; the lines `above` only say what the others stand under."""
    found: list[Diagnostic] = []
    partial = parse_partly(source, found.append)
    lines = source.position(len(source.text))[0]
    complaints: list[Complaint] = []
    if partial.root is not None:
        complaints += _find_swallowed(partial.root, source)
        decode(source, partial.root, found.append)
    stop = partial.stop
    line = source.position(stop.span.start)[0] - 1 if stop else lines
    for each in found:
        at = source.position(each.span.start)[0] - 1
        is_cut = each.span.start in partial.unfinished or at >= line - 1
        is_cut = at < above or (stop is not None and is_cut)
        if each.code not in _NOT_OF_SHAPE and not (each.code in _UNFINISHED and is_cut):
            complaints.append(Complaint(at, each.code, each))
    complaints.sort(key=lambda each: each.line)
    opened = source.position(partial.opened)[0] - 1 if stop else line
    return Trial(partial.root, stop, line, opened, lines, tuple(complaints))


def _find_swallowed(root: Node, source: Source) -> Iterator[Complaint]:
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            start, end = node.span.start, node.span.end
            is_block = source.text[start : start + 1] in {"|", ">"}
            written = source.text[start:end] if is_block or end - start > len(node.text) else ""
            if "\n" in written and _SWALLOWS.search(written):
                yield Complaint(source.position(start)[0] - 1, IN_BLOCK if is_block else SWALLOWED)
        elif isinstance(node, Mapping):
            for key, value in node.entries:
                waiting += (key, value)
        else:
            waiting += node.items

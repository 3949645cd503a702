"""A file's text while it is mended, and the way back to the places of the text as it was."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from flashcards.content.mistakes.mend import LineEdit
from flashcards.content.nodes import Mapping, Node, Scalar, Sequence
from flashcards.diagnostics import Diagnostic, Source, Span
from flashcards.text.words import count_equal

_LINE_END = re.compile(r"\r\n|\r|\n")


class Patched(NamedTuple):
    """Lines, and for each the line of the original that it stands for."""

    original: Source
    lines: tuple[str, ...]
    origins: tuple[int, ...]

    @property
    def source(self) -> Source:
        """The text as it would be read."""
        return Source(self.original.path, "\n".join(self.lines))

    def edit(self, edits: Iterable[LineEdit]) -> "Patched":
        """Make edits, which are in the order of lines."""
        lines: list[str] = []
        origins: list[int] = []
        done = 0
        for index, new in edits:
            lines += self.lines[done:index]
            origins += self.origins[done:index]
            lines += new
            origins += [self.origins[index]] * len(new)
            done = index + 1
        lines += self.lines[done:]
        origins += self.origins[done:]
        return Patched(self.original, tuple(lines), tuple(origins))


def begin_patched(source: Source) -> Patched:
    """Begin with the text as it is."""
    lines = tuple(_LINE_END.split(source.text))
    return Patched(source, lines, tuple(range(len(lines))))


class WayBack(NamedTuple):
    """Finds the places of a mended text in its original."""

    patched: Patched
    starts: tuple[int, ...]
    originals: tuple[str, ...]
    changed: frozenset[int]

    def span(self, span: Span) -> Span:
        """Give the span in the original; of what was put in, the place where it stands."""
        start = self._offset(span.start)
        return Span(span.path, start, max(start, self._offset(span.end)))

    def _offset(self, offset: int) -> int:
        index = max(0, bisect_right(self.starts, offset) - 1)
        if index >= len(self.patched.lines):
            return len(self.patched.original.text)
        origin = self.patched.origins[index]
        column = offset - self.starts[index]
        if index in self.changed:
            column = _map_column(self.patched.lines[index], self.originals[origin], column)
        return self.patched.original.offset(origin + 1, column + 1)

    def node(self, node: Node) -> Node:
        """Give a node with the original's spans."""
        span = self.span(node.span)
        if isinstance(node, Scalar):
            return Scalar(node.text, span)
        if isinstance(node, Sequence):
            return Sequence(tuple([self.node(item) for item in node.items]), span)
        entries = [
            (Scalar(key.text, self.span(key.span)), self.node(value)) for key, value in node.entries
        ]
        return Mapping(tuple(entries), span)

    def diagnostic(self, diagnostic: Diagnostic) -> Diagnostic:
        """Give a diagnostic of the original."""
        return diagnostic._replace(
            span=self.span(diagnostic.span),
            related=tuple(each._replace(span=self.span(each.span)) for each in diagnostic.related),
        )


def find_way_back(patched: Patched) -> WayBack:
    """Prepare to find a mended text's places in its original."""
    lengths = (len(line) + 1 for line in patched.lines[:-1])
    originals = tuple(_LINE_END.split(patched.original.text))
    changed = frozenset(
        index
        for index, (line, origin) in enumerate(zip(patched.lines, patched.origins, strict=True))
        if line != originals[origin]
    )
    return WayBack(patched, (0, *accumulate(lengths)), originals, changed)


def _map_column(new: str, old: str, column: int) -> int:
    """Give the column of a line before it was mended."""
    same = count_equal(new, old)
    if column <= same:
        return column
    behind = count_equal(reversed(new[same:]), reversed(old[same:]))
    from_end = len(new) - column
    return len(old) - from_end if from_end <= behind else max(0, len(old) - behind)

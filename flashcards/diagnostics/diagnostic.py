"""The values every stage reports with; how they look is left to the renderers."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n|\r|\n")


class Severity(StrEnum):
    """How bad it is: only an error stops a build."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Span(NamedTuple):
    """A range of a file's text, in code points from its start (a byte order mark excluded)."""

    path: str
    start: int
    end: int


class Related(NamedTuple):
    """A second place that a problem is about, and what stands there: `the first definition`."""

    span: Span
    message: str


class Diagnostic(NamedTuple):
    """One problem of one place.

    `message` stands alone: lower case, no full stop, backticks round what is quoted.
    `help` is an imperative that says what to do. `mended` is how the line that the span starts on
    should read, or the lines to stand in its place, where a machine can tell; else empty.
    """

    code: str
    severity: Severity
    message: str
    span: Span
    help: str
    mended: str = ""
    related: tuple[Related, ...] = ()


Report = Callable[[Diagnostic], None]
"""Where a stage hands its diagnostics; usually a list's `append`."""


def make_error(  # noqa: PLR0913, PLR0917 - as many as a diagnostic has
    code: str,
    span: Span,
    message: str,
    help_: str,
    mended: str = "",
    related: tuple[Related, ...] = (),
) -> Diagnostic:
    """Make a diagnostic that stops a build."""
    return Diagnostic(code, Severity.ERROR, message, span, help_, mended, related)


def make_warning(code: str, span: Span, message: str, help_: str, mended: str = "") -> Diagnostic:
    """Make a diagnostic that an author should hear of, and that stops nothing."""
    return Diagnostic(code, Severity.WARNING, message, span, help_, mended)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them stops a build."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


class Source(NamedTuple):
    """A text file as it was read: its path as shown to the user, and its text."""

    path: str
    text: str

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1, columns in code points."""
        starts = _line_starts(self.text)
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """Offset of a line and column, both counted from 1; the text's end for one behind it."""
        return min(_line_starts(self.text)[line - 1] + column - 1, len(self.text))

    def line(self, number: int) -> str:
        """Give the text of a line, counted from 1, without its line end."""
        starts = _line_starts(self.text)
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")


@lru_cache(maxsize=16)  # the problems of a file are looked at one after another
def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


class FlashcardsError(Exception):
    """Something outside the content stops the run; the message is for the user.

    Content never raises this: what is wrong in a content file is a diagnostic.
    """


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Order by path, place and code, each distinct diagnostic once."""
    return tuple(
        sorted(
            dict.fromkeys(diagnostics),
            key=lambda diagnostic: (*diagnostic.span, diagnostic.code, diagnostic.message),
        )
    )

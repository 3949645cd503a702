"""Escapes put into a Markdown text, and what its author is told of them."""

from collections.abc import Iterable
from dataclasses import dataclass

LESS, BACKSLASH = b"&lt;", b"&#92;"
"""Signs as text."""

LONGEST_QUOTE = 200
"""Letters of a text that a notice quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something in a text that its author should know of."""

    code: str
    quoted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Put `escape` before (or in place of `replaced` bytes at) a place of the Markdown."""

    offset: int
    escape: bytes
    replaced: int = 0
    notice: Notice | None = None


def unused_escape(markdown: str) -> bytes:
    """Give a way to write `<` that the text itself doesn't use, so that it can be taken back."""
    escapes = (LESS, *(b"&#%0*d;" % (digits, ord("<")) for digits in range(2, 8)))
    return next((escape for escape in escapes if escape.decode() not in markdown), LESS)


def apply_edits(edits: Iterable[Edit], data: bytes, less: bytes) -> bytes:
    """Make all edits, which are sorted, at once: a text may need as many as it has signs."""
    parts: list[bytes] = []
    end = 0
    for edit in edits:
        parts += (data[end : edit.offset], edit.escape.replace(LESS, less))
        end = edit.offset + edit.replaced
    return b"".join((*parts, data[end:]))

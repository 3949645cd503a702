"""Escapes put into a Markdown text, and what its author is told of them."""

import re
from collections.abc import Iterable
from typing import NamedTuple

LESS, BACKSLASH = b"&lt;", b"&#92;"
"""Signs as text; in which words, is for `Escapes` to say."""

_OPENING = re.compile(rb"(?<!\\)(\\*)([<\[])")

LONGEST_QUOTE = 200
"""Letters of a text that a notice quotes."""


class Notice(NamedTuple):
    """Something in a text that its author should know of."""

    code: str
    quoted: str


class Edit(NamedTuple):
    """Put `escape` before (or in place of `replaced` bytes at) a place of the Markdown."""

    offset: int
    escape: bytes
    replaced: int = 0
    notice: Notice | None = None


class Escapes:
    """How signs of one text are escaped: by entities that it hasn't itself, to be taken back."""

    def __init__(self, markdown: str) -> None:
        self._less = _unused_entity("<", markdown)
        self._bracket = _unused_entity("[", markdown)
        self._backslash = _unused_entity("\\", markdown)

    def apply(self, edits: Iterable[Edit], data: bytes) -> bytes:
        """Make all edits, which are sorted, at once: a text may need as many as it has signs."""
        parts: list[bytes] = []
        end = 0
        for edit in edits:
            escape = edit.escape.replace(LESS, self._less).replace(BACKSLASH, self._backslash)
            parts += (data[end : edit.offset], escape)
            end = edit.offset + edit.replaced
        return b"".join((*parts, data[end:]))

    def apply_everywhere(self, data: bytes) -> bytes:
        """Escape all that a tag, a link or an image can begin with."""

        def escape(found: re.Match[bytes]) -> bytes:
            before, sign = found.groups()
            if len(before) % 2 == 0:
                return before + (self._less if sign == b"<" else self._bracket)
            return found[0] if sign == b"[" else before[:-1] + self._backslash + self._less

        return _OPENING.sub(escape, data)

    def undo(self, data: bytes) -> bytes:
        """Put the signs back."""
        for entity, sign in (
            (self._less, b"<"),
            (self._bracket, b"["),
            (self._backslash, b"\\"),
        ):
            data = data.replace(entity, sign)
        return data


def _unused_entity(sign: str, markdown: str) -> bytes:
    entities = [
        *(f"&#{ord(sign):0{digits}};" for digits in range(2, 8)),
        *(f"&#x{ord(sign):0{digits}x};" for digits in range(2, 7)),
    ]
    return next((each for each in entities if each not in markdown), entities[0]).encode()

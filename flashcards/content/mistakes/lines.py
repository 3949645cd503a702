"""A content file's lines as an author sees them: indentation, dashes, a key, its value."""

import re
from typing import NamedTuple

from flashcards.content.schema import CHAPTER, FILE, MODULE, PROJECT, QUESTION, TOPIC
from flashcards.content.written import quote_singly

KEYS = frozenset(
    name for level in (FILE, MODULE, CHAPTER, TOPIC, QUESTION, PROJECT) for name in level.names
)
"""Every key that content has."""

LISTS = frozenset(("modules", "chapters", "questions", "objectives", "tags", "allow"))
"""The keys with a list behind them."""

KNOWN = "|".join(sorted(KEYS, key=len, reverse=True))

SPECIAL = frozenset("@`%*&!|>[]{},?#-:\"'")
"""What a plain text can't start with, or not everywhere."""

SIGNS = {",": "comma", ";": "semicolon", ".": "full stop"}
"""What signs are called."""

CLOSED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
"""A text in quotes."""

_LINE = re.compile(r"(?P<indent>\s*)(?P<dashes>(?:- +)*)(?P<rest>.*)", re.DOTALL)
_PAIR = re.compile(r"(?P<key>[^\s:#\"'\[{,&*!|>@`%-][^:\"]*?) *:(?: +(?P<value>.*))?")


class ContentLine(NamedTuple):
    """A line taken apart; `key` is empty where there is none, and `value` is then all the text.

    `column` is where the key or the text starts, `dash` where its first dash stands, or -1.
    """

    text: str
    indent: int
    dash: int
    column: int
    key: str
    value: str

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it but a comment."""
        return not self.key and self.dash < 0 and self.value.strip()[:1] in {"", "#"}

    @property
    def head(self) -> str:
        """What stands before the key or text: indentation and dashes."""
        return self.text[: self.column]

    @property
    def is_structure(self) -> bool:
        """Whether it looks like an entry or a key, and not like the middle of a text."""
        return self.dash >= 0 or bool(self.key)


def read_line(text: str) -> ContentLine:
    """Take a line apart, as it stands."""
    found = _LINE.fullmatch(text)
    assert found is not None  # noqa: S101 - the pattern takes every text
    indent = len(found["indent"])
    rest = found["rest"]
    dash = indent if found["dashes"] or rest == "-" else -1
    column = len(text) - len(rest)
    pair = _PAIR.fullmatch(rest)
    if pair is None:
        return ContentLine(text, indent, dash, column, "", rest)
    return ContentLine(text, indent, dash, column, pair["key"], (pair["value"] or "").rstrip())


def quote_text(text: str) -> str:
    """Put a text into quotes that leave it as it is."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return quote_singly(text)

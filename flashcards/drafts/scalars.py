"""Texts as a careful person would write them in YAML: plain, else quoted, long ones folded.

They are on one line and hold no character that YAML forbids; the loaded text is the same text.
"""

import re
from collections.abc import Iterator

WIDTH = 92
"""Columns up to which a line is filled."""

_NARROWEST = 40
_LONGEST_KEY = 500
"""Characters; YAML takes no key beyond 1,024 without a question mark before it."""

_NOT_PLAIN = re.compile(r"[,\[\]{}#&*!|>'\"%@`]|[-?:](?: |$)|.*(?:: | #|:$)", re.DOTALL)
_TYPED = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n|=|<<"
    r"|[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9]+)(?:e[-+]?[0-9]+)?"
    r"|0x[0-9a-f_]+|0o?[0-7_]+|0b[01_]+|[-+]?\.inf|\.nan"
    r"|[0-9]+(?::[0-9]+)+(?:\.[0-9]*)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}",
    re.IGNORECASE,
)
"""What other readers of YAML take for something else than a text."""


def format_scalar(text: str) -> str:
    """Give a text as a scalar on one line."""
    if text and not _NOT_PLAIN.match(text) and not _TYPED.fullmatch(text):
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def format_key(text: str) -> str:
    """Give a text as a key, colon included; it stands on two lines when it is very long."""
    scalar = format_scalar(text)
    return f"{scalar}:" if len(scalar) <= _LONGEST_KEY else f"? {scalar}\n:"


def format_value(prefix: str, text: str, indent: int) -> list[str]:
    """Give the lines of a text behind `prefix` (`  summary:`), folded when one is too short.

    `indent` is the column at which the lines of a folded text start.
    """
    line = f"{prefix} {format_scalar(text)}"
    if len(line) <= WIDTH or " " not in text:
        return [line]
    return [f"{prefix} >-", *(f"{' ' * indent}{each}" for each in wrap(text, WIDTH - indent))]


def format_comment(text: str, indent: int) -> list[str]:
    """Give a text as comment lines, one or more for each of its lines."""
    mark = f"{' ' * indent}#"
    return [
        f"{mark} {each}".rstrip()
        for line in text.split("\n")
        for each in (list(wrap(line, WIDTH - len(mark) - 1)) or [""])
    ]


def wrap(text: str, width: int) -> Iterator[str]:
    """Break a text at spaces into lines of the width; a longer word has a line of its own."""
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > max(width, _NARROWEST):
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        yield line

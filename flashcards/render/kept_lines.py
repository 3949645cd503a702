"""Lines that a text was meant to have, where Markdown would make blanks of their ends.

Prose that an editor wrapped may run on. Code, verse, addresses and lists without signs may not:
their lines are indented, look like statements or pairs, or end long before any margin.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from flashcards.render.letters import is_east_asian
from flashcards.render.parser import Event

_NARROWEST = 50
"""Columns that an editor leaves to prose: where the next word had room, the line was meant."""

_LEAST_INDENT = 2
_SPACE = "\N{NO-BREAK SPACE}"
_STATEMENT = re.compile(
    r".*[;{}]|[^<]*(?<![<>=!])=(?!=).*|[^\s:：][^:：.?!]{0,24}[:：](?: .*)?"  # noqa: RUF001
)
"""Code, an equation, or a word and what is said to it."""

_PROMPT = re.compile(r"[$%] ")
_QUOTATION = re.compile(r"^(?:> )+")

_ENTRY = re.compile(r"[*_$`(\[\"'«„“‘「『《¿¡]*(?![a-zß-öø-ÿа-џα-ώ])[^\W_]")  # noqa: RUF001
"""How a verse or an entry begins: with a number, or a letter that is no small one."""


def find_kept_lines(data: bytes, events: Sequence[Event]) -> Iterator[tuple[int, str]]:
    """Find where lines begin that are to stay lines, each with the blanks to put there.

    What has carriage returns is nothing that anyone typed: they come of escapes in double quotes.
    """
    if b"\r" in data:
        return
    depth = 0
    starts: list[int] = []
    for kind, name, _, start, end in events:
        if name == "Item":
            depth += 1 if kind == "Start" else -1
        elif name == "Paragraph" and kind == "Start":
            starts = [start]
        elif name == "Paragraph" and not depth and len(starts) > 1:
            yield from _keep(data, [*starts, end])
        elif kind == "SoftBreak":
            starts.append(data.index(b"\n", start) + 1)


def _keep(data: bytes, bounds: list[int]) -> Iterator[tuple[int, str]]:
    lines = [data[start:end].decode().rstrip("\n") for start, end in pairwise(bounds)]
    bare = [_QUOTATION.sub("", line).strip() for line in lines]
    indents = [line[: len(line) - len(line.lstrip(" \t"))] for line in lines]
    if max(map(len, indents)) >= _LEAST_INDENT or "\t" in "".join(indents):
        blanks = [_SPACE * len(indent.expandtabs(4)) for indent in indents]
    elif _PROMPT.match(bare[0]) or all(map(_STATEMENT.fullmatch, bare)) or _are_entries(bare):
        blanks = [""] * len(lines)
    else:
        return
    for number, start in enumerate(bounds[1:-1], 1):
        yield start + len(indents[number]), blanks[number]


def _are_entries(lines: Sequence[str]) -> bool:
    """Whether each line had room for the next word, and none goes on with a sentence."""
    return all(map(_ENTRY.match, lines)) and all(
        _width(line) + 1 + _width(following.split(" ", 1)[0]) <= _NARROWEST
        for line, following in pairwise(lines)
    )


def _width(text: str) -> int:
    return len(text) + sum(map(is_east_asian, text))

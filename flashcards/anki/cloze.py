"""Anki's cloze deletions, `{{c1::text}}` or `{{c1::text::hint}}`: found, counted, renumbered. Pure.

Content's own braces never look like one: rendering writes them as entities.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

CLOZE = re.compile(r"\{\{c(?P<number>[0-9]+)::(?P<text>.*?)\}\}", re.DOTALL)
"""A cloze deletion; `text` holds the hint as well, if there is one."""


class Blank(NamedTuple):
    """A blank of a cloze text: its number, its words, and where they stand in the text filled in.

    The text on both sides isn't kept: of many blanks that would be their number times the text.
    """

    number: int
    text: str
    start: int
    end: int


def find_blanks(cloze: str) -> tuple[Blank, ...]:
    """Find the blanks of a cloze text, in order."""
    blanks = []
    markup = 0  # characters of cloze syntax up to here
    for found in _find_clozes(cloze):
        text = found["text"]
        start = found.start() - markup
        blanks.append(Blank(int(found["number"]), text, start, start + len(text)))
        markup += len(found[0]) - len(text)
    return tuple(blanks)


def _find_clozes(text: str) -> Iterator[re.Match[str]]:
    # Each that is opened behind the last end would be searched to the text's end, in vain.
    return CLOZE.finditer(text, 0, max(0, text.rfind("}}") + 2))


def replace_clozes(text: str, replace: Callable[[re.Match[str]], str]) -> str:
    """Replace each cloze deletion of a text by what a function gives for its match of `CLOZE`."""
    parts: list[str] = []
    covered = 0
    for found in _find_clozes(text):
        parts += (text[covered : found.start()], replace(found))
        covered = found.end()
    return "".join((*parts, text[covered:]))


def fill_blanks(cloze: str, shown: str = "{}") -> str:
    """Give a cloze text as one reads it with every blank filled in, each in a form as `[{}]`."""
    return replace_clozes(cloze, lambda found: shown.format(found["text"]))


def renumber_blanks(cloze: str, numbers: Mapping[int, int]) -> str:
    """Give a cloze text with its blanks numbered anew; `numbers` has all that stand in it."""
    return replace_clozes(
        cloze, lambda found: write_blank(numbers[int(found["number"])], found["text"])
    )


def write_blank(number: int, text: str) -> str:
    """Write a cloze deletion."""
    return f"{{{{c{number}::{text}}}}}"


def cloze_numbers(cloze: str) -> tuple[int, ...]:
    """Give the numbers of a text's blanks, each once, in the order of Anki's cards."""
    return tuple(sorted({int(found["number"]) for found in _find_clozes(cloze)}))

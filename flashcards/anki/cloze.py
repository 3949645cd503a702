"""Anki's cloze deletions, `{{c1::text}}` or `{{c1::text::hint}}`: found, counted, renumbered. Pure.

Content's own braces never look like one: rendering writes them as entities.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

CLOZE = re.compile(r"\{\{c(?P<number>[0-9]+)::(?P<text>.*?)\}\}", re.DOTALL)
"""A cloze deletion; `text` holds the hint as well, if there is one."""


class Blank(NamedTuple):
    """A blank of a cloze text: its number, its words, and the text on both sides of it."""

    number: int
    text: str
    before: str
    after: str


def find_blanks(cloze: str) -> tuple[Blank, ...]:
    """Find the blanks of a cloze text, in order; what surrounds them is given filled in."""
    plain = fill_blanks(cloze)
    blanks = []
    markup = 0  # characters of cloze syntax up to here
    for found in CLOZE.finditer(cloze):
        text = found["text"]
        start = found.start() - markup
        end = start + len(text)
        blanks.append(Blank(int(found["number"]), text, plain[:start], plain[end:]))
        markup += len(found[0]) - len(text)
    return tuple(blanks)


def fill_blanks(cloze: str, template: str = r"\g<text>") -> str:
    """Give a cloze text as one reads it with every blank filled in, by a template as of `re`."""
    return CLOZE.sub(template, cloze)


def renumber_blanks(cloze: str, numbers: Mapping[int, int]) -> str:
    """Give a cloze text with its blanks numbered anew; `numbers` has all that stand in it."""
    return CLOZE.sub(lambda found: write_blank(numbers[int(found["number"])], found["text"]), cloze)


def write_blank(number: int, text: str) -> str:
    """Write a cloze deletion."""
    return f"{{{{c{number}::{text}}}}}"


def cloze_numbers(cloze: str) -> tuple[int, ...]:
    """Give the numbers of a text's blanks, each once, in the order of Anki's cards."""
    return tuple(sorted({int(found["number"]) for found in CLOZE.finditer(cloze)}))

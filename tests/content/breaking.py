"""Files broken at random, as authors break them: a line, and what was done to it."""

import re
from collections.abc import Callable
from random import Random
from typing import NamedTuple

Breaker = Callable[[Random, list[str], int], str | None]
"""Gives a line of a file as an author may have mistyped it, or nothing where it can't be so."""


class Broken(NamedTuple):
    """A broken text; `line`, counted from 1, is the one that was broken."""

    kind: str
    text: str
    line: int


def break_text(random: Random, text: str, kind: str) -> Broken | None:
    """Break a line of a text, where one can be broken in this way."""
    lines = text.split("\n")
    order = list(range(len(lines)))
    random.shuffle(order)
    for index in order:
        if not lines[index].strip() or lines[index].lstrip().startswith("#"):
            continue
        new = BREAKERS[kind](random, lines, index)
        if new is not None and new != lines[index]:
            broken = [*lines[:index], new, *lines[index + 1 :]]
            return Broken(kind, "\n".join(broken), index + 1)
    return None


def _replace(pattern: str, new: str) -> Breaker:
    def replace(_: Random, lines: list[str], index: int) -> str | None:
        done, count = re.subn(pattern, new, lines[index], count=1)
        return done if count else None

    return replace


def _shift(by: tuple[int, ...]) -> Breaker:
    def shift(random: Random, lines: list[str], index: int) -> str | None:
        line = lines[index]
        indent = len(line) - len(line.lstrip())
        wanted = indent + random.choice(by)
        return None if wanted < 0 or not indent else " " * wanted + line.lstrip()

    return shift


def _join(_: Random, lines: list[str], index: int) -> str | None:
    if index + 1 >= len(lines) or not re.match(r" *(- )?\w+: \w", lines[index]):
        return None
    following = lines[index + 1]
    if not re.match(r" *\w+: \w", following):
        return None
    lines[index + 1] = f"{' ' * (len(following) - len(following.lstrip()))}# joined"
    return f"{lines[index]} {following.lstrip()}"


BREAKERS: dict[str, Breaker] = {
    "dash blanked": _replace(r"^( *)- (?=\w+: )", r"\1  "),
    "dash deleted": _replace(r"^( *)- (?=\w+: )", r"\1"),
    "shifted left": _shift((-1, -2, -3)),
    "shifted right": _shift((1, 2, 3)),
    "opening quote lost": _replace(r"(: |- )[\"'](?=.*[\"']$)", r"\1"),
    "closing quote lost": _replace(r"(?<=: )([\"'].*)[\"']$", r"\1"),
    "space behind colon lost": _replace(r"^( *(?:- )?\w+): (?=[A-Za-z])", r"\1:"),
    "colon lost": _replace(r"^( *(?:- )?\w+): (?=\S)", r"\1 "),
    "space behind dash lost": _replace(r"^( *)- (?=\w)", r"\1-"),
    "bracket lost": _replace(r"[\]}]$", ""),
    "lines joined": _join,
    "tab": _replace(r"^ {2,}(?=\w|-)", "\t"),
    "no-break space": _replace(r": (?=\w)", ":\xa0"),
    "no-break spaces in front": _replace(r"^  ", "\xa0 "),
    "full-width colon": _replace(r"^( *(?:- )?\w+): (?=[A-Za-z])", r"\1："),  # noqa: RUF001 - what the kind is about
    "colon in text": _replace(r"(: [A-Za-z]\w+) (?=\w)", r"\1: "),
    "at sign": _replace(r"(: )(?=[A-Za-z])", r"\1@"),
    "backtick": _replace(r"(: )(\w+)", r"\1`\2`"),
    "asterisk": _replace(r"(: )(\w+)", r"\1**\2**"),
    "bracket in front": _replace(r"(: )(\w+)", r"\1[\2]"),
    "quoted first word": _replace(r"(: )(\w+) ", r'\1"\2" '),
    "apostrophe in quotes": _replace(r"(: )([A-Za-z][^'\"]*)$", r"\1'\2's'"),
    "quotes in quotes": _replace(r'(: )([A-Za-z][^"]*)$', r'\1"\2 "so" it is"'),
    "en dash": _replace(r"^( *)- (?=\w)", r"\1– "),  # noqa: RUF001 - as above
    "two dashes": _replace(r"^( *)- (?=\w+: )", r"\1- - "),
    "comma behind quotes": _replace(r"(: \"[^\"]*\")$", r"\1,"),
    "equals sign": _replace(r"^( *(?:- )?[a-z]+): (?=[A-Za-z])", r"\1 = "),
    "key mistyped": _replace(r"^( *(?:- )?)(answer|question|title|time|extra|summary):", r"\1x\2:"),
    "percent": _replace(r"(: )(?=[A-Za-z])", r"\1%"),
    "greater": _replace(r"(: )(?=[A-Za-z])", r"\1>"),
    "comma lost": _replace(r"(?<=\w|\?|\.), (?=\w+: )", " "),
    "semicolon": _replace(r"^( *(?:- )?[a-z]+): (?=[A-Za-z])", r"\1; "),
}

LAKES = """\
title: Lakes of the world
tags: [geography, water]
objectives: [Name the deepest lake., Name the largest lake.]
modules:
  - title: Asia
    chapters:
      - title: Lake Baikal
        time: 0:00 - 5:00
        summary: >-
          Lake Baikal is the ==deepest== lake, and it holds
          a fifth of the world's fresh water.
        topics:
          Rift: {definition: Valley between two faults., at: 1:00}
          Seal: Mammal of the sea, one kind of which lives here.
        questions:
          - {question: How deep is it?, answer: "1,642 metres."}
          - {question: Where is it?, answer: Siberia., hint: Not in Europe.}
          - question: "Which seal lives here: the Baikal seal or the grey seal?"
            answer: The Baikal seal.
            extra: 'It is also called the nerpa.'
      - title: "Lake Balkhash"
        time: 5:00 - 9:00
        questions:
          - question: What is strange about the lake?
            answer: |
              Half of it is fresh water,
              the other half is salty.
            tags: [salt]
  - title: Africa
    summary: Two lakes of the rift.
    chapters:
      - title: Lake Victoria
        time: 9:00
        topics:
          Nile:
            definition: The river that leaves the lake.
            reverse: true
        questions:
          - question: How large is it?
            answer: About 60,000 square kilometres.
"""
"""A sound file in which every way to write YAML is used."""

"""Which stars, underscores and tildes are emphasis, where CommonMark doesn't say what is meant.

Emphasis begins and ends at the edges of words: `2**10 and 3**2` and `__init__` show as written. In
East Asian scripts it may stand anywhere, also between punctuation and a letter, where CommonMark
sees none: `**「重要」**です`.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import category

from flashcards.render.letters import is_east_asian, is_in_word, joins_words
from flashcards.render.literal_view import HIDDEN

JOIN = "\x1a"
"""Stands between a delimiter and punctuation for the parser to see a letter there; no content has
it, and it isn't shown."""

ORDINARY = re.compile(
    r"""[^*_~]*(?:(?:(?<![^\s("'])(?:\*{1,3}|_(?!_|[A-Za-z0-9]*_[A-Za-z0-9]))(?=[A-Za-z])"""
    r"""|(?<=[A-Za-z.!?])(?:\*{1,3}|(?<![._])_)(?![^\s.,;:!?)"'])|(?<=\w)_(?=\w)"""
    r"""|(?<!\S)[*_](?!\S))[^*_~]*)*"""
)
"""A line whose emphasis stands round words, as nearly all does: CommonMark says what it means."""

_CHUNK = re.compile(r"\S+")
_RUN = re.compile(r"\\.|\*+|_+|~+", re.DOTALL)
_NAME = re.compile(r"(?<![\w*])__?([A-Za-z0-9]+(?:_+[A-Za-z0-9]+)*)__?(?!\w)")
"""A name that begins and ends with underscores, as those of programs do."""

_SIGNS = re.compile(r"/\*+|\*+/|[*_~^\-]+")
"""A comment's end, or a face: what has no word to emphasise."""

_ADDRESS = re.compile(r"(?<![A-Za-z])[A-Za-z]{2,8}://[!-~]*[A-Za-z0-9/]")
"""An address, but for the signs at its end: these may be the sentence's."""

_UNDERSCORES = re.compile("_+")
_DELIMITER = re.compile(r"[*_~]")
_GLOB = re.compile(r"\.[a-z0-9*{]|/\*")
_OPENERS = "([{¿¡"
_CLOSERS = ")]},;:!?"
_WITHIN_WORDS = "'\N{RIGHT SINGLE QUOTATION MARK}-"
_PATH = "/\\-=:.&|+<>#@%^"
_PATTERN = "_\\[({.^$"
"""What may follow a repeated class or group in a pattern."""

_QUOTES = "\"'“”‘’«»„"  # noqa: RUF001 - typographic signs of texts
_ENDS = f"{_QUOTES}-.!?…%:;,)"


class _Run(NamedTuple):
    """Equal signs side by side; `before` and `after` are the characters round them, or nothing."""

    start: int
    end: int
    before: str
    after: str


def find_emphasis(  # noqa: C901 - what a line may hold
    text: str, escaped: dict[str, str]
) -> tuple[list[int], list[int]]:
    """Find the signs that are no emphasis, and where a delimiter is to be taken for one.

    `text` hides what is literal; `escaped` are the characters by what stands for them.
    """
    signs: list[int] = []
    joins: list[int] = []
    opened: set[str] = set()
    end = 0
    for chunk in _CHUNK.finditer(text):
        if "\n\n" in text[end : chunk.start()]:
            opened.clear()
        end = chunk.end()
        if not ("*" in chunk[0] or "_" in chunk[0] or "~" in chunk[0]):
            continue
        names = _find_names(chunk)
        if _SIGNS.fullmatch(chunk[0]):
            signs += (chunk.start() + found.start() for found in _DELIMITER.finditer(chunk[0]))
            continue
        groups: dict[str, list[_Run]] = {}
        addresses = [found.span() for found in _ADDRESS.finditer(chunk[0])]
        for run in _runs(text, chunk, escaped):
            if any(first <= run.start - chunk.start() < last for first, last in addresses):
                signs += range(run.start, run.end)
                continue
            groups.setdefault(text[run.start : run.end], []).append(run)
        for kind, runs in groups.items():
            for number, run in enumerate(runs):
                if run.start in names or _is_text(text, kind, runs, number):
                    signs += range(run.start, run.end)
                elif (place := _joint(text, runs, number, is_open=kind in opened)) is not None:
                    joins.append(place)
                if is_in_word(run.after) and not is_in_word(run.before):
                    opened.add(kind)
                elif not run.after.strip():
                    opened.discard(kind)
    return signs, joins


def _find_names(chunk: re.Match[str]) -> set[int]:
    """Find where runs of underscores start that belong to a program's name."""
    found: set[int] = set()
    for name in _NAME.finditer(chunk[0]):
        is_dunder = name[0].startswith("__") and name[0].endswith("__")
        if (is_dunder and (name[1].islower() or name[1].isupper())) or "_" in name[1]:
            found.update(
                chunk.start() + run.start() for run in _UNDERSCORES.finditer(chunk[0], *name.span())
            )
    return found


def _runs(text: str, chunk: re.Match[str], escaped: dict[str, str]) -> Iterator[_Run]:
    for found in _RUN.finditer(text, chunk.start(), chunk.end()):
        if found[0].startswith("\\"):
            continue
        before = text[found.start() - 1 : found.start()] if found.start() else ""
        if found.start() == 1 and before == ",":  # what keeps a title from starting a block
            before = ""
        after = text[found.end() : found.end() + 1]
        yield _Run(*found.span(), escaped.get(before, before), escaped.get(after, after))


def _is_text(text: str, kind: str, runs: list[_Run], number: int) -> bool:  # noqa: C901, PLR0911, PLR0912 - one reason a branch
    run = runs[number]
    if kind == "~":
        return True
    if JOIN in {run.before, run.after}:
        return False
    before, after = run.before.strip(), run.after.strip()
    if before == "\\":
        return True
    if kind[0] != "_":
        if joins_words(before) and joins_words(after):
            return not _parts_word(text, runs, number)
        if before.isdigit() and after and after in "([{":
            return True
        if before and before in ")]}" and joins_words(after):
            return True
        if number % 2 == 0 and before and after and before in ")]}" and after in _PATTERN:
            return True
        if number % 2 == 0 and kind == "*" and _GLOB.match(text, run.end):
            return True
        if kind == "**" and _GLOB.match(text, run.end) and after == "/":
            return True
        if kind == "*" and _encloses_signs(text, runs, number):
            return True
    if not (before or after):
        return False
    if before and after and before in _PATH and after in _PATH:
        return True
    if before and after and before in _PATH and after in _OPENERS:
        return True
    if before and after and before in _QUOTES and after in _QUOTES:
        return True
    return (not before or before in _OPENERS) and (not after or after in _CLOSERS)


def _partner(runs: list[_Run], number: int) -> tuple[_Run, _Run] | None:
    """Give the pair that a run would belong to, if its signs stand in pairs."""
    first = number - number % 2
    return (runs[first], runs[first + 1]) if first + 1 < len(runs) else None


def _parts_word(text: str, runs: list[_Run], number: int) -> bool:
    """Whether a run within a word sets off a part of it, as in `**re**act`."""
    pair = _partner(runs, number)
    if pair is None:
        return False
    left, right = pair
    inner = text[left.end : right.start]
    outer = (left.before, right.after)
    if not all(
        each.isalpha() or each in _WITHIN_WORDS or category(each)[0] == "M" for each in inner
    ):
        return False
    if any(each.isdigit() for each in outer):
        return False
    if not all(joins_words(each) for each in outer):
        around = text[max(0, left.start - 2) : left.start], text[right.end : right.end + 2]
        return len(inner) > 1 or all(sum(map(is_in_word, each)) != 1 for each in around)
    return left.end - left.start > 1 and len(inner) > 1


def _encloses_signs(text: str, runs: list[_Run], number: int) -> bool:
    pair = _partner(runs, number)
    if pair is None or len(runs) > 2:  # noqa: PLR2004 - the pair itself
        return False
    inner = text[pair[0].end : pair[1].start]
    return inner.isascii() and not any(each.isalnum() or each == HIDDEN for each in inner)


def _joint(text: str, runs: list[_Run], number: int, *, is_open: bool) -> int | None:
    """Give where a letter would make a delimiter of a run, if CommonMark sees none."""
    run = runs[number]
    before, after = run.before, run.after
    if JOIN in {before, after} or text[run.start] == "_":
        return None
    is_before, is_after = is_in_word(before), is_in_word(after)
    if is_before == is_after or not before.strip() or not after.strip():
        return None
    if not (is_east_asian(before) or is_east_asian(after)):
        pair = _partner(runs, number)
        if is_before:
            opens = (
                pair is not None
                and number % 2 == 0
                and after in _QUOTES
                and pair[1].before in _QUOTES
                and run.end - run.start > 1
                and not before.isdigit()
                and not joins_words(pair[1].after)
            )
            return run.end if opens else None
        is_closer = number % 2 == 1 or is_open
        closes = is_closer and before in _ENDS and not after.isdigit()
        return run.start if closes and run.end - run.start > 1 else None
    return run.start if is_after else run.end

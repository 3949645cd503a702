"""Texts as they stand in a file: where, in which quotes, and how to quote them otherwise."""

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from flashcards.diagnostics import Diagnostic, Related

_LINE_ENDS = "\r\n"


class Written(NamedTuple):
    """A text of the file: where it stands, how, and what it was read as.

    `style` is a quotation mark or the sign of a block; a plain text has none.
    """

    start: int
    end: int
    style: str
    text: str


class Replacement(NamedTuple):
    """What is to stand in the file in place of a range of it."""

    start: int
    end: int
    text: str


class Loss(NamedTuple):
    """What YAML takes away from a text, and how to write it so that nothing is, where it can be.

    `is_sure`: the text can't have been meant as YAML reads it.
    """

    diagnostic: Diagnostic
    mend: Replacement | None
    is_sure: bool


def start_of_line(text: str, at: int) -> int:
    """Give where the line of a place starts."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def end_of_line(text: str, at: int) -> int:
    """Give where the line of a place ends, its line end left out."""
    ends = [end for sign in _LINE_ENDS if (end := text.find(sign, at)) >= 0]
    return min(ends, default=len(text))


def apply_mends(text: str, mends: tuple[Replacement, ...]) -> str:
    """Make mends that are in order and apart from each other."""
    parts = []
    end = 0
    for mend in mends:
        parts += [text[end : mend.start], mend.text]
        end = mend.end
    return "".join([*parts, text[end:]])


class Step(NamedTuple):
    """Mends that were made at once, and where each starts in the text that they gave."""

    mends: tuple[Replacement, ...]
    starts: tuple[int, ...]


def find_before(at: int, step: Step) -> int:
    """Give where a place stood before mends were made."""
    number = bisect_right(step.starts, at) - 1
    if number < 0:
        return at
    mend, behind = step.mends[number], at - step.starts[number]
    if behind < len(mend.text):
        return min(mend.start + max(0, behind - 1), mend.end)
    return mend.end + behind - len(mend.text)


def make_step(mends: tuple[Replacement, ...]) -> Step:
    """Note where mends start once they are made."""
    moved = 0
    starts = []
    for mend in mends:
        starts.append(mend.start + moved)
        moved += len(mend.text) - (mend.end - mend.start)
    return Step(mends, tuple(starts))


def mend_lines(text: str, mends: tuple[Replacement, ...], at: int) -> str:
    """Give the line of a place, or all lines that a mend there touches, with the mends made."""
    start, end = start_of_line(text, at), end_of_line(text, at)
    near = []
    first = bisect_left(mends, start, key=lambda mend: mend.end)
    for number in range(first, len(mends)):
        mend = mends[number]
        if mend.start > end:
            break
        end = max(end, end_of_line(text, mend.end))
        near.append(mend._replace(start=mend.start - start, end=mend.end - start))
    return apply_mends(text[start:end], tuple(near))


def begin_at(text: str, loss: Diagnostic, start: int, said: str) -> Diagnostic:
    """Let a report of a text's loss begin where its first line does, from which it is mended.

    The place itself is then the second one that the report names, and `said` of it.
    """
    if start_of_line(text, loss.span.start) <= start:
        return loss
    return loss._replace(span=loss.span._replace(start=start), related=(Related(loss.span, said),))


def quote_plain(text: str) -> str:
    """Quote what stands plain in a file, on one line or more, so that not one sign changes."""
    if "'" in text and not re.search(r'["\\]', text):
        return f'"{text}"'
    return quote_singly(text)


def quote_singly(text: str) -> str:
    """Put a text into single quotes, in which every sign is itself."""
    doubled = text.replace("'", "''")
    return f"'{doubled}'"

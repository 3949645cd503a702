"""Times into a content file's text, so that only `at:` is added or changed.

What can't be edited without changing more, such as a topic written as `Term: its definition` or an
item that an alias repeats, is refused and left to the author.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from flashcards.content.nodes import Mapping, Node, Scalar, Sequence
from flashcards.text.times import Milliseconds, format_time

_ANCHOR = re.compile(r"&\S+[ \t]*(?:\r\n|\n|\r|[ \t])[ \t]*")
_COLON = re.compile(r"[ \t]*:")
_REST = re.compile(r"(?P<comment>[ \t]*(?:#[^\r\n]*)?)(?P<end>\r\n|\n|\r|\Z)")
_BEFORE_VALUE = re.compile(r"[ \t]*:[ \t]+")
_OUR_COMMENT = re.compile(r'[ \t]+# (?:heard|by its place): "[^\r\n]*"[ \t]*')
_NO_VALUE = re.compile(r"[ \t]*:(?:[ \t]+\*[^\s,\]}]+)?")
"""An alias, or nothing at all, behind a key."""

_STEP = 2
"""Spaces by which an `at:` below a topic's term is indented."""

_LINE_END = re.compile(r"\r\n|\n|\r")
_BLOCK_START = re.compile(r"[ ]*(?:-[ \t]+)*")


class Edit(NamedTuple):
    """A range of the text, and what takes its place."""

    start: int
    end: int
    text: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Make edits that don't overlap."""
    parts = []
    done = 0
    for edit in sorted(edits):
        parts += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*parts, text[done:]])


def set_time(text: str, value: Mapping, at: Milliseconds, comment: str) -> Edit | None:
    """Give the edit that sets the `at` of an item, or `None` when there is no such edit."""
    time = format_time(at)
    for key, old in value.entries:
        if key.text == "at":
            return _change(text, key, old, time, comment)
    start = _skip_anchor(text, value.span.start)
    if text[start : start + 1] == "{":
        return _add_in_braces(value, start, time)
    first = value.entries[0][0]
    column = _column(text, first)
    end = _end_of(text, value)
    if column is None or end is None:
        return None
    return _add_line(text, end, f"{' ' * column}at: {time}  # {comment}")


def set_time_of_empty(
    text: str, topics: Mapping, term: Scalar, at: Milliseconds, comment: str
) -> Edit | None:
    """Give the edit that sets the `at` of a topic with nothing behind its colon."""
    if text[_skip_anchor(text, topics.span.start)] == "{":
        return None
    column = _column(text, term)
    colon = _COLON.match(text, term.span.end)
    if column is None or colon is None:
        return None
    line = f"{' ' * (column + _STEP)}at: {format_time(at)}  # {comment}"
    return _add_line(text, colon.end(), line)


def find_time(value: Mapping) -> str:
    """Give the `at` of an item as it is written; empty for none."""
    return next(
        (old.text for key, old in value.entries if key.text == "at" and isinstance(old, Scalar)), ""
    ).strip()


def _change(text: str, key: Scalar, old: Node, time: str, comment: str) -> Edit | None:
    colon = _COLON.match(text, key.span.end)
    if colon is None:
        return None
    if old.span.start == old.span.end:
        rest = _REST.match(text, colon.end())
        said = f"  # {comment}" if rest and not rest["comment"].strip() else ""
        return Edit(colon.end(), colon.end(), f" {time}{said}")
    before = _BEFORE_VALUE.match(text, key.span.end)
    if before is None or before.end() != old.span.start or text[old.span.start] in "&|>":
        return None
    ours = _OUR_COMMENT.match(text, old.span.end)
    rest = _REST.match(text, ours.end() if ours else old.span.end)
    if rest and not rest["comment"].strip():
        return Edit(old.span.start, rest.start("end"), f"{time}  # {comment}")
    return Edit(old.span.start, old.span.end, time)


def _add_in_braces(value: Mapping, start: int, time: str) -> Edit | None:
    """Add to a mapping in braces, where there is no place for a comment."""
    if not value.entries:
        return Edit(start + 1, start + 1, f"at: {time}")
    key, last = value.entries[-1]
    if last.span.start < key.span.end or last.span.start == last.span.end:
        return None
    return Edit(last.span.end, last.span.end, f", at: {time}")


def _add_line(text: str, end: int, line: str) -> Edit | None:
    """Add a line below the one in which something ends, if nothing but a comment follows it."""
    rest = _REST.match(text, end)
    if rest is None:
        return None
    if rest["end"]:
        return Edit(rest.end(), rest.end(), f"{line}{rest['end']}")
    usual = _LINE_END.search(text)
    return Edit(len(text), len(text), f"{usual[0] if usual else chr(10)}{line}")


def _skip_anchor(text: str, start: int) -> int:
    anchor = _ANCHOR.match(text, start)
    return anchor.end() if anchor else start


def _column(text: str, key: Scalar) -> int | None:
    """Give the column of a key that starts its line, or its item of a list."""
    line = max(text.rfind("\n", 0, key.span.start), text.rfind("\r", 0, key.span.start)) + 1
    before = text[line : key.span.start]
    return len(before) if _BLOCK_START.fullmatch(before) else None


def _end_of(text: str, node: Node) -> int | None:
    """Give the end of what is written of a block's last value: blocks themselves end too late."""
    start = _skip_anchor(text, node.span.start)
    if isinstance(node, Scalar) or text[start] in "[{":
        return _end_of_scalar(text, start, node.span.end)
    if isinstance(node, Sequence):
        *others, last = node.items
        least = others[-1].span.end if others else start
        # An alias stands where its anchor is.
        is_own = least <= last.span.start < last.span.end
        return _end_of(text, last) if is_own else None
    key, value = node.entries[-1]
    if value.span.start < key.span.end or value.span.start == value.span.end:
        rest = _NO_VALUE.match(text, key.span.end)
        return rest.end() if rest else None
    return _end_of(text, value)


def _end_of_scalar(text: str, start: int, end: int) -> int:
    if text[start] not in "|>":
        return end
    header = text[start:end].splitlines()[0]
    written = text[:end].rstrip()
    if "+" in header.split("#")[0] and "\n" in text[len(written) : end].replace("\r", "\n"):
        # All empty lines below belong to it; the last one's end is where a line can be added.
        return end - (2 if text[:end].endswith("\r\n") else 1)
    return len(written)

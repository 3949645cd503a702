"""HTML to texts and tags, in one pass: its time grows with the length, whatever is written. Pure.

A learner's field can hold anything, and Python's own parser takes hours for what is never closed.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_OPENING = re.compile(r"<(?:!--|(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*)|[!?])")
_STOP = re.compile(r"""[>"']""")
_ATTRIBUTE = re.compile(r"""([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")


class HtmlTag(NamedTuple):
    """A tag; `attributes` are names in small letters with their values, entities resolved."""

    name: str
    is_end: bool
    attributes: tuple[tuple[str, str], ...]


def iterate_pieces(html: str) -> Iterator[str | HtmlTag]:
    """Give texts, with entities resolved, and tags; comments are left out.

    What is never closed is text, with all that follows it.
    """
    start = at = 0
    while (at := html.find("<", at)) >= 0:
        found = _OPENING.match(html, at)
        if found is None:
            at += 1
            continue
        end = _find_end(html, found)
        if end < 0:
            break
        if at > start:
            yield unescape(html[start:at])
        if found["name"]:
            attributes = () if found["end"] else _read_attributes(html[found.end() : end - 1])
            yield HtmlTag(found["name"].lower(), bool(found["end"]), attributes)
        start = at = end
    if start < len(html):
        yield unescape(html[start:])


def _find_end(html: str, opening: re.Match[str]) -> int:
    """Give the offset behind a tag or comment; -1 where it has no end."""
    if not opening["name"]:
        closing = "-->" if opening[0] == "<!--" else ">"
        end = html.find(closing, opening.end())
        return end if end < 0 else end + len(closing)
    at = opening.end()
    while (stop := _STOP.search(html, at)) is not None:
        if stop[0] == ">":
            return stop.end()
        at = html.find(stop[0], stop.end()) + 1
        if not at:
            break
    return -1


def _read_attributes(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.lower(), unescape(double or single or bare))
        for name, double, single, bare in _ATTRIBUTE.findall(text)
    )

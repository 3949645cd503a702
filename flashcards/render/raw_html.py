"""Tags in Markdown: which may stay markup, and which show as the text that they are."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from flashcards.render.allowed import ATTRIBUTES, VOID_TAGS, is_safe_link
from flashcards.render.edits import BACKSLASH, LESS, LONGEST_QUOTE, Edit, Notice

_ATTRIBUTE = r"""\s+([a-zA-Z_:][\w:.-]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?"""
_TAG = re.compile(rf"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:{_ATTRIBUTE})*)\s*/?>")
_EACH_ATTRIBUTE = re.compile(_ATTRIBUTE)
_OPENING = re.compile(r"(?<!\\)(\\*)<")


class Tag(NamedTuple):
    """A `<` of raw HTML: its offset, its place in what HTML, its block's offset plus one, if any.

    `is_escaped`: there is a backslash before it, which means something once it is no longer HTML.
    """

    offset: int
    html: str
    place: int
    block: int
    is_escaped: bool


def find_tags(data: bytes, start: int, end: int, block: int) -> Iterator[Tag]:
    """Find the `<` of a piece of raw HTML in Markdown, by its range in bytes."""
    html = data[start:end].decode()
    offset, before = start, 0
    for found in _OPENING.finditer(html):
        index = found.end() - 1
        offset += len(html[before:index].encode())
        before = index
        yield Tag(offset, html, index, block, is_escaped=len(found[1]) % 2 == 1)


def check_tags(tags: Iterable[Tag], allowed: frozenset[str]) -> list[Edit]:
    """Find the `<` that start no allowed tag, or one without its partner."""
    edits = []
    unclosed: list[tuple[str, Tag, re.Match[str]]] = []
    covered = -1
    broken_block = 0
    for tag in tags:
        if tag.offset < covered or (tag.block and tag.block == broken_block):
            continue  # inside an attribute's value, or in what will no longer be a block of HTML
        found = _TAG.match(tag.html, tag.place)
        if found:
            covered = tag.offset + len(found[0].encode())
        elif not tag.block:
            # What a comment holds is for the next pass: it can be code, or allowed.
            covered = tag.offset + len(tag.html[tag.place :].encode())
        name = found[2].lower() if found else ""
        if not found or name not in allowed or not _is_allowed(name, found[1], found[3]):
            edits.append(_as_text(tag, found))
            if tag.block == tag.offset + 1:
                broken_block = tag.block
        elif not found[1]:
            if name not in VOID_TAGS:
                unclosed.append((name, tag, found))
        elif unclosed and unclosed[-1][0] == name:
            unclosed.pop()
        else:
            edits.append(_as_text(tag, found))
    return edits + [_as_text(tag, found) for _, tag, found in unclosed]


def _as_text(tag: Tag, found: re.Match[str] | None) -> Edit:
    """Escape a `<`, and the backslash before it, which would escape the escape."""
    rest = tag.html[tag.place : tag.place + LONGEST_QUOTE]
    quoted = rest[: found.end() - tag.place] if found else rest.split("\n")[0]
    notice = Notice(code="html-as-text", quoted=quoted)
    if tag.is_escaped:
        return Edit(offset=tag.offset - 1, escape=BACKSLASH + LESS, replaced=2, notice=notice)
    return Edit(offset=tag.offset, escape=LESS, replaced=1, notice=notice)


def _is_allowed(name: str, slash: str, attributes: str) -> bool:
    if slash and (attributes.strip() or name in VOID_TAGS):
        return False
    allowed = ATTRIBUTES.get(name, set())
    return all(
        attribute.lower() in allowed
        and (attribute.lower() != "href" or is_safe_link(value.strip("\"'")))
        for attribute, value in _EACH_ATTRIBUTE.findall(attributes)
    )

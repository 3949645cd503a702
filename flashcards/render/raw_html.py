"""An author's HTML: which tags may be markup."""

import re
from collections.abc import Container, Iterable

from flashcards.render.allowed import ATTRIBUTES, VOID_TAGS, is_safe_link
from flashcards.render.parser import Event

_ATTRIBUTE = r"""\s+([a-zA-Z_:][\w:.-]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?"""
_TAG = re.compile(rf"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:{_ATTRIBUTE})*)\s*/?>")
_EACH_ATTRIBUTE = re.compile(_ATTRIBUTE)
_LESS = re.compile("<")


def find_text_tags(  # noqa: C901 - a tag has many ways to be none
    events: Iterable[Event], allowed: Container[str]
) -> dict[int, str]:
    """Find each `<` that starts no allowed tag, or one without its partner, and quote from it.

    Give its offset in bytes. What a comment holds, and a block of HTML that starts with such a
    tag, can be Markdown once it is text: nothing is found there.
    """
    found: dict[int, str] = {}
    unclosed: list[tuple[str, int, str]] = []
    block: int | None = None
    images = 0
    for kind, name, html, start, _ in events:
        if name == "HtmlBlock":
            block = start if kind == "Start" else None
        elif name == "Image":  # what describes it is text anyway
            images += 1 if kind == "Start" else -1
        if kind not in {"Html", "InlineHtml"} or images:
            continue
        covered = 0
        for less in _LESS.finditer(html):
            place = less.start()
            if place < covered or block in found:
                continue
            offset = start + len(html[:place].encode())
            tag = _TAG.match(html, place)
            if tag is None:
                covered = place if block is not None else len(html)
                found[offset] = html[place:].split("\n")[0]
                continue
            covered = tag.end()
            tag_name = tag[2].lower()
            if not _is_allowed(tag, allowed):
                found[offset] = tag[0]
            elif not tag[1]:
                if tag_name not in VOID_TAGS:
                    unclosed.append((tag_name, offset, tag[0]))
            elif unclosed and unclosed[-1][0] == tag_name:
                unclosed.pop()
            else:
                found[offset] = tag[0]
    return found | {offset: html for _, offset, html in unclosed}


def _is_allowed(tag: re.Match[str], allowed: Container[str]) -> bool:
    slash, name, attributes = tag[1], tag[2].lower(), tag[3]
    if name not in allowed or (slash and (attributes.strip() or name in VOID_TAGS)):
        return False
    known = ATTRIBUTES.get(name, set())
    return all(
        attribute.lower() in known
        and (attribute.lower() != "href" or is_safe_link(value.strip("\"'")))
        for attribute, value in _EACH_ATTRIBUTE.findall(attributes)
    )

"""Markdown that keeps what the author wrote: what would vanish is escaped, so that it shows.

Sanitising drops tags it doesn't know, and CommonMark itself drops a few things that authors of
flashcards mean as text. Each such place is found in the parser's own events and escaped in the
Markdown, until nothing is left to escape.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

import pyromark

from flashcards.render.allowed import ATTRIBUTES, AUTHOR_TAGS, URL_SCHEMES, VOID_TAGS

MARKDOWN = pyromark.Markdown(
    options=pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_MATH
)
"""CommonMark with tables, strikethrough and dollar math."""

_ATTRIBUTE = r"""\s+([a-zA-Z_:][\w:.-]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?"""
_TAG = re.compile(rf"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:{_ATTRIBUTE})*)\s*/?>")
_EACH_ATTRIBUTE = re.compile(_ATTRIBUTE)
_CONTROL_REFERENCE = re.compile(
    r"&(?=#(?:0*(?:[0-9]|[12][0-9]|3[01]|127)|[xX]0*(?:1?[0-9a-fA-F]|7[fF]));)"
)
_PASSES = 8
"""Escaping can reveal more to escape (inside an HTML block); after this many, all of it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something in a text that its author should know of."""

    code: str
    quoted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edit:
    """Put `escape` before (or in place of `replaced` bytes at) a place of the Markdown."""

    offset: int
    escape: bytes
    replaced: int = 0
    notice: Notice | None = None


def protect(markdown: str) -> tuple[str, tuple[Notice, ...]]:
    """Escape what would vanish; the notices quote what a reader will see as text."""
    data = _CONTROL_REFERENCE.sub("&amp;", markdown).encode()
    notices: dict[Notice, None] = {}
    for _ in range(_PASSES):
        edits = sorted(_find_edits(data), key=lambda edit: edit.offset, reverse=True)
        if not edits:
            break
        for edit in edits:
            data = data[: edit.offset] + edit.escape + data[edit.offset + edit.replaced :]
        notices.update(dict.fromkeys(edit.notice for edit in reversed(edits) if edit.notice))
    else:
        data = data.replace(b"<", b"&lt;").replace(b"[", b"\\[")
    return data.decode(), tuple(notices)


def is_safe_link(target: str) -> bool:
    """Whether a card may link there: the web and mail; a relative link leads nowhere in Anki."""
    try:
        return urlsplit(target).scheme.lower() in URL_SCHEMES
    except ValueError:
        return False


def _find_edits(data: bytes) -> list[_Edit]:
    edits: list[_Edit] = []
    tags: list[tuple[int, str]] = []
    used: set[str] = set()
    for event, place in MARKDOWN.events_with_range(data.decode()):
        start, end = place["start"], place["end"]
        if isinstance(event, str):
            continue
        match event:
            case {"InlineHtml": _} | {"Html": _}:
                html = data[start:end].decode()
                tags += (
                    (start + len(html[: found.start()].encode()), html[found.start() :])
                    for found in re.finditer("<", html)
                )
            case {"Start": {"Link": link}}:
                used.add(_label(link["id"]))
                if not is_safe_link(_target(link)):
                    edits.append(_escape_link(data, start, end))
            case {"Start": {"Image": image}}:
                used.add(_label(image["id"]))
                notice = Notice(code="html-as-text", quoted=data[start:end].decode())
                edits.append(_Edit(offset=start + 1, escape=b"\\", notice=notice))
            case {"InlineMath": _} if data[end : end + 1].isdigit():
                # As in Pandoc: no math ends before a digit, `$5 and 6$7` are prices.
                edits.append(_Edit(offset=start, escape=b"\\"))
    edits += _check_tags(tags)
    for label, definition in MARKDOWN.reference_definitions(data.decode()).items():
        if _label(label) not in used:
            edits.append(_Edit(offset=_bracket(data, definition["span"]["start"]), escape=b"\\"))
    return _outermost(edits)


def _target(link: object) -> str:
    assert isinstance(link, dict)  # noqa: S101 - the parser's own event
    target = str(link["dest_url"])
    return f"mailto:{target}" if link["link_type"] == "Email" else target


def _label(text: str) -> str:
    return " ".join(text.casefold().split())


def _bracket(data: bytes, start: int) -> int:
    return data.index(b"[", start)


def _outermost(edits: list[_Edit]) -> list[_Edit]:
    return list({edit.offset: edit for edit in edits}.values())


def _escape_link(data: bytes, start: int, end: int) -> _Edit:
    notice = Notice(code="unsafe-link", quoted=data[start:end].decode())
    if data[start : start + 1] == b"<":
        return _Edit(offset=start, escape=b"&lt;", replaced=1, notice=notice)
    return _Edit(offset=start, escape=b"\\", notice=notice)


def _check_tags(tags: Iterable[tuple[int, str]]) -> list[_Edit]:
    """Find the `<` that start no allowed tag, or one without its partner."""
    edits = []
    unclosed: list[tuple[str, int, str]] = []
    covered = -1
    for offset, html in tags:
        if offset < covered:
            continue  # inside an attribute's value
        found = _TAG.match(html)
        quoted = found[0] if found else html.split("\n")[0]
        if found:
            covered = offset + len(found[0].encode())
        name = found[2].lower() if found else ""
        if not found or not _is_allowed(name, found[1], found[3]):
            edits.append(_as_text(offset, quoted))
        elif not found[1]:
            if name not in VOID_TAGS:
                unclosed.append((name, offset, quoted))
        elif unclosed and unclosed[-1][0] == name:
            unclosed.pop()
        else:
            edits.append(_as_text(offset, quoted))
    return edits + [_as_text(offset, quoted) for _, offset, quoted in unclosed]


def _as_text(offset: int, quoted: str) -> _Edit:
    notice = Notice(code="html-as-text", quoted=quoted)
    return _Edit(offset=offset, escape=b"&lt;", replaced=1, notice=notice)


def _is_allowed(name: str, slash: str, attributes: str) -> bool:
    if name not in AUTHOR_TAGS or (slash and (attributes.strip() or name in VOID_TAGS)):
        return False
    allowed = ATTRIBUTES.get(name, set())
    return all(
        attribute.lower() in allowed
        and (attribute.lower() != "href" or is_safe_link(value.strip("\"'")))
        for attribute, value in _EACH_ATTRIBUTE.findall(attributes)
    )

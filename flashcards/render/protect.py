"""Markdown that keeps what the author wrote: what would vanish is escaped, so that it shows.

Sanitising drops tags it doesn't know, and CommonMark itself drops a few things that authors of
flashcards mean as text. Each such place is found in the parser's own events and escaped in the
Markdown, until nothing is left to escape.
"""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple
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
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]")
_OPENING = re.compile(r"(\\*)<")
_BAR = re.compile(rb"(?<!\\)\|")
_HARMLESS = re.compile(r"[^<&\[#|$]*")
"""A text without the signs that what vanishes starts with: tags, entities, links and images,
headings, rows of tables, and math."""

_PASSES = 8
"""Escaping can reveal more to escape (inside an HTML block); after this many, all of it is."""

_LONGEST_QUOTE = 200


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


class _Tag(NamedTuple):
    """A `<` of raw HTML: its offset, its place in what HTML, its block's offset plus one, if any.

    `is_escaped`: there is a backslash before it, which means something once it is no longer HTML.
    """

    offset: int
    html: str
    place: int
    block: int
    is_escaped: bool


def protect(
    markdown: str,
    allowed: frozenset[str] = AUTHOR_TAGS,
    media: Container[str] = frozenset(),
) -> tuple[str, tuple[Notice, ...]]:
    """Escape what would vanish; the notices quote what a reader will see as text.

    `allowed` are the tags that may stay markup, `media` what images may refer to; another image
    shows as it was written.
    """
    if _HARMLESS.fullmatch(markdown):
        return markdown, ()
    data = markdown.encode()
    notices: dict[Notice, None] = {}
    for _ in range(_PASSES):
        edits = sorted(_find_edits(data, allowed, media), key=lambda edit: edit.offset)
        if not edits:
            break
        data = _apply(edits, data)
        notices.update(dict.fromkeys(edit.notice for edit in edits if edit.notice))
    else:
        data = data.replace(b"<", b"&lt;").replace(b"[", b"\\[")
    if b"&lt;" in data and "&lt;" not in markdown:
        data = _without_escapes_in_math(data, allowed, media)
    return data.decode(), tuple(notices)


def _without_escapes_in_math(data: bytes, allowed: frozenset[str], media: Container[str]) -> bytes:
    """Take back the escapes in what has turned out to be math, where they would show."""
    parts: list[bytes] = []
    covered = 0
    for event, place in MARKDOWN.events_with_range(data.decode()):
        if isinstance(event, dict) and not event.keys().isdisjoint(("InlineMath", "DisplayMath")):
            start, end = place["start"], place["end"]
            math = data[start:end].replace(b"&#92;&lt;", b"\\<").replace(b"&lt;", b"<")
            parts += (data[covered:start], math)
            covered = end
    bare = b"".join((*parts, data[covered:]))
    return data if _find_edits(bare, allowed, media) else bare


def _apply(edits: Iterable[_Edit], data: bytes) -> bytes:
    """Make all edits, which are sorted, at once: a text may need as many as it has signs."""
    parts: list[bytes] = []
    end = 0
    for edit in edits:
        parts += (data[end : edit.offset], edit.escape)
        end = edit.offset + edit.replaced
    return b"".join((*parts, data[end:]))


def is_safe_link(target: str) -> bool:
    """Whether a card may link there: the web and mail; a relative link leads nowhere in Anki."""
    try:
        parts = urlsplit(target)
        if parts.scheme.lower() == "mailto":
            return bool(parts.path)
        # Asking for the port raises when there is an impossible one.
        return parts.scheme.lower() in URL_SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _find_edits(  # noqa: C901, PLR0912 - one event of the parser a branch
    data: bytes, allowed: frozenset[str], media: Container[str]
) -> list[_Edit]:
    text = data.decode()
    edits: list[_Edit] = []
    tags: list[_Tag] = []
    used: set[str] = set()
    shown: list[tuple[int, int]] = []
    block = 0
    heading: int | None = None
    cell_end = 0
    for event, place in MARKDOWN.events_with_range(text):
        start, end = place["start"], place["end"]
        shown.append((start, end))
        is_empty_heading = heading is not None
        heading = None
        match event:
            case {"Start": "HtmlBlock"}:
                block = start + 1  # 0 stands for no block
            case {"End": "HtmlBlock"}:
                block = 0
            case {"InlineHtml": _} | {"Html": _}:
                tags += _find_tags(data, start, end, block)
            case {"Start": {"Link": link}}:
                used.add(_label(link["id"]))
                if not is_safe_link(_target(link)) or _CONTROL.search(str(link["title"])):
                    edits.append(_escape_link(data, start, end))
            case {"Start": {"Image": image}}:
                used.add(_label(image["id"]))
                if str(image["dest_url"]) not in media:
                    edits.append(_Edit(offset=start + 1, escape=b"\\"))
            case {"InlineMath": _} if data[end : end + 1].isdigit():
                # As in Pandoc: no math ends before a digit, `$5 and 6$7` are prices.
                edits.append(_Edit(offset=start, escape=b"\\"))
            case {"Text": written} if data[start:end].startswith(b"&") and _CONTROL.search(
                str(written)
            ):
                edits.append(_Edit(offset=start, escape=b"&amp;", replaced=1))
            case {"Start": {"Heading": _}}:
                heading = start
            case {"End": {"Heading": _}} if is_empty_heading and data[start : start + 1] == b"#":
                edits.append(_Edit(offset=start, escape=b"\\"))
            case {"End": "TableCell"}:
                cell_end = end
            case {"End": "TableRow"} if data[cell_end:end].strip(b"| \t\r\n"):
                edits += _join_cells(data, cell_end, end)
            case _:
                pass
    edits += _check_tags(tags, allowed)
    edits += _find_unused_definitions(data, used, shown)
    return list({edit.offset: edit for edit in edits}.values())


def _join_cells(data: bytes, start: int, end: int) -> list[_Edit]:
    """Keep the cells that a table's row has too many in its last one; GFM drops them."""
    last = start + len(data[start:end].rstrip().removesuffix(b"|"))
    return [_Edit(offset=bar.start(), escape=b"\\") for bar in _BAR.finditer(data, start, last)]


def _find_unused_definitions(
    data: bytes, used: set[str], shown: list[tuple[int, int]]
) -> list[_Edit]:
    """Find link definitions that no link uses, a second one of the same label among them."""
    edits = []
    spans = []
    for label, definition in MARKDOWN.reference_definitions(data.decode()).items():
        span = definition["span"]
        if _label(label) in used:
            spans.append((span["start"], span["end"]))
        else:
            edits.append(_Edit(offset=data.index(b"[", span["start"]), escape=b"\\"))
    covered = 0
    for start, end in sorted([*shown, *spans, (len(data), len(data))]):
        lost = data[covered:start]
        if b"]:" in lost and lost.lstrip().startswith(b"["):
            edits.append(_Edit(offset=data.index(b"[", covered), escape=b"\\"))
        covered = max(covered, end)
    return edits


def _target(link: object) -> str:
    assert isinstance(link, dict)  # noqa: S101 - the parser's own event
    target = str(link["dest_url"])
    return f"mailto:{target}" if link["link_type"] == "Email" else target


def _label(text: str) -> str:
    return " ".join(text.casefold().split())


def _escape_link(data: bytes, start: int, end: int) -> _Edit:
    notice = Notice(code="unsafe-link", quoted=data[start:end].decode()[:_LONGEST_QUOTE])
    if data[start : start + 1] == b"<":
        return _Edit(offset=start, escape=b"&lt;", replaced=1, notice=notice)
    return _Edit(offset=start, escape=b"\\", notice=notice)


def _find_tags(data: bytes, start: int, end: int, block: int) -> Iterator[_Tag]:
    html = data[start:end].decode()
    offset, before = start, 0
    for found in _OPENING.finditer(html):
        index = found.end() - 1
        offset += len(html[before:index].encode())
        before = index
        yield _Tag(offset, html, index, block, is_escaped=len(found[1]) % 2 == 1)


def _check_tags(tags: Iterable[_Tag], allowed: frozenset[str]) -> list[_Edit]:
    """Find the `<` that start no allowed tag, or one without its partner."""
    edits = []
    unclosed: list[tuple[str, _Tag, re.Match[str]]] = []
    covered = -1
    broken_block = 0
    for tag in tags:
        if tag.offset < covered or (tag.block and tag.block == broken_block):
            continue  # inside an attribute's value, or in what will no longer be a block of HTML
        found = _TAG.match(tag.html, tag.place)
        if found:
            covered = tag.offset + len(found[0].encode())
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


def _as_text(tag: _Tag, found: re.Match[str] | None) -> _Edit:
    """Escape a `<`, and the backslash before it, which would escape the escape."""
    rest = tag.html[tag.place : tag.place + _LONGEST_QUOTE]
    quoted = rest[: found.end() - tag.place] if found else rest.split("\n")[0]
    notice = Notice(code="html-as-text", quoted=quoted)
    if tag.is_escaped:
        return _Edit(offset=tag.offset - 1, escape=b"&#92;&lt;", replaced=2, notice=notice)
    return _Edit(offset=tag.offset, escape=b"&lt;", replaced=1, notice=notice)


def _is_allowed(name: str, slash: str, attributes: str) -> bool:
    if slash and (attributes.strip() or name in VOID_TAGS):
        return False
    allowed = ATTRIBUTES.get(name, set())
    return all(
        attribute.lower() in allowed
        and (attribute.lower() != "href" or is_safe_link(value.strip("\"'")))
        for attribute, value in _EACH_ATTRIBUTE.findall(attributes)
    )

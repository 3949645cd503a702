"""Markdown that keeps what the author wrote: what would vanish is escaped, so that it shows.

Sanitising drops tags it doesn't know, and CommonMark itself drops a few things that authors of
flashcards mean as text. Each such place is found in the parser's own events and escaped in the
Markdown, until nothing is left to escape.
"""

import re
from collections.abc import Container

import pyromark

from flashcards.render.allowed import AUTHOR_TAGS, is_safe_link, is_safe_math
from flashcards.render.edits import LESS, LONGEST_QUOTE, Edit, Escapes, Notice
from flashcards.render.raw_html import Tag, check_tags, find_tags

MARKDOWN = pyromark.Markdown(
    options=pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_MATH
)
"""CommonMark with tables, strikethrough and dollar math."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffd]")
_BAR = re.compile(rb"(?<!\\)\|")
_HARMLESS = re.compile(r"[^<&\[#|$]*")
"""A text without the signs that what vanishes starts with: tags, entities, links and images,
headings, rows of tables, and math."""

_LINE_OF_HTML = re.compile(rb"\n[ \t>]*(?=<)")
"""A line's end, in code or math, where a block of HTML could start; it means as much as a space."""

_PASSES = 8
"""Escaping can reveal more to escape (inside an HTML block); after this many, all tags, links and
images are text."""


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
    data = written = markdown.encode()
    escapes = Escapes(markdown)
    notices: dict[Notice, None] = {}
    for number in range(2 * _PASSES):
        if number == _PASSES:
            data = escapes.apply_everywhere(data)
        edits = sorted(_find_edits(data, allowed, media), key=lambda edit: edit.offset)
        if not edits:
            break
        data = escapes.apply(edits, data)
        notices.update(dict.fromkeys(edit.notice for edit in edits if edit.notice))
    if data != written:
        bare = _undo_in_code(data, escapes)
        data = data if _find_edits(bare, allowed, media) else bare
    return data.decode(), tuple(notices)


def _undo_in_code(data: bytes, escapes: Escapes) -> bytes:
    """Take back the escapes in what has turned out to be code or math, where they would show."""
    parts: list[bytes] = []
    covered = 0
    for event, place in MARKDOWN.events_with_range(data.decode()):
        match event:
            case {"Code": _} | {"InlineMath": _} | {"DisplayMath": _} | {"Start": {"CodeBlock": _}}:
                start, end = place["start"], place["end"]
                code = escapes.undo(data[start:end])
                if "Start" not in event:
                    code = _LINE_OF_HTML.sub(b" ", code)
                parts += (data[covered:start], code)
                covered = end
            case _:
                pass
    return b"".join((*parts, data[covered:]))


def _find_edits(  # noqa: C901, PLR0912 - one event of the parser a branch
    data: bytes, allowed: frozenset[str], media: Container[str]
) -> list[Edit]:
    text = data.decode()
    edits: list[Edit] = []
    tags: list[Tag] = []
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
                tags += find_tags(data, start, end, block)
            case {"Start": {"Link": link}}:
                used.add(_label(link["id"]))
                if not is_safe_link(_target(link)) or _CONTROL.search(str(link["title"])):
                    edits.append(_escape_link(data, start, end))
            case {"Start": {"Image": image}}:
                used.add(_label(image["id"]))
                is_known = str(image["dest_url"]) in media
                if not is_known or _CONTROL.search(str(image["title"])):
                    edits.append(Edit(offset=start + 1, escape=b"\\"))
            case {"InlineMath": str(math)} | {"DisplayMath": str(math)} if not is_safe_math(math):
                quoted = data[start:end].decode()[:LONGEST_QUOTE]
                notice = Notice(code="unsafe-math", quoted=quoted)
                signs = b"\\$\\" if "DisplayMath" in event else b"\\$"
                edits.append(Edit(offset=start, escape=signs, replaced=1, notice=notice))
            case {"InlineMath": _} if data[end : end + 1].isdigit():
                # As in Pandoc: no math ends before a digit, `$5 and 6$7` are prices.
                edits.append(Edit(offset=start, escape=b"\\"))
            case {"Text": written} if data[start:end].startswith(b"&") and _CONTROL.search(
                str(written)
            ):
                edits.append(Edit(offset=start, escape=b"&amp;", replaced=1))
            case {"Start": {"Heading": _}}:
                heading = start
            case {"End": {"Heading": _}} if is_empty_heading and data[start : start + 1] == b"#":
                edits.append(Edit(offset=start, escape=b"\\"))
            case {"End": "TableCell"}:
                cell_end = end
            case {"End": "TableRow"} if data[cell_end:end].strip(b"| \t\r\n"):
                edits += _join_cells(data, cell_end, end)
            case _:
                pass
    edits += check_tags(tags, allowed)
    edits += _find_unused_definitions(data, used, shown)
    return list({edit.offset: edit for edit in edits}.values())


def _join_cells(data: bytes, start: int, end: int) -> list[Edit]:
    """Keep the cells that a table's row has too many in its last one; GFM drops them."""
    last = start + len(data[start:end].rstrip().removesuffix(b"|"))
    return [Edit(offset=bar.start(), escape=b"\\") for bar in _BAR.finditer(data, start, last)]


def _find_unused_definitions(
    data: bytes, used: set[str], shown: list[tuple[int, int]]
) -> list[Edit]:
    """Find link definitions that no link uses, a second one of the same label among them."""
    edits = []
    spans = []
    for label, definition in MARKDOWN.reference_definitions(data.decode()).items():
        span = definition["span"]
        if _label(label) in used:
            spans.append((span["start"], span["end"]))
        else:
            edits.append(Edit(offset=data.index(b"[", span["start"]), escape=b"\\"))
    covered = 0
    for start, end in sorted([*shown, *spans, (len(data), len(data))]):
        lost = data[covered:start]
        if b"]:" in lost and lost.lstrip().startswith(b"["):
            edits.append(Edit(offset=data.index(b"[", covered), escape=b"\\"))
        covered = max(covered, end)
    return edits


def _target(link: object) -> str:
    assert isinstance(link, dict)  # noqa: S101 - the parser's own event
    target = str(link["dest_url"])
    return f"mailto:{target}" if link["link_type"] == "Email" else target


def _label(text: str) -> str:
    return " ".join(text.casefold().split())


def _escape_link(data: bytes, start: int, end: int) -> Edit:
    notice = Notice(code="unsafe-link", quoted=data[start:end].decode()[:LONGEST_QUOTE])
    if data[start : start + 1] == b"<":
        return Edit(offset=start, escape=LESS, replaced=1, notice=notice)
    return Edit(offset=start, escape=b"\\", notice=notice)

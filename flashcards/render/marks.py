"""Cloze marks: `==text==` in a summary, as CommonMark would have it.

A mark is a pair of double equals signs, the first before and the second after something other
than a space, within one block; in code, math and what describes an image `==` stands for itself.
"""

import re
from collections.abc import Container

from flashcards.render.protect import MARKDOWN
from flashcards.render.tags import map_parts

OPEN, CLOSE = "\x02=", "=\x03"
"""What stands for a mark's ends while Markdown is rendered. The equals sign stays, for it
matters to the emphasis beside it; the control characters can't occur in content."""

_ENDS = re.compile(f"{OPEN}|{CLOSE}")
_DOUBLE = re.compile(rb"(?<![=\\])==(?!=)")
_BLOCKS = frozenset(
    (
        "Paragraph Heading Item BlockQuote TableCell TableHead TableRow Table List CodeBlock "
        "HtmlBlock"
    ).split()
)


def find_marks(  # noqa: C901 - one event of the parser a branch
    markdown: str, media: Container[str] = frozenset()
) -> tuple[str, int]:
    """Replace the ends of all marks by OPEN and CLOSE; also count the ends without a partner.

    `media` is what images may refer to; the description of another image shows, as it was written.
    """
    if "==" not in markdown:
        return markdown, 0
    data = markdown.encode()
    pairs: list[tuple[int, int]] = []
    opened: int | None = None
    lone = 0
    is_code = False
    images: list[bool] = []
    described = 0
    for event, place in MARKDOWN.events_with_range(markdown):
        match event:
            case {"Start": {"Image": image}}:
                images.append(str(image["dest_url"]) in media)
                described += images[-1]
            case {"End": "Image"}:
                described -= images.pop()
            case {"Text": _} if not (is_code or described):
                for found in _DOUBLE.finditer(data, place["start"], place["end"]):
                    start = found.start()
                    if opened is not None and not data[start - 1 : start].isspace():
                        pairs.append((opened, start))
                        opened = None
                    elif opened is None and not data[start + 2 : start + 3].isspace():
                        opened = start
            case {"Start": block} | {"End": block} if not _BLOCKS.isdisjoint(
                block if isinstance(block, dict) else {block}
            ):
                lone += opened is not None
                opened = None
                is_code = isinstance(block, dict) and "CodeBlock" in block
    lone += opened is not None
    parts: list[bytes] = []
    covered = 0
    for start, end in pairs:
        parts += (data[covered:start], OPEN.encode(), data[start + 2 : end], CLOSE.encode())
        covered = end + 2
    return b"".join((*parts, data[covered:])).decode(), lone


def without_marks(text: str) -> str:
    """Put the equals signs back."""
    return text.replace(OPEN, "==").replace(CLOSE, "==")


def settle_marks(html: str) -> tuple[str, int]:
    """Leave only marks that are pairs outside of tags; also count the ends that are none.

    A mark may change what Markdown makes of the text round it, and then stand anywhere.
    """
    kept: list[str] = []
    broken = 0

    def keep(found: re.Match[str]) -> str:
        nonlocal broken
        is_open = bool(kept) and kept[-1] == OPEN
        if (found[0] == CLOSE) is is_open:
            kept.append(found[0])
            return found[0]
        broken += 1
        return "=="

    html = map_parts(html, lambda text: _ENDS.sub(keep, text), without_marks)
    if kept and kept[-1] == OPEN:
        before, _, after = html.rpartition(OPEN)
        html = f"{before}=={after}"
        broken += 1
    return html, broken

"""Cloze marks: `==text==` in a summary, as CommonMark would have it.

A mark is a pair of double equals signs, the first before and the second after something other
than a space, within one block; in code and math `==` stands for itself.
"""

import re

from flashcards.render.protect import MARKDOWN

OPEN, CLOSE = "\x02=", "=\x03"
"""What stands for a mark's ends while Markdown is rendered. The equals sign stays, for it
matters to the emphasis beside it; the control characters can't occur in content."""

_DOUBLE = re.compile(rb"(?<![=\\])==(?!=)")
_BLOCKS = frozenset(
    (
        "Paragraph Heading Item BlockQuote TableCell TableHead TableRow Table List CodeBlock "
        "HtmlBlock"
    ).split()
)


def find_marks(markdown: str) -> tuple[str, int]:
    """Replace the ends of all marks by OPEN and CLOSE; also count the ends without a partner."""
    if "==" not in markdown:
        return markdown, 0
    data = markdown.encode()
    pairs: list[tuple[int, int]] = []
    opened: int | None = None
    lone = 0
    for event, place in MARKDOWN.events_with_range(markdown):
        match event:
            case {"Text": _}:
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
    lone += opened is not None
    for start, end in reversed(pairs):
        data = b"".join(
            (
                data[:start],
                OPEN.encode(),
                data[start + 2 : end],
                CLOSE.encode(),
                data[end + 2 :],
            )
        )
    return data.decode(), lone

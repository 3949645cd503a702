"""One line of a description to a title and the time at its one end, in the ways people write it."""

import re
from typing import NamedTuple

from flashcards.drafts.clean import clean_text
from flashcards.text.times import TIME, Milliseconds, parse_time

_LONGEST_LINE = 200
_LONGEST_WITH_LINKS = 1000

_DASHES = r"\-‐-―−"  # noqa: RUF001 - every dash that people type
_ARROWS = r"\u2190-\u21ff\u2794-\u27be\u27f0-\u27ff►▶»>"
_SEPARATORS = rf"{_DASHES}{_ARROWS}:|•·∙~="
_LINK = re.compile(r"\[([^\[\]]{1,200})\]\(\s*<?(https?://[^\s()<>]{1,500})>?\s*\)")
_BLOCK = re.compile(
    rf"(?<![\w:.,/])(?P<start>{TIME})"
    rf"(?:[)\]]?\s*(?:[{_DASHES}{_ARROWS}~/]|to|bis)\s*[(\[]?(?P<end>{TIME}))?"
    r"(?!\w|:\d|[.,]\d)"
)
"""A time or a range of times; brackets may stand round each."""

_BEFORE = re.compile(r"[\W_]*(?:(?:[^\W\d_]{1,12}\.?\s)?[0-9]{1,3}[\W_]+)?")
"""What may stand before a time that leads: bullets and a number, perhaps as `Chapter 3:`."""

_AFTER = re.compile(
    rf"[\s)\]}}]*(?:(?:[{_SEPARATORS}]+|[.,/])(?=\s)|[{_SEPARATORS}](?![{_SEPARATORS}\d]))*\s*"
)
_BULLET = re.compile(
    rf"[\s{_DASHES}{_ARROWS}*•·∙●○◦▪▫■□✓✔☑]*(?:[0-9]{{1,3}}(?:[.)]\s|\ufe0f?\u20e3)\s*)?"
)
_TIED = re.compile(rf"(?:[{_SEPARATORS},]|[(\[{{])\s*\Z")
_LEADER = re.compile(r"\s[.…_\s]{2,}\Z")
"""The dots that lead the eye from a title to its time."""

_TAIL = re.compile(rf"[\s,{_SEPARATORS}]+\Z")
_CLOSERS = re.compile(r"[\s)\]}*_.]*")
_CUE = re.compile(r"[,.0-9\s]*-->")
_CLOCK = re.compile(r"(?:[ap]\.?m\b|uhr\b|h\b)", re.IGNORECASE)


class TimeLine(NamedTuple):
    """A title with its time; `tied` when more than a blank joins the two.

    `line` is its number from 0, `url` where a Markdown link round the time leads.
    """

    line: int
    title: str
    start: Milliseconds
    end: Milliseconds | None
    leads: bool
    tied: bool
    url: str


def read_time_line(written: str, number: int) -> TimeLine | None:
    """Read a line; `None` when its time, if it has one, doesn't lead or end it."""
    if ":" not in written or len(written) > _LONGEST_WITH_LINKS:
        return None
    links = [link[2] for link in _LINK.finditer(written) if _BLOCK.search(link[1])]
    line = clean_text(_LINK.sub(lambda link: link[1], written).replace("**", ""))
    blocks = list(_BLOCK.finditer(line))
    if not blocks or len(line) > _LONGEST_LINE:
        return None
    leads = _BEFORE.fullmatch(line, 0, blocks[0].start()) is not None
    block = blocks[0] if leads else blocks[-1]
    if not leads and not _CLOSERS.fullmatch(line, block.end()):
        return None
    title = _title_after(line[block.end() :]) if leads else _title_before(line[: block.start()])
    start = parse_time(block["start"])
    if start is None or not re.search(r"\w", title) or _CUE.match(line, block.end()):
        return None
    if leads and start >= 60_000 and _CLOCK.match(title):  # noqa: PLR2004 - no clock says 0:30 pm
        return None
    return TimeLine(
        line=number,
        title=title,
        start=start,
        end=parse_time(block["end"] or ""),
        leads=leads,
        tied=leads or _is_tied(line[: block.start()]),
        url=links[0] if links else "",
    )


def _is_tied(before: str) -> bool:
    return _TIED.search(before) is not None or _LEADER.search(before) is not None


def _title_after(text: str) -> str:
    separator = _AFTER.match(text)
    return text[separator.end() if separator else 0 :].rstrip(" |–—")  # noqa: RUF001 - dashes


def _title_before(text: str) -> str:
    bullet = _BULLET.match(text)
    title = _LEADER.sub("", text[bullet.end() if bullet else 0 :]).rstrip(" ([{")
    return _TAIL.sub("", title)

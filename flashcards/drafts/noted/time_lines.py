# ruff: noqa: RUF001 - signs of other scripts are what it is about
"""One line of a description to a title and the time at its one end, in the ways people write it."""

import re
from typing import NamedTuple

from flashcards.drafts.noted.plain import LINK, clean_title, to_plain
from flashcards.drafts.noted.time_patterns import (
    AFTER,
    BEFORE,
    BEFORE_RANGE,
    BLOCK,
    BRACKET,
    BRACKETS_AT_END,
    BULLET,
    CLOCK,
    CLOSERS,
    COLUMN_SIGNS,
    COLUMNS,
    COMMA,
    CUE,
    DAY_HALF,
    END,
    FRAMES,
    FROM_THE_START,
    GLUED,
    LABELLED,
    LEADER,
    PROGRAMME,
    SET_OFF,
    STANDS_ALONE,
    TAIL,
    TIED,
    VERSE,
)
from flashcards.text.times import Milliseconds
from flashcards.text.urls import is_web_url
from flashcards.text.written_times import (
    fold_times,
    has_doubtful_form,
    parse_written_time,
)

_LONGEST_LINE = 4_000
_LONGEST_WITH_LINKS = 8_000
_LONGEST_BEFORE_TIME = 300
"""Characters; a longer line that ends in a time is prose."""

_LONGEST_LONE = 60
_MOST_COLONS = 2
_NO_TITLE = " )]}*_:|.,~-"
"""Signs that may stand behind a time and are no title."""

_INLINE_ENDS = " -–—|,;•·/([{"

_QUOTES = frozenset("\"'")
_OPENERS, _ENDERS, _DIRECTIONS = "\u2066\u2067\u2068", "\u2069", "\u200e\u200f\u061c"


_DIGIT = re.compile(r"\d")


class TimeLine(NamedTuple):
    """A title with its time; `tied` when more than a blank joins the two.

    `line` is its number from 0, `url` where a Markdown link round the time leads. A time in a
    `is_doubtful` form may be a clock's or no time at all; before one that `is_labelled` stands what
    the list is.
    """

    line: int
    title: str
    start: Milliseconds
    end: Milliseconds | None
    leads: bool
    tied: bool
    url: str
    is_doubtful: bool = False
    is_labelled: bool = False


def _spell_alike(text: str) -> str:
    """Write the times of programs as people write them."""
    if ":" not in text:
        return text
    if text.count(":") + text.count(";") > _MOST_COLONS:
        text = FRAMES.sub(r"\1", text)
    if "," in text:
        text = COMMA.sub(r"\1.\2", text)
    glued = GLUED.match(text)
    return f"{glued[1]} {text[glued.end() :]}" if glued else text


def has_time(plain: str) -> bool:
    """Whether a time stands anywhere in a line."""
    if len(plain) > _LONGEST_WITH_LINKS or _DIGIT.search(plain) is None:
        return False
    return any(
        ":" in found["start"] or not has_doubtful_form(found["start"])
        for found in BLOCK.finditer(fold_times(_spell_alike(plain)))
    )


def read_lone_time(
    plain: str, *, below_heading: bool = False
) -> tuple[Milliseconds, Milliseconds | None] | None:
    """Read a line with a time or a range, and nothing else but signs; `None` for any other.

    One `below_heading` may have a label, or words beside it in brackets that are all of the line.
    """
    if len(plain) > _LONGEST_LONE or _DIGIT.search(plain) is None:
        return None
    folded = fold_times(_spell_alike(plain))
    block = BLOCK.search(folded)
    if block is None or has_doubtful_form(block["start"]):
        return None
    befores = (BEFORE if below_heading else STANDS_ALONE, BEFORE_RANGE)
    is_alone = any(each.fullmatch(folded, 0, block.start()) for each in befores)
    is_alone &= STANDS_ALONE.fullmatch(folded, block.end()) is not None
    if not is_alone and not (below_heading and BRACKETS_AT_END.fullmatch(folded)):
        return None
    start = parse_written_time(block["start"])
    return None if start is None else (start, parse_written_time(block["end"] or ""))


def read_inline(plain: str) -> tuple[tuple[Milliseconds, str], ...]:
    """Read times that rise, with the text behind each: a list that lost its line ends."""
    folded = fold_times(plain)
    found: list[tuple[Milliseconds, str]] = []
    blocks = list(BLOCK.finditer(folded))
    for block, after in zip(blocks, [*blocks[1:], None], strict=False):
        start = parse_written_time(block["start"])
        if start is None or has_doubtful_form(block["start"]) or (found and start <= found[-1][0]):
            return ()
        first, last = _find_title_after(folded, block.end())
        end = last if after is None else after.start()
        found.append((start, plain[first:end].rstrip(_INLINE_ENDS)))
    return tuple(found) if found and found[0][0] == 0 else ()


def read_time_line(
    written: str, number: int, plain: str = "", *, is_heading: bool = False
) -> TimeLine | None:
    """Read a line; `None` when its time, if it has one, doesn't lead or end it.

    `plain` is what a reader sees of it, if that is known.
    """
    if len(written) > _LONGEST_WITH_LINKS or _DIGIT.search(written) is None:
        return None
    links = [
        link[3]
        for link in (LINK.finditer(written) if "](" in written else ())
        if is_web_url(link[3]) and BLOCK.search(fold_times(link[2]))
    ]
    if not plain or COLUMN_SIGNS.search(written):
        plain = to_plain(COLUMNS.sub(r"\1 - \2", written))
    line = _spell_alike(plain)
    folded = fold_times(line)
    blocks = list(BLOCK.finditer(folded))
    if not blocks or len(line) > _LONGEST_LINE or (is_heading and _is_verse(folded, blocks)):
        return None
    is_labelled = LABELLED.fullmatch(folded, 0, blocks[0].start()) is not None
    has_title_behind = bool(folded[blocks[0].end() :].strip(_NO_TITLE))
    # With nothing behind the time `Part 2` isn't the number of a title, but the title.
    may_lack_title = not is_heading and _DIGIT.search(folded, 0, blocks[0].start()) is None
    is_first = _leads(folded, blocks[0]) and (has_title_behind or may_lack_title)
    is_labelled = is_labelled and not is_first and has_title_behind
    leads = is_first or is_labelled
    block = blocks[0] if leads else blocks[-1]
    before = folded[: block.start()]
    brackets = BRACKETS_AT_END.search(folded) if is_heading and not leads else None
    said_behind = ""
    if brackets and block.start() > brackets.start():
        block = next(each for each in blocks if each.start() > brackets.start())
        before = folded[: max(folded.rfind(sign, 0, block.start()) for sign in "([{") + 1]
        said_behind = _find_said(line, folded, block.end())
    elif not leads and not (
        CLOSERS.fullmatch(folded, block.end())
        and (is_heading or block.start() <= _LONGEST_BEFORE_TIME)
    ):
        return None
    place = _find_title_after(folded, block.end()) if leads else _find_title_before(before)
    title = clean_title(f"{_cut(line, *place)} {said_behind}")
    if leads and title[-1:] in _QUOTES and title.count(title[-1]) == 1 and title[-1] in before:
        title = title[:-1]  # the quotes are those of the whole line
    start, end = (parse_written_time(block[each] or "") for each in ("start", "end"))
    if brackets and end is None and FROM_THE_START.search(folded, 0, block.start()):
        start, end = Milliseconds(0), start
    if start is None or not re.search(r"\w", title) or CUE.match(folded, block.end()):
        return None
    if start >= 60_000 and _is_clock(before, title, leads=leads):  # noqa: PLR2004 - no clock says 0:30 pm
        return None
    return TimeLine(
        line=number,
        title=title,
        start=start,
        end=end,
        leads=leads,
        tied=leads or _is_tied(before) or SET_OFF.search(fold_times(written)) is not None,
        url=links[0] if links else "",
        is_doubtful=has_doubtful_form(block["start"]),
        is_labelled=is_labelled,
    )


def _find_said(line: str, folded: str, start: int) -> str:
    """Give what brackets behind a heading's time say, but for those with another."""
    groups = BRACKET.finditer(folded, start)
    return " ".join(line[each.start() : each.end()] for each in groups if not has_time(each[0]))


def _is_verse(folded: str, blocks: list[re.Match[str]]) -> bool:
    return len(blocks) == 1 and VERSE.search(folded) is not None


def _is_clock(before: str, title: str, *, leads: bool) -> bool:
    by_side = CLOCK.match(title) if leads else DAY_HALF.search(before)
    return (by_side or PROGRAMME.match(title)) is not None


def _leads(folded: str, block: re.Match[str]) -> bool:
    """Whether nothing but bullets and numbers stands before a time, or before a range `from`."""
    if BEFORE.fullmatch(folded, 0, block.start()):
        return True
    return block["end"] is not None and BEFORE_RANGE.fullmatch(folded, 0, block.start()) is not None


def _is_tied(before: str) -> bool:
    return TIED.search(before) is not None or LEADER.search(before) is not None


def _find_title_after(folded: str, start: int) -> tuple[int, int]:
    separator = AFTER.match(folded, start)
    start = separator.end() if separator else start
    end = END.search(folded, start)
    return start, end.start() if end else len(folded)


def _find_title_before(before: str) -> tuple[int, int]:
    bullet = BULLET.match(before)
    start = bullet.end() if bullet else 0
    title = LEADER.sub("", before[start:]).rstrip(" ([{")
    tail = TAIL.search(title)
    if tail is None:
        return start, start + len(title)
    is_paired = tail[0][0] == title[0] and len(title) > 1 and not title[1].isspace()
    return start, start + tail.start() + is_paired


def _cut(line: str, start: int, end: int) -> str:
    """Cut a title out of a line, with the invisible signs that end what they began in it."""
    open_ = sum(line.count(sign, start, end) for sign in _OPENERS) - line.count(_ENDERS, start, end)
    while end < len(line) and (
        (open_ > 0 and line[end] == _ENDERS)
        or (line[end] in _DIRECTIONS and end > start and not line[end - 1].isalnum())
    ):
        open_ -= line[end] == _ENDERS
        end += 1
    return line[start:end]

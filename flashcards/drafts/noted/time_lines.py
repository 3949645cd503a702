# ruff: noqa: RUF001 - signs of other scripts are what it is about
"""One line of a description to a title and the time at its one end, in the ways people write it."""

import re
from typing import NamedTuple

from flashcards.drafts.noted.plain import LINK, clean_title, to_plain
from flashcards.text.times import TIME, Milliseconds
from flashcards.text.urls import is_web_url
from flashcards.text.written_times import (
    UNSPACED,
    WRITTEN_TIME,
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
_SIGNS = " )]}*_:|.,~-"
_INLINE_ENDS = " -–—|,;•·/([{"

_DASHES = r"\-‐-―−"
_ARROWS = r"\u2190-\u21ff\u2794-\u27be\u27f0-\u27ff►▶»>"
_SEPARATORS = rf"{_DASHES}{_ARROWS}:|•·∙~=、"
_LONG_VOWEL = "ー"
"""What Japanese has for a dash; no word begins with it, but many end."""

_TO = (
    rf"[{_DASHES}{_LONG_VOWEL}{_ARROWS}~/至到]|から|부터|"
    r"(?:to|bis|à|a|até|hasta|do|tot|sampai|hingga|đến|до|تا|إلى|الى|حتى|עד|से)\b|ถึง"
)
"""What stands between the start and the end of a range."""

_WORD_BEFORE = rf"(?<![^\W{UNSPACED}])(?<![^\W{UNSPACED}][.,])(?<!\d:)(?<!/)"
_WORD_AFTER = (
    rf"(?![^\W{UNSPACED}]|:\d|[.,]\d|頃|ごろ|くらい|左右|に[\u3400-\u9fff]|에(?:서|는)?\s|경에)"
)
"""A letter joins the time to a word, but where words are written together only these do."""

_BLOCK = re.compile(
    rf"{_WORD_BEFORE}(?P<start>{WRITTEN_TIME})"
    rf"(?:[)\]]?\s*(?:{_TO})\s*[(\[]?(?P<end>{WRITTEN_TIME})(?:まで|까지)?|から(?!だ)|부터)?"
    rf"{_WORD_AFTER}(?!まで|까지)"
)
"""A time or a range of times; brackets may stand round each."""

_COUNT = r"[0-9一二三四五六七八九十]{1,3}"
_LETTER = r"(?:[^\W\d_]|[\u0300-\u036f\u0900-\u0dff\u0e31-\u0eff])"
_LABEL = (
    rf"(?:{_LETTER}{{1,12}}\.?\s|[A-Z]{{1,2}})?[0-9]{{1,3}}"
    rf"|第?{_COUNT}[章回節节部課课話集讲講]|제?[0-9]{{1,3}}[장강]|{_COUNT}(?=、)"
    r"|(?:min(?:ut[eo]?)?|мин)\b|(?:time(?:stamp|code)?|start|时间|時間)(?=\s?[:=])"
)
_BEFORE = re.compile(rf"[\W_]*(?:(?:{_LABEL})[\W_]+)?", re.IGNORECASE)
"""What may stand before a time that leads: bullets and a number, perhaps as `Chapter 3:`."""

_BEFORE_RANGE = re.compile(r"[\W_]*(?:de|da|dalle|desde|von|from|с|від|от)\s+", re.IGNORECASE)

_LABELLED = re.compile(r"[^\W\d][^:：]{0,40}[:：]\s*[(\[]?")
"""What a program puts before a list: `Description: (0:00) Intro`."""

_COLUMNS = re.compile(rf"({TIME})\s*(?:[\t|;]|,(?=\S))\s*({TIME})(?=\s*[\t|;,])")
"""A start and an end in columns of their own."""

_COLUMN_SIGNS = re.compile(r"[\t|;,]")
_FRAMES = re.compile(r"(?<![\d:])([0-9]{2}:[0-9]{2}:[0-9]{2})[:;][0-9]{2}(?![\d:])")
"""A time as video editors write it, to the picture."""

_COMMA = re.compile(r"(:[0-9]{2}),([0-9]{3})(?!\d)")
"""A fraction of a second, as SubRip has it."""

_GLUED = re.compile(
    r"(\W{0,5}(?:[0-9]{1,2}:)?[0-9]{1,2}:[0-9]{2})(?=[A-ZÀ-ÖØ-ÞА-Я])(?!(?:AM|PM|H|S|UHR|Uhr)\b)"
)
"""A time that a page shows in a box of its own, copied without a gap: `2:15The hive`."""

_PAIRED = rf"(?!([{_DASHES}{_LONG_VOWEL}~])[^\s{_SEPARATORS}].*\1\s*\Z)"
"""Dashes on both sides of a title are its own."""

_AFTER = re.compile(
    rf"(?:…+|‥+|[.,/](?=[{UNSPACED}]))?[\s)\]}}]*"
    rf"(?:(?:(?:[{_SEPARATORS}{_LONG_VOWEL}]+|\.{{2,}}|…|[.,/])(?=\s)"
    rf"|{_PAIRED}[{_SEPARATORS}{_LONG_VOWEL}](?![{_SEPARATORS}\d]))[)\]}}]*)*\s*"
)
_BULLET = re.compile(
    rf"[\s{_DASHES}{_ARROWS}*•·∙●○◦▪▫■□◆◇★☆▼▽▲△✓✔☑]*(?:[0-9]{{1,3}}(?:[.)]\s|\ufe0f?\u20e3)\s*)?"
)
_TIED = re.compile(rf"(?:[{_SEPARATORS},@]|\s{_LONG_VOWEL}|[(\[{{])\s*\Z")
_LEADER = re.compile(r"(?:\s[.…‥_\s]{2,}|(?:…|‥|\.{3,}|·{2,})+)\Z")
"""The dots that lead the eye from a title to its time."""

_TAIL = re.compile(rf"(?:\s{_LONG_VOWEL}|[\s,@{_SEPARATORS}])+\Z")
_BRACKET = r"[(\[{][^()\[\]{}]{1,120}[)\]}]"
_BRACKETS_AT_END = re.compile(rf"{_BRACKET}(?:[\s|,;&+/]{{0,9}}{_BRACKET}){{0,5}}[\s*_.~]*\Z")
"""What ends a heading and says where it is heard: `[Video 0:00 - 4:10]`, `(0:00 to the end)`."""

_OPENER = re.compile(r"[(\[{](?=[^()\[\]{}]*\Z)")

_FROM_THE_START = re.compile(
    r"(?:start|beginning|anfang|beginn|in[ií]cio|début|начал[оа]|开头|开场|开始|起始|冒頭|처음)"
    rf"\s*(?:{_TO})\s*\Z",
    re.IGNORECASE,
)

_QUOTES = frozenset("\"'")
_STANDS_ALONE = re.compile(r"[\W_]*")
_END = re.compile(r"(?:\s+[–—]+|\s*\|)*\s*\Z")
_CLOSERS = re.compile(r"[\s)\]}*_.~]*")
_CUE = re.compile(r"[,.0-9\s]*-->")
_CLOCK = re.compile(
    r"(?:[ap]\.?m\b|uhr\b|h\b|час(?:а|ов)?\b|น\.|बजे|ص\b|م\b|صباح|مساء|午後|午前|上午|下午)",
    re.IGNORECASE,
)
_PROGRAMME = re.compile(
    r"開場|開演|終演|開店|閉店|営業|受付|集合|入場|开演|开门|开场时间|签到|入场|营业|개장|입장|영업"
)
"""What a clock's time is said of, not a video's."""

_DAY_HALF = re.compile(r"(?:上午|下午|中午|晚上|凌晨|午前|午後|오전|오후)\s*\Z")
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
        text = _FRAMES.sub(r"\1", text)
    if "," in text:
        text = _COMMA.sub(r"\1.\2", text)
    glued = _GLUED.match(text)
    return f"{glued[1]} {text[glued.end() :]}" if glued else text


def has_time(plain: str) -> bool:
    """Whether a time stands anywhere in a line."""
    if len(plain) > _LONGEST_WITH_LINKS or _DIGIT.search(plain) is None:
        return False
    return any(
        ":" in found["start"] or not has_doubtful_form(found["start"])
        for found in _BLOCK.finditer(fold_times(_spell_alike(plain)))
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
    block = _BLOCK.search(folded)
    if block is None or has_doubtful_form(block["start"]):
        return None
    befores = (_BEFORE if below_heading else _STANDS_ALONE, _BEFORE_RANGE)
    is_alone = any(each.fullmatch(folded, 0, block.start()) for each in befores)
    is_alone &= _STANDS_ALONE.fullmatch(folded, block.end()) is not None
    if not is_alone and not (below_heading and _BRACKETS_AT_END.fullmatch(folded)):
        return None
    start = parse_written_time(block["start"])
    return None if start is None else (start, parse_written_time(block["end"] or ""))


def read_inline(plain: str) -> tuple[tuple[Milliseconds, str], ...]:
    """Read times that rise, with the text behind each: a list that lost its line ends."""
    folded = fold_times(plain)
    found: list[tuple[Milliseconds, str]] = []
    blocks = list(_BLOCK.finditer(folded))
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
        if is_web_url(link[3]) and _BLOCK.search(fold_times(link[2]))
    ]
    if not plain or _COLUMN_SIGNS.search(written):
        plain = to_plain(_COLUMNS.sub(r"\1 - \2", written))
    line = _spell_alike(plain)
    folded = fold_times(line)
    blocks = list(_BLOCK.finditer(folded))
    if not blocks or len(line) > _LONGEST_LINE:
        return None
    is_labelled = _LABELLED.fullmatch(folded, 0, blocks[0].start()) is not None
    has_title_behind = bool(folded[blocks[0].end() :].strip(_SIGNS))
    is_first = _leads(folded, blocks[0]) and (has_title_behind or not is_heading)
    is_labelled = is_labelled and not is_first and has_title_behind
    leads = is_first or is_labelled
    block = blocks[0] if leads else blocks[-1]
    before = folded[: block.start()]
    brackets = _BRACKETS_AT_END.search(folded) if is_heading and not leads else None
    if brackets and block.start() > brackets.start():
        block = next(each for each in blocks if each.start() > brackets.start())
        opener = _OPENER.search(folded, 0, block.start())
        before = folded[: opener.end() if opener else block.start()]
    elif not leads and not (
        _CLOSERS.fullmatch(folded, block.end())
        and (is_heading or block.start() <= _LONGEST_BEFORE_TIME)
    ):
        return None
    place = _find_title_after(folded, block.end()) if leads else _find_title_before(before)
    title = clean_title(_cut(line, *place))
    if leads and title[-1:] in _QUOTES and title.count(title[-1]) == 1 and title[-1] in before:
        title = title[:-1]  # the quotes are those of the whole line
    start, end = (parse_written_time(block[each] or "") for each in ("start", "end"))
    if brackets and end is None and _FROM_THE_START.search(folded, 0, block.start()):
        start, end = Milliseconds(0), start
    if start is None or not re.search(r"\w", title) or _CUE.match(folded, block.end()):
        return None
    if start >= 60_000 and _is_clock(before, title, leads=leads):  # noqa: PLR2004 - no clock says 0:30 pm
        return None
    return TimeLine(
        line=number,
        title=title,
        start=start,
        end=end,
        leads=leads,
        tied=leads or _is_tied(before),
        url=links[0] if links else "",
        is_doubtful=has_doubtful_form(block["start"]),
        is_labelled=is_labelled,
    )


def _is_clock(before: str, title: str, *, leads: bool) -> bool:
    by_side = _CLOCK.match(title) if leads else _DAY_HALF.search(before)
    return (by_side or _PROGRAMME.match(title)) is not None


def _leads(folded: str, block: re.Match[str]) -> bool:
    """Whether nothing but bullets and numbers stands before a time, or before a range `from`."""
    if _BEFORE.fullmatch(folded, 0, block.start()):
        return True
    return (
        block["end"] is not None and _BEFORE_RANGE.fullmatch(folded, 0, block.start()) is not None
    )


def _is_tied(before: str) -> bool:
    return _TIED.search(before) is not None or _LEADER.search(before) is not None


def _find_title_after(folded: str, start: int) -> tuple[int, int]:
    separator = _AFTER.match(folded, start)
    start = separator.end() if separator else start
    end = _END.search(folded, start)
    return start, end.start() if end else len(folded)


def _find_title_before(before: str) -> tuple[int, int]:
    bullet = _BULLET.match(before)
    start = bullet.end() if bullet else 0
    title = _LEADER.sub("", before[start:]).rstrip(" ([{")
    tail = _TAIL.search(title)
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

# ruff: noqa: RUF001 - signs of other scripts are what it is about
"""The lines with a title and a time, in each of the styles that a list can have.

A list has one style: lines that a time leads or ends, headings, rows of a table, or times alone on
their lines, with the title on the line above or below.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from flashcards.drafts.noted.bold_titles import read_bold_title
from flashcards.drafts.noted.labels import is_label
from flashcards.drafts.noted.plain import clean_title
from flashcards.drafts.noted.tables import Cells, read_tables
from flashcards.drafts.noted.text_lines import LONGEST_LINE, LineKind, TextLine
from flashcards.drafts.noted.time_lines import (
    TimeLine,
    read_inline,
    read_lone_time,
    read_time_line,
)
from flashcards.text.times import Milliseconds

_HEADING_SIGNS = re.compile(r"#{1,6}\s+|\s+#{1,6}\Z")
_SPOKEN_TIME = re.compile(
    r"[0-9]{1,4} (?:second|minute|hour|Sekunde|Minute|Stunde)\w{0,2}"
    r"(?:,? (?:and |und )?[0-9]{1,4} (?:second|minute|hour|Sekunde|Minute|Stunde)\w{0,2})*"
)
"""What YouTube reads out to the blind below a time, and copies."""

_LOOKS_LIKE_HEADING = re.compile(
    r"(?:(?:[-*+]|[0-9]{1,3}[.)])\s+)?\*\*[^*]{1,300}"
    r"(?:\*\*[\s*]*`?[(\[（【][^*`]{1,120}[)\]）】]`?[\s*]*|[)\]）】]`?\*\*)"
    r"|[^`]{1,100}`[\[【][^`]{1,120}[\]】]`"
)
"""A heading without its sign, with its time in brackets: `**Alps** [0:00 - 4:10]`."""

_PROSE = re.compile(r".*[.。]|[\"“「].*[\"”」]")
_ENOUGH = 2
_ENOUGH_INLINE = 3
SHORTEST_MEAN = 10_000
"""Milliseconds from one line to the next, below which the lines are a transcript."""

_LONGEST_TITLE_LINE = 100
"""Characters with the time; a longer line is prose."""

_LONGEST_ITEM = 200


class Style(Enum):
    """How the lines of a list look."""

    HEAD = "head"
    HEADING = "heading"
    ROW = "row"
    LEADING = "leading"
    TRAILING = "trailing"
    LONE = "lone"


_LoneTime = tuple[int, Milliseconds, Milliseconds | None]
"""The number of a line that is a time or a range of times, and these."""


class TimedEntry(NamedTuple):
    """A title with its time; it stands on the lines from `line` up to and with `last`.

    `tied` when more than a blank joins the two; `notes` are what its line says besides.
    """

    line: int
    last: int
    title: str
    start: Milliseconds
    end: Milliseconds | None
    style: Style
    tied: bool = True
    url: str = ""
    is_doubtful: bool = False
    is_labelled: bool = False
    notes: tuple[str, ...] = ()


def find_entries(lines: Sequence[TextLine]) -> dict[Style, list[TimedEntry]]:
    """Find all that may be entries of a list, by their style and in the text's order."""
    found: dict[Style, list[TimedEntry]] = {style: [] for style in Style}
    lone: list[_LoneTime] = []
    for at, line in enumerate(lines):
        if line.kind in {LineKind.BLANK, LineKind.ROW}:
            continue
        if line.kind is LineKind.RULE and not line.text.isascii():
            continue
        if time := read_lone_time(line.plain):
            # A page has it twice: as it looks, and as it is read out to the blind.
            if not (lone and time[0] == lone[-1][1] and not _say(lines[lone[-1][0] + 1 : at])):
                lone.append((at, *time))
        elif line.kind is LineKind.HEADING:
            text = _HEADING_SIGNS.sub("", line.text)
            if entry := read_time_line(text, at, is_heading=True):
                found[Style.HEADING].append(_of_line(entry, Style.HEADING))
        else:
            titled = read_bold_title(line)
            written, plain = titled[:2] if titled else (line.text, line.plain)
            is_heading = _LOOKS_LIKE_HEADING.fullmatch(written) is not None
            if entry := read_time_line(written, at, plain, is_heading=is_heading):
                style = Style.LEADING if entry.leads else Style.TRAILING
                found[style].append(_of_line(entry, style, (titled.text,) if titled else ()))
    _combine(found, lone, lines)
    return found


def _combine(
    found: dict[Style, list[TimedEntry]], lone: Sequence[_LoneTime], lines: Sequence[TextLine]
) -> None:
    """Add the entries that several lines make, and leave out prose that ends in a time."""
    below = list(_find_times_below_headings(lines))
    if len(below) * 2 > len(lone) and len(below) > len(found[Style.HEADING]):
        found[Style.HEADING] = sorted([*found[Style.HEADING], *below])
    found[Style.TRAILING] = _leave_out_prose(found[Style.TRAILING], lines)
    found[Style.ROW] = [_of_row(each) for each in read_tables(lines)]
    pairs = list(_pair_lone(lone, lines))
    if _is_one_list(both := sorted([*found[Style.LEADING], *pairs]), pairs):
        found[Style.LEADING], pairs = [each._replace(tied=True) for each in both], []
    found[Style.LONE] = pairs


def _is_one_list(both: Sequence[TimedEntry], pairs: Sequence[TimedEntry]) -> bool:
    """Whether times with their titles, and times above theirs, rise as those of one list do."""
    return 0 < len(pairs) < len(both) and all(
        before.last < after.line and before.start < after.start for before, after in pairwise(both)
    )


def _find_times_below_headings(lines: Sequence[TextLine]) -> Iterator[TimedEntry]:
    """Find the headings that have no time themselves, and have one on the next line."""
    heading = -1
    for at, line in enumerate(lines):
        if line.kind is LineKind.HEADING:
            heading = at if read_time_line(line.text, at, is_heading=True) is None else -1
        elif line.says_something:
            time = read_lone_time(line.plain, below_heading=True) if heading >= 0 else None
            title = clean_title(lines[heading].plain)
            if time and re.search(r"\w", title):
                yield TimedEntry(heading, at, title, *time, Style.HEADING)
            heading = -1


def _leave_out_prose(found: list[TimedEntry], lines: Sequence[TextLine]) -> list[TimedEntry]:
    """Leave out the paragraphs and quotes that end in a time where short lines do so, too."""
    own = [each for each in found if each.notes or _is_short(lines[each.line])]
    if len(own) == len(found):
        return found
    starts = [each.start for each in found]
    if max(starts) - min(starts) < SHORTEST_MEAN * (len(found) - 1):
        return found  # captions, of which none is a title because it is short
    short = [each for each in own if not _PROSE.fullmatch(each.title)]
    for kind in (LineKind.TEXT, LineKind.ITEM):
        of_kind = [each for each in short if lines[each.line].kind is kind]
        if len(of_kind) >= _ENOUGH:
            return of_kind
    return found


def find_inline(lines: Sequence[TextLine]) -> Iterator[TimedEntry]:
    """Find the entries of a list whose line ends are lost: one line with several of them."""
    for at, line in enumerate(lines):
        if line.kind is LineKind.BLANK or not line.plain[:1] or len(line.plain) > LONGEST_LINE:
            continue
        found = read_inline(line.plain)
        if len(found) >= _ENOUGH_INLINE:
            for start, title in found:
                if re.search(r"\w", text := clean_title(title)):
                    yield TimedEntry(at, at, text, start, None, Style.LEADING, is_labelled=True)
            return


def _is_short(line: TextLine) -> bool:
    longest = _LONGEST_ITEM if line.kind is LineKind.ITEM else _LONGEST_TITLE_LINE
    return len(line.plain) <= longest


def _say(lines: Sequence[TextLine]) -> bool:
    return any(line.says_something for line in lines)


def _of_line(found: TimeLine, style: Style, notes: tuple[str, ...] = ()) -> TimedEntry:
    return TimedEntry(
        line=found.line,
        last=found.line,
        title=found.title,
        start=found.start,
        end=found.end,
        style=style,
        tied=found.tied or style is Style.HEADING,
        url=found.url,
        is_doubtful=found.is_doubtful,
        is_labelled=found.is_labelled,
        notes=notes,
    )


def _of_row(cells: Cells) -> TimedEntry:
    return TimedEntry(
        line=cells.line,
        last=cells.line,
        title=cells.title,
        start=cells.start,
        end=cells.end,
        style=Style.ROW,
        url=cells.url,
        notes=cells.notes,
    )


def _pair_lone(lone: Sequence[_LoneTime], lines: Sequence[TextLine]) -> Iterator[TimedEntry]:
    """Give each time the title on its side: below it, unless all titles stand above."""
    if not lone:
        return
    is_below = not _stand_above([at for at, *_ in lone], lines)
    following = [*(at for at, *_ in lone[1:]), len(lines)]
    for (at, start, end), after in zip(lone, following, strict=True):
        place = _find_below(at, after, lines) if is_below else _find_above(at, lines)
        if place is None:
            continue
        title = clean_title(lines[place].plain)
        if re.search(r"\w", title):
            first, last = sorted((at, place))
            yield TimedEntry(first, last, title, start, end, Style.LONE, tied=False)


def _stand_above(lone: Sequence[int], lines: Sequence[TextLine]) -> bool:
    """Whether a line stands above each time and below the time before, and none below the last."""
    times = frozenset(lone)
    below = lone[-1] + 1
    while below < len(lines) and read_lone_time(lines[below].plain):
        below += 1
    above = [_find_above(at, lines) for at in lone]
    has_gaps = any(at - place > 1 for at, place in zip(lone, above, strict=True))
    rest = lines[below:] if has_gaps else lines[below : below + 1]
    return (
        all(place >= 0 and place not in times for place in above)
        and not _say(rest)
        and not is_label(lines[above[0]].plain)
    )


def _find_above(at: int, lines: Sequence[TextLine]) -> int:
    """Give the nearest line above that says something, or -1."""
    return next((place for place in range(at - 1, -1, -1) if lines[place].says_something), -1)


def _find_below(at: int, after: int, lines: Sequence[TextLine]) -> int | None:
    for number in range(at + 1, after):
        plain = lines[number].plain
        is_time = _SPOKEN_TIME.fullmatch(plain) or read_lone_time(plain)
        if lines[number].says_something and not is_time:
            return None if lines[number].kind is LineKind.HEADING else number
    return None

"""Headings with times between the lines of a list: one list, where nothing but the lines is below.

So are outlines and show notes by topics; notes in prose have their chapters in the headings alone.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from flashcards.drafts.noted.entries import Style, TimedEntry
from flashcards.drafts.noted.text_lines import LineKind, TextLine
from flashcards.drafts.noted.time_lines import has_time, read_lone_time

_ENOUGH = 3
_INDENT = 2
"""Characters from one line's end to the next line's text, if that is not set in."""

_LINES_TO_A_FALL = 10
"""An author's slip puts one of that many lines out of order, at most."""


def join_headings(
    found: Mapping[Style, Sequence[TimedEntry]], lines: Sequence[TextLine]
) -> Mapping[Style, Sequence[TimedEntry]]:
    """Put the headings into the list of leading times below them, if that is one list."""
    joined = _join(found[Style.HEADING], found[Style.LEADING], lines)
    return {**found, Style.HEADING: [], Style.LEADING: joined} if joined else found


def join_wrapped(
    found: Mapping[Style, Sequence[TimedEntry]], lines: Sequence[TextLine]
) -> Mapping[Style, Sequence[TimedEntry]]:
    """Give items that go on in a second line, which their time ends or is, their whole titles."""
    trailing = {entry.line: entry for entry in found[Style.TRAILING]}
    if len(trailing) < _ENOUGH:
        return found
    for at, (above, line) in enumerate(pairwise(lines), 1):
        gap = line.start - above.end
        if above.kind is LineKind.ITEM and line.kind is LineKind.TEXT and gap > _INDENT:
            if has_time(above.plain):
                continue
            if rest := trailing.pop(at, None):
                trailing[at] = rest._replace(line=at - 1, title=f"{above.plain} {rest.title}")
            elif time := read_lone_time(line.plain):
                title = above.plain.rstrip(" :")
                trailing[at] = TimedEntry(at - 1, at, title, *time, Style.TRAILING)
    return {**found, Style.TRAILING: [trailing[at] for at in sorted(trailing)]}


def _join(
    headings: Sequence[TimedEntry], leading: Sequence[TimedEntry], lines: Sequence[TextLine]
) -> list[TimedEntry]:
    """Make one list of headings with times and of the lines below them, unless these are prose.

    One line where a heading and the first below it have one time; empty when it's no list.
    """
    both = sorted([*headings, *leading])
    if not headings or len(leading) <= len(headings) or any(each.end is not None for each in both):
        return []
    paragraphs = sum(
        line.kind is LineKind.TEXT and above.kind is LineKind.BLANK
        for above, line in pairwise(lines[both[0].line : both[-1].line + 1])
    )
    if paragraphs >= len(headings):
        return []
    joined: list[TimedEntry] = []
    for each in both:
        before = joined[-1] if joined else each
        if before.style is Style.HEADING and before.start == each.start and each != before:
            joined[-1] = each._replace(line=before.line, title=f"{before.title}: {each.title}")
        else:
            joined.append(each)
    falls = sum(before.start > after.start for before, after in pairwise(joined))
    if falls * _LINES_TO_A_FALL > len(joined):
        return []
    return [each._replace(style=Style.LEADING) for each in joined]

"""The lines of a list to chapters, with what stands below each, in groups that headings make."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from flashcards.diagnostics import Span
from flashcards.drafts.formats.chapter_list import FoundChapter, FoundTime
from flashcards.drafts.noted.addresses import find_addresses
from flashcards.drafts.noted.asked import split_questions
from flashcards.drafts.noted.below import Below, read_below
from flashcards.drafts.noted.entries import Style, TimedEntry
from flashcards.drafts.noted.labels import judge_label, names_part
from flashcards.drafts.noted.plain import cut_title, spell_names
from flashcards.drafts.noted.runs import LONGEST_HEADING, judge_above
from flashcards.drafts.noted.text_lines import LineKind, TextLine
from flashcards.drafts.noted.time_lines import has_time, read_lone_time
from flashcards.drafts.records import join_lines

_ENOUGH = 2
_SEVERAL = 3
"""Of that many chapters one has a text below before the last one's own is looked for."""

_LONGEST_REST = 5_000
"""Characters of what ends the list's section; more is an article of its own."""

MakeSpan = Callable[[int, int], Span]
"""Gives the span of a range of the text."""


class Made(NamedTuple):
    """Chapters or groups of them, the lines they are made of, and the first of those lines."""

    chapters: tuple[FoundChapter, ...]
    used: frozenset[int]
    start: int


def make_chapters(
    run: Sequence[TimedEntry],
    lines: Sequence[TextLine],
    make_span: MakeSpan,
    spoken: frozenset[int] = frozenset(),
) -> Made:
    """Make the chapters of a list; what is below one and has lines that are `spoken` is left."""
    heads = _find_heads(run, lines)
    used = set(heads.values())
    titles = spell_names([entry.title for entry in run])
    ends = [*(entry.line for entry in run[1:]), _find_end(run, lines)]
    chapters = []
    section = _find_rest(run, ends[-1], lines)
    for at, (entry, title, end) in enumerate(zip(run, titles, ends, strict=True)):
        last = heads.get(at + 1, end) if at + 1 < len(run) else end
        if not spoken.isdisjoint(range(entry.last + 1, last)):
            last = entry.last + 1
        inside = lines[entry.last + 1 : last]
        if entry.style is Style.HEAD:  # between two are the signs of YAML
            inside = []
        elif entry.style is Style.LONE:  # a page has each time twice
            inside = [line for line in inside if read_lone_time(line.plain) is None]
        asked, inside = split_questions(inside, lines[entry.line].level)
        below = read_below(inside, entry.notes)
        if entry is run[-1] and section:
            rest = (line.text for line in section if line.says_something)
            below = below._replace(comment=join_lines(below.comment, *rest))
            last += len(section)
        used.update(range(entry.line, last))
        line = lines[entry.line]
        own = [line.text for line in lines[entry.line : entry.last + 1]]
        found = dict.fromkeys(find_addresses(own, title, entry.start))
        links = (each for each in found if each not in below.comment)
        below = below._replace(comment=join_lines(*links, below.comment))
        place = _Place(line.text, make_span(line.start, line.end))
        chapters.append(_make_chapter(entry, title, below, place)._replace(questions=asked))
    first = heads.get(0, run[0].line)
    if run[0].style is Style.ROW:
        is_table = lines[first].kind is LineKind.ROW
        while first and (not is_table or lines[first - 1].kind is LineKind.ROW):
            first -= 1
            used.add(first)
    label = next((at for at in range(first - 1, -1, -1) if lines[at].says_something), -1)
    if label >= 0 and judge_above(lines[label]) > 0:
        used.add(label)
    return Made(_group(chapters, heads, lines, make_span), frozenset(used), first)


class _Place(NamedTuple):
    """A chapter's line."""

    text: str
    span: Span


def _make_chapter(entry: TimedEntry, title: str, below: Below, place: _Place) -> FoundChapter:
    end = None if entry.end is None else FoundTime(entry.end, *place)
    summary, comment = below
    short = cut_title(title)
    if short != title:
        summary, comment = title, join_lines(summary, comment)
    return FoundChapter(
        title=short,
        start=FoundTime(entry.start, *place),
        end=end,
        span=place.span,
        summary=summary,
        comment=comment,
    )


def _find_end(run: Sequence[TimedEntry], lines: Sequence[TextLine]) -> int:
    """Give the line before which the last chapter's text ends.

    It has one only where others have, and as far from it as theirs.
    """
    last = run[-1]
    gaps = [lines[before.last + 1 : after.line] for before, after in pairwise(run)]
    texts = [gap for gap in gaps if any(line.says_something for line in gap)]
    at = last.last + 1
    if last.style is Style.HEADING:
        highest = max(lines[last.line].level, 2)
        while at < len(lines) and not (
            lines[at].kind is LineKind.HEADING
            and (lines[at].level < highest or has_time(lines[at].plain))
        ):
            at += 1
        return at
    if len(texts) * _SEVERAL < len(run) and len(texts) < _SEVERAL:
        return at
    may_be_apart = any(not gap[0].says_something for gap in texts)
    while at < len(lines):
        line = lines[at]
        if line.kind in {LineKind.HEADING, LineKind.RULE} or _is_label(line):
            break
        if line.kind is LineKind.BLANK and not may_be_apart:
            break
        at += 1
    return at


def _find_rest(
    run: Sequence[TimedEntry], end: int, lines: Sequence[TextLine]
) -> Sequence[TextLine]:
    """Give what stands between the last chapter's text and the next heading of a Markdown text.

    It belongs to the list, whose section begins with a heading, too; who knows to which chapter.
    """
    if run[-1].style in {Style.HEAD, Style.HEADING} or not any(
        line.kind is LineKind.HEADING for line in lines[: run[0].line]
    ):
        return ()
    at, length = end, 0
    while at < len(lines) and lines[at].kind not in {LineKind.HEADING, LineKind.RULE}:
        length += len(lines[at].text)
        if length > _LONGEST_REST or _is_label(lines[at]) or has_time(lines[at].plain):
            return ()
        at += 1
    return lines[end:at]


def _is_label(line: TextLine) -> bool:
    return line.kind is not LineKind.ITEM and judge_above(line) != 0


def _find_heads(run: Sequence[TimedEntry], lines: Sequence[TextLine]) -> dict[int, int]:
    """Find the headings of groups: the number of an entry, and the line of the heading above it.

    There are groups when, and only when, one heading of one kind stands above each of them.
    """
    found: dict[int, int] = {}
    for at, entry in enumerate(run):
        above = entry.line - 1
        while above >= 0 and lines[above].kind is LineKind.BLANK:
            above -= 1
        floor = run[at - 1].last if at else -1
        if above > floor and _may_head(above, entry, lines):
            found[at] = above
    own = list(found.values())
    if len(found) < _ENOUGH or 0 not in found:
        return {}
    texts = [lines[above] for above in own]
    are_alike = (
        all(line.kind is LineKind.HEADING for line in texts)
        or all(names_part(_bare(line.text)) for line in texts)
        or all(_bare(line.text).isupper() for line in texts)
    )
    return found if are_alike else {}


def _may_head(above: int, entry: TimedEntry, lines: Sequence[TextLine]) -> bool:
    line = lines[above]
    if len(line.text) > LONGEST_HEADING or "://" in line.text or judge_label(line.plain):
        return False
    if line.kind is LineKind.HEADING:
        return entry.style is not Style.HEADING or line.level < lines[entry.line].level
    bare = _bare(line.text)
    return names_part(bare) or (above == entry.line - 1 and bare.isupper())


def _bare(heading: str) -> str:
    return heading.strip("#*_:-–—： ")  # noqa: RUF001 - dashes, full-width


def _group(
    chapters: Sequence[FoundChapter],
    heads: dict[int, int],
    lines: Sequence[TextLine],
    make_span: MakeSpan,
) -> tuple[FoundChapter, ...]:
    if not heads:
        return tuple(chapters)
    starts = sorted(heads)
    return tuple(
        FoundChapter(
            title=_bare(lines[heads[at]].plain),
            start=None,
            end=None,
            parts=tuple(chapters[at:end]),
            span=make_span(lines[heads[at]].start, lines[heads[at]].end),
        )
        for at, end in zip(starts, [*starts[1:], len(chapters)], strict=True)
    )

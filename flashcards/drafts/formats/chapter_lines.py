"""The chapters that a video's description lists, a line each.

A description also has times that are no chapters: in a sentence, in a list of songs, in a
programme. So lines with times are candidates first, and the likeliest run of them is the list.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from flashcards.diagnostics import Span
from flashcards.drafts.clean import clean_text
from flashcards.drafts.formats.chapter_list import FoundChapter, FoundTime
from flashcards.drafts.formats.time_lines import TimeLine, read_time_line

MakeSpan = Callable[[int, int], Span]
"""Gives the span of a range of the description's text."""

LONGEST_HEADING = 100
"""Code points; a longer line is no heading and no title (YouTube's longest title is as long)."""

_ENOUGH = 2
_ENOUGH_FOR_YOUTUBE = 3
_SHORTEST_MEAN = 10_000
"""Milliseconds from one line to the next, below which the lines are a transcript."""

_LABEL = re.compile(
    r"\W*(?:(?:(?:video|episode|in this \w+) )?(?:chapters?|time ?stamps?|time ?codes?|outline|"
    r"table of contents|contents|index|kapitel|chapitres|cap[ií]tulos)\b.{0,30}|"
    r"(?P<other>(?:\S+ ){0,3}?(?:songs?|music|tracks?|track ?list|playlist|schedule|credits|"
    r"corrections?|errata|references|sources)(?: \S+){0,3}))\W*",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"(?:part|section|module|unit|week|day|lesson|act|teil|abschnitt|modul|partie|parte)\s+"
    r"(?:[0-9]{1,3}|[ivx]{1,5}|one|two|three|four|five|six|seven|eight|nine|ten)\b.*",
    re.IGNORECASE,
)
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s.*")


class TextLine(NamedTuple):
    """A line of the description without the blanks around it, and its offset."""

    text: str
    start: int


class ChapterLines(NamedTuple):
    """The list that was found.

    `above` are the lines before it that are no heading of its groups, `urls` the links at its
    times; `is_likely` unless the lines follow as fast as a
    transcript's, or most have the same title.
    """

    chapters: tuple[FoundChapter, ...]
    above: tuple[TextLine, ...]
    urls: tuple[str, ...]
    is_likely: bool


def find_chapter_lines(text: str, make_span: MakeSpan) -> ChapterLines | None:
    """Find the list of chapters; `None` when nothing is likely to be one."""
    lines = tuple(_split(text))
    found = [each for at, line in enumerate(lines) if (each := read_time_line(line.text, at))]
    runs = [
        run
        for leads in (True, False)
        for run in _split_runs([each for each in found if each.leads is leads], lines)
        if _is_list(run)
    ]
    if not runs:
        return None
    run = max(
        runs, key=lambda run: (_judge_label(_above(run[0], lines)), run[0].start == 0, len(run))
    )
    groups = _group(run, lines, make_span)
    mean = (run[-1].start - run[0].start) / (len(run) - 1)
    return ChapterLines(
        chapters=groups or tuple(_make_chapter(each, lines, make_span) for each in run),
        above=lines[: run[0].line - 1 if groups else run[0].line],
        urls=tuple(each.url for each in run if each.url),
        is_likely=mean >= _SHORTEST_MEAN and 2 * len({each.title for each in run}) > len(run),
    )


def is_label(text: str) -> bool:
    """Whether a line only says what the list below it is."""
    return len(text) <= LONGEST_HEADING and _LABEL.fullmatch(text) is not None


def _split(text: str) -> Iterator[TextLine]:
    offset = 0
    for line in text.splitlines(keepends=True):
        yield TextLine(line.strip(), offset + len(line) - len(line.lstrip()))
        offset += len(line)


def _split_runs(found: Sequence[TimeLine], lines: Sequence[TextLine]) -> Iterator[list[TimeLine]]:
    """Split where a list ends: at a smaller time, or where a heading names another list."""
    run: list[TimeLine] = []
    for each in found:
        if run and _begins_anew(run[-1], each, lines):
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _begins_anew(last: TimeLine, each: TimeLine, lines: Sequence[TextLine]) -> bool:
    if each.start <= last.start:
        return each.start == 0 or bool(_between(last, each, lines))
    between = lines[last.line + 1 : each.line]
    after_blank = (line.text for blank, line in pairwise(between) if line.text and not blank.text)
    return any(_judge_label(text) < 0 for text in after_blank)


def _between(before: TimeLine, after: TimeLine, lines: Sequence[TextLine]) -> list[TextLine]:
    return [line for line in lines[before.line + 1 : after.line] if line.text]


def _is_list(run: list[TimeLine]) -> bool:
    """Whether these lines suffice; those like `John 3:16`, untied, must keep YouTube's rule."""
    if len(run) >= _ENOUGH_FOR_YOUTUBE and run[0].start == 0:
        return True
    return len(run) >= _ENOUGH and all(each.tied for each in run)


def _above(first: TimeLine, lines: Sequence[TextLine]) -> str:
    return next((lines[at].text for at in range(first.line - 1, -1, -1) if lines[at].text), "")


def _judge_label(text: str) -> int:
    """Judge what stands above a list: 1 for a word like `Chapters`, -1 for one of another list."""
    label = _LABEL.fullmatch(text) if len(text) <= LONGEST_HEADING else None
    return 0 if label is None else -1 if label["other"] else 1


def _group(
    run: Sequence[TimeLine], lines: Sequence[TextLine], make_span: MakeSpan
) -> tuple[FoundChapter, ...]:
    """Make groups when, and only when, one heading of one kind stands right above each."""
    texts = [
        (at, _between(before, each, lines)) for at, (before, each) in enumerate(pairwise(run), 1)
    ]
    starts = [0, *(at for at, between in texts if between)]
    headings = [lines[run[at].line - 1] for at in starts if run[at].line]
    if (
        len(starts) < _ENOUGH
        or len(headings) < len(starts)
        or any(len(between) > 1 for _, between in texts)
        or not _are_headings([heading.text for heading in headings])
    ):
        return ()
    return tuple(
        FoundChapter(
            title=_bare(heading.text),
            start=None,
            parts=tuple(_make_chapter(each, lines, make_span) for each in run[at:end]),
            span=make_span(heading.start, heading.start + len(heading.text)),
        )
        for heading, at, end in zip(headings, starts, [*starts[1:], len(run)], strict=True)
    )


def _are_headings(texts: Sequence[str]) -> bool:
    if any(len(text) > LONGEST_HEADING or "://" in text or is_label(text) for text in texts):
        return False
    return (
        all(_MARKDOWN_HEADING.fullmatch(text) for text in texts)
        or all(_GROUP.fullmatch(_bare(text)) for text in texts)
        or all(_bare(text).isupper() for text in texts)
    )


def _bare(heading: str) -> str:
    return clean_text(heading).strip("#*_:-–— ")  # noqa: RUF001 - dashes


def _make_chapter(found: TimeLine, lines: Sequence[TextLine], make_span: MakeSpan) -> FoundChapter:
    line = lines[found.line]
    span = make_span(line.start, line.start + len(line.text))
    start, end = (
        None if time is None else FoundTime(time=time, written=line.text, span=span)
        for time in (found.start, found.end)
    )
    return FoundChapter(title=found.title, start=start, end=end, span=span)

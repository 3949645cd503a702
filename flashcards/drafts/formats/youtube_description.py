"""The description of a video, as its author wrote it, to a draft: its chapters have a line each.

A description also has times that are no chapters: in a sentence, in a list of songs, in a
programme. So lines with times are candidates first, and the likeliest run of them is the list.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from flashcards.diagnostics import Report, Source, Span
from flashcards.drafts.clean import UNTITLED, clean_text
from flashcards.drafts.formats.chapter_list import FoundChapter, FoundTime, make_modules
from flashcards.drafts.formats.labels import is_label, judge_label, names_part
from flashcards.drafts.formats.time_lines import TimeLine, read_time_line
from flashcards.drafts.records import Draft
from flashcards.text.times import Milliseconds
from flashcards.text.urls import is_web_url, moment_url

MakeSpan = Callable[[int, int], Span]
"""Gives the span of a range of the description's text."""

_OTHER_FORMAT = re.compile(r"\s*(?:[{<]|\[\s*[{\[\"]|WEBVTT\b|;FFMETADATA)")
_HEADING_SIGNS = re.compile(r"^#{1,6}\s+|^\*\*|\*\*$")
_WATCH = "https://www.youtube.com/watch?v="
_AT_START = "&t=0s"

_LONGEST_HEADING = 100
"""Code points; a longer line is no heading and no title (YouTube's longest title is as long)."""

_ENOUGH = 2
_ENOUGH_FOR_YOUTUBE = 3
_SHORTEST_MEAN = 10_000
"""Milliseconds from one line to the next, below which the lines are a transcript."""

_MARKDOWN_HEADING = re.compile(r"#{1,6}\s.*")


class TextLine(NamedTuple):
    """A line of the description without the blanks around it, and where it stands."""

    text: str
    span: Span


class ChapterLines(NamedTuple):
    """The list that was found.

    `above` are the lines before it that are no heading of its groups, `urls` the links at its
    times; `is_likely` unless the lines follow as fast as a transcript's, or most have the same
    title.
    """

    chapters: tuple[FoundChapter, ...]
    above: tuple[str, ...]
    urls: frozenset[str]
    is_likely: bool


def recognise(text: str) -> bool:
    """Whether lines of the text are likely to be chapters, and it is no file of another format."""
    if _OTHER_FORMAT.match(text):
        return False
    found = find_chapter_lines(text, lambda start, end: Span("", start, end))
    return found is not None and found.is_likely


def import_draft(source: Source, report: Report) -> Draft | None:
    """Read the chapters, and a title and an address when they stand there beyond doubt."""
    found = find_chapter_lines(source.text, lambda start, end: Span(source.path, start, end))
    chapters = found.chapters if found else ()
    modules = make_modules(chapters, Span(source.path, 0, 0), report)
    if found is None or not modules:
        return None
    return Draft(title=_find_title(found.above), url=_find_url(found), modules=modules)


def _find_title(above: Sequence[str]) -> str:
    """Take the first line when it stands alone and is no sentence, no address and no label."""
    first = next((at for at, text in enumerate(above) if text and not is_web_url(text)), None)
    if first is None or any(above[first + 1 : first + 2]):
        return UNTITLED
    title = clean_text(_HEADING_SIGNS.sub("", above[first]))
    looks_like_one = (
        0 < len(title) <= _LONGEST_HEADING
        and title[-1] not in ".,:;…。、，：；"  # noqa: RUF001 - full-width
        and "://" not in title
        and not title.startswith(("#", "@"))
        and not is_label(title)
    )
    return title if looks_like_one else UNTITLED


def _find_url(found: ChapterLines) -> str:
    """Take the video that all links at times lead to, or an address that opens the text."""
    if videos := {_watch_url(url) for url in found.urls}:
        return videos.pop() if len(videos) == 1 else ""
    opening = next(filter(None, found.above), "")
    return _watch_url(opening) if is_web_url(opening) else ""


def _watch_url(url: str) -> str:
    """Give the address of a YouTube video without the moment; empty for any other page."""
    if not is_web_url(url):
        return ""
    moment = moment_url(url, Milliseconds(0))
    return moment.removesuffix(_AT_START) if moment.startswith(_WATCH) else ""


def find_chapter_lines(text: str, make_span: MakeSpan) -> ChapterLines | None:
    """Find the list of chapters; `None` when nothing is likely to be one."""
    lines = tuple(_split(text, make_span))
    found = [each for at, line in enumerate(lines) if (each := read_time_line(line.text, at))]
    runs = [
        run
        for leads in (True, False)
        for run in _split_runs([each for each in found if each.leads is leads], lines)
        if _is_list(run)
    ]
    if not runs:
        return None
    run = max(runs, key=lambda run: (_judge_list(run[0], lines), run[0].start == 0, len(run)))
    groups = _group(run, lines)
    mean = (run[-1].start - run[0].start) / (len(run) - 1)
    return ChapterLines(
        chapters=groups or tuple(_make_chapter(each, lines) for each in run),
        above=tuple(line.text for line in lines[: run[0].line - 1 if groups else run[0].line]),
        urls=frozenset(each.url for each in run if each.url),
        is_likely=mean >= _SHORTEST_MEAN and 2 * len({each.title for each in run}) > len(run),
    )


def _split(text: str, make_span: MakeSpan) -> Iterator[TextLine]:
    offset = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        start = offset + len(line) - len(line.lstrip())
        yield TextLine(bare, make_span(start, start + len(bare)))
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
    """Whether these lines suffice; those like `John 3:16`, untied, must keep YouTube's rule.

    Those like `18h30` must begin at zero.
    """
    if run[0].start > 0 and any(each.is_doubtful for each in run):
        return False
    if len(run) >= _ENOUGH_FOR_YOUTUBE and run[0].start == 0:
        return True
    return len(run) >= _ENOUGH and all(each.tied for each in run)


def _judge_list(first: TimeLine, lines: Sequence[TextLine]) -> int:
    """Judge by what stands right above a list whether it is one of chapters."""
    above = (lines[at].text for at in range(first.line - 1, -1, -1))
    return _judge_label(next(filter(None, above), ""))


def _judge_label(text: str) -> int:
    """Judge a line above a list: 1 for a word like `Chapters`, -1 for one of another list."""
    return judge_label(text) if len(text) <= _LONGEST_HEADING else 0


def _group(run: Sequence[TimeLine], lines: Sequence[TextLine]) -> tuple[FoundChapter, ...]:
    """Make groups when, and only when, one heading of one kind stands right above each."""
    between = [_between(before, each, lines) for before, each in pairwise(run)]
    starts = [0, *(at for at, texts in enumerate(between, 1) if texts)]
    headings = [lines[run[at].line - 1] for at in starts if run[at].line]
    if (
        len(starts) < _ENOUGH
        or len(headings) < len(starts)
        or any(len(texts) > 1 for texts in between)
        or not _are_headings([heading.text for heading in headings])
    ):
        return ()
    return tuple(
        FoundChapter(
            title=_bare(heading.text),
            start=None,
            end=None,
            parts=tuple(_make_chapter(each, lines) for each in run[at:end]),
            span=heading.span,
        )
        for heading, at, end in zip(headings, starts, [*starts[1:], len(run)], strict=True)
    )


def _are_headings(texts: Sequence[str]) -> bool:
    if any(len(text) > _LONGEST_HEADING or "://" in text or is_label(text) for text in texts):
        return False
    return (
        all(_MARKDOWN_HEADING.fullmatch(text) for text in texts)
        or all(names_part(_bare(text)) for text in texts)
        or all(_bare(text).isupper() for text in texts)
    )


def _bare(heading: str) -> str:
    return clean_text(heading).strip("#*_:-–—： ")  # noqa: RUF001 - dashes, full-width


def _make_chapter(found: TimeLine, lines: Sequence[TextLine]) -> FoundChapter:
    text, span = lines[found.line]
    end = None if found.end is None else FoundTime(found.end, text, span)
    return FoundChapter(found.title, FoundTime(found.start, text, span), end, span)

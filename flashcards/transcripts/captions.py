"""WebVTT and SubRip to captions, as they are written and where: markup is left to who reads them.

A caption whose time can't be read is given, too, and each with its place: a chapter that is one is
not lost unsaid. (The package webvtt-py leaves such captions out, and knows no places.)
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from flashcards.diagnostics import Source, Span
from flashcards.text.times import Milliseconds, parse_clock
from flashcards.text.written_times import fold_times

SIGNATURE = re.compile(r"\ufeff?WEBVTT(?!\S)")

_TIME = re.compile(r"(?:[0-9]{1,4}:)?[0-9]{1,3}:[0-5]?[0-9](?:[.,][0-9]{1,9})?")
_TIMES = re.compile(r"(?P<start>.*?)-->\s*(?P<end>[0-9]+(?::[0-9]+)+(?:[.,][0-9]+)?|\S*)")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_NO_CAPTION = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|\Z)")


class CaptionTime(NamedTuple):
    """A time as it is written, which may be nothing, and what it is; `None` when it is no time."""

    time: Milliseconds | None
    written: str
    span: Span


class Caption(NamedTuple):
    """A caption: when it is shown, and its text with all markup; `span` is that of the text.

    Without a text the span is that of the line with its times.
    """

    start: CaptionTime
    end: CaptionTime
    text: str
    span: Span


def read_captions(source: Source) -> Iterator[Caption]:
    """Give the captions in the file's order; none for a text in another format.

    In SubRip, empty lines may stand inside a caption, and a number above it is none of its text.
    """
    places = [found.span(1) for found in _LINE.finditer(source.text)]
    lines = [source.text[start:end] for start, end in places]
    is_webvtt = SIGNATURE.match(source.text.lstrip()) is not None
    timings = dict(_find_timings(lines))
    for number, following in pairwise((*timings, len(lines))):
        start, end = places[number]
        last = _end_text(lines, number + 1, following, is_webvtt=is_webvtt)
        text = _trim(source, end, places[last - 1][1])
        yield Caption(
            start=_read_time(source, start, timings[number].end("start") + start),
            end=_read_time(source, *(start + at for at in timings[number].span("end"))),
            text=source.text[text.start : text.end],
            span=text if text.start < text.end else _trim(source, start, end),
        )


def _find_timings(lines: list[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Give the lines with times, by number; an arrow in a text stands further down a block."""
    first = 0
    last = -1
    for number, line in enumerate(lines):
        if not line.strip():
            first = number + 1
        elif (found := _TIMES.match(fold_times(line))) and not _NO_CAPTION.match(lines[first]):
            is_head = number - first <= 1 and last < first
            is_numbered = lines[number - 1].strip().isdecimal()
            if (
                is_head
                or is_numbered
                or all(_TIME.fullmatch(each.strip()) for each in found.groups())
            ):
                last = number
                yield number, found


def _end_text(lines: list[str], first: int, following: int, *, is_webvtt: bool) -> int:
    """Give the line before which a text ends, at the latest where the next times stand.

    In WebVTT an empty line ends it. A blank one doesn't: YouTube has one for a line to come.
    """
    if is_webvtt and "" in lines[first:following]:
        return lines.index("", first)
    if following == len(lines):
        return following
    while following > first and not lines[following - 1].strip():
        following -= 1
    above = following - 1
    if is_webvtt:
        is_name = above > first and not lines[above - 1].strip()
    else:
        is_name = above >= first and lines[above].strip().isdecimal()
    return above if is_name else following


def _read_time(source: Source, start: int, end: int) -> CaptionTime:
    span = _trim(source, start, end)
    written = source.text[span.start : span.end]
    return CaptionTime(parse_clock(fold_times(written), _TIME), written, span)


def _trim(source: Source, start: int, end: int) -> Span:
    """Give a span without the blanks at its ends."""
    text = source.text[start:end]
    start += len(text) - len(text.lstrip())
    return Span(source.path, start, start + len(text.strip()))

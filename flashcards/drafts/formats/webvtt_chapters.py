"""WebVTT chapters, a cue each, to a draft; the transcripts of the same format are not for here."""

import html
import re
from collections import deque
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from flashcards.diagnostics import Report, Source, Span
from flashcards.drafts.clean import UNTITLED, clean_text
from flashcards.drafts.formats.chapter_list import DEEPEST, FoundChapter, FoundTime, make_modules
from flashcards.drafts.noted.plain import clean_title
from flashcards.drafts.records import Draft
from flashcards.text.language import count_words
from flashcards.transcripts.captions import SIGNATURE, Caption, read_captions

_SHORTEST_MEDIAN = 20_000
"""Milliseconds; the cues of a transcript follow faster, chapters don't."""

_MOST_WORDS = 20
_ENOUGH = 2
_SUBRIP = re.compile(r"\ufeff?\s*[0-9]{1,6}[ \t]*\r?\n[0-9:., \t]+-->")

_TAG = re.compile(r"</?(?:c|i|b|u|v|ruby|rt|lang)(?:[.\s][^<>]*)?>|<[0-9:.]+>")
_KIND = re.compile(r"(?:[^\r\n]+(?:\r\n|\r|\n))*?[ \t]*Kind\s*:\s*(\w+)", re.IGNORECASE)
"""The kind that the header names, the lines up to the first empty one."""


def recognise(text: str) -> bool:
    """Whether it is WebVTT of the kind `chapters`, or of no kind with cues as far apart.

    So may SubRip be. Where more is said than a title has words it is a transcript.
    """
    if not SIGNATURE.match(text) and not _SUBRIP.match(text):
        return False
    if kind := _KIND.match(text):
        return kind[1].lower() == "chapters"
    cues = tuple(read_captions(Source(path="", text=text)))
    starts = sorted(each.start.time for each in cues if each.start.time is not None)
    lengths = [
        each.end.time - each.start.time
        for each in cues
        if each.start.time is not None and each.end.time is not None
    ]
    steps = [after - before for before, after in pairwise(starts)]
    is_slow = bool(lengths) and (
        median(lengths) >= _SHORTEST_MEDIAN
        or (len(steps) >= _ENOUGH and median(steps) >= _SHORTEST_MEDIAN)
    )
    return is_slow and median(count_words(each.text) for each in cues) <= _MOST_WORDS


def import_draft(source: Source, report: Report) -> Draft | None:
    """Read the cues; one that contains others is a module."""
    cues = tuple(map(_make_chapter, read_captions(source)))
    modules = make_modules(_nest(cues), Span(source.path, 0, 0), report)
    return Draft(title=UNTITLED, modules=modules) if modules else None


def _make_chapter(cue: Caption) -> FoundChapter:
    title = clean_title(clean_text(html.unescape(_TAG.sub("", cue.text))))
    start, end = (FoundTime(*each) if each.written else None for each in (cue.start, cue.end))
    return FoundChapter(title, start, end, cue.span)


def _nest(cues: tuple[FoundChapter, ...]) -> Iterator[FoundChapter]:
    """Put each cue into the shortest one that contains it; those without times stay outside."""
    timed = []
    for cue in cues:
        start, end = _times(cue)
        if start < end:
            timed.append(cue)
        else:
            yield cue
    waiting = deque(sorted(timed, key=lambda cue: (_times(cue)[0], -_times(cue)[1])))
    while waiting:
        yield _fill(waiting.popleft(), waiting, DEEPEST)


def _fill(outer: FoundChapter, waiting: deque[FoundChapter], levels: int) -> FoundChapter:
    """Take the cues that lie in another, and what lies in those, from the front of the queue."""
    parts = []
    while levels and waiting and _contains(outer, waiting[0]):
        parts.append(_fill(waiting.popleft(), waiting, levels - 1))
    return outer._replace(parts=tuple(parts))


def _contains(outer: FoundChapter, inner: FoundChapter) -> bool:
    (start, end), (first, last) = _times(outer), _times(inner)
    return (start, end) != (first, last) and start <= first and last <= end


def _times(cue: FoundChapter) -> tuple[int, int]:
    """Give a cue's times; those of no length for one that lacks a time."""
    start, end = (None if each is None else each.time for each in (cue.start, cue.end))
    return (0, 0) if start is None or end is None else (start, end)

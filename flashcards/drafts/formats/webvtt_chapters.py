"""WebVTT chapters, a cue each, to a draft; the transcripts of the same format are not for here."""

import html
import re
from dataclasses import dataclass, field, replace
from statistics import median

from flashcards.diagnostics import Report, Source, Span
from flashcards.drafts.clean import UNTITLED, clean_text
from flashcards.drafts.draft import Draft
from flashcards.drafts.formats.chapter_list import DEEPEST, FoundChapter, FoundTime, make_modules
from flashcards.text.times import Milliseconds
from flashcards.transcripts.captions import SIGNATURE, Caption, CaptionTime, read_captions

_SHORTEST_MEDIAN = 20_000
"""Milliseconds; the cues of a transcript are shorter, chapters longer."""

_TAG = re.compile(r"</?(?:c|i|b|u|v|ruby|rt|lang)(?:[.\s][^<>]*)?>|<[0-9:.]+>")
_KIND = re.compile(r"(?:[^\r\n]+(?:\r\n|\r|\n))*?[ \t]*Kind\s*:\s*(\w+)", re.IGNORECASE)
"""The kind that the header names, the lines up to the first empty one."""


@dataclass(slots=True)
class _Open:
    """A cue that later cues may still lie in."""

    cue: FoundChapter
    begin: Milliseconds
    end: Milliseconds
    parts: list["_Open"] = field(default_factory=list)


def recognise(text: str) -> bool:
    """Whether it is WebVTT of the kind `chapters`, or of no kind with cues as long as chapters."""
    if not SIGNATURE.match(text):
        return False
    if kind := _KIND.match(text):
        return kind[1].lower() == "chapters"
    lengths = [
        each.end.time - each.start.time
        for each in read_captions(Source(path="", text=text))
        if each.start.time is not None and each.end.time is not None
    ]
    return bool(lengths) and median(lengths) >= _SHORTEST_MEDIAN


def import_draft(source: Source, report: Report) -> Draft | None:
    """Read the cues; one that contains others is a module."""
    cues = tuple(map(_make_chapter, read_captions(source)))
    modules = make_modules(_nest(cues), Span(source.path, 0, 0), report)
    return Draft(title=UNTITLED, modules=modules) if modules else None


def _make_chapter(cue: Caption) -> FoundChapter:
    return FoundChapter(
        title=clean_text(html.unescape(_TAG.sub("", cue.text))),
        start=_find_time(cue.start),
        end=_find_time(cue.end),
        span=cue.span,
    )


def _find_time(found: CaptionTime) -> FoundTime | None:
    return FoundTime(**found._asdict()) if found.written else None


def _nest(cues: tuple[FoundChapter, ...]) -> tuple[FoundChapter, ...]:
    """Put each cue into the shortest one that contains it; those without times stay outside."""
    outside: list[FoundChapter] = []
    tops: list[_Open] = []
    stack: list[_Open] = []
    timed = []
    for cue in cues:
        begin = cue.start.time if cue.start else None
        end = cue.end.time if cue.end else None
        if begin is None or end is None or end <= begin:
            outside.append(cue)
        else:
            timed.append(_Open(cue, begin, end))
    for each in sorted(timed, key=lambda each: (each.begin, -each.end)):
        while stack and not _contains(stack[-1], each):
            stack.pop()
        (stack[-1].parts if stack else tops).append(each)
        if len(stack) < DEEPEST:
            stack.append(each)
    return (*outside, *(_close(top) for top in tops))


def _contains(outer: _Open, inner: _Open) -> bool:
    same = (outer.begin, outer.end) == (inner.begin, inner.end)
    return not same and outer.begin <= inner.begin and inner.end <= outer.end


def _close(top: _Open) -> FoundChapter:
    return replace(top.cue, parts=tuple(_close(part) for part in top.parts))

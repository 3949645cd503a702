"""WebVTT chapters, a cue each, to a draft; the transcripts of the same format are not for here."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from statistics import median

from flashcards.diagnostics import Report, Source, Span
from flashcards.drafts.clean import UNTITLED, clean_text
from flashcards.drafts.draft import Draft
from flashcards.drafts.formats.chapter_list import DEEPEST, FoundChapter, FoundTime, make_modules

_SHORTEST_MEDIAN = 20
"""Seconds; the cues of a transcript are shorter, chapters longer."""

_BLOCK = re.compile(r"(?:^[ \t]*\S.*(?:\r\n|\r|\n|\Z))++", re.MULTILINE)
_ARROW = re.compile(r"^(?P<start>.*?)-->[ \t]*(?P<end>\S*).*$", re.MULTILINE)
_STAMP = re.compile(r"(?:([0-9]{1,4}):)?([0-9]{1,3}):([0-5]?[0-9](?:[.,][0-9]{1,9})?)")
_TAG = re.compile(r"</?(?:c|i|b|u|v|ruby|rt|lang)(?:[.\s][^<>]*)?>|<[0-9:.]+>")
_KIND = re.compile(r"^\s*Kind\s*:\s*(\w+)", re.IGNORECASE | re.MULTILINE)
_NO_CUE = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|\Z)")
_SIGNATURE = re.compile(r"\ufeff?WEBVTT(?:[ \t\r\n]|\Z)")


@dataclass(slots=True)
class _Open:
    """A cue that later cues may still lie in."""

    cue: FoundChapter
    begin: float
    end: float
    parts: list["_Open"] = field(default_factory=list)


def recognise(text: str) -> bool:
    """Whether it is WebVTT of the kind `chapters`, or of no kind with cues as long as chapters."""
    if not _SIGNATURE.match(text):
        return False
    header = _BLOCK.match(text)
    if kind := _KIND.search(header[0] if header else ""):
        return kind[1].lower() == "chapters"
    lengths = [
        end - start
        for arrow in _ARROW.finditer(text)
        if (start := _seconds(arrow["start"])) is not None
        and (end := _seconds(arrow["end"])) is not None
    ]
    return bool(lengths) and median(lengths) >= _SHORTEST_MEDIAN


def import_draft(source: Source, report: Report) -> Draft | None:
    """Read the cues; one that contains others is a module."""
    cues = tuple(_iterate_cues(source))
    modules = make_modules(_nest(cues), Span(source.path, 0, 0), source, report)
    return Draft(title=UNTITLED, modules=modules) if modules else None


def _iterate_cues(source: Source) -> Iterator[FoundChapter]:
    for block in _BLOCK.finditer(source.text):
        arrow = _ARROW.search(source.text, block.start(), block.end())
        if arrow is None or _NO_CUE.match(block[0]):
            continue
        text = source.text[arrow.end() : block.end()]
        start = source.text.find(text.strip(), arrow.end()) if text.strip() else arrow.start()
        end = start + len(text.strip()) if text.strip() else arrow.end()
        yield FoundChapter(
            title=clean_text(html.unescape(_TAG.sub("", text))),
            start=_find_time(arrow, "start", source),
            end=_find_time(arrow, "end", source),
            span=Span(source.path, start, end),
        )


def _find_time(arrow: re.Match[str], which: str, source: Source) -> FoundTime | None:
    text = arrow[which]
    if not text.strip():
        return None
    start = arrow.start(which) + len(text) - len(text.lstrip())
    return FoundTime(
        seconds=_seconds(text), span=Span(source.path, start, start + len(text.strip()))
    )


def _seconds(text: str) -> float | None:
    stamp = _STAMP.fullmatch(text.strip())
    if stamp is None:
        return None
    hours, minutes, seconds = stamp[1] or "0", stamp[2], stamp[3].replace(",", ".")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def _nest(cues: tuple[FoundChapter, ...]) -> tuple[FoundChapter, ...]:
    """Put each cue into the shortest one that contains it; those without times stay outside."""
    outside: list[FoundChapter] = []
    tops: list[_Open] = []
    stack: list[_Open] = []
    timed = []
    for cue in cues:
        begin = cue.start.seconds if cue.start else None
        end = cue.end.seconds if cue.end else None
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

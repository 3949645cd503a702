"""The metadata of a media file as FFmpeg writes it, FFMETADATA, to a draft."""

import re
from fractions import Fraction
from typing import NamedTuple

from flashcards.diagnostics import Report, Source, Span
from flashcards.drafts.clean import UNTITLED, clean_date, clean_text, name_or_nothing
from flashcards.drafts.formats.chapter_list import (
    FoundChapter,
    FoundTime,
    make_modules,
    to_milliseconds,
)
from flashcards.drafts.records import Draft
from flashcards.text.urls import is_web_url

_SIGNATURE = ";FFMETADATA"
_NANOSECONDS = Fraction(1, 1_000_000_000)
"""FFmpeg's time base where a chapter gives none."""

_LINE = re.compile(r"(?:[^\\\r\n]++|\\(?:\r\n|[\s\S]|\Z))++")
_SECTION = re.compile(r"\[([A-Z]+)\]\s*")
_TAG = re.compile(r"((?:[^\\=]++|\\[\s\S])*+)=([\s\S]*)")
_ESCAPE = re.compile(r"\\(\r\n|[\s\S]|\Z)")
_TIME_BASE = re.compile(r"\s*([0-9]{1,18})\s*/\s*([0-9]{1,18})\s*")
_INTEGER = re.compile(r"\s*(-?[0-9]{1,30})\s*")


class _Value(NamedTuple):
    """The unescaped value of a tag, and where it stands."""

    text: str
    span: Span


class _Section(NamedTuple):
    """Tags by their names in lower case; the first section, `name` empty, is the whole file's."""

    name: str
    tags: dict[str, _Value]
    span: Span


def recognise(text: str) -> bool:
    """Whether the text starts as FFmpeg's metadata does."""
    return text.startswith(_SIGNATURE)


def import_draft(source: Source, report: Report) -> Draft | None:
    """Read the file's title, artist, date and address, and its chapters."""
    whole, *sections = _split_sections(source)
    chapters = [_find_chapter(each) for each in sections if each.name == "CHAPTER"]
    modules = make_modules(chapters, Span(source.path, 0, 0), report)
    if not modules:
        return None
    texts = {name: clean_text(value.text) for name, value in whole.tags.items()}
    comment = texts.get("comment", "")
    urls = (texts.get("purl", ""), comment)
    return Draft(
        title=name_or_nothing(texts.get("title", "")) or UNTITLED,
        url=next((url for url in urls if is_web_url(url)), ""),
        author=name_or_nothing(texts.get("artist") or texts.get("author", "")),
        published=clean_date(texts.get("date", "")),
        modules=modules,
        comment="" if is_web_url(comment) else comment,
    )


def _split_sections(source: Source) -> list[_Section]:
    sections = [_Section("", {}, Span(source.path, 0, 0))]
    for line in _LINE.finditer(source.text):
        if line[0].startswith((";", "#")):
            continue
        if section := _SECTION.fullmatch(line[0]):
            span = Span(source.path, line.start(), line.start() + len(line[0].rstrip()))
            sections.append(_Section(section[1], {}, span))
        elif tag := _TAG.fullmatch(line[0]):
            start = line.start() + tag.start(2)
            span = Span(source.path, start, start + len(tag[2]))
            name = _unescape(tag[1]).lower()
            sections[-1].tags[name] = _Value(_unescape(tag[2]), span)
    return sections


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda escape: escape[1], text)


def _find_chapter(section: _Section) -> FoundChapter:
    title = section.tags.get("title")
    base = _NANOSECONDS
    if written := section.tags.get("timebase"):
        found = _TIME_BASE.fullmatch(written.text)
        base = Fraction(int(found[1]), int(found[2])) if found and int(found[2]) else Fraction(0)
    return FoundChapter(
        title=clean_text(title.text) if title else "",
        start=_find_time(section.tags.get("start"), base),
        end=_find_time(section.tags.get("end"), base),
        span=title.span if title and title.text.strip() else section.span,
    )


def _find_time(value: _Value | None, base: Fraction) -> FoundTime | None:
    if value is None:
        return None
    number = _INTEGER.fullmatch(value.text)
    time = to_milliseconds(float(int(number[1]) * base)) if number and base else None
    return FoundTime(time, *value)

"""Podlove's simple chapters, XML of its own or in a feed, to a draft."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from flashcards.diagnostics import Report, Source, make_error
from flashcards.drafts.clean import UNTITLED, clean_text
from flashcards.drafts.formats.chapter_list import FoundChapter, FoundTime, make_modules
from flashcards.drafts.formats.xml_elements import Spans, XmlRefusedError, parse_xml
from flashcards.drafts.records import Draft, DraftModule, join_lines
from flashcards.text.times import parse_clock

_ROOT = re.compile(r"\s*<[?!a-zA-Z]")
_CHAPTER = re.compile(r"<(?:\w+:)?chapter\s[^<>]{0,2000}?\bstart\s*=")
_TIME = re.compile(r"(?:(?:[0-9]{1,4}:)?[0-9]{1,2}:)?[0-9]{1,5}(?:[.][0-9]{1,9})?")


def recognise(text: str) -> bool:
    """Whether it is XML with chapters that have a start."""
    return _ROOT.match(text) is not None and _CHAPTER.search(text) is not None


def import_draft(source: Source, report: Report) -> Draft | None:
    """Read the chapters of the one list that there is, and its episode's title in a feed."""
    spans: Spans = {}
    try:
        root = parse_xml(source, spans)
    except XmlRefusedError as refused:
        report(refused.diagnostic)
        return None
    lists = [each for each in root.iter() if _is(each, "chapters")] or [root]
    if len(lists) > 1:
        message = f"the feed has {len(lists):,} episodes with chapters, and a content file is one"
        help_ = "cut the feed down to the episode that you want"
        report(make_error("unknown-draft-source", spans[lists[1]], message, help_))
        return None
    modules = _make_modules(lists[0], spans, report)
    if not modules:
        return None
    owner = next((each for each in root.iter() if lists[0] in list(each)), None)
    titles = () if owner is None else (each for each in owner if _is(each, "title"))
    title = next((clean_text("".join(each.itertext())) for each in titles), "")
    return Draft(title=title or UNTITLED, modules=modules)


def _make_modules(owner: Element, spans: Spans, report: Report) -> tuple[DraftModule, ...]:
    return make_modules(_list_chapters(owner, spans), spans[owner], report)


def _list_chapters(owner: Element, spans: Spans) -> Iterator[FoundChapter]:
    for each in owner.iter():
        if _is(each, "chapter"):
            written = clean_text(each.get("start", ""))
            start = FoundTime(parse_clock(written, _TIME), written, spans[each])
            yield FoundChapter(
                title=clean_text(each.get("title", "")),
                start=start if written else None,
                end=None,
                span=spans[each],
                comment=join_lines(clean_text(each.get("href", ""))),
            )


def _is(element: Element, name: str) -> bool:
    return element.tag.rsplit(":", 1)[-1].lower() == name

"""Matroska's chapters as XML, what MKVToolNix writes, to a draft."""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from flashcards.diagnostics import Report, Source
from flashcards.drafts.clean import UNTITLED, clean_text
from flashcards.drafts.formats.chapter_list import FoundChapter, FoundTime, make_modules
from flashcards.drafts.formats.xml_elements import Spans, XmlRefusedError, parse_xml
from flashcards.drafts.records import Draft
from flashcards.text.times import parse_clock

_ROOT = re.compile(r"\s*<(?:[?!]|Chapters\b)")
_CHAPTERS = re.compile(r"<Chapters(?=[\s/>])")
_OWN_ELEMENT = re.compile(r"<(?:EditionEntry|ChapterAtom)(?=[\s/>])")
_TIME = re.compile(r"[0-9]{1,4}:[0-9]{1,2}:[0-9]{1,2}(?:[.][0-9]{1,9})?")
_TITLE = "ChapterDisplay/ChapterString"


def recognise(text: str) -> bool:
    """Whether it is XML with Matroska's chapters."""
    return (
        _ROOT.match(text) is not None
        and _CHAPTERS.search(text) is not None
        and _OWN_ELEMENT.search(text) is not None
    )


def import_draft(source: Source, report: Report) -> Draft | None:
    """Read the default edition's chapters; an outer atom with others inside is a module."""
    spans: Spans = {}
    try:
        root = parse_xml(source, spans)
    except XmlRefusedError as refused:
        report(refused.diagnostic)
        return None
    edition = _choose_edition(root.iterfind("EditionEntry"))
    if edition is None:
        edition = root
    modules = make_modules(_list_atoms(edition, spans), spans[root], report)
    if not modules:
        return None
    title = _text(_find(edition, "EditionDisplay/EditionString"))
    return Draft(title=title or UNTITLED, modules=modules)


def _choose_edition(editions: Iterable[Element]) -> Element | None:
    """Prefer the default edition, and one that isn't hidden, as a player does."""
    return max(
        editions,
        key=lambda edition: (
            _text(_find(edition, "EditionFlagDefault")) == "1",
            _text(_find(edition, "EditionFlagHidden")) != "1",
        ),
        default=None,
    )


def _list_atoms(parent: Element, spans: Spans) -> tuple[FoundChapter, ...]:
    return tuple(
        FoundChapter(
            title=_text(title := _find(atom, _TITLE)),
            start=_read_time(_find(atom, "ChapterTimeStart"), spans),
            end=_read_time(_find(atom, "ChapterTimeEnd"), spans),
            parts=_list_atoms(atom, spans),
            span=spans[atom if title is None or not _text(title) else title],
        )
        for atom in parent.iterfind("ChapterAtom")
        if _text(_find(atom, "ChapterFlagHidden")) != "1"
        and _text(_find(atom, "ChapterFlagEnabled")) != "0"
    )


def _find(parent: Element, path: str) -> Element | None:
    """Give the first element along a path that isn't empty, or the first at all."""
    found = parent.findall(path)
    return next(filter(_text, found), found[0] if found else None)


def _text(element: Element | None) -> str:
    return "" if element is None else clean_text("".join(element.itertext()))


def _read_time(element: Element | None, spans: Spans) -> FoundTime | None:
    if element is None:
        return None
    written = _text(element)
    return FoundTime(parse_clock(written, _TIME), written, spans[element])

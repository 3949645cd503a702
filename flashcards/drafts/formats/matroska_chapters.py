"""Matroska's chapters as XML, what MKVToolNix writes, to a draft."""

import re
from collections.abc import Sequence

from flashcards.diagnostics import Report, Source, Span
from flashcards.drafts.clean import UNTITLED, clean_text
from flashcards.drafts.draft import Draft
from flashcards.drafts.formats.chapter_list import FoundChapter, FoundTime, make_modules
from flashcards.drafts.formats.xml_nodes import Element, parse_xml

_ROOT = re.compile(r"\s*<(?:[?!]|Chapters\b)")
_CHAPTERS = re.compile(r"<Chapters(?=[\s/>])")
_OWN_ELEMENT = re.compile(r"<(?:EditionEntry|ChapterAtom)(?=[\s/>])")
_TIME = re.compile(r"([0-9]{1,5}):([0-9]{1,2}):([0-9]{1,2}(?:[.][0-9]{1,9})?)")


def recognise(text: str) -> bool:
    """Whether it is XML with Matroska's chapters."""
    return (
        _ROOT.match(text) is not None
        and _CHAPTERS.search(text) is not None
        and _OWN_ELEMENT.search(text) is not None
    )


def import_draft(source: Source, report: Report) -> Draft | None:
    """Read the default edition's chapters; an outer atom with others inside is a module."""
    root = parse_xml(source, report)
    if root is None:
        return None
    edition = _choose_edition(root.children("EditionEntry")) or root
    modules = make_modules(_list_atoms(edition), root.span, source, report)
    if not modules:
        return None
    title = edition.text("EditionDisplay", "EditionString")
    return Draft(title=clean_text(title) or UNTITLED, modules=modules)


def _choose_edition(editions: Sequence[Element]) -> Element | None:
    """Prefer the default edition, and one that isn't hidden, as a player does."""
    return max(
        editions,
        key=lambda edition: (
            edition.text("EditionFlagDefault").strip() == "1",
            edition.text("EditionFlagHidden").strip() != "1",
        ),
        default=None,
    )


def _list_atoms(parent: Element) -> tuple[FoundChapter, ...]:
    return tuple(
        FoundChapter(
            title=clean_text(atom.text("ChapterDisplay", "ChapterString")),
            start=_find_time(atom.find("ChapterTimeStart")),
            end=_find_time(atom.find("ChapterTimeEnd")),
            parts=_list_atoms(atom),
            span=_title_span(atom),
        )
        for atom in parent.children("ChapterAtom")
        if atom.text("ChapterFlagHidden").strip() != "1"
        and atom.text("ChapterFlagEnabled").strip() != "0"
    )


def _title_span(atom: Element) -> Span:
    title = atom.find("ChapterDisplay", "ChapterString")
    return title.content_span if title and title.content.strip() else atom.span


def _find_time(element: Element | None) -> FoundTime | None:
    if element is None:
        return None
    time = _TIME.fullmatch(element.content.strip())
    seconds = None
    if time:
        seconds = int(time[1]) * 3600 + int(time[2]) * 60 + float(time[3])
    return FoundTime(seconds=seconds, span=element.content_span)

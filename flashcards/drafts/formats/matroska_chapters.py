"""Matroska's chapters as XML, what MKVToolNix writes, to a draft.

Entities that a file declares are refused where they are declared, so none can grow or fetch
anything; depth is limited, for what reads the elements does so recursively.
"""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from flashcards.diagnostics import Diagnostic, Report, Source, Span, make_error
from flashcards.drafts.clean import UNTITLED, clean_text
from flashcards.drafts.formats.chapter_list import DEEPEST, FoundChapter, FoundTime, make_modules
from flashcards.drafts.records import Draft
from flashcards.text.times import parse_clock

_ROOT = re.compile(r"\s*<(?:[?!]|Chapters\b)")
_CHAPTERS = re.compile(r"<Chapters(?=[\s/>])")
_OWN_ELEMENT = re.compile(r"<(?:EditionEntry|ChapterAtom)(?=[\s/>])")
_TIME = re.compile(r"[0-9]{1,4}:[0-9]{1,2}:[0-9]{1,2}(?:[.][0-9]{1,9})?")
_TITLE = "ChapterDisplay/ChapterString"

_Spans = dict[Element, Span]
"""Where the start of each element stands."""


def recognise(text: str) -> bool:
    """Whether it is XML with Matroska's chapters."""
    return (
        _ROOT.match(text) is not None
        and _CHAPTERS.search(text) is not None
        and _OWN_ELEMENT.search(text) is not None
    )


def import_draft(source: Source, report: Report) -> Draft | None:
    """Read the default edition's chapters; an outer atom with others inside is a module."""
    spans: _Spans = {}
    try:
        root = _parse_xml(source, spans)
    except _Refused as refused:
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


def _list_atoms(parent: Element, spans: _Spans) -> tuple[FoundChapter, ...]:
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


def _read_time(element: Element | None, spans: _Spans) -> FoundTime | None:
    if element is None:
        return None
    written = _text(element)
    return FoundTime(parse_clock(written, _TIME), written, spans[element])


class _Refused(Exception):  # noqa: N818 - ends the reading of one file, not an error to handle
    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


def _parse_xml(source: Source, spans: _Spans) -> Element:
    """Give the document's element, and note where each element stands; raises `_Refused`."""
    builder = TreeBuilder()
    open_elements: list[Element] = []

    def start(name: str, _attributes: dict[str, str]) -> None:
        at = source.offset(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        span = Span(source.path, at, min(at + 1 + len(name), len(source.text)))
        if len(open_elements) == DEEPEST:
            message = f"elements are nested more than {DEEPEST} levels deep"
            help_ = "flatten the chapters: two levels have a meaning"
            raise _Refused(make_error("nesting-too-deep", span, message, help_))
        open_elements.append(builder.start(name, {}))
        spans[open_elements[-1]] = span

    def end(name: str) -> None:
        builder.end(name)
        open_elements.pop()

    def refuse_entity(*declaration: object) -> None:
        # The first that is declared; where expat says it is differs with the kind of entity.
        at = source.text.find("<!ENTITY")
        message = f"the XML declares an entity, `{declaration[0]}`"
        help_ = "remove the declaration, and write out what it stands for"
        raise _Refused(make_error("malformed-xml", Span(source.path, at, at + 8), message, help_))

    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = refuse_entity
    try:
        parser.Parse(source.text.encode(errors="replace"), True)  # noqa: FBT003 - by place only
    except expat.ExpatError as error:
        at = source.offset(error.lineno, error.offset + 1)
        reason = expat.ErrorString(error.code).replace("`", "")
        span = Span(source.path, at, min(at + 1, len(source.text)))
        message = f"the XML can't be read from here on: {reason}"
        help_ = "make the file anew: it may be cut off or changed"
        raise _Refused(make_error("malformed-xml", span, message, help_)) from None
    return builder.close()

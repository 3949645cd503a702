"""XML to elements, with the place of each: shared by all formats that are XML.

Entities that a file declares are refused where they are declared, so none can grow or fetch
anything; depth is limited, for what reads the elements does so recursively.
"""

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from flashcards.diagnostics import Diagnostic, Source, Span, make_error
from flashcards.drafts.formats.chapter_list import DEEPEST

Spans = dict[Element, Span]
"""Where the start of each element stands."""


class XmlRefusedError(Exception):
    """No elements can be made of the text; the diagnostic says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


def parse_xml(source: Source, spans: Spans) -> Element:
    """Give the document's element, and note where each element stands; raises XmlRefusedError."""
    builder = TreeBuilder()
    open_elements: list[Element] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        at = source.offset(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        span = Span(source.path, at, min(at + 1 + len(name), len(source.text)))
        if len(open_elements) == DEEPEST:
            message = f"elements are nested more than {DEEPEST} levels deep"
            help_ = "flatten the chapters: two levels have a meaning"
            raise XmlRefusedError(make_error("nesting-too-deep", span, message, help_))
        open_elements.append(builder.start(name, attributes))
        spans[open_elements[-1]] = span

    def end(name: str) -> None:
        builder.end(name)
        open_elements.pop()

    def refuse_entity(*declaration: object) -> None:
        # The first that is declared; where expat says it is differs with the kind of entity.
        at = source.text.find("<!ENTITY")
        message = f"the XML declares an entity, `{declaration[0]}`"
        help_ = "remove the declaration, and write out what it stands for"
        raise XmlRefusedError(
            make_error("malformed-xml", Span(source.path, at, at + 8), message, help_)
        )

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
        raise XmlRefusedError(make_error("malformed-xml", span, message, help_)) from None
    return builder.close()

"""XML text to elements that know their place, straight from expat's events.

Entities that a file declares are refused where they are declared, so none can grow or fetch
anything; depth is limited, for what reads the elements does so recursively.
"""

from dataclasses import dataclass, field
from xml.parsers import expat

from flashcards.diagnostics import Diagnostic, Report, Source, Span, make_error
from flashcards.drafts.formats.chapter_list import DEEPEST

_ENTITY = "<!ENTITY"
_NEW_FILE = "make the file anew: it may be cut off or changed"


class _Refused(Exception):  # noqa: N818 - ends the reading of one file, not an error to handle
    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


@dataclass(slots=True, eq=False)
class Element:
    """An element: `span` is that of its start, `content` the text right inside it.

    expat gives that text in pieces, which are joined when the element ends.
    """

    name: str
    span: Span
    content_span: Span
    content: str = ""
    pieces: list[str] = field(default_factory=list)
    elements: list["Element"] = field(default_factory=list)

    def children(self, name: str) -> tuple["Element", ...]:
        """Give the elements of a name right inside."""
        return tuple(each for each in self.elements if each.name == name)

    def find(self, *names: str) -> "Element | None":
        """Give the first element along a path of names that isn't empty, or the first at all."""
        found = [self]
        for name in names:
            found = [each for parent in found for each in parent.children(name)]
        return next((each for each in found if each.content.strip()), found[0] if found else None)

    def text(self, *names: str) -> str:
        """Give the text of the element that `find` finds; empty for none."""
        found = self.find(*names)
        return found.content if found else ""


def parse_xml(source: Source, report: Report) -> Element | None:
    """Parse one XML document; report the first thing wrong, and give `None` after it."""
    try:
        return _Builder(source).build()
    except _Refused as refused:
        report(refused.diagnostic)
        return None


class _Builder:
    """Gathers expat's events; its state is the stack of elements that are still open."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._data = source.text.encode(errors="replace")
        self._parser = expat.ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._open
        self._parser.EndElementHandler = self._close
        self._parser.CharacterDataHandler = self._add
        self._parser.EntityDeclHandler = self._refuse_entity
        self._stack: list[Element] = []
        self._root: Element | None = None
        self._bytes = 0
        self._characters = 0

    def build(self) -> Element | None:
        try:
            self._parser.Parse(self._data, True)  # noqa: FBT003 - takes its arguments by place only
        except expat.ExpatError as error:
            at = self._offset(self._parser.ErrorByteIndex)
            reason = expat.ErrorString(error.code).replace("`", "")
            span = Span(self._source.path, at, min(at + 1, len(self._source.text)))
            message = f"the XML can't be read from here on: {reason}"
            raise _Refused(make_error("malformed-xml", span, message, _NEW_FILE)) from None
        return self._root

    def _offset(self, index: int) -> int:
        """Give the code point at a byte; bytes are only ever asked for in their order."""
        index = max(index, self._bytes)
        self._characters += len(self._data[self._bytes : index].decode(errors="ignore"))
        self._bytes = index
        return min(self._characters, len(self._source.text))

    def _here(self) -> int:
        return self._offset(self._parser.CurrentByteIndex)

    def _open(self, name: str, _attributes: dict[str, str]) -> None:
        start = self._here()
        span = Span(self._source.path, start, start + len(name) + 1)
        if len(self._stack) == DEEPEST:
            message = f"elements are nested more than {DEEPEST} levels deep"
            help_ = "flatten the chapters: two levels have a meaning"
            raise _Refused(make_error("nesting-too-deep", span, message, help_))
        element = Element(name=name, span=span, content_span=span)
        if self._stack:
            self._stack[-1].elements.append(element)
        else:
            self._root = element
        self._stack.append(element)

    def _close(self, name: str) -> None:
        del name
        element = self._stack.pop()
        element.content = "".join(element.pieces)
        element.pieces.clear()
        start = self._source.text.find(">", element.span.end) + 1
        written = self._source.text[start : self._here()]
        if text := written.strip():
            start += written.find(text)
            element.content_span = Span(self._source.path, start, start + len(text))

    def _add(self, text: str) -> None:
        self._stack[-1].pieces.append(text)

    def _refuse_entity(self, *declaration: object) -> None:
        # Where expat says it is differs with the kind of entity.
        at = self._source.text.rfind(_ENTITY, 0, self._here() + 1)
        message = f"the XML declares an entity, `{declaration[0]}`"
        help_ = "remove the declaration, and write out what it stands for"
        span = Span(self._source.path, at, at + len(_ENTITY))
        raise _Refused(make_error("malformed-xml", span, message, help_))

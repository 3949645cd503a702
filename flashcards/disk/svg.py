"""SVG pictures, which can hold programs and reach out: what in one of them is unsafe.

A picture on a card runs nothing, but who opens it by itself, or in a program that knows no such
limit, must be as safe. What isn't known to be harmless is unsafe; nothing is taken out, for the
picture would then be another one.
"""

import re
import sys
from xml.parsers import expat

from flashcards.diagnostics import quote

_SVG = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"

_ENCODINGS = frozenset(("utf-8", "us-ascii", "ascii", "iso-8859-1", "windows-1252"))
"""In all of them markup is the same bytes, so that no two programs read different markup."""

_SCRIPTS = frozenset(("script", "handler", "listener"))
_WEB_PARTS = frozenset("foreignobject iframe embed object audio video canvas link".split())
_ANIMATIONS = frozenset(("set", "animate", "animatetransform", "animatemotion", "animatecolor"))

_EMBEDDED = r"data:image/(?:png|jpe?g|gif|webp)\s*[;,]"
_EMBEDDED_FONT = (
    r"data:(?:font/(?:woff2?|ttf|otf|sfnt|opentype|truetype)|"
    r"application/(?:x-)?(?:font-(?:woff2?|ttf|otf|sfnt|opentype|truetype)|vnd\.ms-opentype))\s*[;,]"
)
_INSIDE = re.compile(rf"#|{_EMBEDDED}", re.IGNORECASE)
_INSIDE_STYLE = re.compile(rf"#|{_EMBEDDED}|{_EMBEDDED_FONT}", re.IGNORECASE)
_WEB = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
"""Where a link may lead that is followed only by a hand."""

_PROFILE = re.compile(r"file:///(?!/)", re.IGNORECASE)
"""How Inkscape names the colour profile of this machine, which no browser reads."""

_HARMLESS = {"a": _WEB, "color-profile": _PROFILE}
"""What else an element may refer to."""

_IGNORED_IN_URL = re.compile(r"[\0-\x20]+")
_URL = re.compile(r"url\(\s*[\"']?\s*([^\"')]{0,60})", re.IGNORECASE)
_REACHING_OUT = re.compile(
    r"@\s*import|(?:image-set|cross-fade|(?<![\w-])(?:image|src|expression))\s*\(|-moz-binding",
    re.IGNORECASE,
)
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\r\n\f]?|(.))", re.DOTALL)

_NO_STYLE = re.compile(r"content|d|points|id|class|alt|title|(?:aria|data)-.*")
"""Attributes that hold data or words, in which a bracket means nothing."""


class NotSvgError(Exception):
    """It isn't SVG that a browser would show."""


class _UnsafeError(Exception):
    """What is unsafe, in words."""


def find_unsafe_part(data: bytes) -> str | None:
    """Say in words what in a picture could run or load something; `None` if nothing could.

    Raises NotSvgError when a browser would show no picture at all.
    """
    try:
        _Reader().read(data)
    except _UnsafeError as unsafe:
        return str(unsafe)
    except (expat.ExpatError, ValueError, LookupError):
        raise NotSvgError from None
    return None


class _Reader:
    """Looks at what the parser meets; what a document type declares ends the reading."""

    def __init__(self) -> None:
        self._depth = 0
        self._style: list[str] | None = None

    def read(self, data: bytes) -> None:
        """Read it all; raises one of several errors where it can't, or may not, go on."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.XmlDeclHandler = _check_encoding
        parser.StartDoctypeDeclHandler = _check_doctype
        parser.ProcessingInstructionHandler = _check_instruction
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._add
        if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
            raise NotSvgError  # UTF-16, whose markup is other bytes
        parser.Parse(data, True)  # noqa: FBT003 - by place only

    def _start(self, full_name: str, attributes: dict[str, str]) -> None:
        namespace, _, name = full_name.rpartition(" ")
        if self._depth == 0 and (namespace, name) != (_SVG, "svg"):
            raise NotSvgError
        if self._style is not None:
            # What is left of a style without it is another one in each browser.
            raise _UnsafeError(f"it holds an element in a style, `<{name}>`")
        self._depth += 1
        _check_element(namespace, name.lower(), attributes)
        for full, value in attributes.items():
            of, _, attribute = full.rpartition(" ")
            _check_attribute(name, of, attribute, value)
        if name.lower() == "style":
            self._style = []

    def _end(self, _name: str) -> None:
        self._depth -= 1
        if self._style is not None:
            _check_style("".join(self._style))
            self._style = None

    def _add(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)


def _check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding is not None and encoding.lower() not in _ENCODINGS:
        raise _UnsafeError(f"its encoding is {quote(encoding)}")


def _check_doctype(_name: str, _system: str | None, public: str | None, has_own: int) -> None:
    if has_own:  # entities, for example, that hide what they stand for, or grow
        raise _UnsafeError("its `<!DOCTYPE` declares something")
    if public and not public.startswith("-//W3C//DTD SVG"):
        raise _UnsafeError(f"its document type is {quote(public)}")


def _check_instruction(target: str, _data: str) -> None:
    if target.lower().startswith("xml-"):
        raise _UnsafeError(f"it holds an instruction, {quote(f'<?{target}')}")


def _check_element(namespace: str, name: str, attributes: dict[str, str]) -> None:
    if name in _SCRIPTS:
        raise _UnsafeError(f"it holds a script, `<{name}>`")
    if namespace == _XHTML or (namespace == _SVG and name in _WEB_PARTS):
        shown = "foreignObject" if name == "foreignobject" else name
        raise _UnsafeError(f"it holds a part of a web page, {quote(f'<{shown}>')}")
    if name in _ANIMATIONS:
        target = attributes.get("attributeName", "").rpartition(":")[2].strip().lower()
        if target == "href" or target.startswith("on"):
            raise _UnsafeError(f"it animates {quote(target)}")


def _check_attribute(element: str, namespace: str, name: str, value: str) -> None:
    key = name.lower()
    if not namespace and key.startswith("on"):
        raise _UnsafeError(f"it holds a script, {quote(f'{name}=')}")
    if namespace == _XML and key == "base":
        raise _UnsafeError(f"its references start from {quote(value)}")
    if key in {"href", "src"} and namespace in {"", _XLINK}:
        target = _IGNORED_IN_URL.sub("", value)
        harmless = _HARMLESS.get(element, _INSIDE)
        if target and not (_INSIDE.match(target) or harmless.match(target)):
            raise _UnsafeError(f"it refers to {quote(target)}")
    if not namespace and ("(" in value or "\\" in value) and not _NO_STYLE.fullmatch(key):
        _check_style(value)


def _check_style(style: str) -> None:
    for text in dict.fromkeys((style, _CSS_ESCAPE.sub(_read_escape, style))):
        if reaching := _REACHING_OUT.search(text):
            raise _UnsafeError(f"it holds a style with {quote(reaching[0])}")
        for url in _URL.finditer(text):
            target = _IGNORED_IN_URL.sub("", url[1])
            if not _INSIDE_STYLE.match(target):
                raise _UnsafeError(f"it holds a style that refers to {quote(target)}")


def _read_escape(escape: re.Match[str]) -> str:
    if escape[1] is None:
        return escape[2]
    number = int(escape[1], 16)
    return chr(number) if number <= sys.maxunicode else "\N{REPLACEMENT CHARACTER}"

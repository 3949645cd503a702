"""What a reader sees of a field's HTML, so that two ways of writing the same count as one. Pure.

Anki's editor writes HTML in its own way, also where nothing was edited: entities, attributes,
the case of tags. None of that is a learner's edit.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from .html_pieces import HtmlTag, iterate_pieces

_NAMES = {"strong": "b", "em": "i", "strike": "s", "del": "s"}
_UNSEEN = frozenset(("tbody", "thead", "tfoot", "colgroup", "wbr"))
_LINES = frozenset(("address", "blockquote", "div", "dd", "dl", "dt", "p", "section"))
"""Elements that begin and end a line."""

_VOID = frozenset(("br", "hr", "img", "col", "input", "source", "wbr"))
_SEEN_EMPTY = frozenset("audio canvas embed iframe object svg td th video".split())
"""Elements that show, or keep their place, without content; an editor leaves others behind."""

_ATTRIBUTES = frozenset(
    (
        "align alt bgcolor border class color colspan data dir face height href lang rowspan size "
        "src start style title type value width"
    ).split()
)
"""Those that show or are read out; `href` leads elsewhere."""

_BLANKS = re.compile(r"[ \t\r\f\u00a0]*\n[ \t\r\n\f\u00a0]*|[ \t\r\f\u00a0]+")
_INVISIBLE = str.maketrans("", "", "\u200b\ufeff\u2060")
_LINE_ENDS = re.compile(r" *\n[ \n]*")
_LINE_END = "\u2028"
_AROUND = re.compile(
    r"[ \n]?(</?(?:blockquote|dd|div|dl|dt|li|ol|p|section|table|td|th|tr|ul)\b[^>]*>)[ \n]?"
)
"""What begins or ends a line anyway: editors put line ends of their own beside it."""
_AS_WRITTEN = str.maketrans(
    {**dict.fromkeys("\u200b\ufeff\u2060\r"), "\n": _LINE_END, " ": "\u00a0"}
)
"""In code, blanks and line ends count: they get signs of their own, which nothing folds."""


def what_is_seen(html: str) -> str:
    """Give a canonical form of a field: equal for two fields that look the same to a reader."""
    if not html:
        return ""
    if not _has_markup(html):
        if html.isascii():  # most are, and this is the fastest way
            return " ".join(html.split())
        return _fold(unicodedata.normalize("NFC", html)).strip()
    reader = _Reader()
    for piece in iterate_pieces(html):
        if isinstance(piece, str):
            reader.add_text(piece)
        elif piece.is_end:
            reader.end(piece.name)
        else:
            reader.start(piece)
    return reader.give()


def _has_markup(html: str) -> bool:
    return "<" in html or "&" in html


def _fold(text: str) -> str:
    return _BLANKS.sub(" ", text.translate(_INVISIBLE))


class _Reader:
    """Reads HTML to pieces: texts, line ends, and tags as `<b>` and `</b>`."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._open: list[tuple[str, int]] = []
        """The elements that are open: their names, and which piece opened them (-1: none)."""
        self._numbers = Counter[str]()

    def give(self) -> str:
        while self._open:
            self._close_last()
        text = _LINE_ENDS.sub("\n", "".join(self._pieces))
        return _AROUND.sub(r"\1", text).strip(" \n")

    def add_text(self, data: str) -> None:
        text = unicodedata.normalize("NFC", data)
        text = text.replace("&", "&amp;").replace("<", "&lt;")  # `<b>` as text is no element
        if self._numbers["pre"]:
            text = text.translate(_AS_WRITTEN)
        else:
            text = _fold(text)
            if text.startswith(" ") and self._ends_with_blank():
                text = text[1:]
        if text:
            self._pieces.append(text)

    def start(self, tag: HtmlTag) -> None:
        name = _NAMES.get(tag.name, tag.name)
        if name == "br":
            self._pieces.append(_LINE_END if self._numbers["pre"] else "\n")
            return
        shown = [] if name in _UNSEEN else _list_attributes(tag.attributes)
        if name in _LINES:
            self._pieces.append("\n")
        if name in _UNSEEN or (name in {"span", "font", *_LINES} - {"blockquote"} and not shown):
            piece = ""
        else:
            piece = f"<{' '.join([name, *shown])}>"
        if name in _VOID:
            self._pieces.append(piece)
            return
        self._open.append((name, len(self._pieces) if piece else -1))
        if piece:
            self._pieces.append(piece)
        self._numbers[name] += 1

    def end(self, tag: str) -> None:
        name = _NAMES.get(tag, tag)
        if self._numbers[name]:
            while self._close_last() != name:
                pass

    def _close_last(self) -> str:
        name, place = self._open.pop()
        self._numbers[name] -= 1
        if place >= 0:
            if place == len(self._pieces) - 1 and name not in _SEEN_EMPTY:
                del self._pieces[place:]  # an element without content doesn't show
            else:
                self._pieces.append(f"</{name}>")
        if name in _LINES:
            self._pieces.append("\n")
        return name

    def _ends_with_blank(self) -> bool:
        return bool(self._pieces) and self._pieces[-1].endswith((" ", "\n"))


def _list_attributes(attributes: Iterable[tuple[str, str]]) -> list[str]:
    return [
        f"{key}={_canonical(key, value)!r}"
        for key, value in sorted(attributes, key=lambda each: each[0])
        if key in _ATTRIBUTES and value
    ]


def _canonical(key: str, value: str) -> str:
    value = unicodedata.normalize("NFC", value).strip()
    if key == "style":
        parts = sorted("".join(part.split()).lower() for part in value.split(";"))
        return ";".join(part for part in parts if part)
    return " ".join(sorted(value.split())) if key == "class" else value

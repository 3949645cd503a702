"""A field's HTML as the Markdown that it may have come from, to be read and compared.

Whatever looks alike to a reader gives the same text: Anki's editor writes `<b>` and `<div>` where
we write `<strong>` and `<p>`, and entities in its own way. It is no inverse: what Markdown would
take for markup is not escaped, since a reader of it knows better.
"""

import re
from collections.abc import Callable
from html import unescape

from flashcards.anki.cloze import fill_blanks

_PIECE = re.compile(r"<[^<>]*>|[^<]+|<")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
_MATH = re.compile(r"\\\(((?:(?!\\[()]).)+)\\\)|\\\[((?:(?!\\[\[\]]).)+)\\\]", re.DOTALL)
_LONGEST_TAG = 2_000
"""Characters in which a tag's attributes are looked for."""

_MANY_LINES = re.compile(r"\n{3,}")
_SPACES = re.compile(r"[ \t\xa0]+")
_AROUND_LINE_END = re.compile(r" ?\n ?")

_MARKS = {
    **dict.fromkeys(("b", "strong"), "**"),
    **dict.fromkeys(("i", "em"), "*"),
    **dict.fromkeys(("s", "del", "strike"), "~~"),
    "code": "`",
}
_BLOCKS = frozenset(("blockquote", "div", "dl", "ol", "p", "pre", "section", "table", "ul"))
_LINES = frozenset(("br", "dd", "dt", "li", "tr"))
_HEADING = re.compile(r"h([1-6])")
_STARTS = {"blockquote": "> ", "td": " | ", "th": " | ", "hr": "\n\n---\n\n", "pre": "```\n"}
_ENDS = {"pre": "```\n\n", "tr": " |"}
_SILENT = frozenset(("tbody", "thead", "tfoot", "span", "font"))
"""Tags that say nothing where they have no attribute that a reader sees."""

_SEEN = ("style", "color")
_BLANK = "=={}=="


def to_markdown(html: str) -> str:
    """Give a field as Markdown, in a time that grows with its length."""
    writer = _Writer()
    for found in _PIECE.finditer(html):
        writer.write(found[0])
    text = "".join(writer.parts).replace("\xa0", " ")
    text = _AROUND_LINE_END.sub("\n", _SPACES.sub(" ", text))
    text = _MATH.sub(_to_dollars, fill_blanks(text, _BLANK) if "{{c" in text else text)
    return _MANY_LINES.sub("\n\n", text).strip()


def _to_dollars(found: re.Match[str]) -> str:
    return f"${found[1]}$" if found[1] is not None else f"$${found[2]}$$"


class _Writer:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self._targets: list[str] = []
        self._numbers: list[int | None] = []  # of the items of lists; none in one with bullets
        self._code = 0

    def write(self, piece: str) -> None:
        """Write a tag, or the text between two."""
        if piece.startswith("<!"):
            return
        tag = _TAG.fullmatch(piece)
        if tag is None:
            text = unescape(piece)
            self.parts.append(text if self._code else re.sub(r"\s+", " ", text))
            return
        is_end, name = bool(tag[1]), tag[2].lower()
        write = self._write_end if is_end else self._write_start
        write(name, lambda: _read_attributes(tag[3]))

    def _write_start(self, name: str, attributes: Callable[[], dict[str, str]]) -> None:
        if name == "pre":
            self._code += 1
        if name == "img":
            found = attributes()
            self.parts.append(f"![{found.get('alt', '')}]({found.get('src', '')})")
        elif name == "a":
            self._targets.append(attributes().get("href", ""))
            self.parts.append("[")
        elif name in _MARKS:
            self.parts.append("" if self._code and name == "code" else _MARKS[name])
        elif heading := _HEADING.fullmatch(name):
            self.parts.append(f"\n\n{'#' * int(heading[1])} ")
        elif name in _SILENT:
            seen = [f' {key}="{attributes()[key]}"' for key in _SEEN if key in attributes()]
            self.parts.append(f"<{name}{''.join(seen)}>" if seen else "")
        else:
            self._write_break(name)
            if name in {"ol", "ul"}:
                self._numbers.append(0 if name == "ol" else None)
            if name == "li":
                self.parts.append(self._next_item())
            self.parts.append(_STARTS.get(name, "" if self._is_break(name) else f"<{name}>"))

    def _write_end(self, name: str, _attributes: Callable[[], dict[str, str]]) -> None:
        if name == "pre":
            self._code = max(0, self._code - 1)
            last = next((each for each in reversed(self.parts) if each), "\n")
            self.parts.append("" if last.endswith("\n") else "\n")
        if name in {"ol", "ul"} and self._numbers:
            self._numbers.pop()
        if name == "a":
            target = self._targets.pop() if self._targets else ""
            self.parts.append(f"]({target})")
        elif name in _MARKS:
            self.parts.append("" if self._code and name == "code" else _MARKS[name])
        elif _HEADING.fullmatch(name):
            self.parts.append("\n\n")
        elif name in _STARTS or name in _SILENT or self._is_break(name):
            self.parts.append(_ENDS.get(name, "\n\n" if name in _BLOCKS else ""))
        else:
            self.parts.append(f"</{name}>")

    def _next_item(self) -> str:
        number = self._numbers[-1] if self._numbers else None
        if number is None:
            return "- "
        self._numbers[-1] = number + 1
        return f"{number + 1}. "

    def _write_break(self, name: str) -> None:
        if name in _BLOCKS:
            self.parts.append("\n\n")
        elif name in _LINES:
            self.parts.append("\n")

    @staticmethod
    def _is_break(name: str) -> bool:
        return name in _BLOCKS or name in _LINES


def _read_attributes(text: str) -> dict[str, str]:
    return {
        found[1].lower(): unescape(found[2] or found[3] or found[4] or "")
        for found in _ATTRIBUTE.finditer(text, 0, _LONGEST_TAG)
    }

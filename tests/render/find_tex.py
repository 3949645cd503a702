"""The search for formulas of MathJax's own FindTeX, with Anki's settings; MathJax is no Python."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

_START = re.compile(r"\\\(|\\\[")
_ENDS = {r"\(": r"\)", r"\[": r"\]"}


class _Strings(HTMLParser):
    """Collects what MathJax reads as one: text is joined across `<wbr>`, and `<br>` is a line."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.strings = [""]
        self._code = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._code += tag in {"code", "pre"}
        if tag == "br":
            self.strings[-1] += "\n"
        elif tag != "wbr":
            self.strings.append("")

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag in {"code", "pre"}
        self.strings.append("")

    def handle_data(self, data: str) -> None:
        if not self._code:
            self.strings[-1] += data


def find_formulas(html: str) -> Iterator[str]:
    """Find what MathJax would set as math in a field, a cloze taken as shown."""
    cloze = re.sub(r"\{\{c[0-9]+::(.*?)\}\}", r"<span>\1</span>", html, flags=re.DOTALL)
    for string in _Strings(cloze).strings:
        place = 0
        while start := _START.search(string, place):
            place = start.end()
            depth = 0
            end = _ENDS[start[0]]
            for token in re.finditer(rf"{re.escape(end)}|\\[a-zA-Z]|\\.|[{{}}]", string[place:]):
                if token[0] == end and depth == 0:
                    yield string[place : place + token.start()].strip()
                    place += token.end()
                    break
                depth = max(0, depth + (token[0] == "{") - (token[0] == "}"))

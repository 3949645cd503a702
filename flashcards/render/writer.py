"""Markdown's events as HTML.

What is ours and not the sanitiser's business is set aside, and has a placeholder in the HTML.
"""

import re
from collections.abc import Mapping
from functools import cached_property
from html import escape
from urllib.parse import quote

from flashcards.disk.media import is_sound
from flashcards.render.anki_syntax import without_anki_syntax, write_math
from flashcards.render.code import Colouring, highlight
from flashcards.render.letters import RIGHT_TO_LEFT
from flashcards.render.parsed_text import ParsedText
from flashcards.render.parser import Event

_TAGS = {
    "BlockQuote": ("\n<blockquote>\n", "</blockquote>\n"),
    "Emphasis": ("<em>", "</em>"),
    "HtmlBlock": ("", ""),
    "Item": ("\n<li>", "</li>\n"),
    "Paragraph": ("\n<p>", "</p>\n"),
    "Strikethrough": ("<del>", "</del>"),
    "Strong": ("<strong>", "</strong>"),
    "Table": ("<table>", "</tbody></table>\n"),
    "TableHead": ("<thead><tr>", "</tr></thead><tbody>\n"),
    "TableRow": ("<tr>", "</tr>\n"),
}
"""HTML by what starts and ends; a line end at the start is for a new line, if it isn't one."""

_BREAKS = {"HardBreak": "<br>\n", "SoftBreak": "\n"}
_SAFE_IN_URL = "!#$%&'()*+,-./:;=?@^_~"
_MARK = re.compile(rb"[=\x02]{2}")
_CONTROL_REFERENCE = re.compile(
    r"&(?=#0*(?:[0-8]|1[1-9]|2[0-9]|3[01]|127)(?![0-9])|"
    r"#[xX]0*(?:[0-8b-fB-F]|1[0-9a-fA-F]|7[fF])(?![0-9a-fA-F]))"
)
"""What an author's HTML can name a control character by; Markdown's own are escaped before."""


def write_html(
    parsed: ParsedText,
    media: Mapping[str, str],
    marks: Mapping[int, str],
    colouring: Colouring | None = None,
) -> tuple[str, list[str]]:
    """Write the HTML of a text, yet to be sanitised, and what its placeholders stand for.

    `media` maps what images refer to to the packed files. The tags of `marks` replace two
    characters each, at their offset. `colouring` bounds what code may cost.
    """
    writer = _Writer(parsed, media, marks, colouring)
    for event in parsed.events:
        writer.write(event)
    return "".join(writer.parts), writer.set_aside


def _quoted(html: str) -> str:
    """Make HTML without tags the value of an attribute, as the parser's own writer would."""
    return html.replace('"', "&quot;").replace("'", "&#39;")


class _Writer:
    def __init__(
        self,
        parsed: ParsedText,
        media: Mapping[str, str],
        marks: Mapping[int, str],
        colouring: Colouring | None,
    ) -> None:
        self.parts: list[str] = []
        self.set_aside: list[str] = []
        self._parsed = parsed
        self._media = media
        self._marks = marks
        self._colouring = colouring
        self._code: list[str] | None = None
        self._language = ""
        self._images: list[tuple[dict[str, str], list[str]]] = []
        self._alignments: tuple[str, ...] = ()
        self._cell = 0
        self._cells = "td"

    @cached_property
    def _direction(self) -> str:
        """What code says of its direction: among letters read from the right it would turn."""
        is_reversed = RIGHT_TO_LEFT.search(self._parsed.data.decode()) is not None
        return ' dir="ltr"' if is_reversed else ""

    def write(self, event: Event) -> None:
        """Write an event."""
        kind, _, value, start, end = event
        if kind == "Text":
            self._write_text(value, start, end)
        elif kind == "Start":
            self._write_start(event)
        elif kind == "End":
            self._write_end(event)
        elif kind in _BREAKS:
            self.parts.append(" " if self._images else _BREAKS[kind])
        elif kind == "Rule":
            self._write_tag("\n<hr>\n")
        elif kind == "Code":
            self._write_tag(f"<code{self._direction}>")
            self._write_escaped(value)
            self._write_tag("</code>")
        elif self._images:  # only text describes an image
            self._write_escaped(self._parsed.slice(start, end))
        elif kind in {"Html", "InlineHtml"}:
            self._write_raw(value)
        else:
            self._write_math(value, is_display=kind == "DisplayMath")

    def _write_tag(self, html: str) -> None:
        if html.startswith("\n") and (not self.parts or self.parts[-1].endswith("\n")):
            html = html[1:]
        if html and not self._images:
            self.parts.append(html)

    def _write_escaped(self, text: str) -> None:
        self.parts.append(escape(self._parsed.original(text), quote=False))

    def _write_raw(self, html: str) -> None:
        for character, escaped in self._parsed.escapes.items():
            html = html.replace(escaped, escape(character))
        self.parts.append(_CONTROL_REFERENCE.sub("&amp;", html))

    def _write_text(self, text: str, start: int, end: int) -> None:
        if self._code is not None:
            self._code.append(text)
        elif self._marks and "=" in text:
            covered = start
            for found in _MARK.finditer(self._parsed.data, start, end):
                if found.start() in self._marks:
                    self._write_escaped(self._parsed.slice(covered, found.start()))
                    self.parts.append(self._marks[found.start()])
                    covered = found.end()
            self._write_escaped(text if covered == start else self._parsed.slice(covered, end))
        else:
            self._write_escaped(text)

    def _write_math(self, tex: str, *, is_display: bool) -> None:
        if escaped := self._parsed.escapes.get("<"):
            tex = tex.replace(f"\n{escaped}", " <")  # no line of a formula could start with a tag
        self._set_aside(write_math(self._parsed.original(tex), is_display=is_display))

    def _set_aside(self, html: str) -> None:
        """Leave a placeholder, which tells whether the HTML starts with a bracket."""
        bracket = "[" if html.startswith("[") else ""
        self._write_tag(f'<img alt="{bracket}{len(self.set_aside)}">')
        self.set_aside.append(html)

    def _write_start(self, event: Event) -> None:
        name, value = event.name, event.value
        if name in _TAGS:
            self._write_tag(_TAGS[name][0])
        if name == "Link":
            url = escape(quote(self._parsed.target(value), safe=_SAFE_IN_URL), quote=False)
            self._write_tag(f'<a href="{url}"{self._title(value)}>')
        elif name == "Image":
            self._images.append((value, self.parts))
            self.parts = []
        elif name == "Heading":
            self._write_tag(f"\n<{value['level'].lower()}>")
        elif name == "List":
            first = "" if value == 1 else f' start="{value}"'
            self._write_tag("\n<ul>\n" if value is None else f"\n<ol{first}>\n")
        elif name == "CodeBlock":
            self._code = []
            self._language = "" if value == "Indented" else value["Fenced"]
        elif name == "Table":
            self._alignments = value
        elif name in {"TableHead", "TableRow"}:
            self._cell, self._cells = 0, "th" if name == "TableHead" else "td"
        elif name == "TableCell":
            align = self._alignments[self._cell].lower()
            attribute = "" if align == "none" else f' align="{align}"'
            self._write_tag(f"<{self._cells}{attribute}>")
            self._cell += 1

    def _write_end(self, event: Event) -> None:
        name, value = event.name, event.value
        if name in _TAGS:
            self._write_tag(_TAGS[name][1])
        elif name == "Link":
            self._write_tag("</a>")
        elif name == "Image":
            self._write_image()
        elif name == "Heading":
            self._write_tag(f"</{value.lower()}>\n")
        elif name == "List":
            self._write_tag("</ol>\n" if value else "</ul>\n")
        elif name == "TableCell":
            self._write_tag(f"</{self._cells}>")
        else:
            self._write_code()

    def _title(self, link: dict[str, str]) -> str:
        title = _quoted(escape(self._parsed.original(link["title"]), quote=False))
        return f' title="{title}"' if title else ""

    def _write_image(self) -> None:
        image, parts = self._images.pop()
        alt = _quoted("".join(self.parts))
        self.parts = parts
        name = self._media.get(self._parsed.target(image))
        if self._images or name is None:
            self.parts.append(alt)
        elif is_sound(name):
            self._set_aside(f"[sound:{name}]")
        else:
            html = f'<img src="{escape(name)}" alt="{alt}"{self._title(image)}>'
            self._set_aside(without_anki_syntax(html))

    def _write_code(self) -> None:
        code = self._parsed.original("".join(self._code or ()))
        self._code = None
        language = self._language.split()[:1]
        coloured = highlight(code, language[0], self._colouring) if language else None
        self._write_tag("\n")
        if coloured is None:
            self.parts.append(
                f"<pre{self._direction}><code>{escape(code, quote=False)}</code></pre>\n"
            )
        else:
            self._set_aside(
                without_anki_syntax(f"<pre{self._direction}><code>{coloured}</code></pre>")
            )
            self.parts.append("\n")

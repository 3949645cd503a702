"""Summaries as the text of cloze notes: marks become Anki's cloze deletions.

A mark is `==text==`, as CommonMark would have it: a pair of double equals signs, the first before
and the second after something other than a space, within one block; in code, math and what
describes an image `==` stands for itself.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import NamedTuple

from flashcards.anki.cloze import write_blank
from flashcards.render.allowed import AUTHOR_TAGS
from flashcards.render.code import Colouring
from flashcards.render.markdown import (
    NO_MEDIA,
    TOO_DEEP,
    count_open_tags,
    sanitised_html,
    without_markup,
)
from flashcards.render.parsed_text import Notice, ParsedText
from flashcards.render.parser import parse_markdown
from flashcards.render.reader import read_markdown

_START, _END = '<img alt="start">', '<img alt="end">'
"""Stand at the ends of a mark in HTML. No author's image gets this far, so these tags are ours."""

_BLANK = re.compile(f"{_START}(.*?){_END}", re.DOTALL)
_ENDS = re.compile(rb"(?<![=\\])==(?!=)")
_MARK_IN_CODE = re.compile(r"(?<![\w=])==([^\s=](?:[^=\n]*[^\s=])?)==(?![\w=])")
_LITERAL = frozenset(("Code", "InlineMath", "DisplayMath"))
_INLINE = frozenset(("Emphasis", "Strong", "Strikethrough", "Link", "Image"))
_EMPHASIS = frozenset((b"*", b"_", b"~"))
_LETTER = b"\x02"
"""Stands for a mark's outer equals sign beside emphasis, which starts and ends there as beside a
letter: an equals sign is punctuation. It can't be in content, and is as long."""

_MOST_BLANKS = 500
"""The highest number of a blank that Anki gives a card of its own."""


class RenderedCloze(NamedTuple):
    """A summary as the text of a cloze note, with the HTML of each blank in order."""

    html: str
    blanks: tuple[str, ...]
    notices: tuple[Notice, ...] = ()


def render_cloze(
    text: str, media: Mapping[str, str] = NO_MEDIA, *, colouring: Colouring | None = None
) -> RenderedCloze:
    """Render a summary with its marks as cloze deletions.

    Blanks are numbered from 1; the lock gives them their lasting numbers. Without any mark the
    whole text is the one blank.
    """
    parsed = read_markdown(text, AUTHOR_TAGS, media, is_summary=True)
    marks, lone = _find_marks(parsed)
    html = sanitised_html(_loosen(parsed, marks), media, marks, colouring=colouring)
    if html is None:
        return RenderedCloze(html=escape(text), blanks=(), notices=(TOO_DEEP,))
    html = html.replace("{", "&#123;").replace("}", "&#125;")
    found = [*parsed.notices, *_find_literal_marks(parsed)]
    if lone:
        found.append(Notice(code="unclosed-mark", quoted="=="))
    if not marks:
        if not lone:
            found.append(Notice(code="summary-without-marks", quoted=""))
        html = f"{_START}{html}{_END}"
    blanks: list[str] = []

    def number(match: re.Match[str]) -> str:
        blanks.append(match[1])
        depths = count_open_tags(match[1]) if "<" in match[1] else ()
        if depths and (min(depths) < 0 or depths[-1] > 0):
            found.append(Notice(code="mark-crosses-markup", quoted=without_markup(match[1])))
        return write_blank(len(blanks), match[1].replace("::", ":&#58;"))

    html = _BLANK.sub(number, html)
    if len(blanks) > _MOST_BLANKS:
        found.append(Notice(code="too-many-blanks", quoted=str(len(blanks))))
    return RenderedCloze(html=html, blanks=tuple(blanks), notices=tuple(found))


def _find_marks(parsed: ParsedText) -> tuple[dict[int, str], int]:
    """Find the ends of all marks, by offset in bytes; also count the ends without a partner."""
    data = parsed.data
    marks: dict[int, str] = {}
    opened: int | None = None
    lone = literal = 0
    for kind, name, value, start, end in parsed.events:
        if name in {"CodeBlock", "Image"}:
            literal += 1 if kind == "Start" else -1
        elif kind in {"Html", "InlineHtml"}:
            literal += value.lower().count("<code") - value.lower().count("</code")
        if name and name not in _INLINE:
            lone += opened is not None
            opened = None
        if kind != "Text" or literal:
            continue
        for found in _ENDS.finditer(data, start, end):
            place = found.start()
            if opened is not None and not data[place - 1 : place].isspace():
                marks[opened], marks[place] = _START, _END
                opened = None
            elif opened is None and not data[place + 2 : place + 3].isspace():
                opened = place
    return marks, lone + (opened is not None)


def _find_literal_marks(parsed: ParsedText) -> Iterator[Notice]:
    """Find what looks like a mark and stands in code or math, where it is none."""
    for kind, _, value, start, end in parsed.events:
        if kind not in _LITERAL or "==" not in value:
            continue
        written, text = parsed.slice(start, end), parsed.original(value)
        for mark in _MARK_IN_CODE.finditer(text):
            is_whole = mark[0] == text.strip()
            form = f"=={written.replace(mark[0], mark[1], 1)}==" if is_whole else ""
            yield Notice(code="mark-in-code", quoted=mark[0], form=form)


def _loosen(parsed: ParsedText, marks: Mapping[int, str]) -> ParsedText:
    data = bytearray(parsed.data)
    for place, tag in marks.items():
        outer, neighbour = (place, place - 1) if tag == _START else (place + 1, place + 2)
        if parsed.data[neighbour : neighbour + 1] in _EMPHASIS:
            data[outer : outer + 1] = _LETTER
    if data == parsed.data:
        return parsed
    return parsed._replace(data=bytes(data), events=parse_markdown(data.decode()))

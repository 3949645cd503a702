"""Markdown to the HTML of a note's field.

The result is sanitised, and nothing in it can be taken for Anki's own syntax: template
brackets, `[sound:...]`, `[latex]` and MathJax delimiters that an author wrote show as written.
"""

import re
from collections.abc import Mapping
from html import escape, unescape
from itertools import accumulate
from typing import NamedTuple

import nh3

from flashcards.render.allowed import (
    ATTRIBUTES,
    AUTHOR_TAGS,
    CARD_TAGS,
    INLINE_TAGS,
    URL_SCHEMES,
    VOID_TAGS,
)
from flashcards.render.anki_syntax import without_anki_syntax
from flashcards.render.code import Colouring
from flashcards.render.emphasis import ORDINARY
from flashcards.render.letters import RIGHT_TO_LEFT, has_visible
from flashcards.render.parsed_text import Notice, ParsedText
from flashcards.render.parser import write_simple
from flashcards.render.reader import read_markdown
from flashcards.render.writer import write_html
from flashcards.text.readings import READING

TAG = re.compile(r"""<(/?)([a-z0-9]+)(?:[^>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE)
"""A tag in HTML; its groups are the slash of an end tag, and the name."""

_NO_BLOCK = r"(?!\s|[-+:]|[0-9]+[.)](?:\s|$))"
_SPECIAL = r"\\\[\]<>&#|$={}\n\t\xa0\x00-\x1f"
_PLAIN = re.compile(rf"{_NO_BLOCK}[^*_`~{_SPECIAL}]+", re.ASCII)
"""A text that Markdown leaves as it is."""

_SIMPLE = re.compile(rf"{_NO_BLOCK}[^{_SPECIAL}]+", re.ASCII)
"""A line in which nothing but emphasis and code can be markup."""

_INERT = ","
"""Stands before a title to keep its first character from starting a block. Punctuation leaves the
emphasis beside it as it is; a letter or control character would not."""

_VISIBLE = re.compile(r"<img|>[^<]*[^<\s]", re.DOTALL)

_OURS = re.compile('<img alt="[^"]+">')
_PLACEHOLDER = re.compile(r'<img alt="\[?([0-9]+)">')

_DEEPEST = 64
"""Levels of markup in markup. The sanitiser, like a browser, takes time by the square of them."""

TOO_DEEP = Notice(code="markup-too-deep", quoted="")
NO_MEDIA: Mapping[str, str] = {}
NO_MARKS: Mapping[int, str] = {}

_CLEANER = nh3.Cleaner(
    tags={*CARD_TAGS, "img"},
    clean_content_tags=set(),
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()} | {"img": {"alt"}},
    url_schemes=set(URL_SCHEMES),
    url_relative="deny",
    link_rel=None,
)


class Rendered(NamedTuple):
    """A text as HTML, with what its author should know of."""

    html: str
    notices: tuple[Notice, ...] = ()


def is_plain(text: str) -> bool:
    """Whether a text is its own HTML: most are, and need no parser."""
    return _PLAIN.fullmatch(text) is not None


def render_markdown(
    text: str, media: Mapping[str, str] = NO_MEDIA, *, colouring: Colouring | None = None
) -> Rendered:
    """Render a text that may have paragraphs, lists and tables; a single paragraph is bare.

    `media` maps what images may refer to to the names of the packed files; `colouring`
    bounds what colouring code may cost.
    """
    if is_plain(text):
        return Rendered(html=text)
    notices: tuple[Notice, ...] = ()
    html = _render_simple(text)
    if html is None:
        parsed = read_markdown(text, AUTHOR_TAGS, media)
        notices = parsed.notices
        html = sanitised_html(parsed, media, colouring=colouring)
    if html is None:
        return Rendered(html=escape(text), notices=(TOO_DEEP,))
    if not _VISIBLE.search(f">{html}"):
        return render_inline(text, media)  # a lone `#` or `1969.` is meant as text
    return Rendered(html=html, notices=notices)


def _render_simple(text: str) -> str | None:
    """Render one line with emphasis or code, in a tenth of the time; `None` where it isn't that.

    Without a sign of HTML or Anki's in it, there is nothing for the sanitiser to take away.
    """
    if _SIMPLE.fullmatch(text) is None or ORDINARY.fullmatch(text) is None:
        return None
    if "`" in text and RIGHT_TO_LEFT.search(text):
        return None
    html = write_simple(text)
    is_paragraph = html.startswith("<p>") and html.count("<") <= _DEEPEST
    return html.removeprefix("<p>").removesuffix("</p>\n") if is_paragraph else None


def render_inline(text: str, media: Mapping[str, str] = NO_MEDIA) -> Rendered:
    """Render a title or a term: one line, never a block."""
    line = " ".join(text.split())
    if is_plain(line):
        return Rendered(html=line)
    parsed = read_markdown(_INERT + line, INLINE_TAGS | {"a"}, media)
    html = sanitised_html(parsed, media)
    if html is None:
        return Rendered(html=escape(line), notices=(TOO_DEEP,))
    html = html.removeprefix(_INERT).replace("\n", " ")  # a `&#10;` gives a line end
    return Rendered(html=html, notices=parsed.notices)


def count_open_tags(html: str) -> list[int]:
    """Give how many tags are open after each tag of a piece of HTML."""
    tags = ((slash, name.lower()) for slash, name in TAG.findall(html))
    return list(accumulate(-1 if slash else 1 for slash, name in tags if name not in VOID_TAGS))


def visible_text(html: str) -> str:
    """Give a field's text as a reader sees it, on one line, and readings in brackets behind it."""
    if "<rt" in html:
        html = READING.sub(_put_in_brackets, html)
    text = without_markup(html) if "<" in html or "&" in html else html
    # Of white space, only a space itself is printable; most texts are as they should be.
    if text.isprintable() and "  " not in text and text == text.strip():
        return text
    return " ".join(text.split())


def has_content(html: str) -> bool:
    """Whether a reader sees anything of a field: a letter, a sign, an image; or hears a sound."""
    is_clear = html[:1].isascii() and html[:1].isalnum()  # there are letters that don't show
    return is_clear or "<img" in html or has_visible(without_markup(html))


def _put_in_brackets(found: re.Match[str]) -> str:
    return f"({found['text']})" if found["kind"] == "t" and found["text"] else ""


def without_markup(html: str) -> str:
    """Give the text of a piece of a field."""
    return unescape(TAG.sub("", html))


def sanitised_html(
    parsed: ParsedText,
    media: Mapping[str, str],
    marks: Mapping[int, str] = NO_MARKS,
    *,
    colouring: Colouring | None = None,
) -> str | None:
    """Write the HTML of a text; a single paragraph is bare. `None` when it nests too deep."""
    html, set_aside = write_html(parsed, media, marks, colouring=colouring)
    if html.count("<") > _DEEPEST and max(count_open_tags(html), default=0) > _DEEPEST:
        return None
    html = without_anki_syntax(_sanitise(html))
    if set_aside:
        html = _PLACEHOLDER.sub(lambda found: set_aside[int(found[1])], html)
    return _bare(html)


def _sanitise(html: str) -> str:
    paragraph = html.removeprefix("<p>").removesuffix("</p>\n")
    if "<" in paragraph and "<" in _OURS.sub("", paragraph):
        return _CLEANER.clean(html).strip()
    return html.replace("\xa0", "&nbsp;").strip()  # as the sanitiser would


def _bare(html: str) -> str:
    if html.startswith("<p>") and html.endswith("</p>"):
        inner = html[3:-4]
        if "<p>" not in inner and "</p>" not in inner:
            return inner
    return html

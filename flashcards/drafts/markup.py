"""Plain text to Markdown that shows it, to the letter; what needs no escape has none.

Whether an escape is needed is asked of the renderer itself, so the two can't drift apart.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from html import unescape
from itertools import islice
from string import punctuation

from flashcards.render.markdown import Rendered, render_inline, render_markdown
from flashcards.render.marks import render_cloze
from flashcards.render.parser import find_images

Render = Callable[[str], Rendered]

_SPECIAL = re.compile(f"[{re.escape(punctuation)}]")
_INLINE = re.compile(r"[\\`*_{\[<$~=&|!]")
"""What may be markup anywhere in a line: a backslash before another sign can show."""

_WHOLE = re.compile(r"\{\{c1::(.*)\}\}", re.DOTALL)
_NO_MARKS = "summary-without-marks"
_FEW = 20

_REMEMBERED = 4_096
"""Texts: what names an item is asked for once for its key, and once to be written."""


@lru_cache(_REMEMBERED)
def escape_block(text: str) -> str:
    """Escape a text for where Markdown may have blocks: a question, an answer, an objective."""
    return _escape(text, render_markdown)


@lru_cache(_REMEMBERED)
def escape_inline(text: str) -> str:
    """Escape a title."""
    return _escape(text, render_inline)


def escape_term(term: str) -> str:
    """Escape a term, which is a key: two angle brackets would be YAML's merge key."""
    escaped = escape_inline(term)
    return r"\<<" if escaped == "<<" else escaped


def escape_summary(text: str) -> str:
    """Escape a chapter's summary, in which `==` would mark blanks."""
    return _escape(text, _render_without_marks)


def _render_without_marks(markdown: str) -> Rendered:
    """Render a summary, and unless there is more to say give what its only blank holds."""
    rendered = render_cloze(markdown)
    whole = _WHOLE.fullmatch(rendered.html)
    if whole and [notice.code for notice in rendered.notices] == [_NO_MARKS]:
        return Rendered(html=whole[1])
    return Rendered(html=rendered.html, notices=rendered.notices)


def _escape(text: str, render: Render) -> str:
    if _shows(text, text, render):
        return text
    # Most often one sign is to blame: the first of a list, a tag, a link.
    for found in islice(_SPECIAL.finditer(text), _FEW):
        escaped = f"{text[: found.start()]}\\{text[found.start() :]}"
        if _shows(escaped, text, render):
            return escaped
    signs = sorted(set(_INLINE.findall(text)), reverse=True)
    # Each sign that can stay as it is beside the escaped others does; closing signs sort later
    # than the opening ones and so are tried first.
    for sign in tuple(signs):
        fewer = [each for each in signs if each != sign]
        if _shows(_with_escapes(text, fewer), text, render):
            signs = fewer
    escaped = _with_escapes(text, signs)
    # A backslash that keeps nothing from being markup shows; a reference to its number never does.
    return escaped if _shows(escaped, text, render) else _with_references(text)


def _with_escapes(text: str, signs: list[str]) -> str:
    return text.translate({ord(sign): f"\\{sign}" for sign in signs})


def _with_references(text: str) -> str:
    return _SPECIAL.sub(lambda sign: f"&#{ord(sign[0])};", text)


def _shows(markdown: str, text: str, render: Render) -> bool:
    """Whether what a reader sees of a Markdown text is a mere text, this one."""
    rendered = render(markdown)
    # An image that isn't there shows as written, but the build would ask for its file.
    if rendered.notices or find_images(markdown):
        return False
    # An empty element keeps a backslash from being taken for MathJax's delimiter.
    bare = rendered.html.replace("<span></span>", "")
    return "<" not in bare and unescape(bare) == text

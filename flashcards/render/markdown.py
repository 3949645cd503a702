"""Markdown to the HTML of a note's field.

The result is sanitised, and nothing in it can be taken for Anki's own syntax: template
brackets, `[sound:...]`, `[latex]` and MathJax delimiters that an author wrote show as written.
"""

import re
from collections.abc import Mapping
from html import escape
from typing import NamedTuple

import nh3

from flashcards.render.allowed import ATTRIBUTES, CARD_TAGS, INLINE_TAGS, URL_SCHEMES, VOID_TAGS
from flashcards.render.anki_syntax import take_math, without_anki_syntax
from flashcards.render.code import hold_code
from flashcards.render.edits import Notice
from flashcards.render.held import hold_images, release
from flashcards.render.marks import CLOSE, OPEN, find_marks, settle_marks, without_marks
from flashcards.render.protect import MARKDOWN, protect
from flashcards.render.tags import TAG, shut_attributes

_PLAIN = re.compile(
    r"(?!\s|[-+:]|[0-9]+[.)](?:\s|$))[^\\`*_\[\]<>&#|~$={}\n\t\xa0\x00-\x1f]+", re.ASCII
)
"""A text that Markdown leaves as it is."""

_INERT = ","
"""Stands before a title to keep its first sign from starting a block. A sign of punctuation
leaves the emphasis beside it as it is; a letter or control character would not."""

_ALIGNED = re.compile(r'<(t[hd]) style="text-align: (left|center|right)">')
_CONTROL_REFERENCE = re.compile(
    r"&(?=#0*(?:[0-8]|1[1-9]|2[0-9]|3[01]|127)(?![0-9])|"
    r"#[xX]0*(?:[0-8b-fB-F]|1[0-9a-fA-F]|7[fF])(?![0-9a-fA-F]))"
)
"""What an author's HTML can name a control character by; some of them are signs between us."""

_CODE = re.compile("<code[ >].*?</code>", re.DOTALL)
_BARE_TAGS = re.compile(r'[^&"{}\[\]\\\x00\x01\x04-\x08\x0b-\x1f]*')
"""HTML of Markdown's with no entity, and no sign that means anything to Anki or between us."""

_BLANK = re.compile(f"{OPEN}(.*?){CLOSE}", re.DOTALL)
_VISIBLE = re.compile(r"<(?:hr|img)|>[^<]*[^<\s]", re.DOTALL)

_DEEPEST = 64
"""Levels of markup in markup. The sanitiser, like a browser, takes time by the square of them."""

_MOST_BLANKS = 500
"""The highest number of a blank that Anki gives a card of its own."""

_TOO_DEEP = Notice(code="markup-too-deep", quoted="")
_NO_MEDIA: Mapping[str, str] = {}

_CLEANER = nh3.Cleaner(
    tags=set(CARD_TAGS),
    clean_content_tags=set(),
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    url_schemes=set(URL_SCHEMES),
    url_relative="deny",
    link_rel=None,
)


class Rendered(NamedTuple):
    """A text as HTML, with what its author should know of."""

    html: str
    notices: tuple[Notice, ...] = ()


class RenderedCloze(NamedTuple):
    """A summary as the text of a cloze note, with the HTML of each blank in order."""

    html: str
    blanks: tuple[str, ...]
    notices: tuple[Notice, ...] = ()


def is_plain(text: str) -> bool:
    """Whether a text is its own HTML: most are, and need no parser."""
    return _PLAIN.fullmatch(text) is not None


def render_markdown(text: str, media: Mapping[str, str] = _NO_MEDIA) -> Rendered:
    """Render a text that may have paragraphs, lists and tables; a single paragraph is bare."""
    if is_plain(text):
        return Rendered(html=text)
    source, notices = protect(text, media=media)
    html = _to_html(source, media)
    if html is None:
        return Rendered(html=escape(text), notices=(_TOO_DEEP,))
    if not _VISIBLE.search(f">{html}"):
        return render_inline(text, media)  # a lone `#` or `1969.` is meant as text
    return Rendered(html=_bare(html), notices=notices)


def render_inline(text: str, media: Mapping[str, str] = _NO_MEDIA) -> Rendered:
    """Render a title or a term: one line, never a block."""
    line = " ".join(text.split())
    if is_plain(line):
        return Rendered(html=line)
    source, notices = protect(_INERT + line, INLINE_TAGS | {"a"}, media)
    html = _to_html(source, media)
    if html is None:
        return Rendered(html=escape(line), notices=(_TOO_DEEP,))
    html = _bare(html).removeprefix(_INERT).replace("\n", " ")  # a `&#10;` gives a line end
    return Rendered(html=html, notices=notices)


def render_cloze(text: str, media: Mapping[str, str] = _NO_MEDIA) -> RenderedCloze:
    """Render a summary with its marks as cloze deletions.

    Blanks are numbered from 1; the lock gives them their lasting numbers. Without any mark the
    whole text is the one blank.
    """
    protected, notices = protect(text, media=media)
    marked, lone = find_marks(protected, media)
    # A mark can break a reference to a link, whose definition would vanish.
    source, more = protect(marked, media=media)
    rendered = _to_html(source, media)
    if rendered is None:
        return RenderedCloze(html=escape(text), blanks=(), notices=(_TOO_DEEP,))
    html, broken = settle_marks(_bare(rendered))
    html = html.replace("{", "&#123;").replace("}", "&#125;")
    found = [*notices, *(each._replace(quoted=without_marks(each.quoted)) for each in more)]
    if lone or broken:
        found.append(Notice(code="unclosed-mark", quoted="=="))
    if OPEN not in html:
        if not (lone or broken):
            found.append(Notice(code="summary-without-marks", quoted=""))
        html = f"{OPEN}{html}{CLOSE}"
    blanks: list[str] = []

    def number(match: re.Match[str]) -> str:
        index = len(blanks)
        blanks.append(match[1])
        if not _is_balanced(match[1]):
            found.append(Notice(code="mark-crosses-markup", quoted=_without_markup(match[1])))
        inner = match[1].replace("::", ":&#58;")
        return f"{{{{c{index + 1}::{inner}}}}}"

    html = _BLANK.sub(number, html)
    if len(blanks) > _MOST_BLANKS:
        found.append(Notice(code="too-many-blanks", quoted=str(len(blanks))))
    return RenderedCloze(html=html, blanks=tuple(blanks), notices=tuple(found))


def visible_text(html: str) -> str:
    """Give a field's text as a reader sees it, on one line."""
    if not html:
        return html
    text = _without_markup(html) if "<" in html or "&" in html else html
    line = " ".join(text.split())
    return html if line == html else line  # of the same text, one is kept in memory


def _without_markup(html: str) -> str:
    from html import unescape  # noqa: PLC0415 - its table of entities is large

    return unescape(TAG.sub("", html))


def _to_html(source: str, media: Mapping[str, str]) -> str | None:
    """Give Markdown's HTML, sanitised; `None` when it nests too deep."""
    html = MARKDOWN.html(source)
    if _is_too_deep(html):
        return None
    return clean_bare_tags(html) if has_bare_tags(html) else clean_any(html, media)


def has_bare_tags(html: str) -> bool:
    """Whether Markdown's HTML is text and tags without attributes, and has nothing of Anki's."""
    if _BARE_TAGS.fullmatch(html) is None or "<code" in html:
        return False
    return html.count("=") == html.count(OPEN) + html.count(CLOSE)


def clean_bare_tags(html: str) -> str:
    """Sanitise HTML that `has_bare_tags`, as `clean_any` would, in a fifth of the time."""
    return _CLEANER.clean(html).strip()


def clean_any(html: str, media: Mapping[str, str] = _NO_MEDIA) -> str:
    """Sanitise Markdown's HTML, and let no text of an author's be taken for Anki's own syntax."""
    html = _CONTROL_REFERENCE.sub("&amp;", html)
    html = _CODE.sub(lambda code: without_marks(code[0]), shut_attributes(html))
    held: list[str] = []
    html = hold_code(hold_images(html, media, held), held)
    html = take_math(_ALIGNED.sub(r'<\1 align="\2">', html))
    held = [each if each.startswith("[sound:") else without_anki_syntax(each) for each in held]
    return release(without_anki_syntax(_CLEANER.clean(html).strip()), held)


def _is_too_deep(html: str) -> bool:
    if html.count("<") <= _DEEPEST:
        return False
    depth = 0
    for slash, name in TAG.findall(html):
        if name.lower() not in VOID_TAGS:
            depth += -1 if slash else 1
            if depth > _DEEPEST:
                return True
    return False


def _bare(html: str) -> str:
    if html.startswith("<p>") and html.endswith("</p>"):
        inner = html[3:-4]
        if "<p>" not in inner and "</p>" not in inner:
            return inner
    return html


def _is_balanced(html: str) -> bool:
    unclosed: list[str] = []
    for slash, name in TAG.findall(html):
        if not slash:
            if name not in VOID_TAGS:
                unclosed.append(name)
        elif not unclosed or unclosed.pop() != name:
            return False
    return not unclosed

"""What Anki and its MathJax would read as their own: only we write it.

Template brackets, media, LaTeX and delimiters of math that an author wrote show as written. Our
own formulas end where MathJax, which counts braces, ends them, so that no formula can be put
together from pieces.
"""

import re
from html import escape

from flashcards.render.allowed import INLINE_TAGS

APART = "<span></span>"
"""Stands behind a backslash that MathJax would take for the start of a formula with what follows:
it reads text across some tags, and across no other element."""

_NAMES = r"/?(?:sound:|anki:|\[type:|latex\]|\$\$?\])"
_BRACKET = re.compile(rf"\[(?={_NAMES})", re.IGNORECASE)
_NAME = re.compile(_NAMES, re.IGNORECASE)

_JOINING = "|".join(sorted({*INLINE_TAGS, "a"} - {"br", "code"}))
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff"
)
_BETWEEN = rf"(?:</?(?:{_JOINING})(?: (?!class=)[^>]*)?>|[{_INVISIBLE}])*"
"""What may stand between the two characters of a delimiter, for a reader to see none of it."""

_TAG_OR_BACKSLASH = re.compile(rf"""<[^>]*>|\\(?={_BETWEEN}(?:[(\[]|<img alt="\[))""")

_DELIMITERS = {False: (r"\(", r"\)"), True: (r"\[", r"\]")}
_ENDS = re.compile(r"\\[)\]]")
_COMMANDS = re.compile(r"(?:\\.|[^\\])*", re.DOTALL)
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)


def without_anki_syntax(html: str) -> str:
    """Let what an author wrote show as written; `html` holds none of ours, and is sanitised."""
    if "\\" in html:
        html = _TAG_OR_BACKSLASH.sub(_break, html)
    return _without_brackets(html)


def break_before(text: str, html: str) -> str:
    """Keep apart a backslash and a text that was put into a field and starts with a bracket."""
    return re.sub(rf"\\(?={_BETWEEN}{re.escape(text)})", rf"\\{APART}", html)


def is_whole_math(tex: str) -> bool:
    """Whether everyone reads all of a formula as that formula, and nothing after it.

    MathJax counts braces and goes by commands; Anki and we take the first end there is. So its
    braces match, and no end of a formula is in it, were it the last of one command and the first of
    the next.
    """
    if _ENDS.search(tex) or not _COMMANDS.fullmatch(tex):
        return False
    depth = 0
    for token in _BRACE.finditer(tex):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if depth < 0:
            return False
    return depth == 0


def write_math(tex: str, *, is_display: bool) -> str:
    """Write a formula between MathJax's delimiters."""
    start, end = _DELIMITERS[is_display]
    html = escape(tex, quote=False).replace("\xa0", "&nbsp;")
    space = " " if is_display and _NAME.match(html) else ""  # or its bracket would be Anki's
    return f"{start}{space}{_without_brackets(html)}{end}"


def _break(found: re.Match[str]) -> str:
    if found[0] == "\\":
        return f"\\{APART}"
    return found[0].replace("\\", "&#92;")


def _without_brackets(html: str) -> str:
    html = html.replace("{{", "&#123;&#123;").replace("}}", "&#125;&#125;")
    return _BRACKET.sub("&#91;", html)

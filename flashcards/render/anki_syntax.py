"""What Anki would read as its own: math becomes so, and whatever else looks like it doesn't.

Between the steps of rendering, control characters stand for the delimiters of math; content can't
hold any.
"""

import re

from flashcards.render.marks import without_marks
from flashcards.render.tags import map_parts

_MATH = re.compile(r'<span class="math math-(inline|display)">(.*?)</span>', re.DOTALL)
_MATH_ENDS = {"inline": "\x04{}\x05", "display": "\x06{}\x07"}
_TO_MATHJAX = str.maketrans({"\x04": r"\(", "\x05": r"\)", "\x06": r"\[", "\x07": r"\]"})
_DELIMITER = re.compile(r"(\x04.*?\x05|\x06.*?\x07)|\\(?=[(\[])", re.DOTALL)
_NAMES = r"/?(?:sound:|anki:|\[type:|latex\]|\$\$?\])"
_BRACKET = re.compile(rf"\[(?={_NAMES})", re.IGNORECASE)
_BRACKET_OF_MATH = re.compile(rf"\x06(?={_NAMES})", re.IGNORECASE)


def take_math(html: str) -> str:
    """Take the tags of Markdown's math off, and mark its ends for `without_anki_syntax`."""

    def take(math: re.Match[str]) -> str:
        return _MATH_ENDS[math[1]].format(without_marks(math[2]))

    return _MATH.sub(take, html)


def without_anki_syntax(html: str) -> str:
    """Let template brackets, media, LaTeX and delimiters of math show as they were written."""
    html = html.replace("{{", "&#123;&#123;").replace("}}", "&#125;&#125;")
    html = _BRACKET_OF_MATH.sub("\x06 ", _BRACKET.sub("&#91;", html))
    html = map_parts(html, _without_delimiters, lambda tag: tag.replace("\\", "&#92;"))
    return html.translate(_TO_MATHJAX)


def _without_delimiters(text: str) -> str:
    return _DELIMITER.sub(lambda found: found[1] or "\\<span></span>", text)

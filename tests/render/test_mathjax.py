"""What MathJax reads on a card as math: the formulas that stand between dollars, and nothing else.

MathJax is no Python; `_find_formulas` searches as its own FindTeX does, with Anki's settings.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flashcards.render.markdown import render_inline, render_markdown
from flashcards.render.marks import render_cloze
from flashcards.render.mask import mask_term

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


def _find_formulas(html: str) -> Iterator[str]:
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


PIECES = (
    *(
        r"\\( \\[ \\) \\] \\ ( [ ) ] { } \\<wbr>( \\&#40; &#92;( &#92; &#40; <wbr> <!-- --> [type:"
    ).split(),
    *("$x$", "$$y$$", "$", "$$", r"$a\)b$", "$a{$", "$}b$", r"$$a\$$", r"$a\\$", r"$\text{$"),
    *("<b>", "</b>", "<i></i>", "<span>", "</span>", "<code>", "</code>", "`", "==", "a", " "),
    *("\N{ZERO WIDTH SPACE}", "\N{SOFT HYPHEN}", r"\href{javascript:1}{x}", "![y](b.mp3)"),
    *("<div>", "</div>", "[sound:", "\n", "\n\n"),
)
MEDIA = {"b.mp3": "b-1.mp3"}


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example(r"$a{$ \href{javascript:1}{x} $}b$")
@example(r"$$a\$$ \href{javascript:1}{x} $$b$$")
@example(r"\\<wbr>(x\\)")
@example(r"\\[sound:x\\]")
@example(r"\\![y](b.mp3)\\]")
def test_no_formula_can_be_put_together_from_pieces(text: str) -> None:
    fields = (
        render_markdown(text, MEDIA).html,
        render_inline(text, MEDIA).html,
        render_cloze(text, MEDIA).html,
    )
    source = re.sub(r"\s+", " ", text)
    for field in fields:
        for formula in _find_formulas(field.replace("[sound:b-1.mp3]", "[sound]")):
            written = re.escape(re.sub(r"\s+", " ", formula))
            assert re.search(rf"\$ ?{written} ?\$", source)


@pytest.mark.parametrize("between", ["", "<wbr>", "\N{SOFT HYPHEN}", "<b></b>"])
def test_the_mask_of_a_term_starts_no_formula(between: str) -> None:
    html = render_markdown(rf"a \\{between}Term \\]").html
    assert list(_find_formulas(mask_term(html, "Term"))) == []


def test_what_is_found_is_a_formula_of_an_authors() -> None:
    html = render_markdown(r"$a$ and $$b\\[c]$$ and `$d$` and \(e\)").html
    assert list(_find_formulas(html)) == ["a", r"b\\[c]"]

"""What MathJax reads on a card as math: the formulas between dollars, and nothing else."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flashcards.render.markdown import render_inline, render_markdown
from flashcards.render.marks import render_cloze
from flashcards.render.mask import mask_term
from tests.render.find_tex import find_formulas

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
        for formula in find_formulas(field.replace("[sound:b-1.mp3]", "[sound]")):
            written = re.escape(re.sub(r"\s+", " ", formula))
            assert re.search(rf"\$ ?{written} ?\$", source)


@pytest.mark.parametrize("end", [r"\)", r"\\)", r"\]", r"\\]"])
def test_the_mask_of_a_term_makes_no_formula_longer(end: str) -> None:
    html = render_markdown(rf"$\text{{{end}}}a$ \href{{javascript:1}}{{x}}}} $b$").html
    masked = mask_term(html, "}a")
    assert [each for each in find_formulas(masked) if "href" in each] == []


@pytest.mark.parametrize("between", ["", "<wbr>", "\N{SOFT HYPHEN}", "<b></b>"])
def test_the_mask_of_a_term_starts_no_formula(between: str) -> None:
    html = render_markdown(rf"a \\{between}Term \\]").html
    assert list(find_formulas(mask_term(html, "Term"))) == []


def test_what_is_found_is_a_formula_of_an_authors() -> None:
    html = render_markdown(r"$a$ and $$b\\[c]$$ and `$d$` and \(e\)").html
    assert list(find_formulas(html)) == ["a", r"b\\[c]"]

"""Formulas in Anki's own MathJax: authors' are set, and none runs, loads or covers anything."""

import re
from collections.abc import Iterator
from random import Random

import pytest

from flashcards.render.markdown import render_inline, render_markdown
from flashcards.render.marks import render_cloze
from flashcards.render.mask import mask_term
from flashcards.render.math_commands import read_commands
from tests.browser.hostile_math import ARGUMENTS, list_tricks, mix_pieces
from tests.browser.typesetter import Typesetter, assert_harmless
from tests.render.formulas import ORDINARY

pytestmark = pytest.mark.browser

_MEDIA = {"b.mp3": "b-1.mp3"}
_MIXTURES = 500
_ON_A_PAGE = 200


@pytest.mark.parametrize("dollars", ["$", "$$"])
def test_ordinary_formulas_are_set_without_an_error(typesetter: Typesetter, dollars: str) -> None:
    fields = [render_markdown(f"{dollars}{tex}{dollars}").html for tex in ORDINARY]
    for tex, field in zip(ORDINARY, typesetter.typeset(fields), strict=True):
        assert (field.formulas, field.errors, field.unknown) == (1, [], []), tex


def test_the_list_has_all_commands_that_mathjax_has(typesetter: Typesetter) -> None:
    only_in_ce = {r"\bond", r"\ca"}
    need_an_environment = {r"\begin", r"\end"}
    known = set(typesetter.read_commands()) - need_an_environment
    assert known == set(read_commands()) - only_in_ce


def test_an_error_is_seen(typesetter: Typesetter) -> None:
    """Else the tests above could not fail."""
    wrong, unknown, right = typesetter.typeset([r"\(\frac{1}\)", r"\(\foo\)", r"\(\frac12\)"])
    assert wrong.errors == ["Missing argument for \\frac"]
    assert unknown.unknown == [r"\foo"]
    assert right.errors == right.unknown == []


def test_no_formula_changes_what_another_means(typesetter: Typesetter) -> None:
    (alone,) = typesetter.typeset([r"\(\frac{1}{2}\)"])
    changing = (
        r"\def\frac#1#2{#1-#2}",
        r"\let\frac\binom",
        r"\renewcommand{\frac}[2]{#1}",
        r"\newcommand{\frac}[2]{#1}",
        r"\gdef\frac{x}",
        r"\global\def\frac{x}",
        r"\DeclareMathOperator{\frac}{x}",
        r"\DeclarePairedDelimiter{\frac}{(}{)}",
        r"\Newextarrow{\frac}{5,5}{0x21C0}",
        r"\require{physics}",
    )
    fields = [render_markdown(f"${tex}$ and $$ {tex} $$").html for tex in changing]
    *_, after = typesetter.typeset([*fields, r"\(\frac{1}{2}\)"])
    assert re.sub('ctxtmenu_counter="[0-9]+"', "", after.html) == re.sub(
        'ctxtmenu_counter="[0-9]+"', "", alone.html
    )


def test_what_does_harm_is_seen(typesetter: Typesetter) -> None:
    """Else the tests below could not fail."""
    for tex in (
        r"\href{javascript:1}{x}",
        r"\href{https://a.example}{x}",
        r"\style{position:fixed}{x}",
        r"\style{z-index:1}{x}",
        r"\class{card}{x}",
        r"\cssId{qa}{x}",
    ):
        (field,) = typesetter.typeset([f"\\<wbr>({tex}\\<wbr>)"])
        with pytest.raises(AssertionError):
            assert_harmless(field)


def test_no_trick_makes_a_formula_that_does_harm(typesetter: Typesetter) -> None:
    _typeset_in_every_field(typesetter, list_tricks())


def test_no_mixture_makes_a_formula_that_does_harm(typesetter: Typesetter) -> None:
    random = Random(13)  # noqa: S311 - to be repeated
    _typeset_in_every_field(typesetter, [mix_pieces(random) for _ in range(_MIXTURES)])


def _typeset_in_every_field(typesetter: Typesetter, texts: list[str]) -> None:
    for start in range(0, len(texts), _ON_A_PAGE):
        on_page = texts[start : start + _ON_A_PAGE]
        fields = dict.fromkeys(html for text in on_page for html in _render_all(text))
        for field in typesetter.typeset(tuple(fields)):
            assert_harmless(field)
    assert typesetter.page.evaluate("window.hit") is None


def _render_all(text: str) -> Iterator[str]:
    """Render a text as each kind of field, a cloze as front and as back."""
    html = render_markdown(text, _MEDIA).html
    yield html
    yield render_inline(text, _MEDIA).html
    for term in ("Term", "}a", "x"):
        yield mask_term(html, term)
    cloze = render_cloze(text, _MEDIA).html
    for shown in ('<span class="cloze">[...]</span>', r'<span class="cloze">\1</span>'):
        yield re.sub(r"\{\{c[0-9]+::(.*?)\}\}", shown, cloze, flags=re.DOTALL)


def test_no_allowed_command_does_harm_whatever_it_is_given(typesetter: Typesetter) -> None:
    is_more_than_a_sign = typesetter.read_commands()
    allowed = [
        name
        for name, is_allowed in read_commands().items()
        if is_allowed and is_more_than_a_sign.get(name, True)
    ]
    for arguments in ARGUMENTS:
        fields = []
        for name in allowed:
            end = name.replace("begin", "end") if name.startswith(r"\begin{") else ""
            fields.append(render_markdown(f"$${name}{arguments}{end}$$").html)
        for field in typesetter.typeset(fields):
            assert_harmless(field)
    assert typesetter.page.evaluate("window.hit") is None


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("{", "}"),
        (r"\boxed{", "}"),
        (r"\sqrt{", "}"),
        (r"\frac{1}{", "}"),
        (r"\left(", r"\right)"),
        (r"\begin{matrix}", r"\end{matrix}"),
        (r"\text{$", "$}"),
        (r"\underbrace{", "}"),
        (r"\ce{", "}"),
    ],
)
def test_the_deepest_formulas_are_set(typesetter: Typesetter, opening: str, closing: str) -> None:
    deepest = f"${opening * 31}x{closing * 31}$"
    (field,) = typesetter.typeset([render_markdown(deepest).html])
    assert (field.formulas, field.errors) == (1, [])


@pytest.mark.parametrize(
    "each", [r"\large ", r"\displaystyle ", r"\color{red}", "x^2+", "a&", "''"]
)
def test_the_longest_formulas_are_set(typesetter: Typesetter, each: str) -> None:
    longest = f"$\\begin{{matrix}}{each * (1_950 // len(each))}\\end{{matrix}}$"
    (field,) = typesetter.typeset([render_markdown(longest).html])
    assert (field.formulas, field.errors) == (1, [])

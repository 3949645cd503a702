"""Which formulas are set as math: those whose commands a card may use."""

from html import escape
from pathlib import Path

import pytest

from flashcards.render import math_commands
from flashcards.render.markdown import render_markdown
from flashcards.render.math_commands import (
    RefusedCommand,
    find_refused_command,
    is_too_large,
    read_commands,
)
from tests.render.formulas import ORDINARY


@pytest.mark.parametrize("tex", ORDINARY)
def test_ordinary_formulas_are_math(tex: str) -> None:
    for dollars in ("$", "$$"):
        rendered = render_markdown(f"{dollars}{tex}{dollars}")
        assert rendered.notices == ()
        assert rendered.html.startswith("\\")


@pytest.mark.parametrize(
    ("tex", "command"),
    [
        (r"a \href{https://a.example}{x}", r"\href"),
        (r"\def\a{b} \a", r"\def"),
        (r"\text{\style{color:red}{x}}", r"\style"),
        (r"\verb|\href|", r"\href"),
        ("% \\require{html}\nx", r"\require"),
        (r"\color{url(https://a.example)}{x}", r"\color{url(https:/"),
        (r"\fcolorbox{red}{blue;x}{y}", r"\fcolorbox{red}{blue;x"),
        (r"\cancel[mathbackground=red]{x}", r"\cancel[mathbackgro"),
        (r"\begin{empheq}x\end{empheq}", r"\begin{empheq}"),
        (r"\begin {spreadlines}{1em}\end{spreadlines}", r"\begin {spreadlines}"),
    ],
)
def test_a_command_that_no_card_may_use_is_named(tex: str, command: str) -> None:
    assert find_refused_command(tex) == RefusedCommand(command, is_known=True)


@pytest.mark.parametrize(
    ("tex", "command"),
    [
        (r"\alhpa", r"\alhpa"),
        (r"\sinx", r"\sinx"),
        (r"\begin{tikzpicture}\end{tikzpicture}", r"\begin{tikzpicture}"),
        (r"\begin{\text{x}}", r"\begin"),
        ("\\é", "\\é"),
        (r"\text{\(x\)}", r"\("),
        ("a\\", "\\"),
    ],
)
def test_a_command_that_anki_does_not_know_is_named(tex: str, command: str) -> None:
    assert find_refused_command(tex) == RefusedCommand(command, is_known=False)


def test_a_backslash_before_white_space_is_a_space() -> None:
    assert find_refused_command("a\\ b\\\nc\\\N{NO-BREAK SPACE}d") is None


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("{", "}"), (r"\sqrt{", "}"), (r"\left(", r"\right)"), (r"\begin{matrix}", r"\end{matrix}")],
)
def test_a_formula_has_at_most_32_levels(opening: str, closing: str) -> None:
    def nested(levels: int) -> str:
        return f"{opening * levels}x{closing * levels}"

    assert not is_too_large(nested(31))
    assert is_too_large(nested(33))
    assert not is_too_large((nested(1) + r"\{\lefteqn\begingroup") * 40)


def test_a_formula_has_at_most_2000_characters() -> None:
    assert not is_too_large("x" * 2_000)
    assert is_too_large("x" * 2_001)
    (notice,) = render_markdown(f"${'x' * 2_001}$").notices
    assert notice.code == "formula-too-large"


def test_a_formula_that_is_no_math_shows_as_it_is_written() -> None:
    text = r"$\foo\, a_{i}*b*c_{j} \& [y] <b>&amp;$"
    rendered = render_markdown(f"{text} and *c*")
    assert rendered.html == f"{escape(text, quote=False)} and <em>c</em>"


def test_every_command_is_listed_once() -> None:
    text = Path(math_commands.__file__).with_suffix(".txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and line[0] not in "#[")
    words = " ".join(lines).split()
    assert sorted(words) == sorted(read_commands())
    assert all(word.startswith("\\") for word in words)


@pytest.mark.parametrize(
    "tex",
    [
        r"\ce{\$href{javascript:alert(1)}{x}\$}",
        r"\ce{\$style{background:url(http://127.0.0.1/x)}{x}\$}",
        r"\ce{\$def\times{+}\$}",
        r"\ce{\le$t\sum\prod\$}",
        r"\pu{1 \$require{html}\$}",
        r"\$ \ce{H2O}",
        r"\ce{\>A{^\\href{javascript:alert(1)}{x}}}",
        r"\ce{B^{{^\\href{javascript:alert(1)}{x}}}\>A}",
    ],
)
def test_chemistry_that_rewriting_could_join_is_text(tex: str) -> None:
    """What rewrites it joins what a dollar parts, into a name that no one looked at."""
    refused = find_refused_command(tex)
    assert refused is not None
    assert refused.is_known
    (notice,) = render_markdown(f"$${tex}$$").notices[:1]
    assert notice.code == "unsafe-math"


@pytest.mark.parametrize(
    "tex",
    [
        r"\begin{alignat}{999999999}x\end{alignat}",
        r"\pmb{\pmb{\pmb{x}}}",
        r"\adjustlimits\sum_{x}",
    ],
)
def test_what_costs_more_than_its_length_is_text(tex: str) -> None:
    """A count of columns, and a command that draws its argument more than once."""
    assert find_refused_command(tex) is not None
    (notice,) = render_markdown(f"$${tex}$$").notices[:1]
    assert notice.code == "unsafe-math"

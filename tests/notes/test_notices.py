"""What an author is told of a formula."""

from pathlib import Path

import pytest

from tests.support import compile_text


@pytest.mark.parametrize(
    ("tex", "message", "help_"),
    [
        (
            r"\alhpa",
            r"the formula `$\alhpa$` uses `\alhpa`, which Anki doesn't know, so it shows as text",
            r"did you mean `\alpha`?",
        ),
        (
            r"\begin{csaes}",
            (
                r"the formula `$\begin{csaes}$` uses `\begin{csaes}`, which Anki doesn't know, "
                "so it shows as text"
            ),
            r"did you mean `\begin{cases}`?",
        ),
        (
            r"\R",
            r"the formula `$\R$` uses `\R`, which Anki doesn't know, so it shows as text",
            "say it with commands that MathJax has; put what is no math in `backticks`",
        ),
        (
            r"\def\a{b}",
            r"the formula `$\def\a{b}$` uses `\def`, which no card may, so it shows as text",
            "say it without a command that links, styles, places, or changes other formulas",
        ),
    ],
)
def test_the_command_that_a_formula_cannot_use_is_named(
    tmp_path: Path, tex: str, message: str, help_: str
) -> None:
    head = "title: A\nchapters:\n  - title: B\n    time: 0:00\n    questions:\n"
    item = f"      - {{question: 'What is ${tex}$?', answer: Unsaid}}\n"
    (found,) = compile_text(tmp_path, head + item).diagnostics
    assert (found.message, found.help) == (message, help_)

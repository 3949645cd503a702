"""Fenced code: what is coloured, and that nothing of it is lost or takes long."""

import subprocess
import sys
from html import escape

import pytest

from flashcards.render.markdown import render_markdown, visible_text
from tests.command import ROOT, environment

_LONGEST = 1_500


def _fence(language: str, code: str) -> str:
    return f"````{language}\n{code}\n````"


def _is_coloured(language: str, code: str) -> bool:
    return "<span" in render_markdown(_fence(language, code)).html


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("python", "x = 1"),
        ("py", "x = 1"),
        ("Python", "x = 1"),
        ("python3", "x = 1"),
        ("pycon", ">>> x = 1"),
        ("c", "int x = 1;"),
        ("c++", "int x = 1;"),
        ("cs", "int x = 1;"),
        ("c#", "int x = 1;"),
        ("java", "int x = 1;"),
        ("js", "let x = 1;"),
        ("ts", "let x = 1;"),
        ("jsx", "let x = <a/>;"),
        ("golang", "x := 1"),
        ("rs", "let x = 1;"),
        ("rb", "x = 1"),
        ("php", "<?php $x = 1;"),
        ("kotlin", "val x = 1"),
        ("hs", "x = 1"),
        ("lisp", "(setf x 1)"),
        ("r", "x <- 1"),
        ("sql", "SELECT 1"),
        ("postgres", "SELECT $1"),
        ("sh", "x=1"),
        ("console", "$ ls"),
        ("ps1", "$x = 1"),
        ("html", "<b>x</b>"),
        ("yml", "x: 1"),
        ("dockerfile", "FROM x"),
        ("makefile", "x = 1"),
        ("diff", "+ x"),
        ("md", "# x"),
        ("latex", r"\x{1}"),
        ("v", "wire x;"),
        ("objc", "int x = 1;"),
    ],
)
def test_code_of_a_known_language_is_coloured_by_any_of_its_names(language: str, code: str) -> None:
    assert _is_coloured(language, code)


@pytest.mark.parametrize("language", ["unheard-of", "mcschema", "gherkin"])
def test_code_of_another_language_is_not(language: str) -> None:
    html = render_markdown(_fence(language, "Feature: x < 1")).html
    assert html == "<pre><code>Feature: x &lt; 1\n</code></pre>"


def test_code_is_coloured_up_to_a_length() -> None:
    assert _is_coloured("python", "1" * (_LONGEST - 1))
    assert not _is_coloured("python", "1" * _LONGEST)


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("terraform", "<<EOF\nx"),
        ("cr", "<<EOFEOF\nEOF/"),
        ("robotframework", "a\tb"),
        ("rout", "+\n+"),
        ("python", "\ufeffx"),
    ],
)
def test_code_that_would_not_show_as_written_is_not_coloured(language: str, code: str) -> None:
    assert render_markdown(_fence(language, code)).html == (
        f"<pre><code>{escape(code)}\n</code></pre>"
    )


def test_line_ends_of_other_systems_are_no_change() -> None:
    html = render_markdown("```python\r\nx = 1\r\ny = 2\r\n```").html
    assert "<span" in html
    assert visible_text(html) == "x = 1 y = 2"


@pytest.mark.parametrize(
    "language",
    ["c", "c++", "c#", "java", "js", "matlab", "python", "html", "markdown", "sql", "make"],
)
@pytest.mark.parametrize(
    "piece", ["a\n", "c\n", "\n", "\t\n", "(", '"', "'\\", "<!--", "/*", "${", "<<EOF\n"]
)
def test_all_signs_of_code_show_once(language: str, piece: str) -> None:
    code = (piece * _LONGEST)[: _LONGEST - 2] + "x"
    assert visible_text(render_markdown(_fence(language, code)).html) == " ".join(code.split())


_ENDLESS = "<!--"
_HANGS = 60
"""Seconds; it only ends what would never end."""


@pytest.mark.parametrize(
    "markdown",
    [
        _fence("mcschema", _ENDLESS),
        _fence("markdown", f"```mcschema\n{_ENDLESS}\n```"),
        _fence("postgresql", f"DO $$ {_ENDLESS} $$ LANGUAGE mcschema"),
        _fence("postgres", f"LANGUAGE mcschema AS $a$ {_ENDLESS} $a$"),
    ],
)
def test_no_code_is_coloured_for_ever(markdown: str) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "tests.render.test_code"],
        input=markdown,
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=_HANGS,
    )
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("language", "code"),
    [("csharp", "a\n" * 6_000), ("c", "\n" * 12_000 + "x"), ("java", "\n" * 12_000 + "x")],
)
def test_code_that_would_take_long_is_not_coloured(language: str, code: str) -> None:
    assert not _is_coloured(language, code)


if __name__ == "__main__":
    render_markdown(sys.stdin.read())

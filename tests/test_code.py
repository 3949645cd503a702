"""Fenced code: what is coloured, and that nothing of it is lost or takes long."""

import json
import subprocess
import sys
import time
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
_SLOW = {
    "an endless language": _fence("mcschema", _ENDLESS),
    "one in Markdown": _fence("markdown", f"```mcschema\n{_ENDLESS}\n```"),
    "one in Postgres": _fence("postgresql", f"DO $$ {_ENDLESS} $$ LANGUAGE mcschema"),
    "one before it in Postgres": _fence("postgres", f"LANGUAGE mcschema AS $a$ {_ENDLESS} $a$"),
    "long C#": _fence("csharp", "a\n" * 6_000),
    "long C": _fence("c", "\n" * 12_000 + "x"),
    "long Java": _fence("java", "\n" * 12_000 + "x"),
}
_SECONDS = 3.0
"""Far more than any takes, and far less than the slow ones took."""


def _main() -> None:
    for name, markdown in json.loads(sys.stdin.read()).items():
        start = time.process_time()
        render_markdown(markdown)
        if time.process_time() - start > _SECONDS:
            sys.stdout.write(f"{name}\n")


def test_no_code_takes_long() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "tests.test_code"],
        input=json.dumps(_SLOW),
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (result.returncode, result.stderr, result.stdout) == (0, "", "")


if __name__ == "__main__":
    _main()

"""Random texts of everything that means something in Markdown, HTML, Anki, or YAML: every sign that
an author types is seen, or did what it is for."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from flashcards.render.markdown import render_inline, render_markdown
from flashcards.render.marks import render_cloze
from tests.render.accounting import find_unaccounted

PIECES = (
    *"$\\*_`~[](){}<>&#|=!+-.:;,?@%^/\"'0159xyzXYZ",
    *(
        "**",
        "__",
        "~~",
        "==",
        "$$",
        "``",
        "\\*",
        "\\(",
        "\\)",
        "\\[",
        "\\]",
        "[[",
        "]]",
        "{{",
        "}}",
    ),
    *(
        "1. ",
        "3) ",
        "- ",
        "+ ",
        "* ",
        "> ",
        "# ",
        "---",
        "***",
        "\n",
        "\n\n",
        " ",
        " ",
        " ",
        "\n- ",
    ),
    *(
        "word",
        "日本",
        "です",
        "「",
        "」",
        "。",
        "的",
        "《",
        "》",
        "단어",
        "שלום",
        "عربي",
        "й",
        "é",
        "½",
    ),
    *(
        "\u200b",
        "\u200f",
        "\xa0",
        "“",
        "”",
        "«",
        "»",
        "—",
        "€",
        "\\d+",
        "C:\\",
        ".txt",
        "x*y",
        "x_y",
    ),
)

TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join)

_REFERENCE = re.compile(r"&#?\w+;")


def is_told_apart(text: str) -> bool:
    """Whether nothing in a text is there to hold what doesn't show.

    That would be the language of code, or a name for a sign.
    """
    return not ("```" in text or "~~~" in text or _REFERENCE.search(text))


def _text(drawn: str) -> str:
    text = drawn.strip()
    assume(text != "")
    assume(is_told_apart(text))
    return text


@given(TEXTS)
def test_every_sign_of_a_text_is_seen_or_is_markup(drawn: str) -> None:
    text = _text(drawn)
    assert find_unaccounted(text, render_markdown(text).html) == []


@given(TEXTS)
def test_every_sign_of_a_title_is_seen_or_is_markup(drawn: str) -> None:
    text = " ".join(_text(drawn).split())
    assert find_unaccounted(text, render_inline(text).html) == []


@given(TEXTS)
def test_every_sign_of_a_summary_is_seen_or_is_markup(drawn: str) -> None:
    text = _text(drawn)
    rendered = render_cloze(text)
    said = {notice.code for notice in rendered.notices}
    is_whole = len(rendered.blanks) == 1 and rendered.html.startswith("{{c1::")
    is_marked = "summary-without-marks" not in said
    if is_whole and "unclosed-mark" in said and rendered.html.endswith("}}"):
        is_marked = "==" not in rendered.blanks[0]
    assert find_unaccounted(text, rendered.html, is_marked=is_marked) == []


@pytest.mark.parametrize("text", ["a", "1. x\n2. y", "- x\n- **y**", "`x` and $y$", "~~x~~ \\*"])
def test_the_accounts_close_for_plain_markup(text: str) -> None:
    assert find_unaccounted(text, render_markdown(text).html) == []


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("2**10 and 3**2", "210 and 32"),
        (">= 5", "<p>= 5</p>"),
        ("3) x\n5) y", '<ol start="3"><li>x</li><li>y</li></ol>'),
        ("\\d+", "d+"),
        ("x", "y"),
        ("xy", "yx"),
    ],
)
def test_the_accounts_show_what_was_lost(text: str, html: str) -> None:
    assert find_unaccounted(text, html) != []

"""Plain text to Markdown: a card shows the source's letters, and nothing is escaped in vain."""

from string import punctuation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.drafts.markup import escape_block, escape_inline, escape_summary, escape_term
from flashcards.render.markdown import render_inline, render_markdown, visible_text
from flashcards.render.marks import render_cloze
from flashcards.render.parser import find_images

TEXTS = (
    st.text(
        st.one_of(
            st.sampled_from(punctuation + " 019abc"),
            st.characters(exclude_categories=("Cc", "Cs")),
        )
    )
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@given(TEXTS)
def test_a_block_shows_the_letters_of_the_source(text: str) -> None:
    rendered = render_markdown(escape_block(text))
    assert (visible_text(rendered.html), rendered.notices) == (text, ())
    assert find_images(escape_block(text)) == ()


@given(TEXTS)
def test_a_title_shows_the_letters_of_the_source(text: str) -> None:
    rendered = render_inline(escape_inline(text))
    assert (visible_text(rendered.html), rendered.notices) == (text, ())


@given(TEXTS)
def test_a_summary_shows_the_letters_of_the_source_and_marks_nothing(text: str) -> None:
    rendered = render_cloze(escape_summary(text))
    (whole,) = rendered.blanks
    assert visible_text(whole) == text
    assert [notice.code for notice in rendered.notices] == ["summary-without-marks"]


@pytest.mark.parametrize(
    ("text", "block", "title", "summary"),
    [
        ("It costs $5 to $6 & 20% < 30%.", None, None, None),
        ("snake_case and 2 * 3", None, None, None),
        ("C:\\dir\\file #1 [sic] ~5", None, None, None),
        ("https://example.org/a_b_c", None, None, None),
        ("*raw* honey", r"\*raw* honey", r"\*raw* honey", r"\*raw* honey"),
        ("*a* or *b*", r"\*a\* or \*b\*", r"\*a\* or \*b\*", r"\*a\* or \*b\*"),
        ("# 1", None, None, None),
        ("- well-known", None, None, None),
        ("1. Rhine", None, None, None),
        ("2**10 and 3**2", None, None, None),
        ("List<int>", r"List\<int>", r"List\<int>", r"List\<int>"),
        ("x == y == z", None, None, None),
        ("==x== {{c1::y}}", *[r"\=\=x\=\= \{\{c1::y}}"] * 3),
        ("$x$", r"\$x$", r"\$x$", r"\$x$"),
        ("&copy;", r"\&copy;", r"\&copy;", r"\&copy;"),
        ("![a](b.png)", r"!\[a](b.png)", r"!\[a](b.png)", r"!\[a](b.png)"),
    ],
)
def test_only_what_markdown_would_change_is_escaped(
    text: str, block: str | None, title: str | None, summary: str | None
) -> None:
    escaped = (escape_block(text), escape_inline(text), escape_summary(text))
    assert escaped == (block or text, title or text, summary or text)


def test_a_term_is_never_the_merge_key_of_yaml() -> None:
    assert escape_term("<<") == r"\<<"
    assert render_inline(escape_term("<<")).html == "&lt;&lt;"

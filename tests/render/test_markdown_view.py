"""HTML shown as Markdown again: as it was written, whoever rewrote the HTML in between."""

import pytest

from flashcards.render.markdown import render_markdown
from flashcards.render.markdown_view import to_markdown


@pytest.mark.parametrize(
    "text",
    [
        "a **b** *c* ~~d~~ `e`",
        "[e](https://x.y/z?a=1&b=2)",
        "a & b < c, `List<int>`",
        "$a<b$ and\n\n$$x^2$$",
        "- a\n- b\n\n1. c\n2. d",
        "# Head\n\ntext",
        "```\nx = 1\n```",
        "| a | b |\n| c | d |",
        "> quoted",
        "H<sub>2</sub>O",
        "<ruby>漢<rt>かん</rt></ruby>",
        "one\n\ntwo",
    ],
)
def test_what_was_markdown_is_shown_as_it_was_written(text: str) -> None:
    written = text.replace("\n| c", "\n|---|---|\n| c")
    assert to_markdown(render_markdown(written).html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<b>a</b>&nbsp;b", "**a** b"),
        ("a<div>b</div><div><br></div>", "a\n\nb"),
        ("<p>a</p>\n<p>b</p>", "a\n\nb"),
        ("a<br />b", "a\nb"),
        ('<span class="k">if</span> <font>x</font>', "if x"),
        ('<span style="color: red">a</span>', '<span style="color: red">a'),
        ('<img src="a b.png" alt="c">', "![c](a b.png)"),
        ("{{c1::a}} and {{c2::<i>b</i>}}", "==a== and ==*b*=="),
        ("\\(a\\) \\(b", "$a$ \\(b"),
        ("a < b &lt; c", "a < b < c"),
        ("a<!-- b -->c", "ac"),
        ("<u>a</u>", "<u>a</u>"),
    ],
)
def test_what_anki_writes_is_shown_in_the_same_words(html: str, text: str) -> None:
    assert to_markdown(html) == text

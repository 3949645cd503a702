"""Code on cards that are read from right to left: its signs stand in their order."""

import pytest
from playwright.sync_api import Browser

from flashcards.anki.note_types import NOTE_TYPES, Kind
from flashcards.render.markdown import render_markdown

pytestmark = pytest.mark.browser

_PAGE = """<!doctype html><meta charset="utf-8"><style>{css}</style>
<body class="card"><div class="answer" dir="auto">{html}</div></body>"""

_ORDER = """() => {
  const found = [];
  for (const code of document.querySelectorAll("code")) {
    const texts = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      for (let at = 0; at < text.length; at += 1) {
        const range = document.createRange();
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        const box = range.getBoundingClientRect();
        if (box.width) found.push([box.left, text.data[at]]);
      }
    }
  }
  const shown = found.sort((a, b) => a[0] - b[0]).map((each) => each[1]).join("");
  return [getComputedStyle(document.querySelector(".answer")).direction, shown];
}"""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("הפונקציה `foo(x);` מחזירה", "foo(x);"),
        ("`foo(x);` מחזירה ערך", "foo(x);"),
        ("يكتب `a[0] = -1;` هنا", "a[0] = -1;"),
        ("כך:\n\n```\nfoo(x);\n```", "foo(x);"),
        ("כך:\n\n```python\nfoo(-1)\n```", "foo(-1)"),
    ],
)
@pytest.mark.parametrize("css", [NOTE_TYPES[Kind.QUESTION].css, ""], ids=["styled", "bare"])
def test_code_reads_from_left_to_right(browser: Browser, css: str, text: str, code: str) -> None:
    page = browser.new_page()
    page.set_content(_PAGE.format(css=css, html=render_markdown(text).html))
    assert page.evaluate(_ORDER) == ["rtl", code]
    page.close()


def test_code_of_one_field_reads_so_among_letters_of_another(browser: Browser) -> None:
    page = browser.new_page()
    html = f"<p>שלום</p><p>{render_markdown('`foo(x);`').html}</p>"
    page.set_content(_PAGE.format(css=NOTE_TYPES[Kind.QUESTION].css, html=html))
    assert page.evaluate(_ORDER) == ["rtl", "foo(x);"]
    page.close()

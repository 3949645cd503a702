"""The examples of CommonMark's own specification, sanitised.

The specification is not ours to keep here: `.ci/run` fetches it as the npm package
`commonmark-spec`, and COMMONMARK_SPEC names its `spec.txt`.
"""

import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from flashcards.render.markdown import render_markdown
from flashcards.render.parser import get_parser

SPEC = os.environ.get("COMMONMARK_SPEC", "")
_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.DOTALL | re.MULTILINE)

pytestmark = pytest.mark.skipif(not SPEC, reason="COMMONMARK_SPEC names no spec.txt")


class _Text(HTMLParser):
    """Collects what a reader sees of HTML: its text and its images' descriptions."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_data(self, data: str) -> None:
        self.seen.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.seen.append(dict(attrs).get("alt") or "")


def _letters(html: str) -> str:
    parser = _Text()
    parser.feed(html)
    return re.sub(r"[^0-9A-Za-z]", "", "".join(parser.seen))


def _examples() -> list[tuple[str, str]]:
    text = Path(SPEC).read_text(encoding="utf-8") if SPEC else ""
    return [
        (source.replace("→", "\t"), html.replace("→", "\t"))
        for source, html in _EXAMPLE.findall(text)
    ]


DEVIATIONS = {
    # Stars between digits are products.
    "5*6*78": "5*6*78",
    # Quotation marks are set off within a word too, as in Arabic and Turkish.
    'a**"foo"**': 'a<strong>"foo"</strong>',
    # Names of programs begin and end with underscores.
    "__foo__": "__foo__",
    "_foo_bar_baz_": "_foo_bar_baz_",
    "__foo__bar__baz__": "__foo__bar__baz__",
    "__foo, __bar__, baz__": "<strong>foo, __bar__, baz</strong>",
    "__foo __bar__ baz__": "<strong>foo __bar__ baz</strong>",
    "_foo __bar__ baz_": "<em>foo __bar__ baz</em>",
    "_(__foo__)_": "<em>(__foo__)</em>",
    # Within a word, only what sets off a part of it is emphasis.
    "*foo**bar***": "<em>foo**bar</em>**",
    "**foo*bar*baz**": "<strong>foo*bar*baz</strong>",
    "foo******bar*********baz": "foo******bar*********baz",
    # A sign alone is not worth a star.
    "foo *_*": "foo *_*",
    "foo **_**": "foo **_**",
    "foo _*_": "foo _*_",
    "foo __*__": "foo __*__",
    # Nor is what a sign of paths and sums joins to brackets.
    "foo-_(bar)_": "foo-_(bar)_",
    "foo-__(bar)__": "foo-__(bar)__",
    # Three signs are a prompt.
    ">>> foo\n> bar\n>>baz": (
        "<p>&gt;&gt;&gt; foo</p>\n<blockquote>\n<p>bar</p>\n<blockquote>\n<p>baz</p>\n"
        "</blockquote>\n</blockquote>"
    ),
    # Short lines that begin as entries do stay lines.
    "The number of windows in my house is\n14.  The number of doors is 6.": (
        "The number of windows in my house is<br>\n14.  The number of doors is 6."
    ),
}
"""Examples that show otherwise here, on purpose: what the specification says, eats signs."""

_BLOCKS = re.compile("<(?:hr|ol|ul|blockquote)")


def _plain(html: str) -> str:
    """Give HTML without what two writers of the same document may differ in."""
    html = re.sub(r"\s+", " ", html.replace(" />", ">").replace("&quot;", '"')).strip()
    return html.replace("> <", "><")


def test_the_parser_reads_every_example_as_the_specification_does() -> None:
    examples = _examples()
    assert len(examples) > 600
    wrong = [
        source
        for source, html in examples
        # Dollars, bars and tildes mean something here that CommonMark doesn't know.
        if not re.search(r"[$~|]", source)
        and _plain(get_parser(source).html(source)) != _plain(html)
    ]
    assert wrong == []


def test_no_letter_of_an_example_is_lost_in_sanitising() -> None:
    for source, html in _examples():
        if not source.strip():
            continue
        left = iter(_letters(render_markdown(source.strip("\n")).html))
        assert all(letter in left for letter in _letters(html)), source


def test_an_example_without_links_tags_and_images_passes_unchanged() -> None:
    differ = []
    passed = 0
    for source, html in _examples():
        if re.search(r"[<&\[\]\\$~|`#\xa0]|^ {4}|^ ?[-*>]+ *$|\t", source, re.MULTILINE):
            continue
        wanted = re.fullmatch(r"<p>((?:(?!</?p>).)*)</p>", html.strip(), re.DOTALL)
        rendered = render_markdown(source.strip("\n")).html
        line = source.strip()
        if "\n" not in line and _BLOCKS.match(html):
            assert rendered.split() == line.split()  # a text of one line has no blocks
        elif _plain(rendered) == _plain(wanted[1] if wanted else html):
            passed += 1
        else:
            differ.append((line, rendered))
    assert dict(differ) == DEVIATIONS
    assert passed > 150

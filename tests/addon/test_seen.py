"""What counts as an edit: what a reader sees, whatever Anki's editor makes of the HTML.

The pairs were measured in the editor of Anki 26.09.3: each field was looked at, a letter typed and
deleted, the HTML view opened and closed, a letter typed there (which not all took), and one typed
for good.
"""

import json
from pathlib import Path

import pytest

from flashcards.addon.merging.released import (
    digest_html,
    digest_tag,
    read_released,
    write_released,
)
from flashcards.addon.merging.seen import what_is_seen

PAIRS: list[dict[str, str]] = json.loads(
    (Path(__file__).parent / "editor_pairs.json").read_text(encoding="utf-8")
)


def test_the_pairs_are_of_all_that_markdown_can_write() -> None:
    fields = " ".join(pair["before"] for pair in PAIRS)
    assert len(PAIRS) >= 55
    for sign in r"<table <pre <ol <ul <ruby \( <img <a <details <blockquote &amp;".split():
        assert sign in fields
    assert any(pair["before"] != pair["typed"] for pair in PAIRS)


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["before"][:40] for pair in PAIRS])
def test_what_the_editor_does_by_itself_is_no_edit(pair: dict[str, str]) -> None:
    seen = what_is_seen(pair["before"])
    assert what_is_seen(pair["looked"]) == seen
    assert what_is_seen(pair["typed"]) == seen
    assert what_is_seen(pair["toggled"]) == seen


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["before"][:40] for pair in PAIRS])
def test_a_letter_is_an_edit_and_nothing_else_changes_with_it(pair: dict[str, str]) -> None:
    seen = what_is_seen(pair["before"])
    for after in {pair["edited"], pair.get("coded", pair["edited"])}:
        edited = what_is_seen(after)
        places = [place for place, sign in enumerate(edited) if sign in "xX"]
        without = {edited[:place] + edited[place + 1 :] for place in places}
        assert edited != seen
        assert seen in without


@pytest.mark.parametrize(
    "before",
    [
        pair["before"]
        for pair in PAIRS
        if "\n" in pair["before"] and "\nmore" not in pair["before"]  # where a text goes on
    ],
)
def test_what_ankidroid_does_by_itself_is_no_edit(before: str) -> None:
    """It saves each line end of the HTML, in all fields of an edited note, as an element."""
    assert what_is_seen(before.replace("\n", "<br>")) == what_is_seen(before)


SAME = (
    ("<b>x</b>", "<strong>x</strong>"),
    ("<i>x</i>", "<em>x</em>"),
    ("a&nbsp;b", "a b"),
    ("a  b", "a\nb"),
    ("x &amp; y", "x & y"),
    ("x<br>", "x"),
    ("x<br>y", "<div>x</div><div>y</div>"),
    ("<p>x</p>\n<p>y</p>", "<p>x</p><p>y</p>"),
    ("caf\u00e9", "cafe\u0301"),
    ("<span>x</span>", "x"),
    ("<b></b>x", "x"),
    ("<div><table><tr><td>x</td></tr></table><br></div>", "<table><tr><td>x</td></tr></table>"),
    ('<img src="a.png">', "<IMG SRC='a.png'/>"),
    ("<br>", ""),
    ("<td><br></td>", "<td></td>"),
    ("<ul>\n<li>a</li>\n</ul>", "<ul><li>a</li></ul>"),
)
DIFFERENT = (
    ("x", "y"),
    ("x", "X"),
    ("a b", "ab"),
    ("x<br>y", "x y"),
    ("<b>x</b>", "x"),
    ("<b>x</b>", "<i>x</i>"),
    ('<a href="https://a.example">x</a>', '<a href="https://b.example">x</a>'),
    ('<img src="a.png">', '<img src="b.png">'),
    ('<img src="a.png" alt="a">', '<img src="a.png" alt="b">'),
    ('<td align="center">x</td>', '<td align="right">x</td>'),
    ("<pre>a  b</pre>", "<pre>a b</pre>"),
    ("<pre>a\nb</pre>", "<pre>a b</pre>"),
    ("{{c1::x}}", "{{c2::x}}"),
    ("&lt;b&gt;x&lt;/b&gt;", "<b>x</b>"),
    ('<div lang="de">x</div>', '<div lang="fr">x</div>'),
    ("[sound:a.mp3]", "[sound:b.mp3]"),
    ("x", 'x<iframe src="https://a.example"></iframe>'),
    ("x", '<audio src="a.mp3"></audio>x'),
    ('<video src="a.mp4"></video>', '<video src="b.mp4"></video>'),
    ("x", 'x<object data="a.pdf"></object>'),
    ("x", 'x<svg width="9"><circle r="4"/></svg>'),
    ("<tr><td>x</td><td></td></tr>", "<tr><td></td><td>x</td></tr>"),
    ("<ol><li>x</li></ol>", '<ol type="a"><li>x</li></ol>'),
    ("<ol><li>x</li></ol>", '<ol><li value="5">x</li></ol>'),
)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_ways_to_write_the_same_are_the_same(one: str, other: str) -> None:
    assert digest_html(one) == digest_html(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_a_reader_sees_differ_differs(one: str, other: str) -> None:
    assert digest_html(one) != digest_html(other)


def test_the_field_released_is_read_as_it_was_written() -> None:
    text = write_released(17, map(digest_html, ["<b>x</b>", ""]), ["b", "A"])
    assert text == f"1.17.{digest_html('<b>x</b>')},.{','.join(sorted(map(digest_tag, 'ab')))}"
    read = read_released(text)
    assert read is not None
    assert read.write() == text
    assert read_released(f" {text}\n") == read
    for other in ("", "1", "2.17.a.b", "1.x.a.b", "1.17.a", "1.17.a.b.c", "<b>1.17.a.b</b>"):
        assert read_released(other) is None

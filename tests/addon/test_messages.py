"""What a learner is told, sentence by sentence."""

import pytest

from flashcards.addon.merging.messages import (
    describe_result,
    name_field,
    quote,
    read_text,
    show_conflict,
    title_note,
)
from flashcards.addon.merging.plan import Conflict

TEXTS = (
    ("plain", "plain"),
    ("a &lt; b &amp; c", "a < b & c"),
    ("<p>one</p>\n<p>two</p>", "one\ntwo"),
    ("x<br>y", "x\ny"),
    ("<ul>\n<li>one</li>\n<li>two</li>\n</ul>", "• one\n• two"),
    ('see <img src="a.png" alt="map"> there', "see [picture: a.png] there"),
    ("[sound:a.mp3]", "[sound:a.mp3]"),
    ("{{c1::<b>x</b>}}", "{{c1::x}}"),
    ("&lt;script&gt;", "<script>"),
    ("", ""),
)


@pytest.mark.parametrize(("html", "text"), TEXTS)
def test_a_field_is_shown_as_text(html: str, text: str) -> None:
    assert read_text(html) == text


def _conflict(mine: str, theirs: str, *, is_base_known: bool = True) -> Conflict:
    return Conflict("guid", 1, "Answer", 1, is_base_known, mine, theirs)


def test_texts_that_differ_in_nothing_to_read_are_shown_as_html() -> None:
    assert show_conflict(_conflict("<b>x</b>", "y")) == ("x", "y")
    assert show_conflict(_conflict("<b>x</b>", "x")) == ("<b>x</b>", "x")
    link = '<a href="https://a.example">0:00</a>'
    assert show_conflict(_conflict(link, "0:00")) == (link, "0:00")


def test_a_note_is_called_by_the_first_field_that_says_something() -> None:
    assert title_note(("<br>", "<b>Two</b> words")) == "Two words"
    assert title_note(("", "")) == ""
    assert title_note(("long " * 50,)) == ("long " * 50)[:119] + "…"


def test_a_title_is_quoted_so_that_one_from_right_to_left_leaves_the_sentence_as_it_is() -> None:
    assert quote("صخور") == "“\u2068صخور\u2069”"
    assert quote("x" * 121) == f"“\u2068{'x' * 119}…\u2069”"


def test_a_field_of_which_nobody_can_tell_says_so() -> None:
    assert name_field(_conflict("a", "b")) == "Answer"
    assert name_field(_conflict("a", "b", is_base_known=False)) == (
        "Answer (it can't be told who changed it: the field Released is empty)"
    )


def test_the_result_is_one_line() -> None:
    nothing = {"new": 0, "updated": 0, "kept": 0, "conflicts": 0, "unchanged": 3, "retired": 0}
    assert describe_result(nothing) == "The deck is up to date."
    assert describe_result({**nothing, "new": 1, "updated": 2, "kept": 3}) == (
        "Notes: 1 new, 2 updated, 3 kept as you wrote them."
    )
    assert describe_result({**nothing, "conflicts": 1, "retired": 2}) == (
        "Notes: 1 settled as you chose (tag flashcards::conflict), 2 retired (tag "
        "flashcards::retired)."
    )

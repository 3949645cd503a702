"""Markdown to fields: fixtures in `markdown/*.md`, and what holds for every text.

A fixture is a title, the Markdown, the HTML, and a line `code: quoted` for each notice, with a
line that is a single full stop after each of the first three.
"""

import re
from collections.abc import Iterator

import pytest
from anki.collection import Collection
from anki.decks import DeckId
from hypothesis import assume, example, given
from hypothesis import strategies as st

from flashcards.anki.cloze import renumber_blanks
from flashcards.render.allowed import ATTRIBUTES, AUTHOR_TAGS, CARD_TAGS, URL_SCHEMES, VOID_TAGS
from flashcards.render.markdown import (
    Rendered,
    render_inline,
    render_markdown,
    sanitised_html,
    visible_text,
)
from flashcards.render.marks import RenderedCloze, render_cloze
from flashcards.render.parsed_text import Notice
from flashcards.render.reader import read_markdown
from tests.command import ROOT
from tests.html_reader import HtmlReader

FIXTURES = ROOT / "tests" / "markdown"

_FIXTURE = re.compile(
    r"(?P<title>[^\n]+)\n\.\n(?P<markdown>.*?)\n\.\n(?P<html>.*?)\n\.\n"
    r"(?P<notices>(?:[^\n]+\n)*)(?:\n|\Z)",
    re.DOTALL,
)


def _read_fixtures(name: str) -> list[object]:
    introduction, text = (FIXTURES / name).read_text(encoding="utf-8").split("\n\n", 1)
    assert introduction.endswith((".", ":"))
    fixtures: list[object] = []
    place = 0
    while place < len(text):
        found = _FIXTURE.match(text, place)
        assert found, f"{name}: no fixture at {text[place : place + 60]!r}"
        place = found.end()
        said = found["notices"].splitlines()
        fixtures.append(pytest.param(found["markdown"], found["html"], said, id=found["title"]))
    return fixtures


def _said(notices: tuple[Notice, ...]) -> list[str]:
    return [f"{notice.code}: {notice.quoted}".rstrip() for notice in notices]


@pytest.mark.parametrize(("markdown", "html", "notices"), _read_fixtures("text.md"))
def test_a_text_renders_as_its_fixture_says(markdown: str, html: str, notices: list[str]) -> None:
    rendered = render_markdown(markdown)
    assert (rendered.html, _said(rendered.notices)) == (html, notices)


def test_what_stays_unclear_is_escaped_but_for_code() -> None:
    opened = "<!--" * 10
    text = rf"{opened} `a < b[0] \< c` \< \[d] \\[e](x:y) <b>f</b> -->"
    assert render_inline(text).html == (
        "&lt;!--" * 10 + r" <code>a &lt; b[0] \&lt; c</code> \&lt; [d] \<span></span>[e](x:y) "
        "&lt;b&gt;f&lt;/b&gt; --&gt;"
    )


def test_what_stands_for_an_escaped_character_is_not_in_the_text() -> None:
    punctuation = "".join(map(chr, range(0x2E00, 0x2E80)))
    assert render_inline(f"{punctuation} <x>").html == f"{punctuation} &lt;x&gt;"
    assert render_inline("&#x2e00; &#x2e01; <x>").html == "\u2e00 \u2e01 &lt;x&gt;"


def test_what_a_link_hid_until_the_last_is_escaped_too() -> None:
    assert render_inline("[" * 12 + "](&#1;)").html == "[" * 12 + "](&amp;#1;)"


@pytest.mark.parametrize("reference", ["ä.png", "<a b.png>", "%C3%A4.png", "a%20b.png"])
def test_an_image_of_any_name_is_shown(reference: str) -> None:
    name = reference.strip("<>")
    assert (
        render_markdown(f"![x]({reference})", {name: "x-1.png"}).html
        == '<img src="x-1.png" alt="x">'
    )


def test_an_image_in_an_attribute_is_none() -> None:
    text = """<a title='<img src="a.png" alt="" />' href="https://a.example">b</a>"""
    rendered = render_markdown(text, {"a.png": "a-1.mp3"})
    assert "a-1.mp3" not in rendered.html
    assert 'href="https://a.example"' in rendered.html


def test_what_describes_an_image_has_no_marks() -> None:
    text = "![==a== ![b](a.png) ==c](a.png) ==d== e=="
    rendered = render_cloze(text, {"a.png": "a-1.png"})
    assert rendered.html == '<img src="a-1.png" alt="==a== b ==c"> {{c1::d}} e=='


def test_an_image_with_a_control_character_in_its_title_shows_as_text() -> None:
    rendered = render_markdown('![a](a.png "&#14;0&#15;")', {"a.png": "a-1.png"})
    assert rendered.html == '![a](a.png "&amp;#14;0&amp;#15;")'


@pytest.mark.parametrize(("markdown", "html", "notices"), _read_fixtures("inline.md"))
def test_a_title_renders_as_its_fixture_says(markdown: str, html: str, notices: list[str]) -> None:
    rendered = render_inline(markdown)
    assert (rendered.html, _said(rendered.notices)) == (html, notices)


@pytest.mark.parametrize(("markdown", "html", "notices"), _read_fixtures("cloze.md"))
def test_a_summary_renders_as_its_fixture_says(
    markdown: str, html: str, notices: list[str]
) -> None:
    rendered = render_cloze(markdown)
    assert (rendered.html, _said(rendered.notices)) == (html, notices)


def test_the_blanks_of_a_summary_are_given_in_order() -> None:
    assert render_cloze("==a::b== and ==*c*==").blanks == ("a::b", "<em>c</em>")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain", "plain"),
        ("<b>a</b> &lt;b&gt; &amp;amp;", "a <b> &amp;"),
        ("<p>a</p>\n<p>b</p>", "a b"),
        ('<abbr title="a > b">c</abbr>', "c"),
        ("\\<span></span>(x\\)", "\\(x\\)"),
        ("&#123;&#123;x&#125;&#125;", "{{x}}"),
        ("<ruby>漢字<rt>かんじ</rt></ruby>です", "漢字(かんじ)です"),
        ("<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>", "漢(かん)字(じ)"),
        ("<ruby>字<rp>(</rp><rt><b>じ</b></rt><rp>)</rp></ruby>", "字(じ)"),
        ("<ruby>字<rt></rt></ruby> <rt", "字 <rt"),
    ],
)
def test_the_visible_text_is_what_a_reader_sees(html: str, text: str) -> None:
    assert visible_text(html) == text


@pytest.mark.parametrize(
    "text",
    [
        "<b>" * 2_000,
        "<" * 20_000,
        "[" * 20_000,
        "**a" * 5_000,
        "==a" * 5_000,
        "$" * 20_000,
        "`" * 20_000,
        "<a " * 5_000,
        f"<a {'b ' * 5_000}>",
        "> " * 2_000 + "a",
        "[a](" * 5_000,
        "![" * 5_000,
        "|" * 5_000 + "\n" + "|-" * 5_000,
        "{" * 20_000,
        "<!--" * 5_000,
        "[a]: b\n" * 300,
        "|a|\n|-|\n|b|\r",
        "---\n\n" * 100,
    ],
    ids=lambda text: text[:8].strip(),
)
def test_a_hostile_text_is_rendered_too(text: str) -> None:
    for rendered in _render_all(text):
        assert rendered.html


# Nothing an author writes may do any harm.

SIGNS = st.sampled_from(
    "a b é 日 1 1. - + # > * ** _ __ ~ ~~ ` `` ``` $ $$ = == === | |-| \\ & &lt; &#10; &#x3c; "
    "{ } {{ }} {{c1:: [ ] ( ) ]( [a]: ![ [sound: [latex] [[type: < > </ /> <b> </b> <i> </i> <br> "
    "<div> </div> <p> <sub> <script> </script> <style> <svg <img <a <a\thref= </a> onerror= "
    "src= style= href= title= \" ' javascript: data: https://a.example mailto: // : ; <!-- --> "
    "<? ?> <![CDATA[ ]]> \\( \\) \\[ \\] \N{NO-BREAK SPACE} \u2028 🙂".split(" ")
) | st.sampled_from([" ", "\n", "\n\n", "\t", "    "])
ANY = st.lists(SIGNS, max_size=30).map("".join) | st.text(
    st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n\t"), max_size=40
)


def _render_all(text: str) -> tuple[Rendered | RenderedCloze, ...]:
    return render_markdown(text), render_inline(text), render_cloze(text)


def test_the_allowed_tags_hold_nothing_that_runs_loads_or_asks() -> None:
    harmful = (
        "script style iframe object embed form input button textarea select link meta base img "
        "svg math audio video source track canvas template noscript frame frameset applet"
    )
    assert CARD_TAGS.isdisjoint(harmful.split())
    assert AUTHOR_TAGS <= CARD_TAGS
    assert {name for names in ATTRIBUTES.values() for name in names} == {
        "align",
        "dir",
        "href",
        "lang",
        "start",
        "title",
    }
    assert {"http", "https", "mailto"} == URL_SCHEMES


@given(ANY)
def test_the_result_holds_only_allowed_tags_and_attributes(text: str) -> None:
    for rendered in _render_all(text):
        read = HtmlReader(rendered.html)
        assert read.other == []
        for tag, attributes in read.opened:
            assert tag in CARD_TAGS
            assert set(attributes) <= ATTRIBUTES.get(tag, set())
            scheme = (attributes.get("href") or "https:").partition(":")[0].lower()
            assert scheme in URL_SCHEMES


@given(st.lists(st.sampled_from([*"aB1 .,'\"*_`~-", "**", "~~", "``", "é", "b*c*"])).map("".join))
@example('**a** and `b`, ~~c~~ "d"')
@example("***")
@example("* a")
@example("```a")
def test_a_line_with_emphasis_or_code_is_rendered_as_any_other_text_is(line: str) -> None:
    line = line.strip()
    html = sanitised_html(read_markdown(line, AUTHOR_TAGS, {}), {}) or ""
    shows = visible_text(html) or "<hr" in html
    expected = html if shows else render_inline(line).html
    assert render_markdown(line).html == expected  # of notices there may be some, as `H~2~O`


@given(ANY)
def test_every_tag_of_the_result_is_closed(text: str) -> None:
    for rendered in _render_all(text):
        read = HtmlReader(rendered.html)
        opened = [tag for tag, _ in read.opened if tag not in VOID_TAGS]
        assert sorted(opened) == sorted(read.closed)


@given(ANY)
def test_no_text_holds_what_anki_would_take_for_its_own(text: str) -> None:
    for bare in (render_markdown(text), render_inline(text)):
        assert "{{" not in bare.html
        assert "}}" not in bare.html
    for rendered in _render_all(text):
        assert not re.search(
            r"\[/?(?:sound:|anki:|latex\]|\$\$?\])|\[\[type:", rendered.html, re.IGNORECASE
        )


@given(ANY)
def test_mathjax_delimiters_come_in_pairs_of_ours(text: str) -> None:
    if "$" not in text:
        for rendered in _render_all(text):
            assert not re.search(r"\\[(\[]", rendered.html)


@given(ANY)
@example("a&#10;b")
def test_a_title_is_one_line(text: str) -> None:
    assert "\n" not in render_inline(text).html


@given(ANY)
def test_only_a_summary_has_notices_of_marks(text: str) -> None:
    of_marks = {"mark-crosses-markup", "mark-in-code", "summary-without-marks", "unclosed-mark"}
    for rendered in (render_markdown(text), render_inline(text)):
        assert of_marks.isdisjoint(notice.code for notice in rendered.notices)


# Nothing an author writes disappears.


@given(st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), max_size=60))
def test_plain_text_takes_a_short_way_to_the_same_result(text: str) -> None:
    text = " ".join(text.split())
    assume(text[:1].isalpha())  # other signs may start a block
    assume(render_markdown(text).html == text)
    assert render_markdown(f"{text}\n\n*x*").html == f"<p>{text}</p>\n<p><em>x</em></p>"
    assert render_inline(f"{text} *x*").html == f"{text} <em>x</em>"


@given(st.text(st.sampled_from("ab &<>;#\"'{}[]()!|/=.\\\N{NO-BREAK SPACE}"), max_size=30))
@example("a & b < c")
@example("a\N{NO-BREAK SPACE}&nbsp;b")
@example("a \\\\(b\\\\)")
def test_text_without_tags_takes_a_short_way_to_the_same_result(text: str) -> None:
    html = render_inline(f"a {text} b").html
    assert render_inline(f"a {text} b *x*").html == f"{html} <em>x</em>"


# Letters that no allowed tag is made of; no links, references, fences or numbered lists, which
# all have parts that are not shown.
SHOWN = st.lists(
    st.sampled_from([*"xyzXYZ0123456789", *"*_~`\\<>/=!+-#|\"'${},; \n", "\n\n", "==", "$$"])
    | st.sampled_from([" | ", "\n|-|-|\n", "<x", "</y>", "<x y='z'>", "<!--", "-->", "    "]),
    max_size=30,
).map("".join)


def _signs(text: str) -> str:
    return "".join(character for character in text if character.isascii() and character.isalnum())


@given(SHOWN)
@example("<!--`<x`")
@example("<!--x\\<y")
@example("x<!--\\<x-->")
@example("<div>\\<x")
@example("|x|\n|-|\n|1|2|")
def test_no_letter_or_digit_disappears(text: str) -> None:
    assume("```" not in text)
    assume("~~~" not in text)
    for rendered in (render_markdown(text), render_inline(text)):
        assert _signs(HtmlReader(rendered.html).text) == _signs(text)


@given(SHOWN)
def test_no_letter_or_digit_of_a_summary_disappears(text: str) -> None:
    assume("```" not in text)
    assume("~~~" not in text)
    html = re.sub(r"\{\{c[0-9]+::", "", render_cloze(text).html)
    assert _signs(HtmlReader(html).text) == _signs(text)


@given(st.text(st.sampled_from("[]:() xyz/<>!\n"), max_size=30))
def test_no_letter_of_a_definition_or_a_link_that_leads_nowhere_disappears(text: str) -> None:
    for rendered in (render_markdown(text), render_inline(text)):
        assert _signs(HtmlReader(rendered.html).text) == _signs(text)


@given(SHOWN | st.text(st.sampled_from("[]() xyz/<>!=\n"), max_size=30))
def test_every_notice_quotes_what_a_reader_sees(text: str) -> None:
    for rendered in _render_all(text):
        visible = _signs(re.sub(r"\{\{c[0-9]+::", "", HtmlReader(rendered.html).text))
        for notice in rendered.notices:
            assert _signs(notice.quoted) in visible
            assert notice.quoted.isprintable() or "\n" in notice.quoted
            assert "\x02" not in notice.quoted
            assert "\x03" not in notice.quoted


# Anki sees the blanks that we made.

WORDS = st.lists(
    st.sampled_from(
        (
            "a :: : { } {{ }} {{c1:: & < > [sound:x] | hint::x `x` $x$ **b** *i* <b>y</b> \\ ]] 日"
        ).split()
    ),
    min_size=1,
    max_size=4,
).map(" ".join)


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    collection = Collection(str(tmp_path_factory.mktemp("anki") / "collection.anki2"))
    yield collection
    collection.close()


def _numbers(collection: Collection, text: str) -> list[int]:
    note_type = collection.models.by_name("Cloze")
    assert note_type
    note = collection.new_note(note_type)
    note["Text"] = text
    return sorted(note.cloze_numbers_in_fields())


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5))
def test_anki_sees_exactly_the_blanks_that_were_marked(
    collection: Collection, parts: list[tuple[str, str]]
) -> None:
    text = " ".join(f"{between} =={blank}==" for between, blank in parts)
    assume("\\==" not in text)
    rendered = render_cloze(text)
    assume({notice.code for notice in rendered.notices} <= {"html-as-text"})
    assert len(rendered.blanks) == len(parts)
    assert _numbers(collection, rendered.html) == list(range(1, len(parts) + 1))
    for number, blank in enumerate(rendered.blanks, start=1):
        seen = collection.extract_cloze_for_typing(rendered.html, number)
        assert visible_text(seen) == visible_text(blank)


@given(ANY)
def test_anki_sees_as_many_blanks_as_we_count(collection: Collection, text: str) -> None:
    rendered = render_cloze(text)
    assert _numbers(collection, rendered.html) == list(range(1, len(rendered.blanks) + 1))


@given(st.permutations(range(1, 6)))
def test_anki_sees_chosen_numbers(collection: Collection, numbers: list[int]) -> None:
    html = renumber_blanks(
        render_cloze("==a== ==b== ==c== ==d== ==e==").html, dict(enumerate(numbers, start=1))
    )
    for number, blank in zip(numbers, "abcde", strict=True):
        assert collection.extract_cloze_for_typing(html, number) == blank


@pytest.mark.parametrize("count", [500, 501])
def test_anki_tells_five_hundred_blanks_apart(collection: Collection, count: int) -> None:
    rendered = render_cloze("==a== " * count)
    note_type = collection.models.by_name("Cloze")
    assert note_type
    note = collection.new_note(note_type)
    note["Text"] = rendered.html
    collection.add_note(note, DeckId(1))
    assert len({card.ord for card in note.cards()}) == 500
    assert [notice.code for notice in rendered.notices] == ["too-many-blanks"] * (count > 500)

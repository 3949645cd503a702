"""The cards themselves in a browser, as Anki's own engine renders them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.anki.engine import import_package, open_collection
from tests.support import build_files

pytestmark = pytest.mark.browser

SAMPLER = r"""
title: "All that a card may hold: a video with a rather long title"
url: https://www.youtube.com/watch?v=abcdefghijk
modules:
  - title: A module of many things & more
    chapters:
      - title: Shapes of text
        time: 1:02:03 - 1:30:00
        summary: >-
          A blank may hold ==one word==, ==*several* words with emphasis==, or ==$E = mc^2$==.
        hint: Read it aloud.
        extra: A word on the summary.
        topics:
          Pneumonoultramicroscopicsilicovolcanoconiosis and anunbreakablecompanionoflength:
            definition: A long word; https://example.org/a/very/long/address/that/never/ends/at/all
            reverse: true
          שלום: ברכה בעברית
        questions:
          - question: |
              Which of these is right?

              - a list, with `inline code`
              - another line

              1. numbers
              2. too
            answer: |
              > A quotation of some length that has to wrap on a narrow telephone.

              | name | value | another column |
              |---|--:|---|
              | first | 1 | unbreakableunbreakableunbreakable |

              ```python
              def long_function_name(argument_one, argument_two, argument_three, argument_four):
                  return "a string" + 1  # and a comment
              ```

              $$\int_0^\infty e^{-x}\,dx = 1$$ and <kbd>Ctrl</kbd>, ~~wrong~~, [a link](https://a.example)

              ![A picture](wide.svg)
            hint: A hint that folds.
            extra: Something small, with a [link](https://example.org) in it.
"""

SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="100">
<rect width="2000" height="100"/></svg>"""

PAGE = """<!doctype html><html><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><style>{css}</style></head>
<body class="card {theme}">{html}</body></html>"""

CONTRAST = """() => {
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const part = (v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const low = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.getClientRects().length) continue;
    const pair = [light(parse(getComputedStyle(element).color)), light(ground(element))];
    const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    if (ratio < 4.5) low.push([walker.currentNode.data.trim().slice(0, 30), ratio.toFixed(2)]);
  }
  return low;
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card's two sides as HTML, with its style."""

    front: str
    back: str
    css: str


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Card]]:
    folder = tmp_path_factory.mktemp("sampler") / "content"
    folder.mkdir()
    (folder / "sampler.yaml").write_text(SAMPLER, encoding="utf-8")
    (folder / "wide.svg").write_text(SVG, encoding="utf-8")
    (package,) = build_files([folder / "sampler.yaml"], folder / "decks")
    with open_collection(folder / "learner.anki2") as collection:
        import_package(collection, package)
        outputs = [collection.get_card(each).render_output() for each in collection.find_cards("")]
        media = Path(collection.media.dir()).as_uri()
        yield [
            Card(
                front=output.question_text.replace('src="', f'src="{media}/'),
                back=output.answer_text.replace('src="', f'src="{media}/'),
                css=output.css,
            )
            for output in outputs
        ]


THEMES = ("", "nightMode", "night_mode")
WIDTHS = (320, 390, 1000)


def _show(page: Page, card: Card, html: str, theme: str, folder: Path) -> None:
    path = folder / "card.html"
    path.write_text(PAGE.format(css=card.css, theme=theme, html=html), encoding="utf-8")
    page.goto(path.as_uri())


@pytest.mark.parametrize("width", WIDTHS)
def test_no_card_is_wider_than_the_screen(
    width: int, cards: list[Card], browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 700})
    assert len(cards) == 7
    for card in cards:
        for html in (card.front, card.back):
            _show(page, card, html, "", tmp_path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("theme", THEMES)
def test_all_text_has_the_contrast_that_wcag_aa_asks(
    theme: str, cards: list[Card], browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page(viewport={"width": 600, "height": 700})
    for card in cards:
        for html in (card.front, card.back):
            _show(page, card, html, theme, tmp_path)
            assert page.evaluate(CONTRAST) == []
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_question_stays_in_its_place_when_the_card_is_turned(
    width: int, cards: list[Card], browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 700})
    for card in cards:
        places = []
        for html in (card.front, card.back):
            _show(page, card, html, "", tmp_path)
            box = page.locator(".prompt").first.bounding_box()
            assert box is not None
            places.append((box["x"], box["y"], box["width"]))
        assert places[0] == places[1]
    page.close()


def test_a_blank_stands_out_by_more_than_colour(
    cards: list[Card], browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page()
    card = next(each for each in cards if 'class="cloze"' in each.front)
    _show(page, card, card.front, "", tmp_path)
    blank, text = (
        page.locator(name).first.evaluate(
            "e => [getComputedStyle(e).fontWeight, getComputedStyle(e).borderBottomWidth]"
        )
        for name in (".cloze", ".prompt")
    )
    assert blank == ["700", "2px"]
    assert text == ["400", "0px"]
    page.close()


def test_text_that_runs_from_right_to_left_starts_at_the_right(
    cards: list[Card], browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page()
    card = next(each for each in cards if "שלום" in each.front)
    _show(page, card, card.back, "", tmp_path)
    direction = page.locator(".answer").evaluate("e => getComputedStyle(e).direction")
    assert direction == "rtl"
    page.close()


RIGHT_TO_LEFT = """
title: שיעור על המוח
url: https://example.org/a.mp4
modules:
  - title: מבוא
    chapters:
      - title: תא עצב
        time: 1:02:03
        summary: המוח ==גדול== מאוד.
        hint: רמז קצר, ולא יותר.
        topics:
          נוירון: {definition: תא עצב שמעביר אותות., reverse: true}
        questions:
          - {question: מהו נוירון?, answer: תא עצב., hint: "רמז קצר, ולא יותר."}
"""


def test_title_context_and_hint_run_as_their_text_does(browser: Browser, tmp_path: Path) -> None:
    content = tmp_path / "brain.yaml"
    content.write_text(RIGHT_TO_LEFT, encoding="utf-8")
    (package,) = build_files([content], tmp_path / "decks")
    with open_collection(tmp_path / "learner.anki2") as collection:
        import_package(collection, package)
        outputs = [collection.get_card(each).render_output() for each in collection.find_cards("")]
    page = browser.new_page(viewport={"width": 390, "height": 844})
    seen = set()
    for output in outputs:
        card = Card(front=output.question_text, back=output.answer_text, css=output.css)
        _show(page, card, card.back, "", tmp_path)
        for line in page.locator(".context, .source").all():
            text = line.inner_text()
            if text == "Which term is this?":
                continue
            seen.add(" ".join(text.split()))
            assert line.evaluate("e => getComputedStyle(e).direction") == "rtl", text
        # The time is first, at the right, and reads as it is written.
        time, video, source = (
            page.locator(each).last.bounding_box() for each in (".time a", ".video", ".source")
        )
        assert time
        assert video
        assert source
        assert time["x"] > video["x"]
        assert abs(time["x"] + time["width"] - source["x"] - source["width"]) < 1
        assert page.locator(".time a").last.inner_text() == "1:02:03"
        if page.locator(".hint > summary").count():
            page.locator(".hint > summary").first.click()
            hint = page.locator(".hint > div").first
            start = hint.evaluate(_FIRST_CHARACTER)
            box = hint.bounding_box()
            assert box
            assert start > box["x"] + box["width"] / 2
    assert seen == {"מבוא › תא עצב", "1:02:03 שיעור על המוח"}  # noqa: RUF001 - the cards' own sign
    page.close()


_FIRST_CHARACTER = """(e) => {
  const range = document.createRange();
  range.setStart(e.firstChild, 0);
  range.setEnd(e.firstChild, 1);
  return range.getBoundingClientRect().right;
}"""
"""Gives where the first character of an element's text ends, in pixels from the left."""


def test_a_hint_is_folded_until_it_is_asked_for(
    cards: list[Card], browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page()
    card = next(each for each in cards if "A hint that folds" in each.front)
    _show(page, card, card.front, "", tmp_path)
    hint = page.get_by_text("A hint that folds.")
    assert not hint.is_visible()
    page.locator(".hint > summary").click()
    assert hint.is_visible()
    page.close()


@pytest.mark.parametrize(
    ("language", "hyphens", "word_break"),
    [("de", "auto", "normal"), ("ko", "auto", "keep-all"), ("", "manual", "normal")],
)
def test_lines_break_by_the_rules_of_the_language(  # noqa: PLR0913, PLR0917 - fixtures
    language: str,
    hyphens: str,
    word_break: str,
    cards: list[Card],
    browser: Browser,
    tmp_path: Path,
) -> None:
    page = browser.new_page()
    text = f'<div lang="{language}">text <code>code</code></div>' if language else "<div>text</div>"
    _show(page, cards[0], f'<div class="answer">{text}</div>', "", tmp_path)
    found = page.locator(".answer > div").evaluate(
        "e => [getComputedStyle(e).hyphens, getComputedStyle(e).wordBreak]"
    )
    assert found == [hyphens, word_break]
    if language:
        code = page.locator("code").evaluate("e => getComputedStyle(e).hyphens")
        assert code == "manual"
    page.close()


def test_all_sizes_of_text_follow_that_of_the_card(cards: list[Card]) -> None:
    """It is Anki's own, in pixels: the window's root has another size in each of its programs."""
    assert re.findall(r"font(?:-size)?: [^;]*?([\d.]+(?:px|rem))", cards[0].css) == ["20px"]
    assert "rem" not in re.sub(r"[a-z]+rem|rem[a-z]+", "", cards[0].css)

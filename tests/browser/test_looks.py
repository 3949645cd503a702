"""Light and dark, wide and narrow."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.content import VIDEO
from tests.browser.watched import (
    DESKTOP,
    PHONE,
    SMALL_PHONE,
    Watched,
    assert_no_overflow,
    card,
    write_pages,
)
from tests.support import SHIPPED

pytestmark = pytest.mark.browser

LIGHT_PAPER, DARK_PAPER = "rgb(253, 253, 251)", "rgb(27, 30, 36)"

LONG = """\
title: DonaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftX
chapters:
  - title: AnotherTitleWithoutAnySpaceThatIsMuchLongerThanAnyPhoneIsWideAndThenSome
    time: 0:00 - 1:00
    tags: [a-tag-that-is-so-long-that-no-phone-could-show-it-on-one-line-at-all]
    questions:
      - question: |
          | first column | second column | third column | fourth column | fifth column |
          |---|---|---|---|---|
          | SomethingLong | SomethingLong | SomethingLong | SomethingLong | SomethingLong |

          ```
          a_line_of_code_that_goes_on_and_on(and_on, and_on, and_on, and_on, and_on, and_on)
          ```
        answer: https://example.org/an/address/that/is/long/enough/to/leave/the/card/at/any/width
"""


def _paper(page: Page) -> str:
    return str(card(page).evaluate("(each) => getComputedStyle(each).backgroundColor"))


@pytest.mark.parametrize(("scheme", "paper"), [("light", LIGHT_PAPER), ("dark", DARK_PAPER)])
def test_the_first_look_is_what_the_reader_prefers(
    watched: Watched, tmp_path: Path, scheme: Literal["light", "dark"], paper: str
) -> None:
    page = watched.open_text(tmp_path, VIDEO, scheme=scheme)
    assert _paper(page) == paper
    expect(page.locator("#card")).to_have_css("background-color", paper)
    expect(page.get_by_role("button", name=scheme.title())).to_have_attribute(
        "aria-pressed", "true"
    )


def test_a_switch_turns_page_and_card_dark_and_light_again(
    watched: Watched, tmp_path: Path
) -> None:
    page = watched.open_text(tmp_path, VIDEO)
    page.get_by_role("button", name="Dark").click()
    assert _paper(page) == DARK_PAPER
    expect(page.locator("body")).to_have_css("background-color", "rgb(19, 21, 25)")
    page.get_by_role("button", name="Light").click()
    assert _paper(page) == LIGHT_PAPER


def test_the_look_follows_the_system_until_a_switch_is_used(
    watched: Watched, tmp_path: Path
) -> None:
    page = watched.open_text(tmp_path, VIDEO)
    page.emulate_media(color_scheme="dark")
    expect(card(page)).to_have_css("background-color", DARK_PAPER)
    page.get_by_role("button", name="Light").click()
    page.emulate_media(color_scheme="light")
    page.emulate_media(color_scheme="dark")
    expect(card(page)).to_have_css("background-color", LIGHT_PAPER)


def test_the_phone_switch_narrows_the_card(watched: Watched, tmp_path: Path) -> None:
    page = watched.open_text(tmp_path, VIDEO)
    phone = page.get_by_role("button", name="Phone")
    phone.click()
    expect(phone).to_have_attribute("aria-pressed", "true")
    box = card(page).bounding_box()
    assert box is not None
    assert 340 < box["width"] < 390
    phone.click()
    box = card(page).bounding_box()
    assert box is not None
    assert box["width"] > 600


@pytest.mark.parametrize("size", [DESKTOP, PHONE, SMALL_PHONE])
@pytest.mark.parametrize("text", [VIDEO, LONG], ids=["usual", "long words"])
def test_no_side_of_a_card_is_wider_than_the_window(
    watched: Watched, tmp_path: Path, size: tuple[int, int], text: str
) -> None:
    page = watched.open_text(tmp_path, text, size)
    total = int(page.locator("#list .row").first.get_attribute("aria-setsize") or "0")
    for number in range(total):
        assert_no_overflow(page)
        page.keyboard.press("Space")
        expect(page.locator("#card")).to_have_class("back")
        assert_no_overflow(page)
        if number < total - 1:
            page.keyboard.press("ArrowRight")
    page.keyboard.press("?")
    assert_no_overflow(page)


@pytest.mark.parametrize("size", [PHONE, SMALL_PHONE])
def test_the_shipped_deck_fits_a_phone(
    watched: Watched, tmp_path: Path, size: tuple[int, int]
) -> None:
    page = watched.open(write_pages([SHIPPED], tmp_path), size)
    assert_no_overflow(page)
    for name in ("Show answer", "Next card", "Questions", "Chapters"):
        expect(page.get_by_role("button", name=name)).to_be_visible()


def test_motion_stops_for_those_who_ask(watched: Watched, tmp_path: Path) -> None:
    watched.open_text(tmp_path, VIDEO)
    expect(watched.page.locator("#host")).to_have_css("animation-name", "none")
    watched.page.emulate_media(reduced_motion="no-preference")
    expect(watched.page.locator("#host")).to_have_css("animation-name", "appear")


def test_the_pages_style_does_not_reach_the_card_nor_the_cards_the_page(
    watched: Watched, tmp_path: Path
) -> None:
    page = watched.open_text(tmp_path, VIDEO)
    expect(card(page)).to_have_css("padding-bottom", "30px")
    expect(card(page).locator(".context")).to_have_css("font-size", "13px")
    page.evaluate("document.querySelector('main').append(document.createElement('hr'))")
    page.evaluate("document.querySelector('main > hr').className = 'prompt'")
    assert page.locator("main > hr").evaluate("(e) => getComputedStyle(e).maxWidth") == "none"


@pytest.mark.parametrize("size", [(1280, 720), (1366, 650), (390, 664), SMALL_PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_main_button_is_in_view_before_anyone_scrolls(
    watched: Watched, tmp_path: Path, size: tuple[int, int], scheme: Literal["light", "dark"]
) -> None:
    page = watched.open(write_pages([SHIPPED], tmp_path), size, scheme)
    for _ in range(3):
        box = page.locator("#flip").bounding_box()
        card_box = page.locator("#card").bounding_box()
        assert box is not None
        assert card_box is not None
        assert box["y"] + box["height"] <= size[1]
        assert card_box["y"] < box["y"] - 100  # and some of the card
        assert page.evaluate("scrollY") == 0
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")


@pytest.mark.parametrize("size", [(1280, 720), (390, 664)])
def test_the_main_button_stays_in_view_below_a_long_card(
    watched: Watched, tmp_path: Path, size: tuple[int, int]
) -> None:
    text = VIDEO.replace("Because <foo>.", "|\n" + 60 * "              A line.\n\n")
    page = watched.open_text(tmp_path, text, size)
    page.get_by_role("button", name="Questions").click()
    page.get_by_role("button", name="Show answer").click()
    expect(card(page)).to_contain_text("A line.")
    page.evaluate("document.querySelector('#card').scrollIntoView()")
    box = page.locator("#flip").bounding_box()
    assert box is not None
    assert 0 < box["y"] < box["y"] + box["height"] <= size[1]
    page.get_by_role("button", name="Show question").click(timeout=1000)
    expect(page.locator("#flip")).to_have_text("Show answer")

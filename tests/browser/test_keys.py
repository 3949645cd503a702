"""The page without a mouse."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.content import VIDEO
from tests.browser.watched import Watched, card, expect_count

pytestmark = pytest.mark.browser


def _expect_card(page: Page, number: int, side: str = "Front", total: int = 7) -> None:
    expect(page.locator("#card")).to_have_attribute(
        "aria-label", f"{side} of card {number} of {total}"
    )


def test_space_flips_and_arrows_move(watched: Watched, tmp_path: Path) -> None:
    page = watched.open_text(tmp_path, VIDEO)
    page.keyboard.press("Space")
    _expect_card(page, 1, "Back")
    page.keyboard.press("Space")
    _expect_card(page, 1)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    _expect_card(page, 3)
    page.keyboard.press("ArrowLeft")
    _expect_card(page, 2)
    page.keyboard.press("End")
    _expect_card(page, 7)
    page.keyboard.press("ArrowRight")
    _expect_card(page, 7)
    page.keyboard.press("Home")
    _expect_card(page, 1)
    page.keyboard.press("ArrowLeft")
    _expect_card(page, 1)


def test_moving_on_shows_the_next_question_first(watched: Watched, tmp_path: Path) -> None:
    page = watched.open_text(tmp_path, VIDEO)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    _expect_card(page, 2)


def test_arrows_reach_cards_again_after_a_click_on_the_timeline(
    watched: Watched, tmp_path: Path
) -> None:
    page = watched.open_text(tmp_path, VIDEO)
    page.locator("#chapters button").first.click()
    page.keyboard.press("ArrowRight")
    _expect_card(page, 2, total=5)


def test_slash_searches_and_keys_typed_there_do_nothing_else(
    watched: Watched, tmp_path: Path
) -> None:
    page = watched.open_text(tmp_path, VIDEO)
    page.keyboard.press("/")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.type("four one?")
    expect(page.locator("#text")).to_have_value("four one?")
    expect(page.locator("#keys")).to_be_hidden()
    page.locator("#text").fill("four one")
    _expect_card(page, 1, total=1)
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_be_focused()
    expect_count(page, "1 of 7 cards")
    page.keyboard.press("Escape")
    expect_count(page, "7 cards")


def test_a_question_mark_shows_the_keys_and_escape_returns(
    watched: Watched, tmp_path: Path
) -> None:
    page = watched.open_text(tmp_path, VIDEO)
    page.locator("#card").focus()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    page.keyboard.press("ArrowRight")
    _expect_card(page, 1)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator("#card")).to_be_focused()


def test_the_list_is_one_stop_and_its_arrows_choose(watched: Watched, tmp_path: Path) -> None:
    page = watched.open_text(tmp_path, VIDEO)
    cards = page.get_by_role("listbox", name="Cards")
    cards.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    _expect_card(page, 3)
    active = cards.get_attribute("aria-activedescendant")
    expect(page.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
    expect(page.locator(f"#{active}")).to_have_attribute("aria-posinset", "3")
    page.keyboard.press("PageDown")
    _expect_card(page, 7)
    page.keyboard.press("Space")
    _expect_card(page, 7, "Back")
    expect(cards).to_be_focused()


def test_arrows_walk_the_timeline_and_enter_chooses(watched: Watched, tmp_path: Path) -> None:
    page = watched.open_text(tmp_path, VIDEO)
    segments = page.locator("#chapters button")
    segments.first.focus()
    page.keyboard.press("ArrowRight")
    expect(segments.nth(1)).to_be_focused()
    expect(page.locator("#caption")).to_contain_text("Two: 1 card")
    page.keyboard.press("End")
    expect(segments.nth(2)).to_be_focused()
    page.keyboard.press("Enter")
    expect_count(page, "1 of 7 cards")
    expect(segments.nth(2)).to_be_focused()
    expect(card(page)).to_contain_text("End")


def test_tab_visits_everything_and_comes_back(watched: Watched, tmp_path: Path) -> None:
    page = watched.open_text(tmp_path, VIDEO)
    current = "document.activeElement.id || document.activeElement.textContent.trim()"
    visited = []
    for _ in range(40):
        page.keyboard.press("Tab")
        visited.append(page.evaluate(current))
        if len(visited) > 1 and visited[-1] == visited[0]:
            break
    assert visited[0] == "Skip to the card"
    assert visited[-1] == visited[0]
    for stop in ("light", "dark", "phone", "help", "text", "module", "list", "card", "flip"):
        assert stop in visited
    chapters = page.locator("#chapters button").evaluate_all("(all) => all.map((e) => e.tabIndex)")
    assert sorted(chapters) == [-1, -1, 0]


def test_focus_is_seen(watched: Watched, tmp_path: Path) -> None:
    page = watched.open_text(tmp_path, VIDEO)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the card")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#card")).to_be_focused()
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"

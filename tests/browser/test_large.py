"""A deck of 5,000 cards: the page holds what is in sight, and no more."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.content import make_large
from tests.browser.watched import Watched, card, expect_count

pytestmark = pytest.mark.browser

MOST_NODES = 600


@pytest.fixture
def large(watched: Watched, tmp_path: Path) -> Page:
    return watched.open_text(tmp_path, make_large(5000))


def _nodes(page: Page) -> int:
    return int(page.evaluate("document.querySelectorAll('*').length"))


def test_only_what_is_in_sight_is_drawn(large: Page) -> None:
    expect_count(large, "5,000 cards")
    assert _nodes(large) < MOST_NODES
    large.locator("#list").evaluate("(list) => { list.scrollTop = list.scrollHeight / 2; }")
    expect(large.get_by_role("option", name="Chapter 10, question 1:")).to_be_visible()
    assert _nodes(large) < MOST_NODES


def test_the_last_card_is_reached_by_key_by_scrolling_and_by_search(large: Page) -> None:
    last = large.get_by_role("option", name="Chapter 19, question 249:")
    large.locator("#list").evaluate("(list) => { list.scrollTop = list.scrollHeight; }")
    last.click()
    expect(large.locator("#card")).to_have_attribute("aria-label", "Front of card 5000 of 5000")
    large.keyboard.press("Home")
    expect(last).to_have_count(0)
    large.keyboard.press("End")
    expect(last).to_have_attribute("aria-selected", "true")
    expect(last).to_be_in_viewport()
    large.get_by_label("Search the cards").fill("answer 19-249")
    expect_count(large, "1 of 5,000 cards")
    expect(card(large)).to_contain_text("Chapter 19, question 249")
    assert _nodes(large) < MOST_NODES


def test_walking_through_many_cards_leaves_nothing_behind(large: Page) -> None:
    before = _nodes(large)
    for _ in range(300):
        large.keyboard.press("ArrowRight")
    expect(large.locator("#card")).to_have_attribute("aria-label", "Front of card 301 of 5000")
    assert _nodes(large) <= before + 100


def test_thousands_of_warnings_are_listed_when_asked_for_and_not_all(large: Page) -> None:
    problems = large.locator("#problems")
    expect(problems.locator("summary")).to_have_text(re.compile(r"5,\d{3} warnings"))
    expect(problems.locator("li")).to_have_count(0)
    problems.locator("summary").click()
    expect(problems.locator("li")).to_have_count(101)
    expect(problems.locator("li").last).to_have_text(
        re.compile(r"and 5,\d{3} more, which flashcards check lists")
    )

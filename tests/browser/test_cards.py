"""The card in the middle of the page: shown, flipped, read aloud."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.content import VIDEO
from tests.browser.watched import Watched, card, write_pages
from tests.support import SHIPPED, compile_shipped

pytestmark = pytest.mark.browser


def test_the_button_shows_the_answer_and_the_question_again(
    watched: Watched, tmp_path: Path
) -> None:
    page = watched.open_text(tmp_path, VIDEO)
    expect(card(page)).to_contain_text("The sky is [...] and the sea is wide.")
    page.get_by_role("button", name="Show answer").click()
    expect(card(page)).to_contain_text("The sky is blue and the sea is wide.")
    page.get_by_role("button", name="Show question").click()
    expect(card(page)).to_contain_text("[...]")


def test_a_click_on_the_card_flips_it_and_one_on_its_link_does_not(
    watched: Watched, tmp_path: Path
) -> None:
    page = watched.open_text(tmp_path, VIDEO)
    page.locator("#card").click(position={"x": 200, "y": 200})
    expect(page.locator("#card")).to_have_class("back")
    link = card(page).get_by_role("link", name="0:00")
    expect(link).to_have_attribute("href", "https://www.youtube.com/watch?v=abc&t=0s")
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("rel", "noopener")
    with page.context.expect_page():
        link.click()
    expect(page.locator("#card")).to_have_class("back")
    assert [re.sub(r"\?.*", "", url) for url in watched.asked] == ["https://www.youtube.com/watch"]
    watched.asked.clear()
    watched.said.clear()


def test_a_hint_opens_without_flipping_the_card(watched: Watched, tmp_path: Path) -> None:
    page = watched.open_text(tmp_path, VIDEO)
    page.get_by_role("option", name="Café").click()
    hint = card(page).get_by_text("Drink there.")
    expect(hint).to_be_hidden()
    card(page).locator(".hint > summary").click()
    expect(hint).to_be_visible()
    expect(hint).to_have_text("Drink there.")
    expect(page.locator("#card")).not_to_have_class("back")


def test_math_shows_as_its_source(watched: Watched, tmp_path: Path) -> None:
    page = watched.open_text(tmp_path, VIDEO)
    page.get_by_role("option", name="Why").click()
    expect(card(page).locator(".tex")).to_have_text(r"e^{i\pi}")
    expect(card(page).locator(".prompt")).to_have_text(r"Why e^{i\pi}?")


def test_a_screen_reader_hears_the_answer_and_the_next_question(
    watched: Watched, tmp_path: Path
) -> None:
    page = watched.open_text(tmp_path, VIDEO)
    live = page.locator("#live")
    expect(live).to_have_attribute("aria-live", "polite")
    page.get_by_role("option", name="2 + 2").click()
    expect(live).to_contain_text("Card 6 of 7:")
    expect(page.locator("#card")).to_have_attribute("aria-label", "Front of card 6 of 7")
    page.get_by_role("button", name="Show answer").click()
    expect(live).to_contain_text("Answer: Four:")
    expect(live).not_to_contain_text("What is")
    expect(page.locator("#card")).to_have_attribute("aria-label", "Back of card 6 of 7")


def test_a_card_carries_its_own_warnings_and_the_page_lists_all(
    watched: Watched, tmp_path: Path
) -> None:
    page = watched.open_text(tmp_path, VIDEO)
    expect(page.locator("#warnings li")).to_have_count(0)
    page.get_by_role("button", name="Warnings").click()
    expect(page.locator("#count")).to_have_text("1 of 7 cards")
    warning = page.locator("#warnings li")
    expect(warning).to_contain_text("warning[html-as-text]")
    expect(warning).to_contain_text("video.yaml:15:")
    page.get_by_text("1 warning", exact=True).click()
    expect(page.locator("#problems li")).to_have_count(1)


def test_the_address_remembers_the_view_over_a_reload(watched: Watched, tmp_path: Path) -> None:
    page = watched.open_text(tmp_path, VIDEO)
    page.get_by_role("button", name="Topics").click()
    page.get_by_role("button", name="Next card").click()
    page.get_by_role("button", name="Show answer").click()
    page.get_by_role("button", name="Dark").click()
    expect(page).to_have_url(re.compile("theme=dark"))
    page.reload()
    expect(page.locator("#count")).to_have_text("3 of 7 cards")
    expect(card(page)).to_contain_text("? =")
    expect(card(page)).to_contain_text("Café")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_every_card_of_the_shipped_deck_can_be_shown(watched: Watched, tmp_path: Path) -> None:
    page = watched.open(write_pages([SHIPPED], tmp_path))
    shown = page.evaluate(
        """() => {
            const shown = [];
            for (const next = document.getElementById("next"); ; next.click()) {
                const card = document.getElementById("card");
                const body = document.getElementById("host").shadowRoot.querySelector(".card");
                shown.push([card.getAttribute("aria-label"), body.innerText.trim()]);
                if (next.disabled) return shown;
            }
        }"""
    )
    total = len(shown)
    assert total == sum(note.cards for note in compile_shipped().notes)
    assert [label for label, _ in shown] == [
        f"Front of card {number} of {total}" for number in range(1, total + 1)
    ]
    assert len({text for _, text in shown}) == total

"""The timeline and the filters, and what they leave in the list."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.content import VIDEO
from tests.browser.watched import SMALL_PHONE, Watched, card, expect_count, write_pages
from tests.support import SHIPPED

pytestmark = pytest.mark.browser

TOTAL = 4 * 3600 + 25 * 60 + 4


def _shares(page: Page, bar: str) -> list[float]:
    """Give the segments' widths as parts of the whole."""
    script = """(bar) => {
        const whole = document.querySelector(bar).getBoundingClientRect().width;
        return [...document.querySelectorAll(`${bar} button`)]
            .map((each) => each.getBoundingClientRect().width / whole);
    }"""
    return list(page.evaluate(script, bar))


@pytest.mark.parametrize("size", [(1280, 900), SMALL_PHONE])
def test_the_timeline_is_in_true_proportion(
    watched: Watched, tmp_path: Path, size: tuple[int, int]
) -> None:
    page = watched.open_text(tmp_path, VIDEO, size)
    chapters = [3600 / TOTAL, (TOTAL - 16 - 3600) / TOTAL, 16 / TOTAL]
    assert _shares(page, "#chapters") == pytest.approx(chapters, abs=1e-3)
    assert _shares(page, "#modules") == pytest.approx([1 - 16 / TOTAL, 16 / TOTAL], abs=1e-3)


def test_the_segments_of_the_shipped_video_fill_the_timeline(
    watched: Watched, tmp_path: Path
) -> None:
    page = watched.open(write_pages([SHIPPED], tmp_path))
    assert sum(_shares(page, "#chapters")) == pytest.approx(1, abs=0.01)
    assert len(_shares(page, "#modules")) == 16


def test_each_segment_says_its_time_its_title_and_its_number_of_cards(
    watched: Watched, tmp_path: Path
) -> None:
    page = watched.open_text(tmp_path, VIDEO)
    names = page.locator(".timeline button").evaluate_all(
        "(each) => each.map((button) => button.getAttribute('aria-label'))"
    )
    assert names == [
        "0:00 – 1:00:00, One: 5 cards",  # noqa: RUF001 - a range's own dash
        "1:00:00 – 4:24:48, Two: 1 card",  # noqa: RUF001 - as above
        "4:24:48 – 4:25:04, Conclusion: 1 card",  # noqa: RUF001 - as above
        "0:00 – 4:24:48, First module: 6 cards",  # noqa: RUF001 - as above
        "4:24:48 – 4:25:04, Conclusion: 1 card",  # noqa: RUF001 - as above
    ]


def test_a_click_on_a_segment_keeps_its_cards_and_another_click_shows_all(
    watched: Watched, tmp_path: Path
) -> None:
    page = watched.open_text(tmp_path, VIDEO)
    two = page.get_by_role("toolbar", name="Chapters").get_by_role("button").nth(1)
    two.click()
    expect_count(page, "1 of 7 cards")
    expect(two).to_have_attribute("aria-pressed", "true")
    expect(card(page)).to_contain_text("What is 2 + 2?")
    expect(page.locator("#caption")).to_contain_text("Two")
    two.click()
    expect_count(page, "7 cards")
    module = page.get_by_role("toolbar", name="Modules").get_by_role("button").first
    module.click()
    expect_count(page, "6 of 7 cards")
    expect(page.get_by_label("Module", exact=True)).to_have_value("0")


@pytest.mark.parametrize("size", [(1280, 900), SMALL_PHONE])
def test_the_sliver_of_16_seconds_can_be_clicked_and_focused(
    watched: Watched, tmp_path: Path, size: tuple[int, int]
) -> None:
    page = watched.open_text(tmp_path, VIDEO, size)
    sliver = page.locator("#chapters button").last
    box = sliver.bounding_box()
    assert box is not None
    assert box["width"] < 2
    page.mouse.click(box["x"] - 4, box["y"] + 20)
    expect_count(page, "1 of 7 cards")
    sliver.focus()
    expect(sliver).to_be_focused()
    expect(page.locator("#caption")).to_contain_text("Conclusion")


def test_a_chapter_without_cards_is_seen_on_the_timeline(watched: Watched, tmp_path: Path) -> None:
    text = VIDEO.replace("        topics:\n          End: The last.\n", "")
    page = watched.open_text(tmp_path, text)
    expect(page.locator("#chapters .bar.empty")).to_have_count(1)
    page.locator("#chapters button").last.click(force=True)
    expect_count(page, "0 of 6 cards")
    expect(card(page)).to_have_text("No card matches.")
    expect(page.get_by_role("button", name="Show answer")).to_be_disabled()
    page.get_by_role("button", name="Show all").click()
    expect_count(page, "6 cards")
    expect(card(page)).to_contain_text("The sky is")


def test_cards_are_filtered_by_module_kind_and_text_together(
    watched: Watched, tmp_path: Path
) -> None:
    page = watched.open_text(tmp_path, VIDEO)
    page.get_by_label("Module", exact=True).select_option("First module (6)")
    expect_count(page, "6 of 7 cards")
    page.get_by_role("button", name="Topics").click()
    expect_count(page, "2 of 7 cards")
    page.get_by_label("Search the cards").fill("CAFE coffee")
    expect_count(page, "2 of 7 cards")
    page.get_by_label("Search the cards").fill("cafe tea")
    expect_count(page, "0 of 7 cards")
    page.get_by_role("button", name="Show all").click()
    expect_count(page, "7 cards")
    expect(page.get_by_label("Search the cards")).to_have_value("")
    expect(page.get_by_role("button", name="All", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )


def test_the_search_looks_at_answers_and_tags_but_not_at_markup(
    watched: Watched, tmp_path: Path
) -> None:
    page = watched.open_text(tmp_path, VIDEO)
    search = page.get_by_label("Search the cards")
    for text, count in (("three", "1 of 7"), ("science", "7"), ("span", "0 of 7"), ("<", "1 of 7")):
        search.fill(text)
        expect_count(page, f"{count} cards")


def test_the_card_shown_stays_when_the_filter_keeps_it(watched: Watched, tmp_path: Path) -> None:
    page = watched.open_text(tmp_path, VIDEO)
    page.get_by_role("option", name="2 + 2").click()
    page.get_by_role("button", name="Questions").click()
    expect(page.locator("#card")).to_have_attribute("aria-label", "Front of card 2 of 2")
    expect(page.get_by_role("option", name="2 + 2")).to_have_attribute("aria-selected", "true")

"""A deck's own images and sounds on the page, which reaches for nothing."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.watched import Watched, card

pytestmark = pytest.mark.browser

VIDEO = """
title: Shapes
chapters:
  - title: One
    time: 0:00
    questions:
      - question: "Which shape is this? ![A square](square.svg)"
        answer: "A square. ![](word.mp3)"
"""

SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30">
<rect width="40" height="30"/></svg>"""


def test_the_page_carries_the_decks_images_and_stands_in_for_sounds(
    watched: Watched, tmp_path: Path
) -> None:
    (tmp_path / "square.svg").write_text(SVG, encoding="utf-8")
    (tmp_path / "word.mp3").write_bytes(b"ID3\x04\x00\x00\x00\x00\x00\x00")
    page = watched.open_text(tmp_path, VIDEO)
    image = card(page).locator("img")
    expect(image).to_have_attribute("alt", "A square")
    page.wait_for_function(
        "() => document.querySelector('#host').shadowRoot.querySelector('img').naturalWidth === 40"
    )
    page.keyboard.press("Space")
    expect(card(page).locator(".answer")).to_have_text("A square. ♪ sound")

"""A deck's own images and sounds on the page, which reaches for nothing."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.watched import Watched, card
from tests.media import MP3

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
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "square.svg").write_text(SVG, encoding="utf-8")
    (folder / "word.mp3").write_bytes(MP3)
    page = watched.open_text(folder, VIDEO)
    image = card(page).locator("img")
    expect(image).to_have_attribute("alt", "A square")
    page.wait_for_function(
        "() => document.querySelector('#host').shadowRoot.querySelector('img').naturalWidth === 40"
    )
    page.keyboard.press("Space")
    expect(card(page).locator(".answer")).to_have_text("A square. ♪ sound")

"""One browser for all tests of pages; each test gets a page of its own that is watched."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from flashcards.anki.note_types import NOTE_TYPES, Kind
from tests.browser.engines import (
    Measure,
    find_webkit_lack,
    measure_in_chromium,
    measure_in_webkit,
)
from tests.browser.typesetter import ANKI_WEB, Typesetter
from tests.browser.watched import Watched

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"there is no {CHROMIUM}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    """A page that must say nothing to the console and ask for nothing but itself."""
    watched = Watched(browser)
    yield watched
    watched.close()
    assert watched.said == []
    assert watched.asked == []


@pytest.fixture
def typesetter(browser: Browser) -> Iterator[Typesetter]:
    """A page that must say nothing, and ask for nothing but Anki's own files."""
    if not ANKI_WEB:
        pytest.skip("ANKI_WEB names no folder with Anki's MathJax")
    typesetter = Typesetter(browser, NOTE_TYPES[Kind.QUESTION].css)
    yield typesetter
    typesetter.close()
    assert typesetter.said == []
    assert typesetter.asked == []


@pytest.fixture(params=["chromium", "webkit"])
def measure(request: pytest.FixtureRequest, tmp_path: Path) -> Measure:
    """Measure pages, in each of the engines that Anki's programs have."""
    if request.param == "chromium":
        return partial(measure_in_chromium, request.getfixturevalue("browser"), tmp_path)
    if lack := find_webkit_lack():
        pytest.skip(lack)
    return partial(measure_in_webkit, tmp_path)

"""A browser's page that notes what it shouldn't do: speak to the console, reach out."""

import re
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Locator, Page, Route, expect

from flashcards.app.preview import preview
from flashcards.preview.page import render_page
from tests.support import NOW

DESKTOP = (1280, 900)
PHONE = (390, 844)
SMALL_PHONE = (320, 640)


class Watched:
    """A page in a window of its own. `said` and `asked` must be empty at the test's end."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page: Page

    def open(
        self,
        url: str,
        size: tuple[int, int] = DESKTOP,
        scheme: Literal["light", "dark"] = "light",
        motion: Literal["reduce", "no-preference"] = "reduce",
    ) -> Page:
        """Open an address; requests to any other host or file are stopped and noted."""
        context = self._browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            reduced_motion=motion,
        )
        self.page = context.new_page()
        origin = re.sub(r"(?<=[^:/])(/.*)?$", "", url) if url.startswith("http") else url

        def guard(route: Route) -> None:
            if route.request.url.split("#")[0].startswith(origin):
                route.continue_()
            else:
                self.asked.append(route.request.url)
                route.abort()

        context.route("**/*", guard)
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: self.said.append(f"dialog: {dialog.message}"))
        self.page.goto(url)
        return self.page

    def open_text(
        self,
        folder: Path,
        text: str,
        size: tuple[int, int] = DESKTOP,
        scheme: Literal["light", "dark"] = "light",
    ) -> Page:
        """Write the page of a content file's text to disk and open it from there."""
        return self.open(write_page(folder, text), size, scheme)

    def close(self) -> None:
        """Close the window."""
        for context in self._browser.contexts:
            context.close()


def write_page(folder: Path, text: str) -> str:
    """Make the page of a content file's text and give its address."""
    path = folder / "video.yaml"
    path.write_text(text, encoding="utf-8")
    return write_pages([path], folder)


def write_pages(paths: list[Path], folder: Path) -> str:
    """Make the page of one content file and give its address."""
    (shown,) = preview(paths, NOW, folder).previews
    page = folder / "page.html"
    page.write_text(render_page(shown), encoding="utf-8")
    return page.as_uri()


def card(page: Page) -> Locator:
    """Give the card that is shown: Playwright looks into shadow roots."""
    return page.locator("#host .card")


def assert_no_overflow(page: Page) -> None:
    """Nothing is wider than the window."""
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.evaluate("document.documentElement.clientWidth")


def expect_count(page: Page, text: str) -> None:
    """The line that says how many cards match."""
    expect(page.locator("#count")).to_have_text(text)

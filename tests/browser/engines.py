"""The two engines that Anki's programs show cards with, each measuring pages that are files.

Chromium is that of Anki's desktop window and of Android; WebKit is that of iPhones, and of Safari,
from which AnkiWeb is used there.
"""

import json
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser

_WEBKIT = Path(__file__).with_name("webkit_window.py")
_PYTHON = "/usr/bin/python3"
"""Debian's own, for which Debian packs the bindings to WebKitGTK."""

_HAS_WEBKIT = "import gi; gi.require_version('Gtk', '3.0'); gi.require_version('WebKit2', '4.1')"


class Page(NamedTuple):
    """A page to measure; `script` is the body of an asynchronous function that returns JSON."""

    html: str
    script: str
    width: int = 360
    height: int = 640


Measure = Callable[[Sequence[Page]], list[Any]]
"""Gives what the scripts of pages return."""


def find_webkit_lack() -> str:
    """Say what is missing to measure in WebKit, if anything is."""
    try:
        subprocess.run(["xvfb-run", "--help"], check=True, capture_output=True)
        subprocess.run([_PYTHON, "-c", _HAS_WEBKIT], check=True, capture_output=True)
    except (FileNotFoundError, subprocess.CalledProcessError):
        return "there is no WebKitGTK: apt-get install gir1.2-webkit2-4.1 python3-gi xvfb xauth"
    return ""


def measure_in_webkit(folder: Path, pages: Sequence[Page]) -> list[Any]:
    """Measure pages in WebKitGTK; they are written to the folder."""
    asked = [
        (_write(folder, number, page), page.width, page.height, page.script)
        for number, page in enumerate(pages)
    ]
    done = subprocess.run(
        ["xvfb-run", "--auto-servernum", _PYTHON, str(_WEBKIT)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    found: list[Any] = json.loads(done.stdout)
    assert len(found) == len(pages), done.stderr
    return found


def measure_in_chromium(browser: Browser, folder: Path, pages: Sequence[Page]) -> list[Any]:
    """Measure pages in Chromium; they are written to the folder."""
    found = []
    view = browser.new_page()
    for number, page in enumerate(pages):
        view.set_viewport_size({"width": page.width, "height": page.height})
        view.goto(_write(folder, number, page))
        found.append(view.evaluate(f"async () => {{ {page.script} }}"))
    view.close()
    return found


def _write(folder: Path, number: int, page: Page) -> str:
    path = folder / f"page-{number}.html"
    path.write_text(page.html, encoding="utf-8")
    return path.as_uri()

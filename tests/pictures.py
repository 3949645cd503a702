"""The README's pictures, taken anew: `python -m tests.pictures`.

A card's two sides, light and dark, as Anki's own engine renders them from the built package,
the preview's page, and Anki's windows where they are at hand. Run it after a change of the cards'
or the page's look and commit `tests/pictures/*.png`; it fails if a picture grows too heavy for a
README.
"""

import io
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import chdir
from itertools import chain
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from flashcards.app.preview import preview
from flashcards.preview.page import render_page
from tests.addon.real_program import MISSING, PYTHON, SCREEN, drive, prepare
from tests.anki.engine import import_package, open_collection
from tests.anki.studied import answer, export, learn, make_project, plant
from tests.cli.test_ask import AFTER, BEFORE, LAST_LINE
from tests.command import ROOT
from tests.support import SHIPPED, build_files
from tests.terminal import press

PICTURES = Path(__file__).parent / "pictures"
CHROMIUM = "/usr/bin/chromium"

CARD = "state-of-ai-2026/chapter/scaling-laws-and-training-challenges"
SHOWN = "state-of-ai-2026/topic/scaling-laws"
"""On the page: a card of two moments of the video."""

WINDOWS = ("update.png", "browser.png")
"""Pictures of Anki's own window."""

MODULE = "tag:state-of-ai-2026::building-and-training-llms"
UPDATE = (
    ("answer: Oslo", "answer: Oslo, once called Christiania"),
    ("In 1559, in Duisburg", "In 1569, in Duisburg"),
    (
        "A course of constant bearing is a straight line on it.",
        "On it, a course of constant bearing is drawn as a straight line.",
    ),
    (
        "          - question: What is the capital of Denmark?\n            answer: Copenhagen\n",
        "",
    ),
    ("A flat map", "A ==flat== map"),
)
"""What the author of the other deck changes, whose learner has changed some of it, too."""

LARGEST = 160_000
"""Bytes."""

_PAGE = """<!doctype html><html class="{theme}"><meta charset="utf-8"><style>{css}
html {{ background: {ground}; }}</style>
<body class="card {theme}">{html}</body></html>"""


def card_sides(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Give name, HTML and style of the card's front and back, out of Anki's engine."""
    (package,) = build_files([SHIPPED], folder)
    with open_collection(folder / "learner.anki2") as collection:
        import_package(collection, package)
        card_id = collection.find_cards(f'"Key:{CARD}"')[0]
        output = collection.get_card(card_id).render_output()
        yield "front", output.question_text, output.css
        yield "back", output.answer_text, output.css


_TERMINAL = """<!doctype html><meta charset="utf-8"><body style="margin: 0">
<pre style="display: inline-block; padding: 14px 18px; margin: 0; font: 14px/1.45 monospace;
background: {background}; color: {foreground}">{code}</pre>"""


def take_pictures(browser: Browser, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Give each picture's name and bytes."""
    sides = list(card_sides(folder))
    for theme, night, ground in (("light", "", "#fdfdfb"), ("dark", "nightMode", "#1b1e24")):
        for side, html, css in sides:
            page = browser.new_page(viewport={"width": 720, "height": 300})
            page.set_content(_PAGE.format(theme=night, css=css, html=html, ground=ground))
            yield f"card-{side}-{theme}.png", page.screenshot()
            page.close()
    with chdir(ROOT):  # so that the page names the file as from there
        (shown,) = preview([SHIPPED.relative_to(ROOT)], int(time.time()), folder).previews
    path = folder / "page.html"
    path.write_text(render_page(shown), encoding="utf-8")
    page = browser.new_page(
        viewport={"width": 1280, "height": 880}, color_scheme="light", reduced_motion="reduce"
    )
    page.goto(f"{path.as_uri()}#card={SHOWN}:1&side=back")
    page.locator(".row").first.wait_for()
    yield "preview.png", page.screenshot()
    page.close()
    page = browser.new_page(viewport={"width": 900, "height": 10})
    for name, html in (
        ("question.png", question_page(folder)),
        ("stats.png", stats_page(folder)),
    ):
        page.set_content(html)
        yield name, page.locator("pre").screenshot()
    page.close()


def take_windows(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Give the pictures of Anki's own window, with an update and with a module's notes."""
    if not (PYTHON and SCREEN):
        sys.stderr.write(f"left as they are: {', '.join(WINDOWS)}, which {MISSING}\n")
        return
    base, package = prepare(folder / "program", UPDATE)
    (shipped,) = build_files([SHIPPED], folder)
    with open_collection(base / "User 1" / "collection.anki2") as collection:
        import_package(collection, shipped)
    drive("photograph.py", base, package, folder, MODULE)
    for name in WINDOWS:
        yield name, (folder / name).read_bytes()


def question_page(folder: Path) -> str:
    """Give, as a page, what a terminal shows of a build that asks."""
    project = folder / "hand"
    (project / "content").mkdir(parents=True)
    content = project / "content" / "hand.yaml"
    content.write_text(BEFORE, encoding="utf-8")
    press(project, ["build"], [])
    content.write_text(AFTER, encoding="utf-8")
    shown = press(project, ["build"], [(LAST_LINE.strip(), "q")])
    asked = shown.text.partition(LAST_LINE)
    return _terminal_page(f"$ flashcards build\n{asked[0]}{asked[1]}")


def stats_page(folder: Path) -> str:
    """Give, as a page, what a terminal shows of what a learner's collection says."""
    project = folder / "bones"
    project.mkdir()
    collection = learn(folder / "anna.anki2", make_project(project))
    plant(collection)
    for card_id in collection.find_cards(""):
        answer(collection, card_id, "13")
    export(collection, folder / "anna", "colpkg")
    shown = press(project, ["stats", "../anna.colpkg"], [])
    return _terminal_page(f"$ flashcards stats ../anna.colpkg\n{shown.text}")


def _terminal_page(text: str) -> str:
    console = Console(record=True, width=100, file=io.StringIO())
    console.print(Text.from_ansi(text))
    return console.export_html(theme=MONOKAI, inline_styles=True, code_format=_TERMINAL)


def main() -> int:
    """Take all pictures; the status is 1 if one is too heavy."""
    PICTURES.mkdir(exist_ok=True)
    status = 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        pictures = chain(take_pictures(browser, Path(folder)), take_windows(Path(folder)))
        for name, data in pictures:
            (PICTURES / name).write_bytes(data)
            sys.stdout.write(f"{PICTURES.name}/{name}: {len(data) / 1000:.0f} kB\n")
            if len(data) > LARGEST:
                sys.stderr.write(f"{name} is larger than {LARGEST / 1000:.0f} kB\n")
                status = 1
        browser.close()
    return status


if __name__ == "__main__":
    sys.exit(main())

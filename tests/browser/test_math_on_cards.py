"""Cards and the deck's description, rendered by Anki's engine and set by Anki's MathJax."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.anki.engine import import_package, open_collection
from tests.browser.hostile_math import COMMANDS, list_tricks
from tests.browser.typesetter import Typesetter, assert_harmless
from tests.support import build_files

pytestmark = pytest.mark.browser

_EVERY = 7
"""Of the tricks that part a delimiter, every so manieth: no divisor of their kinds' numbers."""

_NO_CONTENT = re.compile("b.mp3|\N{ZERO WIDTH NO-BREAK SPACE}")
"""What no content file may have: a file that isn't there, and a mark of the order of bytes."""


def _write_content(tricks: list[str]) -> Iterator[str]:
    quoted = [json.dumps(text) for text in tricks]
    yield f"title: {quoted[0]}\nauthor: {quoted[1]}\nurl: https://a.example/watch\n"
    yield f"objectives: [{', '.join(quoted)}]\nmodules:\n"
    for number, text in enumerate(tricks):
        numbered = json.dumps(f"{text} {number}")
        blank = json.dumps(f"{text} ==blank== {text} =={number} and on== {text}")
        yield f"""\
  - title: {numbered}
    chapters:
      - title: {numbered}
        time: {number}:00
        summary: {blank}
        topics:
          {numbered}: {{definition: {numbered}, reverse: true, hint: {numbered}, extra: {numbered}}}
        questions:
          - {{question: {numbered}, answer: {numbered}, hint: {numbered}, extra: {numbered}}}
"""


def test_no_card_and_no_description_does_harm(typesetter: Typesetter, tmp_path: Path) -> None:
    formulas = [f"${tex}$" for tex in COMMANDS]
    parted = [text for text in list_tricks() if not _NO_CONTENT.search(text)]
    tricks = [*formulas, *parted[::_EVERY]]
    (tmp_path / "hostile.yaml").write_text("".join(_write_content(tricks)), encoding="utf-8")
    (package,) = build_files([tmp_path / "hostile.yaml"], tmp_path / "decks")
    with open_collection(tmp_path / "learner.anki2") as collection:
        import_package(collection, package)
        cards = [collection.get_card(number) for number in collection.find_cards("")]
        assert len(cards) > 4 * len(tricks)
        deck = collection.decks.get(cards[0].did)
        assert deck
        assert not deck.get("md")
        sides = [deck["desc"]]
        for card in cards:
            output = card.render_output()
            sides += (output.question_text, output.answer_text)
    for start in range(0, len(sides), 100):
        shown = [side.replace("<details", "<details open") for side in sides[start : start + 100]]
        for field in typesetter.typeset(shown):
            assert_harmless(field)
    assert typesetter.page.evaluate("window.hit") is None

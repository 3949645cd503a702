"""Cards in scripts of their own, as Anki's engine shows them."""

import re
from pathlib import Path

from tests.anki.engine import import_package, open_collection
from tests.html_reader import HtmlReader
from tests.support import build_files


def _cards(folder: Path, text: str) -> list[tuple[str, str]]:
    """Build a content file, import it, and give each card's visible front and back."""
    path = folder / "case.yaml"
    path.write_text(text, encoding="utf-8")
    (package,) = build_files([path], folder / "decks")
    with open_collection(folder / "learner.anki2") as collection:
        import_package(collection, package)
        outputs = [
            collection.get_card(each).render_output()
            for each in collection.find_cards("", order=True)
        ]
    return [(_text(each.question_text), _text(each.answer_text)) for each in outputs]


def _text(html: str) -> str:
    without_style = re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL)
    return " ".join(HtmlReader(without_style).text.split())


_ASKED = "? ="
"""Stands on the card that asks for a term."""

_HEAD = "title: T\n{language}chapters:\n  - title: One\n    time: 0:00\n    topics:\n"


def _reversed(folder: Path, term: str, definition: str, language: str = "") -> str:
    """Give the front of the card that asks for the term."""
    head = _HEAD.format(language=language and f"language: {language}\n")
    text = f"{head}      {term}: {{definition: '{definition}', reverse: true}}\n"
    (front,) = (front for front, back in _cards(folder, text) if front.startswith(_ASKED))
    return front.removeprefix(_ASKED).strip()


def test_a_chinese_term_is_masked_on_its_card(tmp_path: Path) -> None:
    front = _reversed(tmp_path, "光合作用", "植物通过**光合作用**制造养分。")
    assert front == "植物通过[…]制造养分。"


def test_a_german_term_is_masked_in_its_inflections_on_its_card(tmp_path: Path) -> None:
    front = _reversed(tmp_path, "neuronales Netz", "In neuronalen Netzen lernt etwas.", "de")
    assert front == "In […] lernt etwas."


def test_a_reading_is_on_the_card_and_not_on_the_one_that_asks_for_it(tmp_path: Path) -> None:
    ruby = "<ruby>漢字<rt>かんじ</rt></ruby>"
    text = (
        _HEAD.format(language="") + f"      {ruby}: {{definition: '{ruby}は字。', reverse: true}}\n"
    )
    fronts = [front for front, _ in _cards(tmp_path, text)]
    assert sorted(fronts) == ["? =[…]は字。", "One 漢字かんじ"]

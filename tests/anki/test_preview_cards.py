"""The preview's cards against Anki's own engine, to the character."""

import re
from collections import defaultdict
from pathlib import Path

import pytest
from anki.collection import Collection

from flashcards.anki.note_types import NOTE_TYPES
from flashcards.anki.template_language import render_template
from flashcards.app.compile import compile_files
from flashcards.preview.rendered_cards import render_cards
from tests.anki.engine import import_package, open_collection
from tests.support import SHIPPED, build_files

RICH = """\
title: A "video" & its $x$ `{{title}}`
url: https://www.youtube.com/watch?v=abc
modules:
  - title: First "module"
    chapters:
      - title: One & only
        time: 0:00 - 10:00
        summary: >-
          The ==sky is $a<b$ blue== and **a ==b & <i>c</i> "q"== d**; ==x::y:: 'z'==, `==`,
          ==é ü ñ ÿ Ā 日本 😀 \u00a0==, {{c9::not a cloze}}, ==sky=={{hint}}.

          - one ==item==
          - `code` and $$\\int_0^1$$
        hint: "look *up* at {{FrontSide}}"
        extra: "More [here](https://example.org/?a=1&b=2)."
        topics:
          Sky: {definition: "What is above the sky.", reverse: true, hint: "**up**", at: 1:00}
          Plain: No hint, no extra.
        questions:
          - question: Why {{x}} {{c1::a}} {{#Extra}}?
            answer: "Because\\n\\n- a\\n- b\\n\\n| a | b |\\n|---|---|\\n| 1 | 2 |"
            hint: " <br> "
            extra: "[sound:a.mp3] $5 and $6"
  - title: Second
    chapters:
      - title: Two
        time: 10:00 - 20:00
        summary: No marks at all.
        topics:
          Sky: {at: 11:00}
"""

WITHOUT_LINK = """\
title: No address
chapters:
  - title: Two
    time: 0:00
    summary: Water is ==wet==.
    questions:
      - question: Why?
        answer: Because.
"""


def _in_anki(collection: Collection) -> dict[str, list[tuple[int, str, str]]]:
    """Give each note's cards by key: number, front and back."""
    cards = defaultdict(list)
    for card_id in collection.find_cards(""):
        card = collection.get_card(card_id)
        output = card.render_output()
        row = (card.ord + 1, output.question_text, output.answer_text)
        cards[card.note()["Key"]].append(row)
    return {key: sorted(each) for key, each in cards.items()}


def _in_preview(path: Path) -> dict[str, list[tuple[int, str, str]]]:
    (deck,) = compile_files([path]).decks
    return {
        note.key: [(card.number, card.front, card.back) for card in render_cards(note)]
        for note in deck.notes
    }


def _assert_same(path: Path, folder: Path) -> int:
    (package,) = build_files([path], folder)
    with open_collection(folder / "learner.anki2") as collection:
        import_package(collection, package)
        expected = _in_anki(collection)
    assert _in_preview(path) == expected
    return sum(map(len, expected.values()))


def test_every_card_of_the_shipped_deck_is_what_anki_shows(tmp_path: Path) -> None:
    assert _assert_same(SHIPPED, tmp_path) > 120


@pytest.mark.parametrize("text", [RICH, WITHOUT_LINK], ids=["rich", "without link"])
def test_cards_with_everything_and_with_the_least_are_what_anki_shows(
    tmp_path: Path, text: str
) -> None:
    path = tmp_path / "video.yaml"
    path.write_text(text, encoding="utf-8")
    assert _assert_same(path, tmp_path) > 1


def test_every_note_makes_as_many_cards_as_it_says(tmp_path: Path) -> None:
    path = tmp_path / "video.yaml"
    path.write_text(RICH, encoding="utf-8")
    decks = compile_files([path, SHIPPED]).decks
    assert len(decks) == 2
    for deck in decks:
        for note in deck.notes:
            assert len(list(render_cards(note))) == note.cards


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{Nothing}}", "there is no field `Nothing`"),
        ("{{type:Term}}", "the filter `type` is not known"),
        ("{{#Term}}", "`{{#Term}}` is not closed"),
        ("{{/Term}}", "`{{/Term}}` closes nothing"),
        ("{{#Term}}{{/Hint}}", "`{{/Hint}}` closes nothing"),
    ],
)
def test_a_template_that_uses_anything_else_is_a_bug(template: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        render_template(template, {"Term": "a", "Hint": ""})


def test_all_note_types_share_one_style() -> None:
    """The page takes the first one's for all."""
    assert len({note_type.style for note_type in NOTE_TYPES.values()}) == 1

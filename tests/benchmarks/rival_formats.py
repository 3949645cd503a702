"""The same questions and answers in each tool's own format, as its documentation writes them.

Each function gives the files to write, by name. Where a tool takes an identity from the author,
the card's key is it.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.benchmarks.generate import make_phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A question and its answer, which is Markdown; and a number by which its author knows it."""

    key: int
    front: str
    back: str


Write = Callable[[Sequence[Card]], dict[str, str]]
"""Gives the contents of files, by name."""

_CHAPTER = 20
"""Questions in a chapter of ours."""

_FORGE = """\
import json
from pathlib import Path

from ankiforge import BuildOptions, Content, Note, Project

project = Project("rivals", default_deck="Rivals")
for key, front, back in json.loads(Path("cards.json").read_text(encoding="utf-8")):
    project.add(key, Note.basic(front, Content.html(back)))
project.build(BuildOptions.to("rivals.apkg"))
"""


def make_cards(count: int) -> list[Card]:
    """Make cards, no two alike."""
    cards = []
    for number in range(count):
        subject, verb, other = make_phrase(number)
        cards.append(
            Card(
                key=number,
                front=f"What does the {subject} number {number} do to the {other}?",
                back=f"It **{verb}** the {other} in about {number} steps.",
            )
        )
    return cards


def write_flashcards(cards: Sequence[Card]) -> dict[str, str]:
    """Write a content file of ours, without any `id`."""
    lines = ["title: Rivals", "url: https://www.youtube.com/watch?v=EV7WhVT270Q", "chapters:"]
    for start in range(0, len(cards), _CHAPTER):
        minutes = start // _CHAPTER * 2
        lines += [
            f"  - title: Chapter {start // _CHAPTER}",
            f"    time: {minutes // 60}:{minutes % 60:02}:00",
            "    questions:",
        ]
        for card in cards[start : start + _CHAPTER]:
            lines += [f"      - question: {card.front}", f"        answer: {card.back}"]
    return {"content/rivals.yaml": _join(lines)}


def write_ankcompiler(cards: Sequence[Card]) -> dict[str, str]:
    """Write Markdown blocks between rules, each with its `uid` of ten characters."""
    lines = ["---", "deck: Rivals", "---", ""]
    for card in cards:
        lines += ["---", "", card.front, "", ":::", "", card.back, "", "---"]
        lines += [f"[^uid]: q{card.key:09}", ""]
    return {"rivals.md": _join(lines)}


def write_anki_yaml_tool(cards: Sequence[Card]) -> dict[str, str]:
    """Write YAML whose texts are HTML; its `id` is a tag."""
    lines = [
        "config:",
        "  name: Rivals",
        "  deck-name: Rivals",
        "  fields: [Front, Back]",
        "  templates:",
        "    - name: Card 1",
        '      qfmt: "{{Front}}"',
        '      afmt: "{{FrontSide}}<hr id=answer>{{Back}}"',
        "data:",
    ]
    for card in cards:
        lines += [f"  - front: {card.front}", f"    back: {_html(card.back)}"]
        lines += [f"    id: q{card.key}"]
    return {"rivals.yaml": _join(lines)}


def write_mnemocards(cards: Sequence[Card]) -> dict[str, str]:
    """Write its settings, and Markdown between angles, each with its `id`."""
    source = {"type": "markdown", "file": "rivals.cards"}
    deck = {"id": "rivals", "name": "Rivals", "src": [source]}
    lines: list[str] = []
    for card in cards:
        lines += ["<<<", f"id: question-{card.key}", "===", card.front, "---", card.back, ">>>", ""]
    return {
        "cards_config.json": json.dumps({"packages": [{"name": "rivals", "decks": [deck]}]}),
        "rivals.cards": _join(lines),
    }


def write_ankiforge(cards: Sequence[Card]) -> dict[str, str]:
    """Write a ready list, its texts HTML, and the script that its documentation has."""
    ready = [(f"q{card.key}", card.front, _html(card.back)) for card in cards]
    return {"build.py": _FORGE, "cards.json": json.dumps(ready)}


def write_ankdown(cards: Sequence[Card]) -> dict[str, str]:
    """Write Markdown between rules; there is no place for an identity."""
    return {
        "Rivals/rivals.md": "\n---\n\n".join(
            f"{card.front}\n\n%\n\n{card.back}\n" for card in cards
        )
    }


def _html(text: str) -> str:
    return re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", text)


def _join(lines: Sequence[str]) -> str:
    return "\n".join(lines) + "\n"

"""The labelled cards, and what the rules say of each."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from flashcards.content.keys import Key
from flashcards.content.load import load_source
from flashcards.diagnostics import Diagnostic, Source, has_errors
from flashcards.lint.judge import judge

CARDS = Path(__file__).parent / "cards.yaml"
LANGUAGES = Path(__file__).parent / "languages.yaml"
DEVELOP, MEASURE, FRESH = (
    Path(__file__).parent / f"{name}.yaml" for name in ("develop", "measure", "fresh")
)
FILLERS = Path(__file__).parent / "fillers.yaml"
"""Good questions, which no rule says anything of, also of all together."""


_SHORT = 5
_FILLED = "    questions: [{question: '1 + 1', answer: '2', at: 0:01}]\n"
"""What a chapter asks besides, which no rule says anything of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A card as a content file, with the codes that its label expects.

    `language` is empty where the file doesn't give it.
    """

    number: int
    subject: str
    language: str
    front: str
    text: str
    expected: frozenset[str]


def _item(kind: str, card: dict[str, str], at: str) -> str:
    front, back = (json.dumps(card[side], ensure_ascii=False) for side in ("front", "back"))
    small = (key for key in ("hint", "extra") if key in card)
    extra = "".join(f", {key}: {json.dumps(card[key], ensure_ascii=False)}" for key in small)
    if kind == "question":
        return f"      - {{question: {front}, answer: {back}{at}{extra}}}\n"
    reverse = ", reverse: true" if card.get("reverse") else ""
    return f"      {front}: {{definition: {back}{at}{reverse}{extra}}}\n"


def _content(card: dict[str, str], at: str, *, minutes: int) -> str:
    kind = card["kind"]
    language = f"language: {card['language']}\n" if "language" in card else ""
    start = f"{language}title: Deck\nchapters:\n"
    filled = _FILLED if minutes > _SHORT else ""
    if kind == "chapter":
        title, summary = (json.dumps(card[side], ensure_ascii=False) for side in ("front", "back"))
        return (
            f"{start}  - title: {title}\n    time: 0:00 - {minutes}:00\n    summary: {summary}\n"
            f"{filled}"
        )
    return (
        f"{start}  - title: Chapter\n    time: 0:00 - {minutes}:00\n"
        f"    {kind}s:\n{_item(kind, card, at)}{filled if kind == 'topic' else ''}"
    )


def _whole(card: dict[str, Any], fillers: Iterable[str]) -> str:
    """Give a file whose one chapter has the card, and what stands around it."""
    title, summary = card.get("chapter", "Chapter"), card.get("summary")
    items = {"topic": [], "question": list(fillers)}
    for other in card.get("with", ()):
        items[other["kind"]].append(_item(other["kind"], other, ", at: 0:30"))
    if card["kind"] == "chapter":
        title, summary = card["front"], card["back"]
    else:
        items[card["kind"]].append(_item(card["kind"], card, ", at: 0:30"))
    module = json.dumps(card.get("module", title), ensure_ascii=False)
    lines = [
        f"title: Deck\nmodules:\n- title: {module}\n  chapters:\n",
        f"  - title: {json.dumps(title, ensure_ascii=False)}\n",
        f"    time: 0:00 - {card.get('minutes', 4)}:00\n",
    ]
    if summary:
        lines.append(f"    summary: {json.dumps(summary, ensure_ascii=False)}\n")
    for kind, written in items.items():
        lines += [f"    {kind}s:\n", *written] if written else []
    return "".join(lines)


def read_halves(path: Path) -> Iterator[tuple[Labelled, tuple[str, ...]]]:
    """Give each card of `develop.yaml` and its like with the files of the cards beside it."""
    fillers = [
        _item("question", filler, ", at: 0:30")
        for filler in yaml.load(FILLERS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    ]
    cards = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    for number, card in enumerate(cards, start=1):
        beside = tuple(
            _whole({"kind": card["kind"], **other}, fillers[-1:])
            for other in card.get("beside", ())
        )
        yield (
            Labelled(
                number=number,
                subject=card["subject"],
                language="",
                front=card["front"],
                text=_whole(card, fillers[: card.get("questions", 1)]),
                expected=frozenset(card.get("expect", ())),
            ),
            beside,
        )


def _shared(card: dict[str, str]) -> dict[str, str]:
    return {key: card[key] for key in ("kind", "language") if key in card}


def read_labelled(path: Path = CARDS, part: int = 0) -> Iterator[tuple[Labelled, tuple[str, ...]]]:
    """Give each labelled card with the content files of the cards beside it.

    `part` is the number of the list in a file of several.
    """
    parts = list(yaml.load_all(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    for number, card in enumerate(parts[part], start=1):
        at = ", at: 0:30" if card.get("at") else ""
        beside = tuple(
            _content({**_shared(card), **other}, "", minutes=1) for other in card.get("beside", ())
        )
        yield (
            Labelled(
                number=number,
                subject=card.get("subject", "languages"),
                language=card.get("language", ""),
                front=card["front"],
                text=_content(card, at, minutes=card.get("minutes", 4)),
                expected=frozenset(card.get("expect", ())),
            ),
            beside,
        )


def judge_files(*texts: str, only: Collection[Key] | None = None) -> tuple[Diagnostic, ...]:
    """Judge content files, which must be free of other problems and are called 0, 1 and so on."""
    found: list[Diagnostic] = []
    sources = [Source(path=f"content/{n}.yaml", text=text) for n, text in enumerate(texts)]
    breakdowns = [load_source(source, found) for source in sources]
    assert has_errors(found) is False
    loaded = [breakdown for breakdown in breakdowns if breakdown is not None]
    return tuple(judge(loaded, {source.path: source for source in sources}, {}, only=only))


def codes_of(labelled: Labelled, beside: tuple[str, ...]) -> frozenset[str]:
    """Give the codes reported at the labelled card itself."""
    path = f"content/{len(beside)}.yaml"
    return frozenset(
        each.code for each in judge_files(*beside, labelled.text) if each.span.path == path
    )

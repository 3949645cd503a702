"""The deck's description, in HTML, as Anki shows it on the deck's own page.

It fits there without scrolling: Anki shows it each time the deck is opened, and again when the day
is done. Its few words are in the file's language, or left out.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from pathlib import Path

from flashcards.content.model import Breakdown
from flashcards.notes.note import Note
from flashcards.render.anki_syntax import without_anki_syntax
from flashcards.text.times import format_time
from flashcards.text.urls import inert_url


def describe_deck(breakdown: Breakdown, notes: Iterable[Note]) -> str:
    """Say what the deck is of: title, link, author, date, length, objectives and counts.

    Anki keeps line ends of a description as empty lines, so it has none.
    """
    title = _show(breakdown.title.value)
    if breakdown.url:
        title = f'<a href="{escape(inert_url(breakdown.url))}">{title}</a>'
    facts = [
        breakdown.author and _show(breakdown.author),
        breakdown.published and f'<span style="white-space:nowrap">{breakdown.published}</span>',
        breakdown.duration and format_time(breakdown.duration.time),
    ]
    lines = [
        f"<b>{title}</b>",
        " · ".join(fact for fact in facts if fact),
        *(f"• {_show(each.value)}" for each in breakdown.objectives),
        _count(breakdown.language, [note.cards for note in notes]),
    ]
    language = "" if breakdown.is_english else f' lang="{escape(breakdown.language)}"'
    return f'<div dir="auto"{language}>{"<br>".join(filter(None, lines))}</div>'


def _show(text: str) -> str:
    return without_anki_syntax(escape(" ".join(text.split())))


def _count(language: str, cards: list[int]) -> str:
    names = _find_words(language)
    counts = zip(names, (len(cards), sum(cards)), strict=False)
    return " · ".join(f"{name}: {count}" for name, count in counts)


def _find_words(language: str) -> tuple[str, ...]:
    """Find the words of a language, or of the one that it is a kind of."""
    known = _read_words()
    parts = (language or "en").lower().split("-")
    if parts[0] == "zh" and not {"tw", "hk", "mo"}.isdisjoint(parts):
        parts = ["zh", "hant"]
    codes = ("-".join(parts[:end]) for end in range(len(parts), 0, -1))
    return next((known[code] for code in codes if code in known), ())


@cache
def _read_words() -> Mapping[str, tuple[str, ...]]:
    lines = Path(__file__).with_name("description.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if " | " in line]
    return {code.lower(): tuple(words) for code, *words in rows}

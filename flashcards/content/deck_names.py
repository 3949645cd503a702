"""Names of decks that Anki keeps as they are written.

It takes away control characters, and blanks and colons at either edge of each part; a part without
a name it calls `blank`. A deck stored under another name than ours would not be found again.
"""

import re

from flashcards.content.model import Text
from flashcards.content.nodes import Node
from flashcards.content.values import read_title
from flashcards.content.written import quote_singly
from flashcards.diagnostics import Report, make_error, quote

_TAKEN = r"\x00-\x1f\x7f"
_PART = rf"[^\s:{_TAKEN}](?:(?:[^:{_TAKEN}]|:(?!:))*[^\s:{_TAKEN}])?"
DECK = rf"{_PART}(?:::{_PART})*"
"""A deck's name, its parts nested by `::`, as a pattern that Python and JSON Schema read alike."""

_CONTROL = re.compile(rf"[{_TAKEN}]+")
_NEEDS_QUOTES = re.compile(r"[^\w(]|.*(?:: | #|:$)")


def read_deck(node: Node, key: str, report: Report) -> Text | None:
    """Read `deck`; a name that Anki would store as another is reported, and the mended one used."""
    text = read_title(node, key, report)
    if text is None or re.fullmatch(DECK, text.value):
        return text
    name = "::".join(filter(None, map(_trim, text.value.split("::"))))
    kept = (_trim(_CONTROL.sub("", part)) for part in text.value.split("::"))
    stored = "::".join(part or "blank" for part in kept)
    report(
        make_error(
            "invalid-deck",
            text.span,
            f"Anki would store the deck {quote(text.value)} as {quote(stored)}",
            f"write `{key}: {_write(name)}`" if name else f"write a name, or leave `{key}` out",
        )
    )
    return Text(name, text.span) if name else None


def name_deck(title: str) -> str:
    """Make a deck's name of a title, in which `::` is an accident; it may come out empty."""
    return _trim(re.sub(":{2,}", ":", title))


def _trim(part: str) -> str:
    text = _CONTROL.sub(" ", part)
    while (trimmed := text.strip().strip(":")) != text:
        text = trimmed
    return text


def _write(name: str) -> str:
    """Write a name as YAML reads it."""
    return quote_singly(name) if _NEEDS_QUOTES.match(name) else name

"""The table of `flashcards stats`: the costliest cards, a line each."""

import sys
import unicodedata
from collections.abc import Sequence

from flashcards.app.released_notes import PlacedNote
from flashcards.app.stats import CardStats, Stats
from flashcards.app.stats_messages import describe_marks, describe_share, name_card
from flashcards.cli.echo import echo, painter, terminal_width
from flashcards.cli.places import show_path
from flashcards.diagnostics.quoting import safe, shorten
from flashcards.text.times import Milliseconds, format_time

_HEADINGS = ("line", "lapses", "failed", "young", "mature", "time", "card")
_NARROWEST_CARD = 24
_GAP = "  "


def print_table(cards: Sequence[CardStats], stats: Stats) -> None:
    """Print cards in their order, with an empty line behind; of none, nothing."""
    if not cards:
        return
    rows = [_HEADINGS, *(_row(each, stats) for each in cards)]
    widths = [max(_width(row[column]) for row in rows) for column in range(len(_HEADINGS) - 1)]
    # A pipe has no edge to fold at.
    taken = sum(widths) + len(_GAP) * len(widths) if sys.stdout.isatty() else 0
    room = max(_NARROWEST_CARD, terminal_width(err=False) - taken)
    paint = painter(err=False)
    for place, (line, *numbers, card) in enumerate(rows):
        padded = [f"{text:>{width}}" for text, width in zip(numbers, widths[1:], strict=True)]
        first = line + " " * (widths[0] - _width(line))
        text = _GAP.join([first, *padded, shorten(card, room)])
        echo(text if place else paint(text, "bold"))
    echo()


def _row(each: CardStats, stats: Stats) -> tuple[str, ...]:
    card, reviews = each.card, each.card.reviews
    name, marks = name_card(each), describe_marks(each)
    front = each.released.entry.front
    return (
        find_line(each.released, stats),
        f"{card.lapses:,}",
        f"{reviews.failed:,} of {reviews.answers:,}",
        describe_share(reviews.young_right, reviews.young),
        describe_share(reviews.mature_right, reviews.mature),
        format_duration(reviews.milliseconds),
        safe(f"{f'[{marks}] ' if marks else ''}{front}{f': {name}' if name else ''}"),
    )


def find_line(released: PlacedNote, stats: Stats) -> str:
    """Give the line that a note stands on, as an editor can jump to it: `content/x.yaml:41`."""
    span = released.span
    line, _ = stats.sources[span.path].position(span.start)
    return f"{safe(show_path(span.path))}:{line}"


def format_duration(milliseconds: int) -> str:
    """Give how long answers took: `45 s`, `12:03`, `1:02:03`."""
    if milliseconds < 60_000:  # noqa: PLR2004 - a minute
        return f"{max(0, milliseconds) // 1000} s"
    return format_time(Milliseconds(milliseconds))


def _width(text: str) -> int:
    """Give the columns that a terminal takes for a path."""
    return len(text) + sum(unicodedata.east_asian_width(character) in "WF" for character in text)

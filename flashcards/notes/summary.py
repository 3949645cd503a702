"""A run in numbers: what the content amounts to, and what there is still to do."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from flashcards.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:  # a summary is also remembered, where there is no content
    from flashcards.content.model import Breakdown
    from flashcards.notes.note import Deck
    from flashcards.text.times import Milliseconds

_HOUR = 3_600_000


class Summary(NamedTuple):
    """Counts over all files of a run; notes and cards are those of files without errors.

    `cards_per_hour` is over the videos whose length is known, `None` when none is.
    """

    files: int
    notes: int
    cards: int
    cards_per_hour: float | None
    undefined_topics: int
    waiting_questions: int
    warnings: tuple[tuple[str, int], ...]


def summarise(
    files: int,
    breakdowns: Iterable["Breakdown"],
    decks: Iterable["Deck"],
    diagnostics: Iterable[Diagnostic],
) -> Summary:
    """Count; warnings come by their codes, the most frequent first."""
    cards = {deck.path: sum(note.cards for note in deck.notes) for deck in decks}
    lengths = {each.path: length for each in breakdowns if (length := _length(each))}
    timed = [path for path in cards if path in lengths]
    hours = sum(lengths[path] for path in timed) / _HOUR
    codes = Counter(each.code for each in diagnostics if each.severity is Severity.WARNING)
    return Summary(
        files=files,
        notes=sum(len(deck.notes) for deck in decks),
        cards=sum(cards.values()),
        cards_per_hour=round(sum(cards[path] for path in timed) / hours, 1) if hours else None,
        undefined_topics=sum(each.code == "topic-without-definition" for each in diagnostics),
        waiting_questions=sum(each.code == "question-waiting-for-time" for each in diagnostics),
        warnings=tuple(sorted(codes.items(), key=lambda each: (-each[1], each[0]))),
    )


def _length(breakdown: "Breakdown") -> "Milliseconds | None":
    """Give how long the video is: its duration, or else the end of its last chapter."""
    if breakdown.duration is not None:
        return breakdown.duration.time
    from flashcards.content.places import find_places  # noqa: PLC0415 - as above

    places = find_places(breakdown)
    return places[-1].end if places else None

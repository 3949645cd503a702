"""`check --stats`: what craft rules cost learners, by the answers to the cards that they find.

A claim is made only where it can't well be chance: notes are compared, not answers, since those to
one card go together.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from typing import NamedTuple

from flashcards.anki.note_types import Kind
from flashcards.app.stats import CardStats
from flashcards.content.levels import RULES
from flashcards.content.model import Breakdown
from flashcards.content.walk import list_card_texts, walk
from flashcards.diagnostics import Diagnostic, Span
from flashcards.package.collection import Reviews
from flashcards.package.pooling import add_reviews

FEWEST_NOTES = 8
FEWEST_ANSWERS = 100
"""Answered notes, and answers to them, that a claim takes on either side."""

_FEWEST_OF_A_NOTE = 3
"""Answers from which a note's share of wrong ones says anything."""

_FAR = 3.0
"""Standard errors between two means: what chance does to one rule in three hundred."""


class Answered(NamedTuple):
    """Some notes together: how many, and the answers to them."""

    notes: int
    answers: int
    failed: int

    @property
    def share(self) -> float:
        """The share of answers that were wrong."""
        return self.failed / self.answers if self.answers else 0.0

    @property
    def is_enough(self) -> bool:
        """Whether there are enough of them for a claim."""
        return self.notes >= FEWEST_NOTES and self.answers >= FEWEST_ANSWERS


class RuleCost(NamedTuple):
    """The notes that a rule finds, and the other ones of their kinds.

    `is_clear`: they fail more often, or less often, than chance explains.
    """

    rule: str
    found: Answered
    others: Answered
    is_clear: bool

    @property
    def times(self) -> float:
        """How many times as often the notes fail that the rule finds; endless if no other does."""
        return self.found.share / self.others.share if self.others.share else float("inf")


def find_rule_costs(
    breakdowns: Iterable[Breakdown],
    diagnostics: Iterable[Diagnostic],
    cards: Iterable[CardStats],
) -> tuple[RuleCost, ...]:
    """Compare, for each rule that finds anything, what it finds with the other notes."""
    owners = _find_owners(breakdowns)
    found: dict[str, set[Span]] = defaultdict(set)
    for each in diagnostics:
        if each.code in RULES and (owner := _find_owner(each.span, owners)) is not None:
            found[each.code].add(owner)
    notes = _sum_up(cards)
    return tuple(_compare(rule, found[rule], notes) for rule in RULES if rule in found)


def _find_owners(breakdowns: Iterable[Breakdown]) -> dict[str, list[tuple[Span, Span]]]:
    """Give by file each text of an item, in order, with the one that its note stands at."""
    owners: dict[str, list[tuple[Span, Span]]] = {}
    for breakdown in breakdowns:
        texts = [
            (text.span, of_item[0].span)
            for item in walk(breakdown)
            if (of_item := list_card_texts(item.record))
            for text in of_item
        ]
        owners[breakdown.path] = sorted(texts)
    return owners


def _find_owner(span: Span, owners: Mapping[str, Sequence[tuple[Span, Span]]]) -> Span | None:
    texts = owners.get(span.path, ())
    index = bisect_right(texts, span.start, key=lambda text: text[0].start) - 1
    return texts[index][1] if index >= 0 and span.start < texts[index][0].end else None


def _sum_up(cards: Iterable[CardStats]) -> dict[Span, tuple[Kind, Reviews]]:
    """Give the answers to each note of the content that has enough of them."""
    reviews: dict[Span, list[Reviews]] = defaultdict(list)
    kinds: dict[Span, Kind] = {}
    for each in cards:
        if each.released.note is not None:
            reviews[each.released.span].append(each.card.reviews)
            kinds[each.released.span] = each.released.entry.kind
    sums = {span: add_reviews(of_cards) for span, of_cards in reviews.items()}
    return {
        span: (kinds[span], summed)
        for span, summed in sums.items()
        if summed.answers >= _FEWEST_OF_A_NOTE
    }


def _compare(rule: str, spans: set[Span], notes: Mapping[Span, tuple[Kind, Reviews]]) -> RuleCost:
    kinds = {notes[span][0] for span in spans if span in notes}
    found = [reviews for span, (_, reviews) in notes.items() if span in spans]
    others = [
        reviews for span, (kind, reviews) in notes.items() if span not in spans and kind in kinds
    ]
    return RuleCost(rule, _count(found), _count(others), is_clear=_is_clear(found, others))


def _count(notes: Sequence[Reviews]) -> Answered:
    return Answered(
        len(notes), sum(each.answers for each in notes), sum(each.failed for each in notes)
    )


def _is_clear(found: Sequence[Reviews], others: Sequence[Reviews]) -> bool:
    if not (_count(found).is_enough and _count(others).is_enough):
        return False
    (mean, error), (other_mean, other_error) = map(_measure, (found, others))
    return abs(mean - other_mean) > _FAR * sqrt(error + other_error)


def _measure(notes: Sequence[Reviews]) -> tuple[float, float]:
    """Give the mean of the notes' shares of wrong answers, and the square of its error.

    Each note counts with an answer of both kinds more: without that, notes that were answered a few
    times and never failed would seem to differ in nothing. Nor do they differ in less than answers
    by chance would.
    """
    sizes = [each.answers + 2 for each in notes]
    shares = [(each.failed + 1) / size for each, size in zip(notes, sizes, strict=True)]
    mean = sum(shares) / len(shares)
    variance = sum((share - mean) ** 2 for share in shares) / (len(shares) - 1)
    by_chance = mean * (1 - mean) * sum(1 / size for size in sizes) / len(sizes)
    return mean, max(variance, by_chance) / len(shares)

"""A rule on how many cards a video makes: so many that nobody keeps up, or no question at all."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flashcards.content.model import Breakdown, Chapter, Text
from flashcards.content.walk import Place, find_places
from flashcards.diagnostics import Span, quote
from flashcards.lint.card_fronts import Front
from flashcards.lint.rule import Finding
from flashcards.text.times import Milliseconds

_HOUR = 3_600_000
_MOST_AN_HOUR = 120
"""Cards an hour of a chapter; some thirty are plenty, and a short one may have more."""

_MOST_AN_HOUR_OF_ALL = 100
_FEW, _FEW_OF_ALL = 15, 20
"""With no more cards than that, a chapter or a deck is soon learned, however short it is."""

_LONG = Milliseconds(5 * 60_000)


class _Tally(NamedTuple):
    """How many cards chapters have, and which of them ask a question, by their titles."""

    cards: Counter[Span]
    asking: frozenset[Span]


def check_density(
    breakdown: Breakdown, fronts: Sequence[Front]
) -> Iterator[tuple[tuple[Text, ...], Finding]]:
    """Check that a chapter makes as many cards as can be kept up with, and asks something."""
    places = find_places(breakdown)
    tally = _count(fronts)
    dense = [place for place in places if _is_dense(place, tally)]
    for place in dense:
        chapter = place.chapter
        yield chapter.allow, _too_many(chapter.title, tally.cards[chapter.title.span], place)
    if not dense:
        yield from _check_all(breakdown, sum(tally.cards.values()), places)
    silent = [place for place in places if _is_silent(place, tally)]
    # Where nothing asks, that is how the deck is meant: it is said once.
    for place in silent if tally.asking else silent[:1]:
        yield (
            place.chapter.allow,
            Finding(
                code="density",
                message=_say_silent(place.chapter, is_any=bool(tally.asking)),
                help="ask for what is worth keeping of it, or write `card: false`",
                text=place.chapter.title,
            ),
        )


def _count(fronts: Sequence[Front]) -> _Tally:
    cards: Counter[Span] = Counter()
    asking: set[Span] = set()
    for front in fronts:
        if front.chapter is not None:
            cards[front.chapter.span] += front.cards
            if front.is_question:
                asking.add(front.chapter.span)
    return _Tally(cards, frozenset(asking))


def _length(place: Place) -> int:
    return 0 if place.end is None else place.end - place.chapter.start.time


def _is_dense(place: Place, tally: _Tally) -> bool:
    count, length = tally.cards[place.chapter.title.span], _length(place)
    return length > 0 and count > _FEW and count * _HOUR > _MOST_AN_HOUR * length


def _too_many(text: Text, count: int, place: Place) -> Finding:
    return _dense(text, count, _length(place), "the chapter")


def _dense(text: Text, count: int, length: int, what: str) -> Finding:
    minutes = max(1, round(length / 60_000))
    return Finding(
        code="density",
        message=f"{what} makes {count} cards of {minutes} minutes, more than anyone keeps up with",
        help="keep those worth years of reviews; some thirty an hour are plenty",
        text=text,
    )


def _check_all(
    breakdown: Breakdown, count: int, places: Sequence[Place]
) -> Iterator[tuple[tuple[Text, ...], Finding]]:
    length = sum(map(_length, places))
    if length > 0 and count > _FEW_OF_ALL and count * _HOUR > _MOST_AN_HOUR_OF_ALL * length:
        yield (), _dense(breakdown.title, count, length, "the deck")


def _is_silent(place: Place, tally: _Tally) -> bool:
    """Whether a long chapter has cards and none of them is a question."""
    span = place.chapter.title.span
    return (
        _length(place) > _LONG
        and tally.cards[span] > 0
        and span not in tally.asking
        and place.chapter.card
    )


def _say_silent(chapter: Chapter, *, is_any: bool) -> str:
    return (
        f"no question asks for anything of {quote(chapter.title.value)}"
        if is_any
        else "no chapter asks a question"
    )

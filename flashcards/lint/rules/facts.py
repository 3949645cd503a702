"""A rule on one fact asked twice in a chapter: by a question, and by a blank or a definition."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flashcards.anki.note_types import Kind
from flashcards.diagnostics import Span, quote
from flashcards.lint.card_fronts import Front
from flashcards.lint.meaning import list_meaningful
from flashcards.lint.prose import BLANK
from flashcards.lint.rule import Finding

_MOST_OF_WORD = 6
"""Places of one word in a chapter that are compared with an answer."""

_LEAST_SHARED = 2
_SAME_ANGLE = 0.5
_SAME_TEXT = 0.6


class _Place(NamedTuple):
    """What a chapter asks for elsewhere: the words of the answer, and of all that asks for it.

    Those of a summary are shared by its blanks, whose own are among them.
    """

    front: Front
    answer: frozenset[str]
    text: frozenset[str]

    @property
    def asking(self) -> frozenset[str]:
        """The words that ask for the answer."""
        return self.text - self.answer


def check_same_fact(fronts: Sequence[Front]) -> Iterator[tuple[Front, Front, Finding]]:
    """Check that no question asks for what a blank or a definition of its chapter asks for."""
    chapters: dict[Span, dict[str, list[_Place]]] = {}
    for front in fronts:
        if front.chapter is not None and front.cards and not front.is_question:
            known = chapters.setdefault(front.chapter.span, {})
            for place in _list_places(front):
                for word in place.answer:
                    if len(known.setdefault(word, [])) < _MOST_OF_WORD:
                        known[word].append(place)
    for front in fronts:
        if front.is_question and front.chapter is not None:
            known = chapters.get(front.chapter.span, {})
            other = _find_same(front, known) if known else None
            if other is not None:
                yield (other.front, front, _make_finding(front, other))


def _make_finding(front: Front, other: _Place) -> Finding:
    noun = "a definition" if other.front.kind is Kind.TOPIC else "a blank"
    return Finding(
        code="same-fact",
        message=f"{quote(front.text.value)} asks for what {noun} of its chapter asks for",
        help="ask from another angle, or keep one of the two",
        text=front.text,
        twin=other.front.text,
    )


def _list_places(front: Front) -> Iterator[_Place]:
    if front.kind is Kind.TOPIC:
        term, definition = (frozenset(list_meaningful(text)) for text in (front.shown, front.back))
        yield _Place(front, term, definition)
        yield _Place(front, definition, term)
    elif front.kind is Kind.CHAPTER:
        words = frozenset(list_meaningful(BLANK.sub(r" \1 ", front.back)))
        for found in BLANK.finditer(front.back):
            blank = frozenset(list_meaningful(found[1]))
            yield _Place(front, blank, words)


def _find_same(front: Front, known: dict[str, list[_Place]]) -> _Place | None:
    answer = frozenset(list_meaningful(front.back))
    places = {
        id(place): place for word in answer if word in known for place in known[word]
    }.values()
    if not places:
        return None
    question = frozenset(list_meaningful(front.shown))
    for place in places:
        if _is_same_answer(answer, place, question) and _asks_alike(question, place):
            return place
    return None


def _is_same_answer(answer: frozenset[str], place: _Place, question: frozenset[str]) -> bool:
    """Whether two answers are one, as far as the question doesn't say a part of it already."""
    if place.front.kind is Kind.TOPIC and len(place.answer) > len(place.asking):
        return len(answer & place.answer) >= _SAME_TEXT * max(len(answer), len(place.answer))
    rest = place.answer - question
    return bool(rest) and rest <= answer <= place.answer | place.asking


def _asks_alike(question: frozenset[str], place: _Place) -> bool:
    shared = len(question & place.asking)
    if len(place.asking) < _LEAST_SHARED:
        return bool(place.asking) and shared == len(place.asking)
    least = min(len(question), len(place.asking))
    return shared >= _LEAST_SHARED and shared >= _SAME_ANGLE * least

"""The rule that look-alike cards need a card that tells them apart.

Nothing is compared with everything: fronts meet by what they have in common, in groups. A group
of many, as of the capitals of all countries, is a series, whose cards nobody mixes up.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from flashcards.content.getters import quote
from flashcards.content.slugs import fold_term
from flashcards.craft.cards import Card, QuestionCard, TopicCard, all_prose, back_of, front_of
from flashcards.craft.finding import Finding
from flashcards.craft.language import OBJECT, STOP_WORDS, split_words, stem
from flashcards.craft.rules.duplicates import fold_front
from flashcards.craft.rules.lookalike import is_look_alike, is_opposite
from flashcards.craft.rules.names import has_acronym, split_names

_SERIES = 8
"""Fronts that differ in one and the same word; more of them are a series."""

_NEIGHBOURS = 12
"""Terms of the same first letter and ending that are compared with one, in alphabetical order."""

_PUNCTUATION = ".,;:!?'\"()[]“”‘’„«»…¿¡"  # noqa: RUF001 - typographic signs of texts
_LONGEST = 24
"""Words of a front that count."""

_SHARED = 2
_MEANINGFUL = frozenset(
    "when where why how who whose whom many much left right before after first last not".split()
)
"""Stop words that tell two fronts apart."""

_GENERIC = frozenset(
    stem(word)
    for word in "model models method system theory process technique law effect principle".split()
)

Compare = Callable[[str, str], bool]
Pair = tuple[Card, Card]


class _Front(NamedTuple):
    """A front as its meaningful words; `names` are those that are names, numbers, signs or code."""

    card: Card
    words: tuple[str, ...]
    names: frozenset[str]


def check_near_twin(
    cards: Sequence[Card], is_alike: Compare = is_look_alike
) -> Iterator[tuple[Card, Card, Finding]]:
    """Check that fronts which are easily mixed up are set against each other somewhere."""
    found: dict[int, tuple[Card, Card]] = {}
    for kind in (QuestionCard, TopicCard):
        fronts = [_read_front(card) for card in cards if isinstance(card, kind)]
        for one, other in _find_pairs(fronts, is_alike):
            if _is_confusing(one, other):
                found.setdefault(id(other), (one, other))
    told_apart = _Contrasts(cards if found else ())
    for one, other in found.values():
        if not told_apart.has(one, other):
            yield one, other, _describe(one, other)


def _describe(one: Card, other: Card) -> Finding:
    text, twin = front_of(other).text, front_of(one).text
    return Finding(
        code="near-twin",
        message=f"{quote(text.value)} is easily taken for {quote(twin.value)}",
        help="add a card that asks what sets the two apart, or word them further apart",
        text=text,
        twin=twin,
    )


def _is_confusing(one: Card, other: Card) -> bool:
    if fold_front(one) == fold_front(other):
        return False
    backs = [" ".join(prose.shown for prose in back_of(card)) for card in (one, other)]
    return fold_term(backs[0]) != fold_term(backs[1])


def _read_front(card: Card) -> _Front:
    prose = front_of(card)
    words: list[str] = []
    names: list[str] = list(prose.codes)
    is_question = isinstance(card, QuestionCard)
    for index, written in enumerate(prose.words.replace("-", " ").split()[:_LONGEST]):
        word = _read_word(written)
        if word.is_sign or (word.is_capital and is_question and index > 0):
            names.append(word.stem)
        elif word.stem:
            words.append(word.stem)
    return _Front(card=card, words=tuple(sorted((*words, *names))), names=frozenset(names))


class _Word(NamedTuple):
    """A word of a front; it has no `stem` when it means nothing."""

    stem: str
    is_sign: bool = False
    is_capital: bool = False


@lru_cache(maxsize=65536)
def _read_word(written: str) -> _Word:
    bare = written.strip(_PUNCTUATION)
    lower = bare.lower()
    if bare in {"", OBJECT} or (lower in STOP_WORDS and lower not in _MEANINGFUL):
        return _Word("")
    is_sign = len(bare) == 1 or not bare.isalpha()
    return _Word(stem(bare), is_sign=is_sign, is_capital=bare[0].isupper())


def _find_pairs(fronts: Sequence[_Front], is_alike: Compare) -> Iterator[Pair]:
    yield from _same_words(fronts)
    yield from _one_word_apart(fronts, is_alike)
    yield from _same_name(front.card for front in fronts)
    yield from _similar_terms(fronts, is_alike)


def _same_words(fronts: Iterable[_Front]) -> Iterator[Pair]:
    """Find fronts of the same words in another order or form."""
    seen: dict[tuple[str, ...], Card] = {}
    for front in fronts:
        words = front.words
        if isinstance(front.card, TopicCard):
            words = tuple(word for word in words if word not in _GENERIC)
        if len(words) >= _SHARED:
            first = seen.setdefault(words, front.card)
            if first is not front.card:
                yield first, front.card


def _one_word_apart(fronts: Iterable[_Front], is_alike: Compare) -> Iterator[Pair]:
    """Find fronts that differ in one word, which has its opposite or look-alike in the other."""
    groups: dict[tuple[str, ...], list[tuple[str, Card]]] = {}
    for front in fronts:
        for index, word in enumerate(front.words):
            rest = front.words[:index] + front.words[index + 1 :]
            if len(rest) >= 1 + isinstance(front.card, QuestionCard) and word not in front.names:
                groups.setdefault(rest, []).append((word, front.card))
    for group in groups.values():
        if not 1 < len(group) <= _SERIES:
            continue
        for index, (word, card) in enumerate(group):
            for before, first in group[:index]:
                if is_opposite(before, word) or is_alike(before, word):
                    yield first, card


def _same_name(cards: Iterable[Card]) -> Iterator[Pair]:
    """Find terms that share a name: `LED` and `Light-emitting diode (LED)`."""
    seen: dict[str, Card] = {}
    for card in cards:
        if isinstance(card, TopicCard):
            term = card.term.shown
            for name in split_names(term) if has_acronym(term) else (term,):
                first = seen.setdefault(fold_term(name), card)
                if first is not card:
                    yield first, card


def _similar_terms(fronts: Iterable[_Front], is_alike: Compare) -> Iterator[Pair]:
    """Find terms of one word that differ by a letter or two."""
    groups: dict[tuple[str, str], list[tuple[str, int, Card]]] = {}
    for index, front in enumerate(fronts):
        term = fold_term(front_of(front.card).shown)
        if isinstance(front.card, TopicCard) and " " not in term:
            groups.setdefault((term[:1], term[-2:]), []).append((term, index, front.card))
            words = front.words
            if len(words) == 1:
                groups.setdefault(("", _without_prefix(words[0])), []).append(
                    (words[0], index, front.card)
                )
    for group in groups.values():
        ordered = sorted(group, key=lambda each: each[:2])
        for position, (term, index, card) in enumerate(ordered):
            for other, other_index, other_card in ordered[
                position + 1 : position + 1 + _NEIGHBOURS
            ]:
                if is_opposite(term, other) or is_alike(term, other):
                    yield (card, other_card) if index < other_index else (other_card, card)


def _without_prefix(word: str) -> str:
    """Give what opposites share: their end."""
    return word[-6:]


class _Contrasts:
    """The cards that speak of two things at once, found by the rarer of their words."""

    def __init__(self, cards: Iterable[Card]) -> None:
        self._texts: list[frozenset[str]] = []
        self._places: dict[str, list[int]] = {}
        for card in cards:
            for prose in all_prose(card)[:2]:
                self._add(frozenset(stem(word) for word in split_words(prose.shown)))
            if isinstance(card, TopicCard):
                texts = (card.term.shown, card.definition.shown)
                self._add(frozenset(stem(word) for text in texts for word in split_words(text)))

    def _add(self, words: frozenset[str]) -> None:
        for word in words:
            self._places.setdefault(word, []).append(len(self._texts))
        self._texts.append(words)

    def has(self, one: Card, other: Card) -> bool:
        """Whether some text names what is peculiar to the one and to the other."""
        first, second = (
            frozenset(stem(word) for word in split_words(front_of(card).shown))
            for card in (one, other)
        )
        if first <= second or second <= first:
            return False
        wanted = first ^ second if isinstance(one, QuestionCard) else first | second
        rarest = min(wanted, key=lambda word: (len(self._places.get(word, ())), word))
        return any(wanted <= self._texts[index] for index in self._places.get(rarest, ()))

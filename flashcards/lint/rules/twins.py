"""Rules on pairs of cards: no two have one front, and look-alikes a card that tells them apart.

Nothing is compared with everything: fronts meet by what they have in common, in groups. A group
of many, as of the capitals of all countries, is a series, whose cards nobody mixes up.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from unicodedata import normalize

from flashcards.diagnostics import quote
from flashcards.lint.cards import Front, QuestionCard, TopicCard
from flashcards.lint.finding import Finding
from flashcards.lint.rules.lookalike import (
    has_acronym,
    is_look_alike,
    is_opposite,
    split_names,
)
from flashcards.text.language import split_words, stem
from flashcards.text.slugs import fold_term

_PUNCTUATION = re.compile(r"[\s.,;:!?\"'“”‘’„«»…¿¡]+")  # noqa: RUF001 - typographic signs of texts
_SERIES = 8
"""Fronts that differ in one and the same word; more of them are a series."""

_NEIGHBOURS = 12
"""Terms of the same first letter and ending that are compared with one, in alphabetical order."""

_SHARED = 2
_GENERIC = frozenset(
    stem(word)
    for word in "model models method system theory process technique law effect principle".split()
)

Compare = Callable[[str, str], bool]
Pair = tuple[Front, Front]


def check_duplicate_front(fronts: Sequence[Front]) -> Iterator[tuple[Front, Front, Finding]]:
    """Check that a front asks for one answer in all decks together."""
    seen: dict[tuple[object, str], Front] = {}
    for front in fronts:
        if not (front.is_question or front.is_topic):
            continue
        first = seen.setdefault((front.kind, _fold_front(front.shown)), front)
        if first is not front:
            noun = "question" if front.is_question else "term"
            yield (
                first,
                front,
                Finding(
                    code="duplicate-front",
                    message=f"the {noun} {quote(front.text.value)} stands on another card, too",
                    help="say how this one differs, or keep only one of the two",
                    text=front.text,
                    twin=first.text,
                ),
            )


def check_near_twin(
    fronts: Sequence[Front], is_alike: Compare = is_look_alike
) -> Iterator[tuple[Front, Front, Finding]]:
    """Check that fronts which are easily mixed up are set against each other somewhere."""
    found: dict[int, Pair] = {}
    for kind in (QuestionCard, TopicCard):
        alike = [front for front in fronts if front.kind is kind]
        for one, other in _find_pairs(alike, is_alike):
            if _is_confusing(one, other):
                found.setdefault(id(other), (one, other))
    if not found:
        return
    apart = {id(other): _words_apart(one, other) for one, other in found.values()}
    contrasts = _Contrasts(fronts, apart.values())
    for one, other in found.values():
        if not contrasts.has(apart[id(other)]):
            yield one, other, _describe(one, other)


def _describe(one: Front, other: Front) -> Finding:
    text, twin = other.text, one.text
    return Finding(
        code="near-twin",
        message=f"{quote(text.value)} is easily taken for {quote(twin.value)}",
        help="add a card that asks what sets the two apart, or word them further apart",
        text=text,
        twin=twin,
    )


def _is_confusing(one: Front, other: Front) -> bool:
    if _fold_front(one.shown) == _fold_front(other.shown):
        return False
    return fold_term(one.back) != fold_term(other.back)


def _fold_front(shown: str) -> str:
    """Bring a front to the form in which a learner can't tell it from another."""
    folded = (shown if shown.isascii() else normalize("NFC", shown)).casefold()
    return _PUNCTUATION.sub(" ", folded).strip() or shown


def _find_pairs(fronts: Sequence[Front], is_alike: Compare) -> Iterator[Pair]:
    yield from _same_words(fronts)
    yield from _one_word_apart(fronts, is_alike)
    yield from _same_name(fronts)
    yield from _similar_terms(fronts, is_alike)


def _same_words(fronts: Iterable[Front]) -> Iterator[Pair]:
    """Find fronts of the same words in another order or form."""
    seen: dict[tuple[str, ...], Front] = {}
    for front in fronts:
        words = front.words
        if front.is_topic and not _GENERIC.isdisjoint(words):
            words = tuple([word for word in words if word not in _GENERIC])
        if len(words) >= _SHARED:
            first = seen.setdefault(words, front)
            if first is not front:
                yield first, front


def _one_word_apart(fronts: Sequence[Front], is_alike: Compare) -> Iterator[Pair]:
    """Find fronts that differ in one word, which has its opposite or look-alike in the other."""
    groups: dict[tuple[str, ...], list[tuple[str, Front]]] = {}
    shared = _find_shared(fronts)
    for front in fronts:
        for index, key in _hash_rests(front):
            if key in shared:
                rest = front.words[:index] + front.words[index + 1 :]
                groups.setdefault(rest, []).append((front.words[index], front))
    for group in groups.values():
        if not 1 < len(group) <= _SERIES:
            continue
        for index, (word, front) in enumerate(group):
            for before, first in group[:index]:
                if is_opposite(before, word) or is_alike(before, word):
                    yield first, front


def _find_shared(fronts: Iterable[Front]) -> frozenset[int]:
    """Find the hashes of what more than one front leaves without a word.

    Hardly any is shared, and numbers take far less room than the words that they stand for.
    """
    seen: set[int] = set()
    shared: set[int] = set()
    for front in fronts:
        for _, key in _hash_rests(front):
            (shared if key in seen else seen).add(key)
    return frozenset(shared)


def _hash_rests(front: Front) -> Iterator[tuple[int, int]]:
    """Give the index of each word that is no name, with a hash of the front's other words.

    The hash is the sum of theirs. Equal words have equal sums; others may, so it is only a hint.
    """
    words = front.words
    if len(words) - 1 >= 1 + front.is_question:
        whole = sum(map(hash, words))
        for index, word in enumerate(words):
            if word not in front.names:
                yield index, whole - hash(word)


def _same_name(fronts: Iterable[Front]) -> Iterator[Pair]:
    """Find terms that share a name: `LED` and `Light-emitting diode (LED)`."""
    seen: dict[str, Front] = {}
    for front in fronts:
        if front.is_topic:
            term = front.shown
            for name in split_names(term) if has_acronym(term) else (term,):
                first = seen.setdefault(fold_term(name), front)
                if first is not front:
                    yield first, front


def _similar_terms(fronts: Iterable[Front], is_alike: Compare) -> Iterator[Pair]:
    """Find terms of one word that differ by a letter or two."""
    groups: dict[tuple[str, str], list[tuple[str, int, Front]]] = {}
    for index, front in enumerate(fronts):
        if not front.is_topic:
            continue
        term = fold_term(front.shown)
        if " " not in term:
            groups.setdefault((term[:1], term[-2:]), []).append((term, index, front))
            words = front.words
            if len(words) == 1:
                groups.setdefault(("", _without_prefix(words[0])), []).append(
                    (words[0], index, front)
                )
    for group in groups.values():
        ordered = sorted(group, key=lambda each: each[:2])
        for position, (term, index, front) in enumerate(ordered):
            for other, other_index, other_front in ordered[
                position + 1 : position + 1 + _NEIGHBOURS
            ]:
                if is_opposite(term, other) or is_alike(term, other):
                    yield (front, other_front) if index < other_index else (other_front, front)


def _without_prefix(word: str) -> str:
    """Give what opposites share: their end."""
    return word[-6:]


def _words_apart(one: Front, other: Front) -> frozenset[str]:
    """Give what a text that sets two fronts against each other has to name; maybe nothing can."""
    first, second = (frozenset(_read_stems(front.shown)) for front in (one, other))
    if first <= second or second <= first:
        return frozenset()
    return first ^ second if one.is_question else first | second


def _read_stems(text: str) -> Iterator[str]:
    return map(stem, split_words(text))


class _Contrasts:
    """The texts that speak of two things at once, found by the rarer of their words.

    Of each text only the words are kept that anything asks for; so most texts are like others.
    """

    def __init__(self, fronts: Iterable[Front], asked: Iterable[frozenset[str]]) -> None:
        wanted = frozenset[str]().union(*asked)
        texts: set[frozenset[str]] = set()
        for front in fronts:
            shown, back = (
                wanted.intersection(_read_stems(text)) for text in (front.shown, front.back)
            )
            texts |= {shown, back, shown | back} if front.is_topic else {shown, back}
        self._places: dict[str, list[frozenset[str]]] = {}
        for words in texts:
            for word in words:
                self._places.setdefault(word, []).append(words)

    def has(self, asked: frozenset[str]) -> bool:
        """Whether some text names all of the words; nothing can name none."""
        if not asked:
            return False
        places = min((self._places.get(word, []) for word in asked), key=len)
        return any(asked <= words for words in places)

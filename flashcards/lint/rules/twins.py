"""Rules on pairs of cards: no two have one front, and look-alikes a card that tells them apart.

Nothing is compared with everything: fronts meet by what they have in common, in groups. A group
of many, as of the capitals of all countries, is a series, whose cards nobody mixes up.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

from flashcards.anki.note_types import Kind
from flashcards.diagnostics import quote
from flashcards.lint.card_fronts import Front, read_meaningful
from flashcards.lint.rule import Finding
from flashcards.lint.rules.lookalike import (
    Contrasts,
    fold_front,
    has_acronym,
    is_look_alike,
    is_opposite,
    split_names,
    split_opposed,
    words_apart,
)
from flashcards.text.language import list_words
from flashcards.text.slugs import fold_term
from flashcards.text.words import STOP_WORDS, count_equal, stem

_SERIES = 8
"""Fronts that differ in one and the same word; more of them are a series."""

_NEIGHBOURS = 12
"""Terms of the same first letter and ending that are compared with one, in alphabetical order."""

_MOST_COMPARED = 40
"""Terms of a chapter that are compared with each other by their definitions."""

_SAME = 0.6
_LONG_TERM, _LONG_START = 8, 5
_SHARED = 2
_LONGEST_PHRASE = 4
_GENERIC = list_words("generic")
"""What a term may be called or not: `Diffusion` and `Diffusion model`."""

Compare = Callable[[str, str], bool]
Pair = tuple[Front, Front]


def check_duplicate_front(fronts: Sequence[Front]) -> Iterator[tuple[Front, Front, Finding]]:
    """Check that a front asks for one answer in all decks together."""
    seen: dict[tuple[object, str], Front] = {}
    for front in fronts:
        if not (front.is_question or front.is_topic):
            continue
        first = seen.setdefault((front.kind, fold_front(front.shown)), front)
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
    for kind in (Kind.QUESTION, Kind.TOPIC):
        alike = [front for front in fronts if front.kind is kind]
        for one, other in _find_pairs(alike, is_alike):
            if _is_confusing(one, other):
                found.setdefault(id(other), (one, other))
    if not found:
        return
    apart = {id(other): words_apart(one, other) for one, other in found.values()}
    contrasts = Contrasts(fronts, apart.values())
    for one, other in found.values():
        if not contrasts.has(apart[id(other)]):
            twin, text = one.text, other.text
            finding = Finding(
                code="near-twin",
                message=f"{quote(text.value)} is easily taken for {quote(twin.value)}",
                help="add a card that asks what sets the two apart, or word them further apart",
                text=text,
                twin=twin,
            )
            yield one, other, finding


def _is_confusing(one: Front, other: Front) -> bool:
    if fold_front(one.shown) == fold_front(other.shown):
        return False
    return fold_term(one.back) != fold_term(other.back) and not _are_forms(one, other)


def _are_forms(one: Front, other: Front) -> bool:
    """Whether two words, each with another for it, are forms of one, as in a table of a verb.

    `sprachen: they spoke` and `sprechen: to speak` differ in small words and vowels.
    """
    if one.is_question or "?" in one.shown:
        return False
    first, second = (front.back.casefold().split() for front in (one, other))
    if max(len(first), len(second)) > _LONGEST_PHRASE:
        return False
    return _skeleton(first) == _skeleton(second) != []


def _skeleton(words: Iterable[str]) -> list[str]:
    told = (word.strip("().,;") for word in words)
    return [re.sub("[aeiou]", "", word) for word in told if word and word not in STOP_WORDS]


class _Stems(NamedTuple):
    """A front with the stems of its meaningful words, sorted, and of those that are names."""

    front: Front
    words: tuple[str, ...]
    names: frozenset[str]


def _find_pairs(fronts: Sequence[Front], is_alike: Compare) -> Iterator[Pair]:
    stemmed = [
        _Stems(front, tuple(sorted(set(map(stem, front.words)))), frozenset(map(stem, front.names)))
        for front in fronts
    ]
    yield from _same_words(stemmed)
    yield from _one_word_apart(stemmed, is_alike)
    yield from _opposed_meanings(fronts)
    yield from _same_meanings(fronts)
    yield from _same_name(fronts)
    yield from _similar_terms(fronts, is_alike)
    yield from _opposed_terms(fronts)


@cache
def _generic_stems() -> frozenset[str]:
    return frozenset(map(stem, _GENERIC))


def _same_words(fronts: Sequence[_Stems]) -> Iterator[Pair]:
    """Find fronts of the same words in another order or form."""
    seen: dict[tuple[str, ...], Front] = {}
    generic = _generic_stems() if fronts else ()
    for front, stems, _ in fronts:
        words = tuple([word for word in stems if word not in generic]) if front.is_topic else stems
        if len(words) >= _SHARED:
            first = seen.setdefault(words, front)
            if first is not front:
                yield first, front


def _one_word_apart(fronts: Sequence[_Stems], is_alike: Compare) -> Iterator[Pair]:
    """Find fronts that differ in one word, which has its opposite or look-alike in the other."""
    groups: dict[tuple[str, ...], list[tuple[str, Front]]] = {}
    for front, words, names in fronts:
        if len(words) - 1 >= 1 + front.is_question:
            for index, word in enumerate(words):
                if word not in names:
                    rest = words[:index] + words[index + 1 :]
                    groups.setdefault(rest, []).append((word, front))
    for group in groups.values():
        if not 1 < len(group) <= _SERIES:
            continue
        for index, (word, front) in enumerate(group):
            for before, first in group[:index]:
                written = _find_word(first, before), _find_word(front, word)
                if (
                    is_opposite(before, word)
                    or is_opposite(*written)
                    or is_alike(before, word)
                    or is_alike(*written)
                ):
                    yield first, front


def _opposed_meanings(fronts: Iterable[Front]) -> Iterator[Pair]:
    """Find terms of a chapter whose definitions differ in an opposite: `left side of a boat`."""
    groups: dict[tuple[object, ...], list[tuple[str, Front]]] = {}
    for front in fronts:
        words = sorted(map(stem, read_meaningful(front.back))) if front.is_topic else []
        if len(words) > _SHARED:
            for index, word in enumerate(words):
                rest = (front.chapter, *words[:index], *words[index + 1 :])
                groups.setdefault(rest, []).append((word, front))
    for group in groups.values():
        for index, (word, front) in enumerate(group[:_SERIES]):
            for before, first in group[:index]:
                if is_opposite(before, word):
                    yield first, front


def _same_meanings(fronts: Iterable[Front]) -> Iterator[Pair]:
    """Find two terms of a chapter of which nearly the same is said.

    Of one kind, such as `Sample variance` and `Population variance`, half of it is enough.
    """
    groups: dict[object, list[tuple[frozenset[str], Front]]] = {}
    for front in fronts:
        if front.is_topic:
            told = frozenset(map(stem, read_meaningful(front.back)))
            groups.setdefault(front.chapter, []).append((told, front))
    for group in groups.values():
        alike: dict[int, list[Pair]] = {}
        for (before, first), (told, front) in combinations(group[:_MOST_COMPARED], 2):
            shared = len(before & told)
            is_kin = len(first.words) == len(front.words) == 2 and first.words[1] == front.words[1]  # noqa: PLR2004 - a kind, and what sets it apart
            least = min(len(before), len(told)) / 2 if is_kin else _SAME * len(before | told)
            if shared >= max(least, _SHARED + (not is_kin)):
                for each in (first, front):
                    alike.setdefault(id(each), []).append((first, front))
        yield from (pairs[0] for pairs in alike.values() if len(pairs) == 1)


def _find_word(front: Front, stemmed: str) -> str:
    """Give the word of a front that has the stem."""
    return next(word for word in front.words if stem(word) == stemmed)


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
            if len(term) >= _LONG_TERM:
                # They may differ at their end alone: `monopoly` and `monopsony`.
                groups.setdefault((term[:_LONG_START], ""), []).append((term, index, front))
    for group in groups.values():
        ordered = sorted(group, key=lambda each: each[:2])
        for position, (term, index, front) in enumerate(ordered):
            for other, other_index, other_front in ordered[
                position + 1 : position + 1 + _NEIGHBOURS
            ]:
                if is_alike(term, other) or _begin_alike(term, other):
                    yield (front, other_front) if index < other_index else (other_front, front)


def _begin_alike(one: str, other: str) -> bool:
    """Whether two words differ in a few letters behind a long beginning, and are no forms."""
    if min(len(one), len(other)) < _LONG_TERM or stem(one) == stem(other):
        return False
    start = count_equal(one, other)
    rest = max(len(one), len(other)) - start
    if start < _LONG_START or rest >= _LONG_START or one[-1] not in {other[-1], "e"}:
        return False
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - few pairs come this far

    return OSA.distance(one, other, score_cutoff=2) <= 2  # noqa: PLR2004 - two changes


def _opposed_terms(fronts: Iterable[Front]) -> Iterator[Pair]:
    """Find terms of one word that are opposites: `upstream`, `bailee`, `oxidation`."""
    groups: dict[tuple[str, str], list[tuple[str, Front]]] = {}
    known = _mixed_up()
    for front in fronts:
        if front.is_topic and len(front.words) == 1:
            word = front.words[0]
            for key in (*split_opposed(word), *((pair, "") for pair in known.get(word, ()))):
                groups.setdefault(key, []).append((word, front))
    for group in groups.values():
        few = group[:_SERIES]
        for index, (word, front) in enumerate(few):
            yield from ((first, front) for before, first in few[:index] if before != word)


@cache
def _mixed_up() -> Mapping[str, tuple[str, ...]]:
    """Give for each word that is taken for another the pairs that it belongs to."""
    found: dict[str, tuple[str, ...]] = {}
    for pair in (*list_words("taken for one another"), *list_words("opposites")):
        for word in pair.split("/"):
            found[word] = (*found.get(word, ()), pair)
    return found

"""Terms that are taken for one another because nearly the same is said of them."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from flashcards.lint.card_fronts import Front, read_meaningful
from flashcards.lint.rules.lookalike import is_opposite
from flashcards.text.words import stem

_MOST_COMPARED = 40
"""Terms of a chapter that are compared with each other."""

_SHARED = 2
_SAME = 0.6


def find_similar_meanings(fronts: Iterable[Front]) -> Iterator[tuple[Front, Front]]:
    """Find terms of a chapter of which nearly the same is said, or the same but for an opposite."""
    groups: dict[object, list[tuple[frozenset[str], Front]]] = {}
    for front in fronts:
        if front.is_topic:
            told = frozenset(map(stem, read_meaningful(front.back)))
            groups.setdefault(front.chapter, []).append((told, front))
    for group in groups.values():
        alike: dict[int, list[tuple[Front, Front]]] = {}
        for (before, first), (told, front) in combinations(group[:_MOST_COMPARED], 2):
            if len(before & told) < _SHARED:
                continue
            if _differ_in_opposite(before, told):
                yield first, front
            elif _say_nearly_the_same(before, told, is_kin=_are_kin(first, front)):
                for each in (first, front):
                    alike.setdefault(id(each), []).append((first, front))
        # Of three, each would be said to be taken for each: such are a series.
        yield from (pairs[0] for pairs in alike.values() if len(pairs) == 1)


def _differ_in_opposite(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a word is what two definitions don't share: `left side of a boat`."""
    first, second = one - other, other - one
    if max(len(first), len(second)) != 1:
        return False
    return any(is_opposite(a, b) for a in first or one for b in second or other)


def _are_kin(one: Front, other: Front) -> bool:
    """Whether two terms are a word and what it sets apart: `Sample variance`."""
    return len(one.words) == len(other.words) == 2 and one.words[1] == other.words[1]  # noqa: PLR2004 - as said


def _say_nearly_the_same(one: frozenset[str], other: frozenset[str], *, is_kin: bool) -> bool:
    """Whether two definitions share most of their words; of one kind, half of them is enough."""
    shared = len(one & other)
    if is_kin:
        return shared * 2 >= min(len(one), len(other))
    return shared > _SHARED and shared >= _SAME * len(one | other)

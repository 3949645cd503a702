"""What a changed front still asks, and what a back that stays tells, by the words of a language."""

import re
from collections.abc import Callable, Iterable

from flashcards.identity.meanings import Meanings
from flashcards.identity.roots import is_of_one_root
from flashcards.identity.tokens import Token, size
from flashcards.text.lexicon import Sort

LONG = 4
VERY_LONG = 6
_EXPLAINED = 6
"""Words of a back that stay by no chance, and those that no other fact has."""

SOME, PHRASE = 2, 3
_NEARLY = 0.75
"""How much of a long back stays that was hardly changed."""

_RECAST, _RECAST_RELATION = 0.5, 0.7
"""How much of a front stays that was said in other words, and where another relation is named."""

_ENOUGH = 3
"""Words that were added to a front, and explain it."""

_ONE = "1"
"""A number that many languages have before a thing as English has an article."""


_COUNTS = frozenset(map(str, range(2, 13)))
"""How many things a list may have."""

_LISTED = re.compile(r"[,;、，؛،・]\s*\S")  # noqa: RUF001 - their own punctuation
"""What stands between the things of a list."""


def is_swapped_in_place(front: Meanings) -> bool:
    """Whether words made way for others, and the sentence stayed as it was."""
    return front.is_swap and not front.is_rebuilt


def is_enumerated(front: Meanings, back: Meanings) -> bool:
    """Whether a back names two things or more, beside a front with a word more or less."""
    things = size(token for token in back.kept if token.is_content and not token.is_name)
    changed = [*front.lost, *front.gained]
    is_little = size(token for token in changed if token.is_content) <= 1
    return things >= SOME and is_little and not any(_is_named(token) for token in changed)


def is_explanation(back: Meanings) -> bool:
    """Whether a back that says the same says so much that no other fact has it."""
    return size(token for token in back.kept if not token.is_name) >= _EXPLAINED


def is_nearly_kept(back: Meanings) -> bool:
    """Whether so much of a long back stays that no other fact has it."""
    is_long = size(back.kept) >= VERY_LONG
    is_other = _is_on_both(_is_named, (back.lost, back.gained))
    return is_long and not back.is_tilted and not is_other and back.share >= _NEARLY


def keeps_subject(front: Meanings) -> bool:
    """Whether a front names what it named, beside a back that explains it."""
    is_swapped = is_swapped_in_place(front) and has_content(front)
    is_reversed = front.is_opposed or front.is_recounted or front.is_turned
    if front.is_negated and not (front.is_swap and any(each.is_loose for each in front.kept)):
        return False  # `Why does ice float?` and `Why doesn't ice sink?` alone may be one
    is_content = any(token.is_content for token in front.kept)
    return is_content and not is_swapped and not is_reversed


def is_recast(front: Meanings) -> bool:
    """Whether a front was said in other words: most of it stays, and no other relation is named.

    One side at most says with more than one word what the other doesn't.
    """
    if not front.is_rebuilt or front.is_turned or front.is_tilted:
        return False
    is_recounted = any(token.sort is Sort.NUMBER for token in (*front.lost, *front.gained))
    if is_recounted or (any(token.tilts for token in front.kept) and not keeps_asking(front)):
        return False
    sides = (front.lost, front.gained)
    if _is_on_both(_is_named, sides):
        return False
    kept = size(token for token in front.kept if token.is_content or _relates(token))
    if _is_on_both(_relates, sides) and (kept < LONG or front.share < _RECAST_RELATION):
        return False
    content = size(token for token in front.kept if token.is_content)
    is_related = any(_relates(token) and not token.is_content for token in front.kept)
    if not is_related and all(sides) and any(map(_relates, (*front.lost, *front.gained))):
        return False
    least = min(size(side) for side in sides)
    return content + is_related >= PHRASE and least <= 1 and front.share >= _RECAST


def _is_on_both(test: Callable[[Token], bool], sides: Iterable[Iterable[Token]]) -> bool:
    return all(any(test(token) for token in side) for side in sides)


def _is_named(token: Token) -> bool:
    return token.is_name or token.is_capital


def _relates(token: Token) -> bool:
    return token.is_relation


def keeps_asking(front: Meanings) -> bool:
    """Whether what came or went is no other relation, and no other scope of a superlative."""
    if front.is_same:
        return True
    is_listed = any(token.is_relation for token in front.kept)
    if size(front.kept) < PHRASE and not is_listed:
        return False
    is_superlative = any(token.tilts for token in front.kept)
    plain = size(token for token in front.kept if not token.tilts)
    if not is_superlative or plain >= PHRASE:
        return True
    near = (*front.kept, *front.lost, *front.gained)
    return all(
        any(other is not token and is_of_one_root(token, other) for other in near)
        for token in (*front.lost, *front.gained)
        if token.is_content
    )


def has_content(front: Meanings) -> bool:
    """Whether a word came or went that names a thing."""
    return any(token.is_content for token in (*front.lost, *front.gained))


def is_lengthened(front: Meanings) -> bool:
    """Whether so much was added that a word with an opposite is part of an explanation."""
    plain = [token for token in front.gained if not token.tilts]
    return not front.lost and size(plain) >= _ENOUGH


def is_calm(front: Meanings) -> bool:
    """Whether words were only added, or left out, or made way for others of their root."""
    if any(token.sort is Sort.NUMBER and token.text != _ONE for token in front.lost):
        return False
    if not front.is_swap:
        return size(front.kept) >= SOME or not has_name(front.lost)
    if not front.is_rebuilt:
        return False
    return _are_derived(front.lost, (*front.kept, *front.gained)) or (
        _are_derived(front.gained, (*front.kept, *front.lost)) and not has_name(front.lost)
    )


def _are_derived(tokens: Iterable[Token], others: Iterable[Token]) -> bool:
    near = tuple(others)
    return all(any(is_of_one_root(token, other) for other in near) for token in tokens)


def has_name(tokens: Iterable[Token]) -> bool:
    """Whether one of the words is a name."""
    return any(token.is_name for token in tokens)


def without_count(front: Meanings, back: Meanings, backs: tuple[str, str]) -> Meanings:
    """Leave out how many things a front asks for, where the back lists them."""
    if not are_lists(backs) or front.is_recounted or size(back.kept) < SOME:
        return front
    lost, gained = (
        tuple(each for each in tokens if each.text not in _COUNTS)
        for tokens in (front.lost, front.gained)
    )
    is_same = front.is_same or not (lost or gained or front.is_negated)
    is_tilted = any(each.tilts for each in (*lost, *gained))
    return front._replace(lost=lost, gained=gained, is_same=is_same, is_tilted=is_tilted)


def are_lists(backs: tuple[str, str]) -> bool:
    """Whether both texts list several things."""
    return all(_LISTED.search(text) for text in backs)

"""Whether an old note and a new one are the same note, reworded, by the lists of a language.

The rule for languages other than English, of which fewer labelled pairs are known: it asks for
more. Nothing is the same note where a negation or a number came or went, or where a word made way
for its opposite. Else the same note, if one of these holds:

- **front**: the fronts say the same, and a third of the back stays; of a long back, any of it.
- **back**: four words of the back or more stay as they were, and the front wasn't only changed by
  a word in its place.
- **calm front**: words were only added to the front, or only left out and no name among them,
  and the back says the same, or only grew or only shrank.
- **derived front**: as calm, but words made way for others of their root (`Brazil`, `Brazilian`)
  in a sentence that was rebuilt.
- **recast front**: one word made way for another, three quarters stay, the sentence was rebuilt
  and the back says the same.

A back that is a mere count, or yes or no, says too little: there the fronts have to say the same.
"""

from flashcards.anki.note_types import Kind
from flashcards.identity.meanings import (
    Meanings,
    Token,
    compare_meanings,
    is_of_one_root,
    read_meanings,
    size,
)
from flashcards.text.lexicon import Sort

_LONG = 4
_PHRASE = 3
_VERY_LONG = 6
"""Words of a back that stay by no chance."""

_KEPT = 1 / 3
_MOSTLY = 0.75
_RECAST = 0.75

_FIRST_YEAR = 32
"""A number from which it may be a year, which is told by chance less often than a count."""


def is_same_by_words(
    kind: Kind,
    fronts: tuple[str, str],
    backs: tuple[str, str],
    language: str,
) -> bool:
    """Whether two notes are one by the rule above; each text is given before and after."""
    front = compare_meanings(*fronts, language)
    back = compare_meanings(*backs, language)
    if any(each.is_negated or each.is_opposed or each.is_recounted for each in (front, back)):
        return False
    is_kept = back.is_same and bool(back.kept)
    is_swapped_in_place = front.is_swap and not front.is_rebuilt
    has_subject = any(token.is_content for token in front.kept) or any(
        is_of_one_root(one, other) for one in front.lost for other in front.gained
    )
    if is_kept and not is_swapped_in_place and _is_long(back, has_subject=has_subject):
        return True
    if front.is_tilted or (back.is_tilted and not (front.is_same and back.cover >= _MOSTLY)):
        return False
    is_weak = _is_weak(backs[0], language)
    if not has_subject:
        return False
    if front.is_same and (is_kept or not front.is_turned):
        return not (front.is_turned and is_weak) and back.cover >= _KEPT
    if is_weak:
        return False
    is_calm, is_derived = _is_calm(front), _is_derived(front)
    if is_kept:
        return is_calm or is_derived or _is_recast(front) or _is_telling(front, back)
    if not back.kept:
        return False
    if not back.is_swap:
        is_special = kind is not Kind.CHAPTER and bool(front.gained and back.gained)
        if is_calm and not is_special:
            return True
        return (is_derived or is_calm) and size(back.kept) >= 2
    if is_swapped_in_place:
        return False
    if (is_calm or is_derived) and size(back.kept) >= 2 and back.share >= 0.5:
        return True
    return size(back.kept) >= _LONG and back.share >= _MOSTLY


def _is_long(back: Meanings, *, has_subject: bool) -> bool:
    """Whether a back is so long that it stays by no chance."""
    kept = size(token for token in back.kept if not token.is_name)
    return kept >= _VERY_LONG or (kept >= _LONG and has_subject)


def _is_weak(text: str, language: str) -> bool:
    """Whether a back is a mere count, or yes or no."""
    tokens = [token for token in read_meanings(text, language) if token.size]
    if any(token.sort is Sort.TELLING for token in tokens) and len(tokens) == 1:
        return True
    numbers = [token.text for token in tokens if token.sort is Sort.NUMBER]
    if not tokens:
        return True
    words = size(token for token in tokens if token.sort is not Sort.NUMBER)
    return bool(numbers) and words <= 1 and all(_is_count(number) for number in numbers)


def _is_count(number: str) -> bool:
    return not number.isdigit() or int(number) < _FIRST_YEAR


def _is_calm(front: Meanings) -> bool:
    return not front.is_swap and not _has_name(front.lost)


def _has_name(tokens: tuple[Token, ...]) -> bool:
    return any(token.is_name or token.sort is Sort.NUMBER for token in tokens)


def _is_derived(front: Meanings) -> bool:
    """Whether each word that made way did so for one of its root, and the sentence was rebuilt."""
    if not front.is_rebuilt:
        return False
    near = (*front.kept, *front.gained)
    return all(any(is_of_one_root(token, other) for other in near) for token in front.lost) or all(
        any(is_of_one_root(token, other) for other in (*front.kept, *front.lost))
        for token in front.gained
    )


def _is_telling(front: Meanings, back: Meanings) -> bool:
    """Whether a back is a list or a phrase of three words, and the sentence was rebuilt."""
    if not front.is_rebuilt or front.places < 2 or _has_name(front.lost):
        return False
    return size(token for token in back.kept if token.is_content and not token.is_name) >= _PHRASE


def _is_recast(front: Meanings) -> bool:
    return (
        front.is_rebuilt
        and front.places > 1
        and size(front.lost) <= 1
        and size(front.gained) <= 1
        and front.share >= _RECAST
        and not _has_name((*front.lost, *front.gained))
    )

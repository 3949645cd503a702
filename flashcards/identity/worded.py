"""Whether an old note and a new one are the same note, reworded, by the lists of a language.

The rule for languages other than English, of which fewer labelled pairs are known: it asks for
more. Nothing is the same note where a negation came or went, a number made way for another, or
a word for its opposite. Else the same note, if one of these holds:

- **back**: six words of the back say the same, or four and the front has words in common; and the
  front wasn't only changed by a word in its place.
- **front**: the fronts say the same, and a third of the back stays, or it was mistyped.
- **calm front**: words were only added to the front, or only left out; or words made way for others
  of their root (`Brazil`, `Brazilian`) in a sentence that was rebuilt. And the back only grew or
  only shrank, or three words and a third of it stay, or two and a half; or it says the same, and
  the front keeps what it asks: three words, or a listed one as `wrote`. For `Who is the president?`
  and `Who elects the president?` may have one answer by chance, and so may `the largest lake` and
  `the largest volcanic lake`.
- **reworded back**: three words and 60% of the back stay, and 40% of the front, which was rebuilt.

Where a word that has an opposite came or went, or one as `only` or `first`, a long back alone can
tell, unless three other words came with it. A back that is a mere count, or yes or no, says too
little: there the fronts have to name the same things. Of a back that is a list, the front needn't
say how many it asks for, and such a back tells more than a name or a year.
"""

from collections.abc import Iterable

from flashcards.anki.note_types import Kind
from flashcards.identity.backs import (
    LONG,
    VERY_LONG,
    are_lists,
    is_long,
    is_mere_count,
    is_mistyped,
    is_yes_or_no,
)
from flashcards.identity.meanings import Meanings, compare_meanings, is_of_one_root
from flashcards.identity.tokens import Token, read_tokens, size
from flashcards.text.lexicon import Sort, read_lexicon

_SOME, _PHRASE = 2, 3
_KEPT, _HALF, _ALIKE, _MOST = 1 / 3, 0.5, 0.6, 0.75
"""Words of a back that stay beside others, and how much of it."""

_FRONT_KEPT = 0.4
_BLANK_KEPT, _BLANK_LEAST = 0.6, 0.3
"""How much of a blank stays where words made way for others, and where some were left out."""

_ENOUGH = 3
"""Words that were added to a front, and explain it."""

_COUNTS = frozenset(map(str, range(2, 13)))
"""How many things a list may have."""


def is_same_by_words(
    kind: Kind, fronts: tuple[str, str], backs: tuple[str, str], language: str
) -> bool:
    """Whether two notes are one by the rule above; each text is given before and after."""
    if read_lexicon(language) is None:
        return False
    front = compare_meanings(*fronts, language)
    back = compare_meanings(*backs, language, is_answer=True)
    if any(each.is_negated or each.is_opposed or each.is_recounted for each in (front, back)):
        return False
    if are_lists(backs):
        front = _without_count(front, back)
    is_kept = back.is_same and bool(back.kept)
    has_subject = _has_subject(front, back)
    is_swapped = _is_swapped_in_place(front) or (front.is_swap and back.is_turned)
    if is_kept and not is_swapped and is_long(back, has_subject=has_subject):
        return True
    if front.is_tilted and not (is_kept and _is_lengthened(front)):
        return False
    if not has_subject or (front.is_exchanged and size(back.kept) < LONG):
        return False
    if any(is_yes_or_no(text, language) for text in backs):
        return is_kept and front.is_same and not front.is_turned
    is_count = any(is_mere_count(text, language) for text in backs)
    if is_kept:
        is_list = are_lists(backs) and size(back.kept) >= _PHRASE
        return _asks_the_same(front, is_count=is_count, is_list=is_list)
    return _is_reworded(kind, front, back, backs, is_count=is_count)


def _without_count(front: Meanings, back: Meanings) -> Meanings:
    """Leave out how many things a front asks for that the back lists."""
    if front.is_recounted or size(back.kept) < _SOME:
        return front
    lost, gained = (
        tuple(each for each in tokens if each.text not in _COUNTS)
        for tokens in (front.lost, front.gained)
    )
    is_same = front.is_same or not (lost or gained or front.is_negated)
    is_tilted = any(each.tilts for each in (*lost, *gained))
    return front._replace(lost=lost, gained=gained, is_same=is_same, is_tilted=is_tilted)


def is_neighbour_by_words(fronts: tuple[str, str], backs: tuple[str, str], language: str) -> bool:
    """Whether a note is surely another fact: the same question but for an opposite or a number.

    And it has another answer.
    """
    if read_lexicon(language) is None:
        return False
    front = compare_meanings(*fronts, language)
    back = compare_meanings(*backs, language, is_answer=True)
    is_turned = front.is_negated or front.is_opposed or front.is_recounted
    changed = (*front.lost, *front.gained)
    is_rest_kept = all(token.opposite or token.sort is Sort.NUMBER for token in changed)
    is_other = back.is_swap and back.cover < _KEPT
    return is_turned and is_rest_kept and bool(front.kept) and is_other


def _has_subject(front: Meanings, back: Meanings) -> bool:
    """Whether a front has a word in common that names a thing, or else enough."""
    return (
        len(front.kept) > 1
        or (front.is_same and back.is_same and bool(front.kept))
        or any(token.is_content for token in front.kept)
        or any(is_of_one_root(one, other) for one in front.lost for other in front.gained)
    )


def _is_swapped_in_place(front: Meanings) -> bool:
    return front.is_swap and not front.is_rebuilt


def _asks_the_same(front: Meanings, *, is_count: bool, is_list: bool) -> bool:
    """Whether a front asks the same, beside a back that says the same."""
    if front.is_same:
        return True
    if is_count:
        return not front.is_swap and not _has_content(front)
    return _is_calm(front) and (is_list or _keeps_asking(front))


def _is_reworded(
    kind: Kind, front: Meanings, back: Meanings, backs: tuple[str, str], *, is_count: bool
) -> bool:
    """Whether front and back were both reworded."""
    if front.is_same and not (front.is_turned and size(back.kept) < LONG):
        is_kept = back.cover >= (_HALF if back.is_tilted else _KEPT)
        return is_kept or (not front.is_turned and is_mistyped(*backs))
    if is_count or _is_swapped_in_place(front):
        return False
    if _is_calm(front):
        is_near = back.cover >= _ALIKE or not back.is_tilted
        return is_near and not _is_special_case(kind, front, back) and _is_near(front, back)
    is_most = size(back.kept) >= _PHRASE and back.share >= _ALIKE
    is_near = front.share >= _FRONT_KEPT and (size(front.kept) >= _SOME or not front.is_swap)
    return is_most and is_near and not back.is_tilted


def is_alike_blank(old: str, new: str, language: str) -> bool:
    """Whether two blanks ask for the same: most words stay, and nothing tells them apart."""
    if is_turned_by_words(old, new, language):
        return False
    words = compare_meanings(old, new, language)
    if any(token.sort is Sort.NUMBER for token in (*words.lost, *words.gained)):
        return False
    if words.is_swap:
        return words.share >= _BLANK_KEPT and not _has_name((*words.lost, *words.gained))
    is_content = any(token.is_content for token in words.kept)
    return is_content and words.share >= _BLANK_LEAST


def is_turned_by_words(old: str, new: str, language: str) -> bool:
    """Whether a text may be a neighbouring fact's, by a negation, an opposite or its language."""
    if read_lexicon(language) is None:
        return True
    words = compare_meanings(old, new, language)
    return words.is_negated or words.is_opposed or words.is_tilted or words.is_recounted


def is_long_text(text: str, language: str) -> bool:
    """Whether a text has so many words that it stays by no chance."""
    is_known = read_lexicon(language) is not None
    return is_known and size(read_tokens(text, language)) >= VERY_LONG


def _keeps_asking(front: Meanings) -> bool:
    """Whether what came or went is no other relation, and no other scope of a superlative."""
    if front.is_same:
        return True
    is_listed = any(token.is_relation for token in front.kept)
    if size(front.kept) < _PHRASE and not is_listed:
        return False
    is_superlative = any(token.tilts for token in front.kept)
    plain = size(token for token in front.kept if not token.tilts)
    if not is_superlative or plain >= _PHRASE:
        return True
    near = (*front.kept, *front.lost, *front.gained)
    return all(
        any(other is not token and is_of_one_root(token, other) for other in near)
        for token in (*front.lost, *front.gained)
        if token.is_content
    )


def _has_content(front: Meanings) -> bool:
    """Whether a word came or went that names a thing."""
    return any(token.is_content for token in (*front.lost, *front.gained))


def _is_lengthened(front: Meanings) -> bool:
    """Whether so much was added that a word with an opposite is part of an explanation."""
    plain = [token for token in front.gained if not token.tilts]
    return not front.lost and size(plain) >= _ENOUGH


def _is_calm(front: Meanings) -> bool:
    """Whether words were only added, or left out, or made way for others of their root."""
    if any(token.sort is Sort.NUMBER for token in front.lost):
        return False
    if not front.is_swap:
        return size(front.kept) >= _SOME or not _has_name(front.lost)
    if not front.is_rebuilt:
        return False
    return _are_derived(front.lost, (*front.kept, *front.gained)) or (
        _are_derived(front.gained, (*front.kept, *front.lost)) and not _has_name(front.lost)
    )


def _are_derived(tokens: Iterable[Token], others: Iterable[Token]) -> bool:
    near = tuple(others)
    return all(any(is_of_one_root(token, other) for other in near) for token in tokens)


def _has_name(tokens: Iterable[Token]) -> bool:
    return any(token.is_name for token in tokens)


def _is_near(front: Meanings, back: Meanings) -> bool:
    """Whether a back only grew or only shrank, or enough of it stays, beside a calm front."""
    kept = size(back.kept)
    if not back.is_swap:
        return kept > 0
    if front.is_same and front.is_turned:
        return kept >= LONG
    return back.cover >= _KEPT and (kept >= _PHRASE or (kept >= _SOME and back.cover >= _HALF))


def _is_special_case(kind: Kind, front: Meanings, back: Meanings) -> bool:
    """Whether both sides gained a qualifier, or lost one: a derivative, a partial derivative."""
    is_most = size(back.kept) >= _PHRASE and back.share >= _ALIKE and front.share >= _MOST
    if kind is Kind.CHAPTER or is_most:
        return False
    return (bool(back.gained) and _is_qualified(front.gained, front.lost, back)) or (
        bool(back.lost) and _is_qualified(front.lost, front.gained, back)
    )


def _is_qualified(more: Iterable[Token], less: Iterable[Token], back: Meanings) -> bool:
    """Whether words of a front name a thing that neither its other wording nor the back says."""
    others = tuple(less)
    said = {token.text for token in back.kept}
    return any(
        token.is_content
        and not token.is_name
        and token.text not in said
        and not any(
            is_of_one_root(token, other) or other.word.endswith(token.word) for other in others
        )
        for token in more
    )

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
little: there the fronts have to name the same things.
"""

import unicodedata
from collections.abc import Callable, Iterable

from flashcards.anki.note_types import Kind
from flashcards.identity.meanings import Meanings, compare_meanings, is_of_one_root
from flashcards.identity.tokens import Token, read_tokens, size
from flashcards.text.lexicon import Sort, read_lexicon

_LONG = 4
_VERY_LONG = 6
_EXPLAINED = 6
"""Words of a back that stay by no chance."""

_SOME, _PHRASE = 2, 3
_KEPT, _HALF, _ALIKE = 1 / 3, 0.5, 0.6
"""Words of a back that stay beside others, and how much of it."""

_NEARLY = 0.75
_FRONT_KEPT = 0.4
_RECAST, _RECAST_RELATION = 0.5, 0.7
_BLANK_KEPT, _BLANK_LEAST = 0.6, 0.3
"""How much of a blank stays where words made way for others, and where some were left out."""

_ENOUGH = 3
"""Words that were added to a front, and explain it."""

_MISTYPED = 80
"""How alike two backs are by their letters, of 100, of which one was mistyped."""

_ONE = "1"
"""A number that many languages have before a thing as English has an article."""

_FIRST_YEAR = 32
"""A number from which it may be a year, which is told by chance less often than a count."""


def is_same_by_words(
    kind: Kind, fronts: tuple[str, str], backs: tuple[str, str], language: str
) -> bool:
    """Whether two notes are one by the rule above; each text is given before and after."""
    if read_lexicon(language) is None:
        return False
    front = compare_meanings(*fronts, language)
    back = compare_meanings(*backs, language, is_answer=True)
    is_kept = back.is_same and bool(back.kept)
    if is_kept and _is_explanation(back) and _keeps_subject(front):
        return True
    if any(each.is_negated or each.is_opposed or each.is_recounted for each in (front, back)):
        return False
    has_subject = _has_subject(front, back)
    if is_kept and not _is_swapped_in_place(front) and _is_long(back, has_subject=has_subject):
        return True
    if has_subject and _is_nearly_kept(back) and not front.is_swap and not front.is_turned:
        return not _is_special_case(kind, front, back)
    if front.is_tilted and not (is_kept and _is_lengthened(front)):
        return False
    if not has_subject or (front.is_exchanged and size(back.kept) < _LONG):
        return False
    if any(_is_yes_or_no(text, language) for text in backs):
        return is_kept and front.is_same and not front.is_turned
    is_count = any(_is_count(text, language) for text in backs)
    if is_kept:
        return _asks_the_same(front, back, is_count=is_count)
    return _is_reworded(kind, front, back, backs, is_count=is_count)


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


def _asks_the_same(front: Meanings, back: Meanings, *, is_count: bool) -> bool:
    """Whether a front asks the same, beside a back that says the same."""
    if front.is_same:
        return True
    if is_count:
        return not front.is_swap and not _has_content(front)
    if _is_calm(front) and (_keeps_asking(front) or _is_enumerated(front, back)):
        return True
    return _is_recast(front)


def _is_enumerated(front: Meanings, back: Meanings) -> bool:
    """Whether a back names two things or more, beside a front with a word more or less."""
    things = size(token for token in back.kept if token.is_content and not token.is_name)
    changed = [*front.lost, *front.gained]
    is_little = size(token for token in changed if token.is_content) <= 1
    return things >= _SOME and is_little and not any(_is_named(token) for token in changed)


def _is_explanation(back: Meanings) -> bool:
    """Whether a back that says the same says so much that no other fact has it."""
    return size(token for token in back.kept if not token.is_name) >= _EXPLAINED


def _is_nearly_kept(back: Meanings) -> bool:
    """Whether so much of a long back stays that no other fact has it."""
    is_long = size(back.kept) >= _VERY_LONG
    is_other = _is_on_both(_is_named, (back.lost, back.gained))
    return is_long and not back.is_tilted and not is_other and back.share >= _NEARLY


def _keeps_subject(front: Meanings) -> bool:
    """Whether a front names what it named, beside a back that explains it."""
    is_swapped = _is_swapped_in_place(front) and _has_content(front)
    is_reversed = front.is_opposed or front.is_recounted or front.is_turned
    if front.is_negated and not (front.is_swap and any(each.is_loose for each in front.kept)):
        return False  # `Why does ice float?` and `Why doesn't ice sink?` alone may be one
    is_content = any(token.is_content for token in front.kept)
    return is_content and not is_swapped and not is_reversed


def _is_recast(front: Meanings) -> bool:
    """Whether a front was said in other words: most of it stays, and no other relation is named.

    One side at most says with more than one word what the other doesn't.
    """
    if not front.is_rebuilt or front.is_turned or front.is_tilted:
        return False
    if any(token.sort is Sort.NUMBER for token in (*front.lost, *front.gained)):
        return False
    sides = (front.lost, front.gained)
    if _is_on_both(_is_named, sides):
        return False
    kept = size(token for token in front.kept if token.is_content or _relates(token))
    if _is_on_both(_relates, sides) and (kept < _LONG or front.share < _RECAST_RELATION):
        return False
    content = size(token for token in front.kept if token.is_content)
    is_related = any(_relates(token) and not token.is_content for token in front.kept)
    least = min(size(side) for side in sides)
    return content + is_related >= _PHRASE and least <= 1 and front.share >= _RECAST


def _is_on_both(test: Callable[[Token], bool], sides: Iterable[Iterable[Token]]) -> bool:
    return all(any(test(token) for token in side) for side in sides)


def _is_named(token: Token) -> bool:
    return token.is_name or token.is_capital


def _relates(token: Token) -> bool:
    return token.is_relation


def _is_reworded(
    kind: Kind, front: Meanings, back: Meanings, backs: tuple[str, str], *, is_count: bool
) -> bool:
    """Whether front and back were both reworded."""
    if front.is_same and not (front.is_turned and size(back.kept) < _LONG):
        is_kept = back.cover >= (_HALF if back.is_tilted else _KEPT)
        return is_kept or (not front.is_turned and _is_mistyped(*backs))
    if is_count or _is_swapped_in_place(front):
        return False
    if _is_calm(front):
        is_near = back.cover >= _ALIKE or not back.is_tilted
        return is_near and not _is_special_case(kind, front, back) and _is_near(front, back)
    is_most = size(back.kept) >= _PHRASE and back.share >= _ALIKE
    return is_most and front.share >= _FRONT_KEPT and not back.is_tilted


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
    return is_known and size(read_tokens(text, language)) >= _VERY_LONG


def _is_long(back: Meanings, *, has_subject: bool) -> bool:
    """Whether a back is so long that it stays by no chance."""
    kept = size(token for token in back.kept if not token.is_name)
    return kept >= _VERY_LONG or (kept >= _LONG and has_subject)


def _is_yes_or_no(text: str, language: str) -> bool:
    tokens = [token for token in read_tokens(text, language) if token.size]
    return not tokens or (len(tokens) == 1 and tokens[0].sort is Sort.TELLING)


def _is_count(text: str, language: str) -> bool:
    """Whether a text is a small number, alone or of one thing."""
    tokens = read_tokens(text, language)
    numbers = [token.text for token in tokens if token.sort is Sort.NUMBER]
    words = size(token for token in tokens if token.sort is not Sort.NUMBER)
    is_small = all(not number.isdigit() or int(number) < _FIRST_YEAR for number in numbers)
    return bool(numbers) and words <= 1 and is_small


def _keeps_asking(front: Meanings) -> bool:
    """Whether what came or went is no other relation, and no other scope of a superlative."""
    if front.is_same:
        return True
    is_listed = any(token.is_relation for token in front.kept)
    if size(front.kept) < _PHRASE and not is_listed:
        return False
    is_superlative = any(token.tilts for token in front.kept)
    if not is_superlative or size(front.kept) >= _LONG:
        return True
    near = (*front.kept, *front.lost, *front.gained)
    return all(
        any(other is not token and is_of_one_root(token, other) for other in near)
        for token in (*front.lost, *front.gained)
        if token.is_content
    )


def _is_mistyped(old: str, new: str) -> bool:
    """Whether two texts differ in few letters, and in no digit."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - only edits need it

    old, new = (unicodedata.normalize("NFD", text.casefold()) for text in (old, new))
    digits = [[each for each in text if each.isdigit()] for text in (old, new)]
    return digits[0] == digits[1] and fuzz.ratio(old, new) >= _MISTYPED


def _has_content(front: Meanings) -> bool:
    """Whether a word came or went that names a thing."""
    return any(token.is_content for token in (*front.lost, *front.gained))


def _is_lengthened(front: Meanings) -> bool:
    """Whether so much was added that a word with an opposite is part of an explanation."""
    plain = [token for token in front.gained if not token.tilts]
    return not front.lost and size(plain) >= _ENOUGH


def _is_calm(front: Meanings) -> bool:
    """Whether words were only added, or left out, or made way for others of their root."""
    if any(token.sort is Sort.NUMBER and token.text != _ONE for token in front.lost):
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
        return kept >= _LONG
    return back.cover >= _KEPT and (kept >= _PHRASE or (kept >= _SOME and back.cover >= _HALF))


def _is_special_case(kind: Kind, front: Meanings, back: Meanings) -> bool:
    """Whether both sides gained a qualifier, as a derivative that becomes a partial derivative.

    Or both lost one.
    """
    if kind is Kind.CHAPTER:
        return False
    return _is_qualified(front.gained, front.lost, back.gained, back.kept) or _is_qualified(
        front.lost, front.gained, back.lost, back.kept
    )


def _is_qualified(
    more: Iterable[Token], less: Iterable[Token], told: Iterable[Token], kept: Iterable[Token]
) -> bool:
    """Whether a front has a word that the other has not, and its back tells more as well."""
    others, said = tuple(less), {token.text for token in kept}
    return any(told) and any(
        token.is_content
        and not token.is_name
        and token.text not in said
        and not any(
            is_of_one_root(token, other) or other.word.endswith(token.word) for other in others
        )
        for token in more
    )

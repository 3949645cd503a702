"""Whether an old note and a new one are the same note, reworded, by the lists of a language.

The rule for languages other than English, of which fewer labelled pairs are known: it asks for
more. Nothing is the same note where a negation came or went, a number made way for another, or
a word for its opposite, or where a long word has another letter and the other side changed as well
(nitrates, nitrites). Else the same note, if one of these holds:

- **back**: six words of the back say the same, or four and the front has words in common; and the
  front wasn't only changed by a word in its place. Six that explain make `Why does ice float?` and
  `Why doesn't ice sink?` one as well. Or six and three quarters of the back stay, beside a front
  that only grew or only shrank.
- **front**: the fronts say the same, and a third of the back stays, or it was mistyped.
- **calm front**: words were only added to the front, or only left out; or words made way for others
  of their root (`Brazil`, `Brazilian`) in a sentence that was rebuilt. And the back only grew or
  only shrank, or three words and a third of it stay, or two and a half; or it says the same, and
  the front keeps what it asks: three words, or a listed one as `wrote`. For `Who is the president?`
  and `Who elects the president?` may have one answer by chance, and so may `the largest lake` and
  `the largest volcanic lake`.
- **recast front**: the back says the same, and of a front that was rebuilt half stays, three words
  that name things or a relation; one side at most has more than one word that the other lacks. A
  relation that made way for another has to leave four words and 70%, and another one: a river
  flows through a city, and may flood it.
- **two things**: the back says the same and names two things, and a calm front has one word more or
  less.
- **reworded back**: three words and 60% of the back stay, and 40% of the front, which was rebuilt.

Where a word that has an opposite came or went, or one as `only` or `first`, a long back alone can
tell, unless three other words came with it. A back that is a mere count, or yes or no, says too
little: there the fronts have to name the same things.
"""

import unicodedata
from collections.abc import Iterable

from flashcards.anki.note_types import Kind
from flashcards.identity.fronts import (
    LONG,
    PHRASE,
    SOME,
    VERY_LONG,
    are_lists,
    has_content,
    has_name,
    is_calm,
    is_enumerated,
    is_explanation,
    is_lengthened,
    is_nearly_kept,
    is_recast,
    is_swapped_in_place,
    keeps_asking,
    keeps_subject,
    without_count,
)
from flashcards.identity.meanings import Meanings, compare_meanings
from flashcards.identity.roots import is_of_one_root
from flashcards.identity.tokens import Token, read_tokens, size
from flashcards.text.lexicon import Sort, read_lexicon

_KEPT, _HALF, _ALIKE = 1 / 3, 0.5, 0.6
"""How much of a back stays beside other words."""

_FRONT_KEPT = 0.4
_BLANK_KEPT, _BLANK_LEAST = 0.6, 0.3
"""How much of a blank stays where words made way for others, and where some were left out."""

_MISTYPED = 80
"""How alike two backs are by their letters, of 100, of which one was mistyped."""

_FIRST_YEAR = 32
"""A number from which it may be a year, which is told by chance less often than a count."""


def is_same_by_words(
    kind: Kind, fronts: tuple[str, str], backs: tuple[str, str], language: str
) -> bool:
    """Whether two notes are one by the rule above; each text is given before and after."""
    if read_lexicon(language) is None:
        return False
    back = compare_meanings(*backs, language, is_answer=True)
    front = without_count(compare_meanings(*fronts, language), back, backs)
    is_kept = back.is_same and bool(back.kept)
    if is_kept and is_explanation(back) and keeps_subject(front):
        return True
    if _is_turned(front, back) or (front.is_respelled and not is_kept):
        return False
    has_subject = _has_subject(front, back)
    if is_kept and not is_swapped_in_place(front) and _is_long(back, has_subject=has_subject):
        return True
    if has_subject and is_nearly_kept(back) and not front.is_swap and not front.is_turned:
        return not _is_special_case(kind, front, back)
    if front.is_tilted and not (is_kept and is_lengthened(front)):
        return False
    if not has_subject or (front.is_exchanged and size(back.kept) < LONG):
        return False
    if any(_is_yes_or_no(text, language) for text in backs):
        return is_kept and front.is_same and not front.is_turned
    is_count = any(_is_count(text, language) for text in backs)
    if is_kept:
        is_list = are_lists(backs) and size(back.kept) >= PHRASE
        return _asks_the_same(front, back, is_count=is_count, is_list=is_list)
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


def _is_turned(front: Meanings, back: Meanings) -> bool:
    """Whether either side was turned into what it is not, or a mistake may be another word."""
    is_any = any(each.is_negated or each.is_opposed or each.is_recounted for each in (front, back))
    return is_any or (back.is_respelled and front.is_swap)


def _has_subject(front: Meanings, back: Meanings) -> bool:
    """Whether a front has a word in common that names a thing, or else enough."""
    return (
        len(front.kept) > 1
        or (front.is_same and back.is_same and bool(front.kept))
        or any(token.is_content for token in front.kept)
        or any(is_of_one_root(one, other) for one in front.lost for other in front.gained)
    )


def _asks_the_same(front: Meanings, back: Meanings, *, is_count: bool, is_list: bool) -> bool:
    """Whether a front asks the same, beside a back that says the same."""
    if front.is_same:
        return True
    if is_count:
        return not front.is_swap and not has_content(front)
    if is_calm(front) and (is_list or keeps_asking(front) or is_enumerated(front, back)):
        return True
    return is_recast(front)


def _is_reworded(
    kind: Kind, front: Meanings, back: Meanings, backs: tuple[str, str], *, is_count: bool
) -> bool:
    """Whether front and back were both reworded."""
    if front.is_same and not (front.is_turned and size(back.kept) < LONG):
        is_kept = back.cover >= (_HALF if back.is_tilted else _KEPT)
        return is_kept or (not front.is_turned and _is_mistyped(*backs))
    if is_count or is_swapped_in_place(front):
        return False
    if is_calm(front):
        is_near = back.cover >= _ALIKE or not back.is_tilted
        return is_near and not _is_special_case(kind, front, back) and _is_near(front, back)
    is_most = size(back.kept) >= PHRASE and back.share >= _ALIKE
    return is_most and front.share >= _FRONT_KEPT and not back.is_tilted


def is_alike_blank(old: str, new: str, language: str) -> bool:
    """Whether two blanks ask for the same: most words stay, and nothing tells them apart."""
    if is_turned_by_words(old, new, language):
        return False
    words = compare_meanings(old, new, language)
    if any(token.sort is Sort.NUMBER for token in (*words.lost, *words.gained)):
        return False
    if words.is_swap:
        return words.share >= _BLANK_KEPT and not has_name((*words.lost, *words.gained))
    is_content = any(token.is_content for token in words.kept)
    return is_content and words.share >= _BLANK_LEAST


def count_in_digits(text: str, language: str) -> str:
    """Give a text with the number words of its language as digits, where it is known."""
    if read_lexicon(language) is None:
        return text
    tokens = read_tokens(text, language)
    return " ".join(each.text if each.sort is Sort.NUMBER else each.word for each in tokens)


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


def _is_long(back: Meanings, *, has_subject: bool) -> bool:
    """Whether a back is so long that it stays by no chance."""
    kept = size(token for token in back.kept if not token.is_name)
    return kept >= VERY_LONG or (kept >= LONG and has_subject)


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


def _is_mistyped(old: str, new: str) -> bool:
    """Whether two texts differ in few letters, and in no digit."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - only edits need it

    old, new = (unicodedata.normalize("NFD", text.casefold()) for text in (old, new))
    digits = [[each for each in text if each.isdigit()] for text in (old, new)]
    return digits[0] == digits[1] and fuzz.ratio(old, new) >= _MISTYPED


def _is_near(front: Meanings, back: Meanings) -> bool:
    """Whether a back only grew or only shrank, or enough of it stays, beside a calm front."""
    kept = size(back.kept)
    if not back.is_swap:
        return kept > 0
    if front.is_same and front.is_turned:
        return kept >= LONG
    return back.cover >= _KEPT and (kept >= PHRASE or (kept >= SOME and back.cover >= _HALF))


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

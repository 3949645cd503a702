"""What two blanks say: whether it is the same, in English or by another language's lists. Pure."""

from collections.abc import Iterable

from flashcards.identity.comparison import Word, compare_texts, read_words
from flashcards.text.lists import is_english
from flashcards.text.words import split_hyphens, split_words

_ALIKE = 0.6
"""Share of two blanks' words from which they count as the same, reworded."""

_LEAST = 0.3
"""How much of the longer of two blanks the shorter must be."""


def fold_words(text: str) -> str:
    """Give a text's words as they are compared, number words in English as digits."""
    return " ".join(word.text for word in read_words(text))


def fold_blank(text: str, language: str) -> str:
    """Give a blank's words as they are compared, number words as digits: `onze` is `11`."""
    if is_english(language):
        return fold_words(text)
    from flashcards.identity.worded import (  # noqa: PLC0415 - English needs none of it
        count_in_digits,
    )

    return count_in_digits(fold_words(text), language)


def is_reworded_blank(old: str, new: str, language: str) -> bool:
    """Whether two blanks ask for the same: the words of one are among the other's, or most are.

    Numbers and words that turn a fact into its neighbour have to agree.
    """
    if not is_english(language):
        from flashcards.identity.worded import (  # noqa: PLC0415 - English needs none of it
            is_alike_blank,
        )

        return is_alike_blank(old, new, language)
    words = compare_texts(old, new)
    if words.is_same or (words.is_near_same and words.cover):
        return True
    if words.is_contrast or words.is_turned or _numbers(words.lost) or _numbers(words.gained):
        return False
    if words.is_swap:
        return words.share >= _ALIKE and not words.is_specific
    if _splits_compound(old, new) or _splits_compound(new, old):
        return False
    kept = any(any(map(str.isalpha, word.text)) for word in words.kept)
    return kept and words.share >= _LEAST


def _splits_compound(one: str, other: str) -> bool:
    """Whether a part of a compound stands in the other text by itself: `South-East` and `East`."""
    words = set(split_words(other.casefold()))
    compounds = [word for word in split_words(one.casefold()) if len(split_hyphens(word)) > 1]
    return any(word not in words and words & set(split_hyphens(word)) for word in compounds)


def _numbers(words: Iterable[Word]) -> bool:
    return any(character.isdigit() for word in words for character in word.text)

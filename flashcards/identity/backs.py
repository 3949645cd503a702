"""What a back is by its words: a count, yes or no, a list, or long enough to stay by no chance."""

import re
import unicodedata

from flashcards.identity.meanings import Meanings
from flashcards.identity.tokens import read_tokens, size
from flashcards.text.lexicon import Sort

LONG = 4
VERY_LONG = 6
"""Words of a back that stay by no chance."""

_MISTYPED = 80
"""How alike two backs are by their letters, of 100, of which one was mistyped."""

_LISTED = re.compile(r"[,;、，؛،・]\s*\S")  # noqa: RUF001 - their own punctuation
"""What stands between the things of a list."""

_FIRST_YEAR = 32
"""A number from which it may be a year, which is told by chance less often than a count."""


def is_long(back: Meanings, *, has_subject: bool) -> bool:
    """Whether a back is so long that it stays by no chance."""
    kept = size(token for token in back.kept if not token.is_name)
    return kept >= VERY_LONG or (kept >= LONG and has_subject)


def is_yes_or_no(text: str, language: str) -> bool:
    """Whether a text is one word that says little, such as `yes`."""
    tokens = [token for token in read_tokens(text, language) if token.size]
    return not tokens or (len(tokens) == 1 and tokens[0].sort is Sort.TELLING)


def is_mere_count(text: str, language: str) -> bool:
    """Whether a text is a small number, alone or of one thing."""
    tokens = read_tokens(text, language)
    numbers = [token.text for token in tokens if token.sort is Sort.NUMBER]
    words = size(token for token in tokens if token.sort is not Sort.NUMBER)
    is_small = all(not number.isdigit() or int(number) < _FIRST_YEAR for number in numbers)
    return bool(numbers) and words <= 1 and is_small


def is_mistyped(old: str, new: str) -> bool:
    """Whether two texts differ in few letters, and in no digit."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - only edits need it

    old, new = (unicodedata.normalize("NFD", text.casefold()) for text in (old, new))
    digits = [[each for each in text if each.isdigit()] for text in (old, new)]
    return digits[0] == digits[1] and fuzz.ratio(old, new) >= _MISTYPED


def are_lists(backs: tuple[str, str]) -> bool:
    """Whether both texts list several things."""
    return all(_LISTED.search(text) for text in backs)

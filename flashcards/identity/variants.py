"""When two words are one word: spelled in another way, mistyped, or inflected.

No stemmer decides: it knows neither typing mistakes nor two ways of spelling, and English alone.
"""

import re
from functools import lru_cache
from unicodedata import combining, normalize

from flashcards.text.words import count_equal

_ROMAN = re.compile(r"[ivxlcdm]+")
_ENDINGS = frozenset(
    (
        "s es e ed d ing ly er ers ion ions ation ations al ally ment ments y ies ied ity ance "
        "ence i a o as os en em um an n"
    ).split()
) | {""}


@lru_cache(maxsize=65536)
def is_variant(one: str, other: str) -> bool:
    """Whether two words are one: a typing mistake mended, another spelling, an inflection."""
    if one == other:
        return True
    if any(character.isdigit() for character in one + other):
        return False
    if min(len(one), len(other)) < 3 or (_ROMAN.fullmatch(one) and _ROMAN.fullmatch(other)):
        return False
    plain_one, plain_other = _without_accents(one), _without_accents(other)
    if plain_one == plain_other:
        # Between two accented words the accents are the difference (péché, pêche).
        return len(one) > 3 and (plain_one == one or plain_other == other or len(one) > 4)
    prefix = count_equal(one, other)
    shorter, longer = sorted((len(one), len(other)))
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only edits need it

    if sorted(one) == sorted(other):
        return OSA.distance(one, other) == 1  # two letters changed places
    if _spelling(one) == _spelling(other):
        return True
    if longer - shorter == 1 and OSA.distance(one, other) == 1:
        return prefix > 2 or (prefix == 2 and shorter > 4)
    if not one.isascii() and prefix > 4 and longer - prefix <= 2:
        return True
    return (
        prefix > 3
        and prefix >= 0.55 * longer
        and one[prefix:] in _ENDINGS
        and other[prefix:] in _ENDINGS
    )


def is_one_letter(one: str, other: str) -> bool:
    """Whether two words of one length differ in one letter, which is no digit."""
    pairs = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return len(pairs) == 1 and "".join(pairs[0]).isalpha()


@lru_cache(maxsize=16384)
def list_traits(word: str) -> frozenset[str]:
    """Give texts of which two words that are one, by `is_variant`, have one in common at least."""
    traits = [word, _without_accents(word), "".join(sorted(word)), _spelling(word)]
    # A letter more or less; an ending; the end of a word in letters of another script.
    traits += (word[:at] + word[at + 1 :] for at in range(len(word)))
    traits += (word[:at] for at in range(4, len(word)) if word[at:] in _ENDINGS)
    traits += (word[:at] for at in range(max(5, len(word) - 2), len(word)))
    return frozenset(traits)


def _without_accents(text: str) -> str:
    return "".join(character for character in normalize("NFD", text) if not combining(character))


def _spelling(word: str) -> str:
    """British and American spelling, made one."""
    return word.replace("ae", "e").replace("oe", "e").replace("our", "or").replace("z", "s")

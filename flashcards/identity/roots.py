"""When two words are derived from one, or one is made of others."""

from collections.abc import Sequence
from functools import lru_cache

from flashcards.identity.tokens import FIRST_IDEOGRAPH, Token
from flashcards.text.lexicon import Sort
from flashcards.text.words import count_equal

_BEGINNING = 4
_LETTERS, _SYLLABLES = (_BEGINNING, 0.5), (2, 0.4)
"""Letters that words of one root begin with, and how much of the longer; Korean syllables."""

_PART = 0.6
_PART_LETTERS, _PART_SYLLABLES = 4, 2
"""How much of a word has to stand in a compound of it, and how many letters, or syllables."""

_ENDING = 2
"""Letters by which the last word of a compound may be longer there."""

_FLEETING = "\u043e\u0435"
_CHANGING_VOWELS = ({"\u00f3", "o"}, {"\u0456", "\u043e"}, {"\u0456", "\u0435"})
"""Vowels that forms of a Russian, Ukrainian or Polish word lack, or have in place of each other."""

_CONSONANTS = 3
_WEAK = str.maketrans("", "", "\u0627\u0648\u064a\u0649\u0629\u0621\u0622\u0623\u0625")
_BEFORE_ROOT = ("\u0627\u0633\u062a", "\u064a", "\u062a", "\u0646", "\u0645", "\u0627")
"""Arabic: the letters that say nothing of a root, and what stands before one."""

FIRST_SYLLABLE = "\uac00"

_SHORTEST = 3
"""Letters of a Slavic word that may lack a vowel."""


def split_compounds(
    whole: list[Token], parts: list[Token], others: Sequence[Token]
) -> list[tuple[Token, Token]]:
    """Take out what is made of two words of the other text, and those of them that are left.

    Give each such word, with its last part: `melting point`, `point at which it melts`.
    """
    found = []
    for token in tuple(whole):
        made_of = _find_parts(token, others)
        if made_of:
            whole.remove(token)
            parts[:] = [each for each in parts if each not in made_of]
            found.append((token, made_of[-1]))
    return found


def _find_parts(token: Token, others: Sequence[Token]) -> tuple[Token, ...]:
    """Find the words that begin and end another one, by their own beginnings."""
    if token.sort not in {Sort.WORD, Sort.SIGN, Sort.GROUP}:
        return ()
    word = token.word
    is_syllables = word[:1] >= FIRST_SYLLABLE
    least = _PART_SYLLABLES if is_syllables else _PART_LETTERS
    if len(word) < 2 * least:
        return ()
    able = [each for each in others if each.word != word and len(each.word) >= least]
    able.sort(key=lambda each: -len(each.word))
    for first in able:
        shared = count_equal(first.word, word)
        if shared < least or shared < _PART * len(first.word):
            continue
        for last in able:
            begins = _PART * len(last.word)
            stem = last.word[: max(least, int(begins))]
            at = word.find(stem, shared)
            is_end = at >= 0 and len(word) - at <= len(last.word) + _ENDING
            if last is not first and len(stem) >= least and is_end:
                return (first, last)
    return ()


def is_suffixed(one: str, other: str) -> bool:
    """Whether one of two words is the other with suffixes, more than a stemmer takes off."""
    shorter, longer = sorted((one, other), key=len)
    is_long = len(shorter) > _BEGINNING and len(longer) - len(shorter) <= _BEGINNING
    return is_long and longer.startswith(shorter)


def has_fleeting_vowel(one: Token, other: Token) -> bool:
    """Whether two Slavic words are one but for a vowel that some of its forms lack or change."""
    shorter, longer = sorted((one.text, other.text), key=len)
    is_slavic = "\u0430" <= longer[:1] <= "\u0457" or "\u00f3" in longer
    if not is_slavic or len(shorter) < _SHORTEST:
        return False
    if len(shorter) == len(longer):
        pairs = [{*pair} for pair in zip(shorter, longer, strict=True) if pair[0] != pair[1]]
        return len(pairs) == 1 and pairs[0] in _CHANGING_VOWELS
    places = range(2, len(longer))
    return len(longer) == len(shorter) + 1 and any(
        longer[at] in _FLEETING and longer[:at] + longer[at + 1 :] == shorter for at in places
    )


def are_comparable(one: Token, other: Token) -> bool:
    """Whether letters may tell of two words that they are one: not of two that are listed."""
    return Sort.WORD in {one.sort, other.sort} and all(
        token.sort is Sort.WORD or (token.sort is Sort.GROUP and not token.opposite)
        for token in (one, other)
    )


def is_of_one_root(one: Token, other: Token) -> bool:
    """Whether two words are derived from one: `Brazil` and `Brazilian`; or a sign and its word."""
    if Sort.SIGN in {one.sort, other.sort}:
        sign, word = (one, other) if one.sort is Sort.SIGN else (other, one)
        return sign.word[:1] >= FIRST_IDEOGRAPH and sign.word in word.word
    if not are_comparable(one, other):
        return False
    return (
        _begin_alike(one.word, other.word)
        or (one.sort is other.sort is Sort.WORD and _begin_alike(one.text, other.text))
        or not _list_roots(one.word).isdisjoint(_list_roots(other.word))
    )


@lru_cache(maxsize=4096)
def _list_roots(word: str) -> frozenset[str]:
    """Give the consonants that an Arabic word may be derived of, with and without a beginning."""
    if not "\u0621" <= word[:1] <= "\u064a":
        return frozenset()
    rests = [word.removeprefix("\u0627\u0644")]
    rests += [rests[0].removeprefix(each) for each in _BEFORE_ROOT]
    roots = (rest.translate(_WEAK) for rest in rests)
    return frozenset(root for root in roots if len(root) >= _CONSONANTS)


def _begin_alike(one: str, other: str) -> bool:
    """Whether two words begin alike for so long that they are derived from one."""
    shorter, longer = sorted((one, other), key=len)
    if any(character.isdigit() for character in shorter + longer):
        return False
    shared = count_equal(shorter, longer)
    is_syllables = shorter[:1] >= FIRST_SYLLABLE
    beginning, most = _SYLLABLES if is_syllables else _LETTERS
    if shared >= beginning and shared >= most * len(longer):
        return True
    return shared == len(shorter) >= beginning

"""How one text of a language became another, by what its words say.

Words that say nothing are left out; inflections of a word, and an acronym and its words, are one.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from flashcards.identity.tokens import Token, read_tokens, size
from flashcards.identity.variants import is_one_letter, is_variant
from flashcards.text.lexicon import Lexicon, Sort, get_lexicon
from flashcards.text.word_diff import find_runs

_SHORTEST_ACRONYM = 2
_LONG_WORD = 8

_BEGINNING = 4
_LETTERS, _SYLLABLES = (_BEGINNING, 0.5), (2, 0.4)
"""Letters that words of one root begin with, and how much of the longer; Korean syllables."""

_PART = 0.6
_PART_LETTERS, _PART_SYLLABLES = 4, 2
"""How much of a word has to stand in a compound of it, and how many letters, or syllables."""

_ENDING = 2
"""Letters by which the last word of a compound may be longer there."""

_FLEETING = "\u043e\u0435"
_SLAVIC = "\u0430\u0431\u0432\u0433\u0434\u0435\u0438\u043a\u043b\u043c\u043d\u043e\u043f\u0440\u0441\u0442\u0456\u00f3"
_CHANGING_VOWELS = ({"\u00f3", "o"}, {"\u0456", "\u043e"}, {"\u0456", "\u0435"})
"""Vowels that forms of a Russian, Ukrainian or Polish word lack, or have in place of each other."""

_CONSONANTS = 3
_WEAK = str.maketrans("", "", "\u0627\u0648\u064a\u0649\u0629\u0621\u0622\u0623\u0625")
_BEFORE_ROOT = ("\u0627\u0633\u062a", "\u064a", "\u062a", "\u0646", "\u0645", "\u0627")
"""Arabic: the letters that say nothing of a root, and what stands before one."""

_FIRST_IDEOGRAPH = "\u3400"
_FIRST_SYLLABLE = "\uac00"
_SHORTEST_REST = 3
"""Letters of a word behind a negative beginning; of Korean syllables one less."""


class Meanings(NamedTuple):
    """How one text became another, by what their words say, the empty ones left out.

    `is_turned`: words stand in another order, `is_exchanged`: and so do words
    with capitals. `is_negated`: a negation came or went.
    `is_opposed`: a word made way for its opposite. `is_tilted`: a word that has an opposite, or
    that tells facts apart, came or went.
    """

    kept: tuple[Token, ...]
    lost: tuple[Token, ...]
    gained: tuple[Token, ...]
    is_same: bool
    is_turned: bool
    is_exchanged: bool
    is_negated: bool
    is_opposed: bool
    is_tilted: bool
    is_recounted: bool
    is_rebuilt: bool
    length: int

    @property
    def share(self) -> float:
        """How much of the larger text was kept, 0 to 1."""
        kept = size(self.kept)
        return kept / max(1, kept + max(size(self.lost), size(self.gained)))

    @property
    def cover(self) -> float:
        """How much of the smaller text was kept, 0 to 1."""
        kept = size(self.kept)
        return kept / max(0.5, kept + min(size(self.lost), size(self.gained)))

    @property
    def is_swap(self) -> bool:
        """Whether words were replaced, not only added or only left out."""
        return bool(self.lost and self.gained)


@lru_cache(maxsize=1024)
def compare_meanings(old: str, new: str, language: str, *, is_answer: bool = False) -> Meanings:
    """Compare two texts of a language of which something is known.

    In an answer, `because` and the like say nothing.
    """
    lexicon = get_lexicon(language)
    before, after = read_tokens(old, language), read_tokens(new, language)
    old_tokens, new_tokens = (
        [each for each in tokens if each.size and not (is_answer and each.is_loose)]
        for tokens in (before, after)
    )
    is_negated = any(each.sort is Sort.NEGATION for each in before) != any(
        each.sort is Sort.NEGATION for each in after
    )
    kept, lost, gained = _pair_off(old_tokens, new_tokens, lexicon)
    _drop_acronyms(lost, gained)
    _drop_acronyms(gained, lost)
    kept += _split_compounds(lost, gained, new_tokens)
    kept += [(one, other) for other, one in _split_compounds(gained, lost, old_tokens)]
    said = {token.text for token, _ in kept}
    lost, gained = ([each for each in tokens if each.text not in said] for tokens in (lost, gained))
    is_negated = is_negated or any(
        _is_negative_of(one.word, other.word, lexicon)
        for tokens, others in ((lost, new_tokens), (gained, old_tokens))
        for one in tokens
        for other in others
        if one.sort is Sort.WORD and other.sort is Sort.WORD
    )
    lost_opposites, gained_opposites = (
        {each.opposite for each in tokens if each.opposite} for tokens in (lost, gained)
    )
    numbers = [
        [each.text for each in tokens if each.sort is Sort.NUMBER] for tokens in (before, after)
    ]
    edits = [
        (run.old_end - run.old_start, run.new_end - run.new_start)
        for run in find_runs([each.text for each in before], [each.text for each in after])
        if run.tag != "equal"
    ]
    return Meanings(
        kept=tuple(token for token, _ in kept),
        lost=tuple(lost),
        gained=tuple(gained),
        is_same=not lost
        and not gained
        and sorted(numbers[0]) == sorted(numbers[1])
        and not is_negated,
        is_turned=_is_turned([pair for pair in kept if pair[0].is_content], old_tokens, new_tokens),
        is_exchanged=_is_turned(
            [pair for pair in kept if pair[0].is_capital], old_tokens, new_tokens
        ),
        is_negated=is_negated,
        is_opposed=not lost_opposites.isdisjoint(gained_opposites),
        is_tilted=any(each.tilts for each in (*lost, *gained)),
        is_recounted=_is_recounted(*numbers),
        is_rebuilt=len(edits) > 1 or any(removed != added for removed, added in edits),
        length=len(before),
    )


def _is_turned(
    kept: Iterable[tuple[Token, Token]], old: Sequence[Token], new: Sequence[Token]
) -> bool:
    places = sorted((old.index(one), new.index(other)) for one, other in kept)
    behind = [place for _, place in places]
    return behind != sorted(behind)


def _is_recounted(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether numbers made way for others, or changed places."""
    lost, gained = Counter(old) - Counter(new), Counter(new) - Counter(old)
    return bool(lost and gained) or (not lost and not gained and list(old) != list(new))


def _pair_off(
    old: Sequence[Token], new: Sequence[Token], lexicon: Lexicon
) -> tuple[list[tuple[Token, Token]], list[Token], list[Token]]:
    """Pair tokens that say the same, or are one word inflected; give the others of both sides."""
    left = list(new)
    kept: list[tuple[Token, Token]] = []
    lost: list[Token] = []
    for token in old:
        found = next((each for each in left if each.text == token.text), None)
        if found is None:
            lost.append(token)
        else:
            left.remove(found)
            kept.append((token, found))
    still_lost = []
    for token in lost:
        found = next((each for each in left if _is_inflected(token, each, lexicon)), None)
        if found is None:
            still_lost.append(token)
        else:
            left.remove(found)
            kept.append((token, found))
    return kept, still_lost, left


def _drop_acronyms(short: list[Token], long: list[Token]) -> None:
    """Take out what stands for the first letters of a row of words, and those words."""
    for token in tuple(short):
        count = len(token.word)
        if not token.is_name or count < _SHORTEST_ACRONYM:
            continue
        for start in range(len(long) - count + 1):
            row = long[start : start + count]
            if "".join(each.word[0] for each in row) == token.word:
                short.remove(token)
                del long[start : start + count]
                break


def _split_compounds(
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
    is_syllables = word[:1] >= _FIRST_SYLLABLE
    least = _PART_SYLLABLES if is_syllables else _PART_LETTERS
    if len(word) < 2 * least:
        return ()
    able = [each for each in others if each.word != word and len(each.word) >= least]
    for first in able:
        shared = _count_shared(first.word, word)
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


def _count_shared(one: str, other: str) -> int:
    """Count the letters that two words begin with alike."""
    return next(
        (place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )


def _is_inflected(one: Token, other: Token, lexicon: Lexicon) -> bool:
    return (
        _are_comparable(one, other)
        and not _is_negative_of(one.word, other.word, lexicon)
        and not _is_negative_of(other.word, one.word, lexicon)
        and (
            is_variant(one.word, other.word)
            or _is_spelling(one.word, other.word)
            or _has_fleeting_vowel(one, other)
            or (lexicon.apostrophe == "suffixes" and _is_suffixed(one.word, other.word))
        )
    )


def _is_suffixed(one: str, other: str) -> bool:
    """Whether one of two words is the other with suffixes, more than a stemmer takes off."""
    shorter, longer = sorted((one, other), key=len)
    is_long = len(shorter) > _BEGINNING and len(longer) - len(shorter) <= _BEGINNING
    return is_long and longer.startswith(shorter)


def _has_fleeting_vowel(one: Token, other: Token) -> bool:
    """Whether two Slavic words are one but for a vowel that some of its forms lack or change."""
    shorter, longer = sorted((one.text, other.text), key=len)
    if not any(letter in _SLAVIC for letter in longer) or len(shorter) < _SHORTEST_REST:
        return False
    if len(shorter) == len(longer):
        pairs = [{*pair} for pair in zip(shorter, longer, strict=True) if pair[0] != pair[1]]
        return len(pairs) == 1 and pairs[0] in _CHANGING_VOWELS
    places = range(2, len(longer))
    return len(longer) == len(shorter) + 1 and any(
        longer[at] in _FLEETING and longer[:at] + longer[at + 1 :] == shorter for at in places
    )


def _are_comparable(one: Token, other: Token) -> bool:
    """Whether letters may tell of two words that they are one: not of two that are listed."""
    return Sort.WORD in {one.sort, other.sort} and all(
        token.sort is Sort.WORD or (token.sort is Sort.GROUP and not token.opposite)
        for token in (one, other)
    )


def _is_spelling(one: str, other: str) -> bool:
    """Whether two long words differ in one letter, far from their beginning."""
    return (
        len(one) == len(other) >= _LONG_WORD
        and one[:_BEGINNING] == other[:_BEGINNING]
        and is_one_letter(one, other)
    )


def _is_negative_of(word: str, other: str, lexicon: Lexicon) -> bool:
    """Whether a word is another one behind a negative beginning."""
    for beginning in lexicon.negative_beginnings:
        rest = word[len(beginning) :]
        shortest = _SHORTEST_REST - (rest[:1] >= _FIRST_SYLLABLE)
        if word.startswith(beginning) and len(rest) >= shortest:
            if rest == other or lexicon.stem(rest) == lexicon.stem(other):
                return True
            if is_variant(rest, other):
                return True
    return False


def is_of_one_root(one: Token, other: Token) -> bool:
    """Whether two words are derived from one: `Brazil` and `Brazilian`; or a sign and its word."""
    if Sort.SIGN in {one.sort, other.sort}:
        sign, word = (one, other) if one.sort is Sort.SIGN else (other, one)
        return sign.word[:1] >= _FIRST_IDEOGRAPH and sign.word in word.word
    if not _are_comparable(one, other):
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
    shared = _count_shared(shorter, longer)
    is_syllables = shorter[:1] >= _FIRST_SYLLABLE
    beginning, most = _SYLLABLES if is_syllables else _LETTERS
    if shared >= beginning and shared >= most * len(longer):
        return True
    return shared == len(shorter) >= beginning

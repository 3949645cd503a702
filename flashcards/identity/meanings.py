"""How one text of a language became another, by what its words say.

Words that say nothing are left out; inflections of a word, and an acronym and its words, are one.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from flashcards.identity.roots import (
    FIRST_SYLLABLE,
    are_comparable,
    has_fleeting_vowel,
    is_suffixed,
    split_compounds,
)
from flashcards.identity.tokens import Token, read_tokens, size
from flashcards.identity.variants import is_one_letter, is_variant
from flashcards.text.lexicon import Lexicon, Sort, get_lexicon
from flashcards.text.word_diff import find_runs

_SHORTEST_ACRONYM = 2
_LONG_WORD = 8

_BEGINNING = 4
"""Letters that two spellings of a long word begin with."""

_SHORTEST_REST = 3
"""Letters of a word behind a negative beginning; of Korean syllables one less."""


class Meanings(NamedTuple):
    """How one text became another, by what their words say, the empty ones left out.

    `is_turned`: words stand in another order, `is_exchanged`: and so do words
    with capitals. `is_negated`: a negation came or went.
    `is_opposed`: a word made way for its opposite. `is_tilted`: a word that has an opposite, or
    that tells facts apart, came or went. `is_respelled`: a long word has another letter within.
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
    is_respelled: bool
    is_rebuilt: bool

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
    kept += split_compounds(lost, gained, new_tokens)
    kept += [(one, other) for other, one in split_compounds(gained, lost, old_tokens)]
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
        is_respelled=any(_is_respelled(one.word, other.word) for one, other in kept),
        is_rebuilt=len(edits) > 1 or any(removed != added for removed, added in edits),
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


def _is_inflected(one: Token, other: Token, lexicon: Lexicon) -> bool:
    return (
        are_comparable(one, other)
        and not _is_negative_of(one.word, other.word, lexicon)
        and not _is_negative_of(other.word, one.word, lexicon)
        and (
            is_variant(one.word, other.word)
            or _is_spelling(one.word, other.word)
            or has_fleeting_vowel(one, other)
            or (lexicon.apostrophe == "suffixes" and is_suffixed(one.word, other.word))
        )
    )


def _is_spelling(one: str, other: str) -> bool:
    """Whether two long words differ in one letter, far from their beginning."""
    return (
        len(one) == len(other) >= _LONG_WORD
        and one[:_BEGINNING] == other[:_BEGINNING]
        and is_one_letter(one, other)
    )


def _is_respelled(one: str, other: str) -> bool:
    """Whether two words are one only if a mistake was mended: another ending is an inflection."""
    return _is_spelling(one, other) and one[-1] == other[-1] and not is_variant(one, other)


def _is_negative_of(word: str, other: str, lexicon: Lexicon) -> bool:
    """Whether a word is another one behind a negative beginning."""
    for beginning in lexicon.negative_beginnings:
        rest = word[len(beginning) :]
        shortest = _SHORTEST_REST - (rest[:1] >= FIRST_SYLLABLE)
        if word.startswith(beginning) and len(rest) >= shortest:
            if rest == other or lexicon.stem(rest) == lexicon.stem(other):
                return True
            if is_variant(rest, other):
                return True
    return False

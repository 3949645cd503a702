"""Which words of a text changed, and whether such a change makes it another fact.

Whole-string similarity can't tell `left ventricle` from `right ventricle`; the words that
changed can. Words of a question's frame (`which`, `city`, `called`) carry little, spelling
variants and inflections carry nothing, and a word swapped for another in an otherwise unchanged
sentence is the mark of a neighbouring fact.
"""

import operator
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from functools import lru_cache
from typing import NamedTuple

from flashcards.identity.variants import is_variant, list_traits
from flashcards.text.lists import read_lists
from flashcards.text.normal_form import compose
from flashcards.text.word_diff import find_runs
from flashcards.text.words import CJK, STOP_WORDS, find_parts, strip_possessive

LONG = 8
"""Words from which a text that stays does so by no chance."""

_LONGEST = 200
"""Words of a text that are compared; what comes after tells no more."""

_CJK = re.compile(f"[{CJK}]")
_PUNCTUATION = frozenset(".,;:!?\"'()[]{}-–—‐“”‘’«»„…/`？。、「」")  # noqa: RUF001 - all scripts'

_LONGEST_ABBREVIATION = 2
"""Letters of one without a capital, such as `vs.`; with a capital all words before a dot may be."""

_LISTS = read_lists("en")

_TELLING = frozenset(_LISTS["telling"].split())
"""Stop words that tell one fact from another: `under` and `over`, `one` and `all`."""

_EMPTY = (STOP_WORDS | {"per"}) - _TELLING
"""Words that carry no meaning here; `per` is Italian too, so it tells no language."""

_ARTICLES = frozenset(("a", "an", "the"))

_FRAME = frozenset(_LISTS["frame"].split())
"""Words in which questions after the same fact differ."""

CONTRAST = frozenset(_LISTS["contrast"].split())
"""Words that turn a fact into its neighbour by their mere presence."""

_NUMBERS = {word: str(number) for number, word in enumerate(_LISTS["numbers"].split())}


_LITTLE = frozenset(_LISTS["little"].split())
"""Stop words that another one can't stand for: directions, times and persons."""


class Word(NamedTuple):
    """A word as it is compared; a specific one is a name, a number, an acronym or a sign."""

    text: str
    is_specific: bool


class Comparison(NamedTuple):
    """How one text became another.

    `kept`, `lost` and `gained` are the words that carry meaning. `is_same`: alike but for case,
    punctuation, spaces and articles; `is_near_same`: but for spelling and inflection as well.
    `is_turned`: little words made way for others, as in `three days ago` and `in three days`.
    `is_reordered`: all words stayed and stand in another order, as in `turns red paper blue` and
    `turns blue paper red`.
    `is_rebuilt`: the sentence itself was changed, not single words in their places. `share` is how
    much of the larger text was kept, `cover` how much of the smaller one, both from 0 to 1.
    """

    kept: tuple[Word, ...]
    lost: tuple[Word, ...]
    gained: tuple[Word, ...]
    is_same: bool
    is_near_same: bool
    is_turned: bool
    is_reordered: bool
    is_rebuilt: bool
    places: int
    length: int
    share: float
    cover: float

    @property
    def is_swap(self) -> bool:
        """Whether words were replaced, not only added or only left out."""
        return bool(self.lost and self.gained)

    @property
    def is_specific(self) -> bool:
        """Whether a name, number or the like came or went."""
        return any(word.is_specific for word in self.lost + self.gained)

    @property
    def is_contrast(self) -> bool:
        """Whether a word came or went that makes a neighbouring fact of it."""
        return any(word.text in CONTRAST for word in self.lost + self.gained)


@lru_cache(maxsize=4096)
def read_words(text: str) -> tuple[Word, ...]:
    """Split a text into comparable words; scripts without spaces into characters."""
    words: list[Word] = []
    is_first, before = True, ""
    for token in find_parts(compose(text)):
        if _CJK.search(token):
            words += [_word(sign, is_first=False) for sign in token if sign not in _PUNCTUATION]
        elif token not in _PUNCTUATION:
            words.append(_word(token, is_first=is_first))
        if len(words) >= _LONGEST:
            break
        is_first, before = _ends_sentence(token, before), token
    return tuple(words)


def _ends_sentence(sign: str, before: str) -> bool:
    """Whether a capital behind a token makes no name; `Dr.` and `vs.` end no sentence."""
    if sign == ".":
        return before.islower() and len(before) > _LONGEST_ABBREVIATION
    return sign in {"?", "!"}


def _word(token: str, *, is_first: bool) -> Word:
    is_specific = (
        any(character.isdigit() for character in token)
        or not token[0].isalnum()
        or any(character.isupper() for character in token[1:])
        or (token[0].isupper() and not is_first)
    )
    text = strip_possessive(token.casefold())
    if text == "cannot" or text.endswith(("n't", "n’t")):  # noqa: RUF001 - both apostrophes
        text = "not"
    return Word(_NUMBERS.get(text, text), is_specific)


def is_recased(old: str, new: str) -> bool:
    """Whether two texts differ in capitals alone that may tell things apart: `Co` and `CO`.

    A capital at the beginning doesn't, unless it is all there is of the word, as in `p` and `P`.
    """
    return fold_text(old) == fold_text(new) and _uncapitalise(old) != _uncapitalise(new)


def _uncapitalise(text: str) -> list[str]:
    """Give a text's words, the first without its capital."""
    words = _split_words(compose(text))
    return [word.lower() if word[1:].islower() else word for word in words[:1]] + words[1:]


def fold_text(text: str) -> tuple[str, ...]:
    """Give a text's words without case and punctuation, whatever their language."""
    return tuple(_split_words(compose(text).casefold()))


def _split_words(text: str) -> list[str]:
    return [part for part in find_parts(text) if part not in _PUNCTUATION]


def carries_meaning(word: Word) -> bool:
    """Whether the word tells one fact from another at all."""
    return word.is_specific or word.text not in _EMPTY


def is_acronym_pair(one: str, other: str) -> bool:
    """Whether one text is the acronym of the other, `RLHF` of its four words."""
    for short, long in ((one.strip(), other), (other.strip(), one)):
        words = read_words(long)
        if short.isupper() and short.isalpha() and len(words) > 1:
            for chosen in (words, tuple(word for word in words if word.text not in _EMPTY)):
                if "".join(word.text[0] for word in chosen) == short.casefold():
                    return True
    return False


def compare_texts(old: str, new: str) -> Comparison:
    """Compare two texts word by word."""
    old_words, new_words = read_words(old), read_words(new)
    old_content = [word for word in old_words if carries_meaning(word)]
    new_content = [word for word in new_words if carries_meaning(word)]
    lost, gained = list(old_content), list(new_content)
    kept = _pair_off(lost, gained, _itself, operator.eq)
    kept += _pair_off(lost, gained, list_traits, is_variant)
    said = {word.text for word in kept}
    matched = len(kept)
    kept = [word for word in kept if word.text not in _FRAME]
    lost, gained = (
        [
            word
            for word in words
            if word.text not in said and (word.is_specific or word.text not in _FRAME)
        ]
        for words in (lost, gained)
    )
    old_texts, new_texts = ([word.text for word in words] for words in (old_words, new_words))
    edits = [
        (run.old_end - run.old_start, run.new_end - run.new_start)
        for run in find_runs(old_texts, new_texts)
        if run.tag != "equal"
    ]
    is_turned = _is_little_swapped(old_texts, new_texts)
    return Comparison(
        kept=tuple(kept),
        lost=tuple(lost),
        gained=tuple(gained),
        is_same=_join_words(old_texts) == _join_words(new_texts),
        is_near_same=len(old_content) == len(new_content)
        and all(
            is_variant(one.text, other.text)
            for one, other in zip(old_content, new_content, strict=True)
        )
        and not is_turned,
        is_turned=is_turned,
        is_reordered=old_content != new_content and Counter(old_content) == Counter(new_content),
        is_rebuilt=len(edits) > 1 or any(removed != added for removed, added in edits),
        places=len(edits),
        length=len(old_words),
        share=len(kept) / max(1, len(kept) + max(len(lost), len(gained))),
        cover=matched / max(1, min(len(old_content), len(new_content))),
    )


def _is_little_swapped(old: list[str], new: list[str]) -> bool:
    """Whether both texts have little words that the other has not."""
    lost, gained = Counter(old) - Counter(new), Counter(new) - Counter(old)
    return all(any(word in _LITTLE for word in words) for words in (lost, gained))


def _join_words(texts: list[str]) -> str:
    """Write words as one, without articles: `e-mail` is `email`, and `look up` is `lookup`."""
    return "".join([text for text in texts if text not in _ARTICLES] or texts)


def _pair_off(
    lost: list[Word],
    gained: list[Word],
    traits_of: Callable[[str], Collection[str]],
    alike: Callable[[str, str], bool],
) -> list[Word]:
    """Move pairs of alike words out of both lists; give what was kept.

    Alike words have a trait in common, so of many words few are compared.
    """
    kept, still_lost = [], []
    left = dict(enumerate(gained))
    places: dict[str, list[int]] = defaultdict(list)
    for place, word in left.items():
        for trait in traits_of(word.text):
            places[trait].append(place)
    for word in lost:
        near = sorted({place for trait in traits_of(word.text) for place in places.get(trait, ())})
        found = next(
            (place for place in near if place in left and alike(word.text, left[place].text)), None
        )
        if found is None:
            still_lost.append(word)
        else:
            other = left.pop(found)
            kept.append(Word(word.text, word.is_specific or other.is_specific))
    lost[:], gained[:] = still_lost, left.values()
    return kept


def _itself(text: str) -> tuple[str, ...]:
    return (text,)

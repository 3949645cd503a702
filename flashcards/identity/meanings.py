"""What a text says, word by word, with the lists of its language, and what became of it.

Words that say nothing are left out, and those that say the same are one: `when` and `in what year`.
A text without spaces is read by its characters, but for the words that are listed.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from flashcards.identity.variants import is_one_letter, is_variant
from flashcards.text.lexicon import (
    Lexicon,
    Meaning,
    Sort,
    fold,
    read_lexicon,
    says_something,
    split_parts,
)
from flashcards.text.normal_form import compose
from flashcards.text.word_diff import find_runs

_LONGEST = 200
"""Words of a text that are compared; what comes after tells no more."""

_SHORTEST_ACRONYM = 2
_LONG_WORD = 8

_BEGINNING = 4
_MOST_OF = 0.5
"""Letters that words of one root begin with, and how much of the longer one they are."""

_FIRST_SYLLABLE = "\uac00"
_SHORTEST_REST = 3
"""Letters of a word behind a negative beginning; of Korean syllables one less."""

_UNSPACED = re.compile(
    r"(?P<number>[0-9]+(?:[.,][0-9]+)*)|(?P<word>[\u30a0-\u30ff]+|[^\W\d_\u2e80-\u9fff\uf900-\ufaff]+)"
    r"|(?P<kana>[\u3041-\u309f]+)|(?P<sign>\S)"
)


class Token(NamedTuple):
    """A word as it is compared: `text` is equal for words that say the same."""

    text: str
    word: str
    sort: Sort
    opposite: str = ""
    tilts: bool = False
    is_name: bool = False

    @property
    def size(self) -> float:
        """How much it says, in words."""
        if self.sort in {Sort.NEGATION, Sort.EMPTY}:
            return 0
        return 0.5 if self.sort is Sort.SIGN else 1

    @property
    def is_content(self) -> bool:
        """Whether it names a thing, and doesn't only ask or count."""
        return self.sort in {Sort.WORD, Sort.SIGN} or (bool(self.opposite) and self.tilts)


class Meanings(NamedTuple):
    """How one text became another, by what their words say; all but `places` is without the empty.

    `is_turned`: what was kept stands in another order. `is_negated`: a negation came or went.
    `is_opposed`: a word made way for its opposite. `is_tilted`: a word that has an opposite, or
    that tells facts apart, came or went.
    """

    kept: tuple[Token, ...]
    lost: tuple[Token, ...]
    gained: tuple[Token, ...]
    is_same: bool
    is_turned: bool
    is_negated: bool
    is_opposed: bool
    is_tilted: bool
    is_recounted: bool
    places: int
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


def size(tokens: Iterable[Token]) -> float:
    """Give how much tokens say, in words."""
    return sum(token.size for token in tokens)


@lru_cache(maxsize=4096)
def read_meanings(text: str, language: str) -> tuple[Token, ...]:
    """Read a text as a row of tokens, the empty ones too; KeyError where nothing is known."""
    lexicon = read_lexicon(language)
    if lexicon is None:
        raise KeyError(language)
    read = _read_signs if lexicon.signs else _read_words
    tokens = []
    for token in read(compose(text), lexicon):
        tokens.append(token)
        if len(tokens) >= _LONGEST:
            break
    return tuple(tokens)


def _read_words(text: str, lexicon: Lexicon) -> Iterator[Token]:
    written = list(split_parts(text, lexicon.apostrophe))
    words = [fold(word) for word in written]
    place = 0
    while place < len(words):
        for parts, meaning in lexicon.phrases.get(words[place], ()):
            if tuple(words[place : place + len(parts)]) == parts:
                yield _make_token(" ".join(parts), meaning, lexicon)
                place += len(parts)
                break
        else:
            yield from _read_word(written[place], words[place], lexicon, is_first=place == 0)
            place += 1


def _read_word(written: str, word: str, lexicon: Lexicon, *, is_first: bool) -> Iterator[Token]:
    meaning = lexicon.words.get(word)
    if meaning is None and not word[0].isalnum():
        yield Token(word, word, Sort.WORD, is_name=True)
        return
    if word[0].isdigit():
        yield Token(_read_digits(word), word, Sort.NUMBER)
        return
    if meaning is None:
        stem = lexicon.stem(word)
        meaning = lexicon.words.get(stem) or lexicon.stems.get(stem)
        if meaning is not None and meaning.sort is Sort.WORD:
            meaning = None
    is_name = len(written) > 1 and written.isupper()
    is_name = is_name or (lexicon.has_names and not is_first and written[0].isupper())
    if meaning is not None:
        yield _make_token(word, meaning, lexicon)
        return
    sort = Sort.SIGN if lexicon.has_syllables else Sort.WORD
    yield Token(lexicon.stem(word), word, sort, is_name=is_name)
    if _is_negative(word, lexicon):
        yield Token("not", word, Sort.NEGATION)


def _is_negative(word: str, lexicon: Lexicon) -> bool:
    return word not in lexicon.words and (
        word.endswith(lexicon.negative_endings)
        or any(part in word for part in lexicon.negative_parts)
    )


def _make_token(word: str, meaning: Meaning, lexicon: Lexicon) -> Token:
    text = meaning.text or (word if lexicon.signs or " " in word else lexicon.stem(word))
    return Token(text, word, meaning.sort, meaning.opposite, meaning.tilts)


def _read_digits(word: str) -> str:
    return "".join(
        str(unicodedata.digit(character)) if character.isdigit() else character
        for character in word
    )


def _read_signs(text: str, lexicon: Lexicon) -> Iterator[Token]:
    assert lexicon.signs is not None
    text = fold(text)
    place = 0
    while place < len(text):
        listed, other = lexicon.signs.match(text, place), _UNSPACED.match(text, place)
        is_longer = other is not None and other.lastgroup in {"number", "word"}
        if listed and not (is_longer and other is not None and other.end() > listed.end()):
            yield _make_token(listed[0], lexicon.words[listed[0]], lexicon)
            place = listed.end()
            continue
        if other is None:
            place += 1
            continue
        end = other.end()
        if other.lastgroup == "kana":
            # Up to where a listed word begins.
            end = next(
                (at for at in range(place + 1, end) if lexicon.signs.match(text, at)), end
            )
        part = text[place:end]
        place = end
        if other.lastgroup == "number":
            yield Token(_read_digits(part), part, Sort.NUMBER)
        elif other.lastgroup == "word":
            yield Token(part, part, Sort.WORD)
        elif other.lastgroup == "kana":
            sort = Sort.WORD if len(part) > 1 else Sort.EMPTY
            yield Token(part, part, sort)
        elif says_something(part):
            yield Token(part, part, Sort.SIGN)


@lru_cache(maxsize=1024)
def compare_meanings(old: str, new: str, language: str) -> Meanings:
    """Compare two texts of a language of which something is known."""
    lexicon = read_lexicon(language)
    assert lexicon is not None
    before, after = read_meanings(old, language), read_meanings(new, language)
    old_tokens, new_tokens = ([each for each in tokens if each.size] for tokens in (before, after))
    is_negated = any(each.sort is Sort.NEGATION for each in before) != any(
        each.sort is Sort.NEGATION for each in after
    )
    kept, lost, gained = _pair_off(old_tokens, new_tokens, lexicon)
    _drop_acronyms(lost, gained)
    _drop_acronyms(gained, lost)
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
    numbers = [[each.text for each in tokens if each.sort is Sort.NUMBER] for tokens in (before, after)]
    edits = [
        (run.old_end - run.old_start, run.new_end - run.new_start)
        for run in find_runs([each.text for each in before], [each.text for each in after])
        if run.tag != "equal"
    ]
    order = [old_tokens.index(token) for token, _ in kept], [new_tokens.index(other) for _, other in kept]
    return Meanings(
        kept=tuple(token for token, _ in kept),
        lost=tuple(lost),
        gained=tuple(gained),
        is_same=not lost
        and not gained
        and sorted(numbers[0]) == sorted(numbers[1])
        and not is_negated,
        is_turned=sorted(order[0]) != order[0] or sorted(order[1]) != order[1],
        is_negated=is_negated,
        is_opposed=not lost_opposites.isdisjoint(gained_opposites),
        is_tilted=any(each.tilts for each in (*lost, *gained)),
        is_recounted=_is_recounted(*numbers),
        places=len(edits),
        is_rebuilt=len(edits) > 1 or any(removed != added for removed, added in edits),
        length=len(before),
    )


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
        one.sort is Sort.WORD is other.sort
        and not _is_negative_of(one.word, other.word, lexicon)
        and not _is_negative_of(other.word, one.word, lexicon)
        and (is_variant(one.word, other.word) or _is_spelling(one.word, other.word))
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
    """Whether two words are derived from one: `Brazil` and `Brazilian`."""
    if one.sort is not Sort.WORD or other.sort is not Sort.WORD:
        return False
    shorter, longer = sorted((one.word, other.word), key=len)
    if any(character.isdigit() for character in shorter + longer):
        return False
    shared = 0
    while shared < len(shorter) and shorter[shared] == longer[shared]:
        shared += 1
    if shared >= _BEGINNING and shared >= _MOST_OF * len(longer):
        return True
    return shared == len(shorter) >= _BEGINNING



"""A text as a row of tokens, by the lists of its language.

Words that say the same are one: `when` and `in what year`. A text without spaces is read by its
characters, but for the words that are listed.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from flashcards.text.folding import fold, says_something, split_parts
from flashcards.text.lexicon import Lexicon, Meaning, Sort, get_lexicon

_LONGEST = 200
"""Words of a text that are compared; what comes after tells no more."""

_SHORTEST_STEM = 3
"""Letters of a stem that is looked for among the listed words."""

FIRST_IDEOGRAPH = "\u3400"
_UNSPACED = re.compile(
    r"(?P<number>[0-9]+(?:[.,][0-9]+)*)|(?P<word>[\u30a0-\u30ff]+|[^\W\d_\u2e80-\u9fff\uf900-\ufaff]+)"
    r"|(?P<kana>[\u3041-\u309f]+)|(?P<sign>\S)"
)


_TIME_AND_PLACE = {"=0", "=1"}
"""What words of the first two lines of `alike` stand for."""


class Token(NamedTuple):
    """A word as it is compared: `text` is equal for words that say the same."""

    text: str
    word: str
    sort: Sort
    opposite: str = ""
    tilts: bool = False
    is_name: bool = False
    is_capital: bool = False

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

    @property
    def is_loose(self) -> bool:
        """Whether it has an opposite, and yet may come or go."""
        return bool(self.opposite) and not self.tilts

    @property
    def is_relation(self) -> bool:
        """Whether it is listed, and asks neither for a time nor a place."""
        return self.sort is Sort.GROUP and not self.is_loose and self.text not in _TIME_AND_PLACE


def size(tokens: Iterable[Token]) -> float:
    """Give how much tokens say, in words."""
    return sum(token.size for token in tokens)


@lru_cache(maxsize=4096)
def read_tokens(text: str, language: str) -> tuple[Token, ...]:
    """Read a text as a row of tokens, the empty ones too; KeyError where nothing is known."""
    lexicon = get_lexicon(language)
    tokens = (
        _read_signs(text, lexicon, lexicon.signs) if lexicon.signs else _read_words(text, lexicon)
    )
    return tuple(islice(tokens, _LONGEST))


def _read_words(text: str, lexicon: Lexicon) -> Iterator[Token]:
    written = list(split_parts(text, lexicon.apostrophe))
    words = [fold(word) for word in written]
    place = 0
    while place < len(words):
        for parts, meaning in lexicon.phrases.get(words[place], ()):
            row = words[place : place + len(parts)]
            if row[:-1] == [*parts[:-1]] and parts[-1] in {row[-1], lexicon.stem(row[-1])}:
                yield _make_token(" ".join(parts), meaning, lexicon)
                place += len(parts)
                break
        else:
            yield from _read_word(written[place], words[place], lexicon, is_first=place == 0)
            place += 1


def _read_word(written: str, word: str, lexicon: Lexicon, *, is_first: bool) -> Iterator[Token]:
    meaning = lexicon.words.get(word)
    is_letter = not is_first and len(written) == 1 and written.isupper()
    if is_letter or (meaning is None and not word[0].isalnum()):
        yield Token(word, word, Sort.WORD, is_name=True)
        return
    if word[0].isdigit():
        yield Token(_read_digits(word), word, Sort.NUMBER)
        return
    if meaning is None:
        meaning = _find_inflected(word, lexicon)
    is_acronym = len(written) > 1 and written.isupper()
    is_capital = is_acronym or (not is_first and written[0].isupper())
    is_name = is_acronym or (lexicon.has_names and is_capital)
    if meaning is not None:
        yield _make_token(word, meaning, lexicon)
        return
    sort = Sort.SIGN if lexicon.has_syllables else Sort.WORD
    yield Token(lexicon.stem(word), word, sort, is_name=is_name, is_capital=is_capital)
    if _is_negative(word, lexicon):
        yield Token("not", word, Sort.NEGATION)


def _find_inflected(word: str, lexicon: Lexicon) -> Meaning | None:
    """Find what a listed word stands for of which this one is another form."""
    stem = lexicon.stem(word)
    is_long = len(stem) >= _SHORTEST_STEM or stem[:1] >= FIRST_IDEOGRAPH
    listed = lexicon.words.get(lexicon.bare(word)) or (lexicon.words.get(stem) if is_long else None)
    meaning = listed or lexicon.stems.get(stem)
    return None if meaning is not None and meaning.sort is Sort.WORD else meaning


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


def _read_signs(text: str, lexicon: Lexicon, signs: re.Pattern[str]) -> Iterator[Token]:
    """Read a text without spaces: the longest listed word at each place, or else a character."""
    text = fold(text)
    place = 0
    while place < len(text):
        listed, other = signs.match(text, place), _UNSPACED.match(text, place)
        if other is None:
            place += 1
        elif other.lastgroup == "kana":
            is_ending = text[max(0, place - 1) : place] >= FIRST_IDEOGRAPH
            yield from _read_kana(other[0], lexicon, signs, is_ending=is_ending)
            place = other.end()
        elif listed and (other.lastgroup == "sign" or other.end() <= listed.end()):
            yield _make_token(listed[0], lexicon.words[listed[0]], lexicon)
            place = listed.end()
        else:
            if other.lastgroup == "number":
                yield Token(_read_digits(other[0]), other[0], Sort.NUMBER)
            elif other.lastgroup == "word":
                yield Token(other[0], other[0], Sort.WORD)
            elif says_something(other[0]):
                yield Token(other[0], other[0], Sort.SIGN)
            place = other.end()


def _read_kana(
    run: str, lexicon: Lexicon, signs: re.Pattern[str], *, is_ending: bool
) -> Iterator[Token]:
    """Read a run of hiragana: listed words at its end, and before them a word, or an ending."""
    at, tail = next(
        (at, tail)
        for at in range(len(run) + 1)
        if (tail := _split_listed(run[at:], signs)) is not None
    )
    start = 0
    if at and is_ending and (found := signs.match(run[:at])):
        yield _make_token(found[0], lexicon.words[found[0]], lexicon)
        start = found.end()
        is_ending = False
    if at - start > 1 and not is_ending:
        yield Token(run[start:at], run[start:at], Sort.WORD)
    for word in tail:
        yield _make_token(word, lexicon.words[word], lexicon)


def _split_listed(run: str, signs: re.Pattern[str]) -> list[str] | None:
    """Split a run into listed words; `None` where there is something else in it."""
    words = []
    place = 0
    while place < len(run):
        found = signs.match(run, place)
        if found is None:
            return None
        words.append(found[0])
        place = found.end()
    return words

"""Words: where they begin and end, which of them say nothing, and the form inflections share.

A word is what is written together: `state-of-the-art`, `don't`, `GPT-4`, `3.14`, `C++`, or a run of
Chinese, Japanese or Korean characters, whose words have no borders. A part of a word is a number or
what has letters alone. English is known best; words of other languages pass through unharmed.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import takewhile
from pathlib import Path

import Stemmer

OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a text for what isn't prose: code, math, and what is only quoted."""

CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""The characters of Chinese, Japanese and Korean, as ranges of a pattern's class."""

_HYPHENS = "\\-\u2010\u2011"
_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}"
_FIRST_CJK = CJK[0]


def _make_word(characters: str) -> str:
    return (
        rf"(?<![^\W_])[A-Za-z](?:\+\+|\#)"
        rf"|{characters}(?:(?:[{_APOSTROPHES}{_HYPHENS}]|(?<=\d)[.,](?=\d)){characters})*"
        rf"|{OBJECT}"
    )


_WORD = re.compile(_make_word(r"[^\W_]+"))
_PART = re.compile(rf"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+(?:[{_APOSTROPHES}][^\W\d_]+)*|[^\w\s]")
_ALPHANUMERIC = re.compile(r"[^\W_]+")
_HYPHEN = re.compile(f"[{_HYPHENS}]")
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}]s?$")
_PLURAL_OF_NUMBER = re.compile(r"(?<=\d)s$")

_SEPARATE = bytes(sign if chr(sign).isalnum() else ord(" ") for sign in range(128)) + bytes(128)
"""For each ASCII character itself if it stands in words, or else a blank."""

_JOINING = b"-'+#"
"""Without these and decimals, an ASCII text's words are what stands between other characters."""

_DECIMAL = re.compile(r"[0-9][.,][0-9]")

_LANGUAGES = Path(__file__).with_name("languages")


def read_common_words(language: str) -> tuple[str, ...]:
    """Give a language's commonest words, which carry no fact of their own, by its code."""
    text = (_LANGUAGES / f"{language}.txt").read_text(encoding="utf-8")
    return tuple(text.removeprefix("[common]\n").partition("\n[")[0].split())


STOP_WORDS = frozenset(read_common_words("en"))
"""English words that carry no fact of their own."""


@cache
def _cjk_word() -> re.Pattern[str]:
    # It takes as long to compile as to read a hundred cards, and few texts need it.
    characters = rf"[^\W_{CJK}]+"
    return re.compile(rf"[{CJK}]+|{_make_word(characters)}")


def _word_pattern(text: str) -> re.Pattern[str]:
    if text.isascii() or max(text.replace(OBJECT, ""), default="") < _FIRST_CJK:
        return _WORD
    return _cjk_word()


def find_words(text: str) -> Iterator[re.Match[str]]:
    """Find the words as they are written; a place of code, math or a quotation is one word."""
    return _word_pattern(text).finditer(text)


def split_words(text: str) -> list[str]:
    """Give the words as they are written; a place of code, math or a quotation is one word."""
    return _word_pattern(text).findall(text)


def read_lower(text: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Give the words in lower case, without what stands for code or a quotation, and a vocabulary.

    The vocabulary has the words, and what is joined in some of them by hyphens and the like. What a
    pattern finds between word boundaries is in it, so a rule can tell by a word that it has nothing
    to look for.
    """
    text = text.lower()
    if text.isascii():
        written = text.encode()
        has_decimal = ("." in text[:-1] or "," in text) and _DECIMAL.search(text) is not None
        if not has_decimal and len(written.translate(None, _JOINING)) == len(written):
            # Nearly always, and three times as fast as to look for words.
            words = tuple(written.translate(_SEPARATE).decode().split())
            return words, frozenset(words)
    words = tuple([word for word in split_words(text) if word != OBJECT])
    joined = [word for word in words if not word.isalnum()]
    return words, frozenset([*words, *_ALPHANUMERIC.findall(" ".join(joined))])


def find_parts(text: str) -> Iterator[str]:
    """Give the parts of words one by one, and every other character but blanks by itself."""
    return (found[0] for found in _PART.finditer(text))


def split_hyphens(word: str) -> list[str]:
    """Give what hyphens join in a word."""
    return _HYPHEN.split(word)


def find_cjk(text: str) -> list[str]:
    """Give the characters of Chinese, Japanese and Korean, one by one."""
    # The pattern takes long to compile, and most texts need none.
    return [] if text.isascii() else re.findall(f"[{CJK}]", text)


def strip_possessive(word: str) -> str:
    """Give a word without a final `'s`."""
    return _POSSESSIVE.sub("", word)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Bring a word, in lower case, to the form that its inflections share.

    What hyphens join is one word: `pre-training` has the stem of `pretraining`.
    """
    word = join_parts(word)
    # The others would stay as they are.
    return str(_stem(word)) if word.isascii() and not word[-1:].isdigit() else word


def join_parts(word: str) -> str:
    """Give a word without its hyphens, and without what marks a possessive or a number's plural."""
    if word.isalpha():
        return word
    return _PLURAL_OF_NUMBER.sub("", _HYPHEN.sub("", strip_possessive(word)))


def count_equal(one: Iterable[object], other: Iterable[object]) -> int:
    """Count what two rows have alike from their start on."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


@cache
def find_stemmer(name: str) -> Callable[[str], str]:
    """Give the stemmer of a language by its English name; KeyError when there is none."""
    stemmer: Callable[[str], str] = Stemmer.Stemmer(name).stemWord
    return stemmer


_stem = Stemmer.Stemmer("english").stemWord

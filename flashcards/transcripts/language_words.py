"""The words of a text that say what it is about, in the languages of which words are known.

Where a script has no spaces these are pairs of neighbouring characters, after words that say
nothing were cut out; elsewhere the stems of words. English has a reading of its own.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from flashcards.text.folding import fold, split_parts
from flashcards.text.lexicon import EMPTY, Lexicon, read_lexicon
from flashcards.text.lists import is_english, primary_language
from flashcards.text.scripts import HAN, HIRAGANA, KATAKANA, SOUTH_EAST_ASIAN
from flashcards.text.words import find_stemmer, read_common_words

UNSPACED = f"{HAN}{HIRAGANA}{KATAKANA}{SOUTH_EAST_ASIAN}"
"""The characters of scripts without spaces, as ranges of a pattern's class."""

_RUN = re.compile(
    rf"(?P<signs>[{HAN}]+|[{HIRAGANA}]+|[{KATAKANA}]+)|(?P<letters>[{SOUTH_EAST_ASIAN}]+)"
    rf"|(?P<word>[^\W_{UNSPACED}]+)"
)
_UNSPACED = re.compile(f"[{UNSPACED}]")
_HANGUL = re.compile("[\uac00-\ud7a3]+")
_HIRAGANA_ONLY = re.compile(f"[{HIRAGANA}]+")

_STEMMERS = {
    "ca": "catalan", "da": "danish", "el": "greek", "eu": "basque", "fi": "finnish",
    "ga": "irish", "hu": "hungarian", "hy": "armenian", "lt": "lithuanian", "nb": "norwegian",
    "ne": "nepali", "nn": "norwegian", "no": "norwegian", "ro": "romanian", "sr": "serbian",
    "ta": "tamil", "yi": "yiddish",
}  # fmt: skip
"""Snowball's for languages of which no words are known."""

_TALK = frozenset("ar de es fr hi id it ja ko nl pl pt ru th tr uk vi zh".split())
"""Languages of which is known what talk and questions are full of, whatever they are about."""

_UNSPACED_LANGUAGES = frozenset({"ja", "zh", "th"})
_LONGEST = 64
_LONG_LETTERS = 3
"""Letters of scripts without spaces in which a syllable has several."""


def split_in_language(text: str, language: str) -> tuple[str, ...]:
    """Give the stems of what carries meaning, or pairs of characters, in order."""
    if _UNSPACED.search(text) or primary_language(language) in {"ja", "zh"}:
        return tuple(_read_unspaced(text, language))
    return tuple(_read_spaced(text, language))


def is_pair(word: str) -> bool:
    """Whether it is a piece of a text without spaces, which may be no word at all."""
    return _UNSPACED.match(word) is not None or _HANGUL.match(word) is not None


def _read_spaced(text: str, language: str) -> Iterator[str]:
    lexicon = read_lexicon(language)
    empty = _empty_words(language)
    parts = tuple(split_parts(fold(text), lexicon.apostrophe if lexicon else ""))
    place = 0
    while place < len(parts):
        part = parts[place]
        if lexicon and (length := _find_phrase(parts, place, lexicon)):
            place += length
            continue
        place += 1
        word = part[:_LONGEST]
        is_letter = len(word) == 1 and not word.isdigit()
        if word in empty or is_letter or not word[0].isalnum() or word[-1] == "'":
            continue
        if word[0].isdigit():
            yield word
            continue
        stem = _strip_accents(_stem(word, language, lexicon))
        yield from _pair_hangul(stem, empty) if _HANGUL.fullmatch(stem) else (stem,)


def _find_phrase(parts: tuple[str, ...], place: int, lexicon: Lexicon) -> int:
    """Count the words of a phrase that stands here and says nothing, such as `what is`."""
    for phrase, meaning in lexicon.phrases.get(parts[place], ()):
        if meaning == EMPTY and parts[place : place + len(phrase)] == phrase:
            return len(phrase)
    return 0


def _stem(word: str, language: str, lexicon: Lexicon | None) -> str:
    if lexicon is not None:
        return lexicon.stem(word)
    name = _STEMMERS.get(primary_language(language))
    return find_stemmer(name)(word) if name else word


def _strip_accents(word: str) -> str:
    """Give a word without accents, which speech as it is typed often lacks."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word)
    plain = "".join(sign for sign in decomposed if not "\u0300" <= sign <= "\u036f")
    return unicodedata.normalize("NFC", plain)


def _pair_hangul(word: str, empty: frozenset[str]) -> Iterator[str]:
    if word not in empty:
        yield from (word[at : at + 2] for at in range(max(1, len(word) - 1)))


@cache
def _list_talk(language: str) -> frozenset[str]:
    return frozenset(map(fold, read_common_words(f"{language}-talk")) if language in _TALK else ())


@cache
def _empty_words(language: str) -> frozenset[str]:
    base = primary_language(language)
    lexicon = read_lexicon(language)
    talk = _list_talk(base)
    if lexicon is None:
        return talk
    common = {fold(word) for word in read_common_words(base)}
    listed = {word for word, meaning in lexicon.words.items() if meaning == EMPTY}
    return talk.union(common, listed)


@cache
def _cut(language: str) -> re.Pattern[str]:
    """Give the pattern of what is cut out of a text without spaces: what says nothing."""
    base = primary_language(language)
    words = {each for each in _empty_words(language) if len(each) > 1} | _list_talk(base)
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))))


def _read_unspaced(text: str, language: str) -> Iterator[str]:
    folded = fold(text)
    cut = _cut(
        language if primary_language(language) in _UNSPACED_LANGUAGES else _tell_script(folded)
    )
    for run in _RUN.finditer(cut.sub(" ", folded)):
        piece = run[0]
        if run.lastgroup == "word":
            yield from _read_spaced(piece, language)
        elif run.lastgroup == "letters":
            yield from _split_letters(piece)
        elif len(piece) > 1 or not _HIRAGANA_ONLY.fullmatch(piece):
            yield from (piece[at : at + 2] for at in range(max(1, len(piece) - 1)))


def _tell_script(text: str) -> str:
    """Say by its script which language a text without spaces is in."""
    if re.search(f"[{HIRAGANA}{KATAKANA}]", text):
        return "ja"
    return "zh" if re.search(f"[{HAN}]", text) else "th"


def _split_letters(piece: str) -> Iterator[str]:
    for at in range(max(1, len(piece) - _LONG_LETTERS + 1)):
        if len(part := piece[at : at + _LONG_LETTERS]) > 1:
            yield part


def reads_otherwise(text: str, language: str) -> bool:
    """Whether a text is to be read by these rules: not in English, or in another script."""
    return not is_english(language) or _UNSPACED.search(text) is not None

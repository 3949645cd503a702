"""Which language a text is in, as far as rules for English ask, and what they look for in it.

A language is told by its file, and in a file of English texts by a text's commonest words, or by
its script. What is too short to tell counts as English only when nothing speaks against it.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path

from flashcards.text.scripts import HAN, KANA, SOUTH_EAST_ASIAN
from flashcards.text.words import OBJECT, STOP_WORDS, read_common_words

_LATIN = re.compile(r"[a-z\u00c0-\u024f]", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_FOREIGN_SIGN = re.compile(r"[¿¡«»„]|(?<!\w)[a-zßà-öø-ÿœ]*[ßà-öø-ÿœ]")
_TOO_LONG_TO_HAVE_NO_COMMON_WORD = 6
_PIECE_END = re.compile("[,;]")
_WORD_ALONE = re.compile(r"\S*[^\W\d_]\S*")

_OTHERS = ("de", "fr", "es", "it", "pt", "nl", "sv", "da", "pl", "la")
_LANGUAGES: dict[str, list[str]] = {}
"""For each common word of another language, which of them it belongs to."""
for _language in _OTHERS:
    for _word in read_common_words(_language):
        _LANGUAGES.setdefault(_word, []).append(_language)

_FOREIGN = frozenset(_LANGUAGES) - STOP_WORDS
"""Common words of other languages that no English text has."""


class Language(StrEnum):
    """As much of a text's language as the rules need to know."""

    ENGLISH = "English"
    OTHER = "other"
    UNKNOWN = "unknown"


UNSPACED = f"{HAN}{KANA}{SOUTH_EAST_ASIAN}"
"""The characters of scripts that leave no space between words, as ranges of a pattern's class."""

_FIRST_UNSPACED = SOUTH_EAST_ASIAN[0]
_LETTERS_A_WORD = ((HAN, 2), (KANA, 3), (SOUTH_EAST_ASIAN, 4))
"""How many letters of a script, its marks not counted, say as much as a word of English."""


def has_unspaced(text: str) -> bool:
    """Whether some of a text is in a script without spaces, whose words can only be estimated."""
    if text.isascii() or max(text.replace(OBJECT, ""), default="") < _FIRST_UNSPACED:
        return False
    return _unspaced().search(text) is not None


def count_words(text: str) -> int:
    """Count the words that a reader takes in, by spaces; where a script has none, about as many.

    Korean has spaces: what stands between them counts as a word, as Koreans count.
    """
    if not has_unspaced(text):
        return _count_spaced(text)
    letters = "".join(each for each in _unspaced().findall(text) if each.isalpha())
    estimate = sum(len(re.findall(f"[{script}]", letters)) / n for script, n in _LETTERS_A_WORD)
    return _count_spaced(_unspaced().sub(" ", text)) + (max(1, int(estimate)) if letters else 0)


def _count_spaced(text: str) -> int:
    return len([each for each in text.split() if any(map(_is_of_word, each))])


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == OBJECT


@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{UNSPACED}]")  # at the first text that needs it, for it takes its time


def guess_language(text: str, words: Sequence[str]) -> Language:
    """Say whether a text is English, as far as its words (in lower case) and letters tell."""
    text = text.replace(OBJECT, "")
    if text.isascii() and _FOREIGN.isdisjoint(words):
        # What it may share with other languages, such as `in`, are English words as well.
        return _guess_without(text) if STOP_WORDS.isdisjoint(words) else Language.ENGLISH
    if not text.isascii():
        letters = len(_LETTER.findall(text))
        if letters and len(_LATIN.findall(text)) < letters * 2 / 3:
            return Language.OTHER
    english = len([word for word in words if word in STOP_WORDS])
    others = [each for word in words if word in _LANGUAGES for each in _LANGUAGES[word]]
    other = max(map(others.count, set(others)), default=0)
    if english > other:
        return Language.ENGLISH
    # `Was will der ...`: what both languages have tells less than what only one has.
    is_other = other > english or (other and not _FOREIGN.isdisjoint(words))
    if is_other or (not text.isascii() and _FOREIGN_SIGN.search(text)):
        return Language.OTHER
    return Language.ENGLISH if english else _guess_without(text)


def _guess_without(text: str) -> Language:
    """Guess the language of a text that has no common word; between commas none is needed."""
    is_odd = any(
        len(_WORD_ALONE.findall(piece)) >= _TOO_LONG_TO_HAVE_NO_COMMON_WORD
        for piece in _PIECE_END.split(text)
    )
    return Language.OTHER if is_odd else Language.UNKNOWN


@cache
def _read_phrases() -> Mapping[str, str]:
    path = Path(__file__).with_name("languages") / "en.phrases.txt"
    _, *parts = re.split(r"^\[([a-z ]+)\]\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def list_words(name: str) -> tuple[str, ...]:
    """Give the English words of a list that rules look for; KeyError when there is none."""
    return tuple(_read_phrases()[name].split())


def any_word(name: str) -> str:
    """Give a pattern of any word of such a list."""
    return f"(?:{'|'.join(list_words(name))})"


def any_phrase(name: str) -> str:
    """Give the pattern of such a list of phrasings, of which any is to be found."""
    pattern = "|".join(_read_phrases()[name].split("\n")).strip("|").replace(" ", r"\s+")
    return re.sub(r"\{([a-z]+)\}", lambda found: any_word(found[1]), pattern)

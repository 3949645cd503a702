"""The words of a text that carry meaning, in a form in which two texts can be compared.

Written and spoken words are brought together: no case and no accents, one stem for all inflections,
`pre-training` with `pretraining` and `pre training`, `GPT-4` with `gpt 4`. English is known best;
texts in other languages are read by what is known of their words.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from unicodedata import combining, normalize

from flashcards.text.words import (
    CJK,
    STOP_WORDS,
    find_words,
    read_common_words,
    split_hyphens,
    stem,
)
from flashcards.transcripts.language_words import reads_otherwise, split_in_language

_EMPTY = STOP_WORDS.union(read_common_words("en-talk"))
"""What talk and questions are full of, whatever they are about."""

_PREFIXES = frozenset(
    "anti auto co inter mid multi non over post pre re self semi sub super under".split()
)
"""What is written before a word with a hyphen, with a space, or with neither."""

_WIDE = re.compile(f"[{CJK}]")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['\u2019\u02bc][^\W\d_]{0,2}(?![^\W_])")
_LONGEST_WORD = 64

Acronyms = Mapping[str, frozenset[str]]
"""For each acronym, in lower case, the stems of what it stands for."""


def split_content_words(
    text: str, acronyms: Acronyms | None = None, language: str = "en"
) -> tuple[str, ...]:
    """Give the stems of the words that carry meaning, in order; of a text in a language, by code.

    What can be written in one word or two gives the parts and the whole; an acronym gives itself
    and what it stands for.
    """
    known = acronyms or {}
    if reads_otherwise(text, language):
        words = split_in_language(text, language)
        return tuple(each for word in words for each in (word, *sorted(known.get(word, ()))))
    folded = _fold(text)
    found: list[str] = []
    before, end = "", 0
    for match in find_words(folded):
        if _WIDE.match(match[0]):
            # Korean, here: its particles are written to the words.
            wide = match[0]
            found += (wide[place : place + 2] for place in range(max(1, len(wide) - 1)))
            before = ""
            continue
        whole = ""
        for each in split_hyphens(match[0]):
            word = each.replace(",", "")[:_LONGEST_WORD]
            if _is_carrying(word):
                found.append(stem(word))
            found += sorted(known.get(stem(word), ()))
            if whole:
                whole = (whole + word)[:_LONGEST_WORD]
                found.append(stem(whole))
            else:
                if folded[end : match.start()] == " " and _are_one(before, word):
                    found.append(stem(before + word))
                whole = word
            before = word
        end = match.end()
    return tuple(found)


def _are_one(before: str, word: str) -> bool:
    """Whether two words are one thing written apart: a name with its number, a prefixed word."""
    return before in _PREFIXES or (word[0].isdigit() and before.isalpha() and _is_carrying(before))


def _fold(text: str) -> str:
    decomposed = normalize("NFKD", text).casefold()
    # The second form puts Hangul, which the first takes apart, together again.
    plain = normalize("NFC", "".join(sign for sign in decomposed if not combining(sign)))
    return _APOSTROPHE.sub("", plain)


def _is_carrying(word: str) -> bool:
    """Whether a word, in lower case, carries meaning; a single letter does not."""
    is_letter = len(word) == 1 and word.isascii() and not word.isdigit()
    return not is_letter and word not in _EMPTY


@cache
def _faint_stems() -> frozenset[str]:
    return frozenset(map(stem, read_common_words("en-faint")))


def is_faint(word: str) -> bool:
    """Whether a stem tells little of what a text is about: any subject is told with it."""
    return word in _faint_stems() or (len(word) == 1 and word.isdigit())


def is_empty(word: str) -> bool:
    """Whether a word, in lower case, is one that talk is full of, whatever it is about."""
    return not _is_carrying(_APOSTROPHE.sub("", word))


def pair_up(words: Sequence[str]) -> tuple[str, ...]:
    """Give each two neighbours as one: a phrase tells more than its words."""
    return tuple(f"{one} {other}" for one, other in pairwise(words))

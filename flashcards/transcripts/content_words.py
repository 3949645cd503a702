"""The words of a text that carry meaning, in a form in which two texts can be compared.

Written and spoken words are brought together: no case and no accents, one stem for all inflections,
`pre-training` with `pretraining` and `pre training`, `GPT-4` with `gpt 4`. English is known best;
a text in another language is compared by its words all the same.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from unicodedata import combining, normalize

from flashcards.text.words import CJK, find_words, split_hyphens, stem
from flashcards.transcripts.common import FAINT, is_carrying

_PREFIXES = frozenset(
    "anti auto co inter mid multi non over post pre re self semi sub super under".split()
)
"""What is written before a word with a hyphen, with a space, or with neither."""

_WIDE = re.compile(f"[{CJK}]")
_LETTERS_AND_NUMBER = re.compile(r"([^\W\d_]{2,})\d.*")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['\u2019\u02bc][^\W\d_]{0,2}(?![^\W_])")
_LONGEST_WORD = 64

Acronyms = Mapping[str, frozenset[str]]
"""For each acronym, in lower case, the stems of what it stands for."""


def split_content_words(text: str, acronyms: Acronyms | None = None) -> tuple[str, ...]:
    """Give the stems of the words that carry meaning, in order.

    What can be written in one word or two gives the parts and the whole; an acronym gives itself
    and what it stands for.
    """
    known = acronyms or {}
    folded = _fold(text)
    found: list[str] = []
    before, end = "", 0
    for match in find_words(folded):
        if _WIDE.match(match[0]):
            # Scripts without spaces are compared by pairs of characters.
            wide = match[0]
            found += (wide[place : place + 2] for place in range(max(1, len(wide) - 1)))
            before = ""
            continue
        whole = ""
        for each in split_hyphens(match[0]):
            word = each.replace(",", "")[:_LONGEST_WORD]
            found += _parts(word)
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


def _parts(word: str) -> Iterator[str]:
    """Give a word, and the letters of one such as `gpt4`."""
    if is_carrying(word):
        yield stem(word)
    if (pair := _LETTERS_AND_NUMBER.fullmatch(word)) and is_carrying(pair[1]):
        yield stem(pair[1])


def _are_one(before: str, word: str) -> bool:
    """Whether two words are one thing written apart: a name with its number, a prefixed word."""
    return before in _PREFIXES or (word[0].isdigit() and before.isalpha() and is_carrying(before))


def _fold(text: str) -> str:
    decomposed = normalize("NFKD", text).casefold()
    # The second form puts Hangul, which the first takes apart, together again.
    plain = normalize("NFC", "".join(sign for sign in decomposed if not combining(sign)))
    return _APOSTROPHE.sub("", plain)


@cache
def _faint_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in FAINT)


def is_faint(word: str) -> bool:
    """Whether a stem tells little of what a text is about, though it carries meaning."""
    return word in _faint_stems() or (len(word) == 1 and word.isdigit())


def pair_up(words: Sequence[str]) -> tuple[str, ...]:
    """Give each two neighbours as one: a phrase tells more than its words."""
    return tuple(f"{one} {other}" for one, other in pairwise(words))

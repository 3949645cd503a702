"""The words of a text that carry meaning, in a form in which two texts can be compared.

Written and spoken words are brought together: no case and no accents, one stem for all inflections,
`pre-training` with `pretraining` and `pre training`, `GPT-4` with `gpt 4`. English is known best;
texts in other languages are read by what is known of their words.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
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

_BRACKETED = re.compile(r"((?:[^\W_]+[ \-/]){2,9})\(([^\W_]{2,8}?)s?\)")
_BETWEEN = re.compile(r"[ \-/]")
_SHORTEST = 3
"""Letters of an acronym that is only guessed; shorter ones are words of their own too often."""

_LEADING_OVER = re.compile(
    r"[\s,.;:(\"'\-\N{EN DASH}\N{EM DASH}]*"
    r"(?:\b(?:or|also|is|are|called|known|as|abbreviated|shortened|to|in|short|so|that's|we|say"
    r"|just|usually|often|an|a|the|which|call|it)\b[\s,:(\"'\-]*)*\Z",
    re.IGNORECASE,
)
_LEADING_ON = re.compile(
    r"[\s,(]*(?:which\s+|that\s+)?(?:stands?\s+for|is\s+short\s+for|short\s+for|meaning|means?"
    r"|that\s+is|is|or|for)\b[\s,:]*(?:the\s+)?|\s*\(|,\s+",
    re.IGNORECASE,
)
"""What leads from words to their letters, and from letters to their words."""

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


def find_acronyms(texts: Iterable[str], language: str = "en") -> Acronyms:
    """Find what acronyms in brackets stand for: the words before the bracket, by their initials.

    There may be more words before it than the acronym stands for.
    """
    found: dict[str, frozenset[str]] = {}
    for text in texts:
        for words, letters in _BRACKETED.findall(text):
            acronym = letters.lower()
            parts = [part for part in _BETWEEN.split(words) if part]
            if meant := _spelled_by(parts, acronym):
                found.setdefault(
                    acronym, frozenset(split_content_words(" ".join(meant), language=language))
                )
    return found


def _spelled_by(parts: list[str], acronym: str) -> list[str]:
    """Give the last words whose initials spell the acronym, small words counted or not."""
    place = len(acronym)
    for index in range(len(parts) - 1, -1, -1):
        if parts[index][0].lower() == acronym[place - 1]:
            place -= 1
            if place == 0:
                return parts[index:]
        elif parts[index].lower() not in STOP_WORDS:
            return []
    return []


def spelled_by(text: str, letters: str, *, is_before: bool) -> str:
    """Give the words whose initials spell letters that stand next to a text; empty for none.

    They are its last words, but for what leads over to the letters, when it stands before them.
    """
    if is_before:
        words = _LEADING_OVER.sub("", text).split()
        size = len(words)
        meant = _spelled_by([part for word in words for part in _BETWEEN.split(word) if part], letters.lower())
        found = " ".join(meant)
        return _last_words(" ".join(words), found) if size and found else ""
    rest = _LEADING_ON.match(text)
    if rest is None:
        return ""
    words = text[rest.end() :].split()
    for count in range(1, 2 * len(letters) + 1):
        parts = [part.strip(",.;:?!\"()") for word in words[:count] for part in _BETWEEN.split(word) if part]
        if len(parts) >= len(letters) and all(parts) and _spelled_by(parts, letters.lower()) == parts:
            return " ".join(words[:count]).strip(",.;:?!\"()")
    return ""


def _last_words(text: str, parts: str) -> str:
    """Give the end of a text that has these parts, as it is written: a hyphen is a blank there."""
    place = _BETWEEN.sub(" ", text).rfind(parts)
    return text[place:] if place >= 0 else ""


def find_initials(term: str) -> frozenset[str]:
    """Give the acronyms by which a term of several words may go, small words counted or not."""
    parts = [part.lower() for part in re.findall(r"[^\W\d_]+", term)]
    spelled = (parts, [part for part in parts if part not in STOP_WORDS])
    return frozenset(
        "".join(part[0] for part in each) for each in spelled if len(each) >= _SHORTEST
    )

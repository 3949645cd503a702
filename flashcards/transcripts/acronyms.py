"""Acronyms and what they stand for, found where a text says so in brackets, or by initials."""

import re
from collections.abc import Iterable

from flashcards.text.words import STOP_WORDS
from flashcards.transcripts.content_words import Acronyms, split_content_words

_BRACKETED = re.compile(r"((?:[^\W_]+[ \-/]){2,9})\(([^\W_]{2,8}?)s?\)")
_BETWEEN = re.compile(r"[ \-/]")
_SHORTEST = 3
"""Letters of an acronym that is only guessed; shorter ones are words of their own too often."""


def find_acronyms(texts: Iterable[str]) -> Acronyms:
    """Find what acronyms in brackets stand for: the words before the bracket, by their initials.

    There may be more words before it than the acronym stands for.
    """
    found: dict[str, frozenset[str]] = {}
    for text in texts:
        for words, letters in _BRACKETED.findall(text):
            acronym = letters.lower()
            parts = [part for part in _BETWEEN.split(words) if part]
            if meant := _spelled_by(parts, acronym):
                found.setdefault(acronym, frozenset(split_content_words(" ".join(meant))))
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


def find_initials(term: str) -> frozenset[str]:
    """Give the acronyms by which a term of several words may go, small words counted or not."""
    parts = [part.lower() for part in re.findall(r"[^\W\d_]+", term)]
    spelled = (parts, [part for part in parts if part not in STOP_WORDS])
    return frozenset(
        "".join(part[0] for part in each) for each in spelled if len(each) >= _SHORTEST
    )

"""Acronyms and the words that they stand for, by their initials, small words counted or not."""

import re
from collections.abc import Iterable

from flashcards.text.words import STOP_WORDS
from flashcards.transcripts.content_words import Acronyms, split_content_words

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

_MARKS = ",.;:?!\"()'"


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


def find_words_before(text: str, letters: str) -> str:
    """Give the last words of a text if letters that follow it stand for them; empty if not."""
    bare = " ".join(_LEADING_OVER.sub("", text).split())
    plain = _BETWEEN.sub(" ", bare)
    meant = " ".join(_spelled_by(plain.split(), letters.lower()))
    return bare[len(plain) - len(meant) :] if meant and plain.endswith(meant) else ""


def find_words_after(text: str, letters: str) -> str:
    """Give the first words of a text if letters that stand before it stand for them."""
    lead = _LEADING_ON.match(text)
    words = text[lead.end() :].split() if lead else []
    parts: list[str] = []
    for count, word in enumerate(words[: 2 * len(letters)], start=1):
        parts += [part for part in _BETWEEN.split(word.strip(_MARKS)) if part]
        if len(parts) >= len(letters) and _spelled_by(parts, letters.lower()) == parts:
            return " ".join(words[:count]).strip(_MARKS)
    return ""


def find_initials(term: str) -> frozenset[str]:
    """Give the acronyms by which a term of several words may go, small words counted or not."""
    parts = [part.lower() for part in re.findall(r"[^\W\d_]+", term)]
    spelled = (parts, [part for part in parts if part not in STOP_WORDS])
    return frozenset(
        "".join(part[0] for part in each) for each in spelled if len(each) >= _SHORTEST
    )

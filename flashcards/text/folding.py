"""One way to write a text: without case, signs that are written or not, and mere punctuation.

For scripts whose signs on letters are part of a word, unlike in patterns of Python's.
"""

import re
import unicodedata
from collections.abc import Iterator

_TELLING_SIGNS = frozenset("#%&@*")
"""Punctuation by Unicode, and yet no mere punctuation."""

_SUFFIXES = re.compile("(?<=.)'.*")

_MARKS = "\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
"""Signs on letters that are part of a word, in Latin and Devanagari."""

_PART = re.compile(
    rf"\d+(?:[.,]\d+)*|[^\W\d_][^\W\d_{_MARKS}]*(?:[{_MARKS}]+[^\W\d_]*)*"
    rf"(?:'[^\W\d_{_MARKS}]+)*|[^\w\s]"
)
_UNWRITTEN = re.compile("[\u064b-\u065f\u0670\u0640\u093c\u200b-\u200d\u00ad]")
"""Arabic vowels, and signs that are written or not."""

_ONE_WAY = str.maketrans("أإآٱىةँ\N{RIGHT SINGLE QUOTATION MARK}İ", "ااااي\u0647ं'i")


def clean(text: str) -> str:
    """Give a text without what is only another way to write it."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", _UNWRITTEN.sub("", unicodedata.normalize("NFKC", text)))
    return text.translate(_ONE_WAY)


def fold(text: str) -> str:
    """Give the same in lower case."""
    return clean(text).casefold()


def split_parts(text: str, apostrophe: str) -> Iterator[str]:
    """Give the words of a text and its other signs, without punctuation."""
    for part in _PART.findall(clean(text)):
        if not says_something(part):
            continue
        if "'" not in part or not apostrophe:
            yield part
        elif apostrophe == "suffixes":
            yield _SUFFIXES.sub("", part)
        else:
            yield from part.split("'")


def says_something(part: str) -> bool:
    """Whether a part of a text is no mere punctuation."""
    return part[0].isalnum() or part in _TELLING_SIGNS or unicodedata.category(part[0])[0] in "SM"

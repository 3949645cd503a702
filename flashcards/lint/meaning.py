"""What a text says, as the words that carry it: for rules that ask whether one gives away another.

Words count by their stems. In scripts without spaces, a text is said where it stands as a whole.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from flashcards.text.language import has_unspaced
from flashcards.text.words import OBJECT, STOP_WORDS, join_parts, split_hyphens, split_words, stem

_AROUND = " .,;:!?。！？、\"'“”‘’()[]"  # noqa: RUF001 - typographic signs of texts
_SHORTEST_UNSPACED = 2


class StemmedText(NamedTuple):
    """A text, without case, and the stems of its words, and of what hyphens join in them."""

    text: str
    stems: frozenset[str]


def read_said(texts: Iterable[str]) -> StemmedText:
    """Read what several texts say together."""
    text = "\n".join(texts).casefold()
    return StemmedText(text, _stem_all(text))


@lru_cache(maxsize=16)
def _stem_all(text: str) -> frozenset[str]:
    words = split_words(text)
    parts = [part for word in words if "-" in word for part in split_hyphens(word)]
    return frozenset([stem(word) for word in (*words, *parts) if word != OBJECT])


def list_meaningful(text: str) -> list[str]:
    """Give the stems of the words that carry a text's meaning, in order."""
    words = split_words(text.casefold())
    told = [word for word in words if word != OBJECT and join_parts(word) not in STOP_WORDS]
    return [stem(word) for word in told if word not in STOP_WORDS]


def says(said: StemmedText, text: str) -> bool:
    """Whether all that carries a text's meaning has been said."""
    bare = text.casefold().strip(_AROUND)
    if has_unspaced(bare):
        return len(bare) >= _SHORTEST_UNSPACED and bare in said.text
    words = list_meaningful(bare)
    return bool(words) and said.stems.issuperset(words)

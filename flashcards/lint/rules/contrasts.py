"""Texts that set two cards against each other, so that neither is taken for the other."""

from collections.abc import Iterable, Iterator

from flashcards.lint.cards import Front
from flashcards.text.words import split_words, stem, stem_start


def words_apart(one: Front, other: Front) -> frozenset[str]:
    """Give what a text that sets two fronts against each other has to name; maybe nothing can."""
    first, second = (frozenset(map(stem, _read_words(front.shown))) for front in (one, other))
    if first <= second or second <= first:
        return frozenset()
    return first ^ second if one.is_question else first | second


def _read_words(text: str) -> Iterator[str]:
    return (word.casefold() for word in split_words(text))


class Contrasts:
    """The texts that speak of two things at once, found by the rarer of their words.

    Of each text only the words are kept that anything asks for; so most texts are like others.
    """

    def __init__(self, fronts: Iterable[Front], asked: Iterable[frozenset[str]]) -> None:
        self._wanted = frozenset[str]().union(*asked)
        self._starts = frozenset(map(stem_start, self._wanted))
        texts: set[frozenset[str]] = set()
        for front in fronts:
            shown, back = self._read(front.shown), self._read(front.back)
            texts |= {shown, back, shown | back} if front.is_topic else {shown, back}
        self._places: dict[str, list[frozenset[str]]] = {}
        for words in texts:
            for word in words:
                self._places.setdefault(word, []).append(words)

    def _read(self, text: str) -> frozenset[str]:
        words = [word for word in _read_words(text) if stem_start(word) in self._starts]
        return self._wanted.intersection(map(stem, words))

    def has(self, asked: frozenset[str]) -> bool:
        """Whether some text names all of the words; nothing can name none."""
        if not asked:
            return False
        places = min((self._places.get(word, []) for word in asked), key=len)
        return any(asked <= words for words in places)

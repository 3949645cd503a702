"""What a learner takes for one another, and texts that set it apart.

Taken for one another are opposites, words a letter apart, and one thing's names.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from unicodedata import normalize

from flashcards.lint.card_fronts import Front
from flashcards.text.language import list_words
from flashcards.text.words import count_equal, split_words, stem

_PREFIXES = [tuple(pair.split("/")) for pair in list_words("opposite prefixes")]
_SUFFIXES = [tuple(pair.split("/")) for pair in list_words("opposite suffixes")]
_QUALIFIED = re.compile(r"^(.*\S)\s*\(([^()]+)\)$")
_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9-]*[A-Z][A-Za-z0-9]*")
_PUNCTUATION = re.compile(r"[\s.,;:!?\"'“”‘’„«»…¿¡]+")  # noqa: RUF001 - typographic signs of texts
_SHORTEST_REST = 3
_SHORTEST, _SHORTEST_OF_TWO_CHANGES = 5, 6
_TWO_CHANGES = 2
_LONG, _LEAST_OF_END, _LEAST_SHARED = 10, 4, 0.65


@cache
def _stem_opposites() -> frozenset[tuple[str, str]]:
    """Give the stems of opposites, each pair both ways round."""
    written = (*list_words("opposites"), *list_words("mirrors"))
    pairs = [tuple(map(stem, pair.split("/"))) for pair in written]
    return frozenset((one, other) for pair in pairs for one, other in (pair, pair[::-1]))


_NEGATIONS = frozenset("un in im ir il non dis a an anti mis de".split())


def is_negation(one: str, other: str) -> bool:
    """Whether one word is the other with a prefix that denies it: `stable` and `unstable`."""
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST or not long.endswith(short):
        return False
    prefix = long[: -len(short)].rstrip("-")
    is_letter = prefix in {"a", "an", "de"}
    return prefix in _NEGATIONS and (not is_letter or len(short) >= _SHORTEST_OF_TWO_CHANGES)


def split_opposed(word: str) -> Iterator[tuple[str, str]]:
    """Give for each end of a word that has an opposite what is common, and the pair's name.

    `upstream` and `downstream` are `stream`, `bailor` and `bailee` are `bail`.
    """
    for pair in _PREFIXES:
        for prefix in pair:
            if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST_REST:
                yield word[len(prefix) :], "/".join(pair)
    for pair in _SUFFIXES:
        for suffix in pair:
            if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_REST:
                yield word[: -len(suffix)], "/".join(pair)


def is_opposite(one: str, other: str) -> bool:
    """Whether two stems are opposites: `left` and `right`, `hyper...` and `hypo...`."""
    if (one, other) in _stem_opposites():
        return True
    if one == other:
        return False
    return not frozenset(split_opposed(one)).isdisjoint(split_opposed(other))


def _count_strange(one: str, other: str) -> int:
    """Count the letters of a word that another hasn't; so many changes lie between the two."""
    return sum(max(0, one.count(letter) - other.count(letter)) for letter in set(one))


def is_look_alike(one: str, other: str) -> bool:
    """Whether two different words are spelled so much alike that they are mixed up."""
    if one == other or min(len(one), len(other)) < _SHORTEST:
        return False
    # Nearly all pairs differ at an end or in length, and need no more looking at.
    if one[0] != other[0] or one[-2:] != other[-2:] or abs(len(one) - len(other)) > _TWO_CHANGES:
        return False
    if _share_ends(one, other):
        return True
    if any(character.isdigit() for character in one + other):
        return False
    if _count_strange(one, other) > _TWO_CHANGES or _count_strange(other, one) > _TWO_CHANGES:
        return False
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - few pairs come this far

    distance = OSA.distance(one, other, score_cutoff=_TWO_CHANGES)
    return distance == 1 or (
        distance == _TWO_CHANGES
        and min(len(one), len(other)) >= _SHORTEST_OF_TWO_CHANGES
        and one[-3:] == other[-3:]
    )


def _share_ends(one: str, other: str) -> bool:
    """Whether two long words differ in their middle alone: `hyperkalaemia`, `hypernatraemia`."""
    longest = max(len(one), len(other))
    if longest < _LONG:
        return False
    start = count_equal(one, other)
    end = count_equal(reversed(one), reversed(other))
    return min(start, end) >= _LEAST_OF_END and start + end >= _LEAST_SHARED * longest


def split_names(term: str) -> tuple[str, ...]:
    """Give the names that a term goes by: itself, what stands before its brackets, their acronym.

    `Light-emitting diode (LED)` is one thing under three.

    What stands in brackets otherwise tells two meanings apart, as in `Mercury (planet)`.
    """
    found = _QUALIFIED.match(term) if ")" in term else None
    if not found:
        return (term,)
    return (term, found[1], found[2]) if has_acronym(term) else (term, found[1])


def has_acronym(term: str) -> bool:
    """Whether the term ends in its acronym, in brackets."""
    if ")" not in term:
        return False
    found = _QUALIFIED.match(term)
    return found is not None and _ACRONYM.fullmatch(found[2]) is not None


def fold_front(shown: str) -> str:
    """Bring a front to the form in which a learner can't tell it from another."""
    folded = (shown if shown.isascii() else normalize("NFC", shown)).casefold()
    return _PUNCTUATION.sub(" ", folded).strip() or shown


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
        texts: set[frozenset[str]] = set()
        for front in fronts:
            shown, back = self._read(front.shown), self._read(front.back)
            if front.is_topic:
                texts |= {shown, back, shown | back}
            else:
                # A title that names both tells nothing of either.
                texts |= {shown, back} if front.is_question else {back}
        self._places: dict[str, list[frozenset[str]]] = {}
        for words in texts:
            for word in words:
                self._places.setdefault(word, []).append(words)

    def _read(self, text: str) -> frozenset[str]:
        return self._wanted.intersection(map(stem, _read_words(text)))

    def has(self, asked: frozenset[str]) -> bool:
        """Whether some text names all of the words; nothing can name none."""
        if not asked:
            return False
        places = min((self._places.get(word, []) for word in asked), key=len)
        return any(asked <= words for words in places)

"""The rule that look-alike cards need a card that tells them apart.

Nothing is compared with everything: fronts meet by what they have in common, in groups. A group
of many, as of the capitals of all countries, is a series, whose cards nobody mixes up.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from flashcards.diagnostics import quote
from flashcards.lint.cards import QuestionCard, TopicCard
from flashcards.lint.faces import Face
from flashcards.lint.finding import Finding
from flashcards.lint.rules.duplicates import fold_front
from flashcards.lint.rules.lookalike import is_look_alike, is_opposite
from flashcards.lint.rules.names import has_acronym, split_names
from flashcards.text.language import split_words, stem
from flashcards.text.slugs import fold_term

_SERIES = 8
"""Fronts that differ in one and the same word; more of them are a series."""

_NEIGHBOURS = 12
"""Terms of the same first letter and ending that are compared with one, in alphabetical order."""

_SHARED = 2
_GENERIC = frozenset(
    stem(word)
    for word in "model models method system theory process technique law effect principle".split()
)

Compare = Callable[[str, str], bool]
Pair = tuple[Face, Face]


def check_near_twin(
    faces: Sequence[Face], is_alike: Compare = is_look_alike
) -> Iterator[tuple[Face, Face, Finding]]:
    """Check that fronts which are easily mixed up are set against each other somewhere."""
    found: dict[int, Pair] = {}
    for kind in (QuestionCard, TopicCard):
        alike = [face for face in faces if face.kind is kind]
        for one, other in _find_pairs(alike, is_alike):
            if _is_confusing(one, other):
                found.setdefault(id(other), (one, other))
    if not found:
        return
    apart = {id(other): _words_apart(one, other) for one, other in found.values()}
    told_apart = _Contrasts(faces, apart.values())
    for one, other in found.values():
        if not told_apart.has(apart[id(other)]):
            yield one, other, _describe(one, other)


def _describe(one: Face, other: Face) -> Finding:
    text, twin = other.text, one.text
    return Finding(
        code="near-twin",
        message=f"{quote(text.value)} is easily taken for {quote(twin.value)}",
        help="add a card that asks what sets the two apart, or word them further apart",
        text=text,
        twin=twin,
    )


def _is_confusing(one: Face, other: Face) -> bool:
    if fold_front(one.shown) == fold_front(other.shown):
        return False
    return fold_term(one.back) != fold_term(other.back)


def _find_pairs(faces: Sequence[Face], is_alike: Compare) -> Iterator[Pair]:
    yield from _same_words(faces)
    yield from _one_word_apart(faces, is_alike)
    yield from _same_name(faces)
    yield from _similar_terms(faces, is_alike)


def _same_words(faces: Iterable[Face]) -> Iterator[Pair]:
    """Find fronts of the same words in another order or form."""
    seen: dict[tuple[str, ...], Face] = {}
    for face in faces:
        words = face.words
        if face.is_topic and not _GENERIC.isdisjoint(words):
            words = tuple([word for word in words if word not in _GENERIC])
        if len(words) >= _SHARED:
            first = seen.setdefault(words, face)
            if first is not face:
                yield first, face


def _one_word_apart(faces: Sequence[Face], is_alike: Compare) -> Iterator[Pair]:
    """Find fronts that differ in one word, which has its opposite or look-alike in the other."""
    groups: dict[tuple[str, ...], list[tuple[str, Face]]] = {}
    shared = _find_shared(faces)
    for face in faces:
        for index, key in _hash_rests(face):
            if key in shared:
                rest = face.words[:index] + face.words[index + 1 :]
                groups.setdefault(rest, []).append((face.words[index], face))
    for group in groups.values():
        if not 1 < len(group) <= _SERIES:
            continue
        for index, (word, face) in enumerate(group):
            for before, first in group[:index]:
                if is_opposite(before, word) or is_alike(before, word):
                    yield first, face


def _find_shared(faces: Iterable[Face]) -> frozenset[int]:
    """Find the hashes of what more than one front leaves without a word.

    Hardly any is shared, and numbers take far less room than the words that they stand for.
    """
    seen: set[int] = set()
    shared: set[int] = set()
    for face in faces:
        for _, key in _hash_rests(face):
            (shared if key in seen else seen).add(key)
    return frozenset(shared)


def _hash_rests(face: Face) -> Iterator[tuple[int, int]]:
    """Give the index of each word that is no name, with a hash of the front's other words.

    The hash is the sum of theirs. Equal words have equal sums; others may, so it is only a hint.
    """
    words = face.words
    if len(words) - 1 >= 1 + face.is_question:
        whole = sum(map(hash, words))
        for index, word in enumerate(words):
            if word not in face.names:
                yield index, whole - hash(word)


def _same_name(faces: Iterable[Face]) -> Iterator[Pair]:
    """Find terms that share a name: `LED` and `Light-emitting diode (LED)`."""
    seen: dict[str, Face] = {}
    for face in faces:
        if face.is_topic:
            term = face.shown
            for name in split_names(term) if has_acronym(term) else (term,):
                first = seen.setdefault(fold_term(name), face)
                if first is not face:
                    yield first, face


def _similar_terms(faces: Iterable[Face], is_alike: Compare) -> Iterator[Pair]:
    """Find terms of one word that differ by a letter or two."""
    groups: dict[tuple[str, str], list[tuple[str, int, Face]]] = {}
    for index, face in enumerate(faces):
        if not face.is_topic:
            continue
        term = fold_term(face.shown)
        if " " not in term:
            groups.setdefault((term[:1], term[-2:]), []).append((term, index, face))
            words = face.words
            if len(words) == 1:
                groups.setdefault(("", _without_prefix(words[0])), []).append(
                    (words[0], index, face)
                )
    for group in groups.values():
        ordered = sorted(group, key=lambda each: each[:2])
        for position, (term, index, face) in enumerate(ordered):
            for other, other_index, other_face in ordered[
                position + 1 : position + 1 + _NEIGHBOURS
            ]:
                if is_opposite(term, other) or is_alike(term, other):
                    yield (face, other_face) if index < other_index else (other_face, face)


def _without_prefix(word: str) -> str:
    """Give what opposites share: their end."""
    return word[-6:]


def _words_apart(one: Face, other: Face) -> frozenset[str]:
    """Give what a text that sets two fronts against each other has to name; maybe nothing can."""
    first, second = (frozenset(_read_stems(face.shown)) for face in (one, other))
    if first <= second or second <= first:
        return frozenset()
    return first ^ second if one.is_question else first | second


def _read_stems(text: str) -> Iterator[str]:
    return map(stem, split_words(text))


class _Contrasts:
    """The texts that speak of two things at once, found by the rarer of their words.

    Of each text only the words are kept that anything asks for; so most texts are like others.
    """

    def __init__(self, faces: Iterable[Face], asked: Iterable[frozenset[str]]) -> None:
        wanted = frozenset[str]().union(*asked)
        texts: set[frozenset[str]] = set()
        for face in faces:
            front, back = (
                wanted.intersection(_read_stems(text)) for text in (face.shown, face.back)
            )
            texts |= {front, back, front | back} if face.is_topic else {front, back}
        self._places: dict[str, list[frozenset[str]]] = {}
        for words in texts:
            for word in words:
                self._places.setdefault(word, []).append(words)

    def has(self, asked: frozenset[str]) -> bool:
        """Whether some text names all of the words; nothing can name none."""
        if not asked:
            return False
        places = min((self._places.get(word, []) for word in asked), key=len)
        return any(asked <= words for words in places)

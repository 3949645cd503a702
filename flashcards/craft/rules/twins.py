"""The rule that look-alike cards need a card that tells them apart.

Nothing is compared with everything: fronts meet by what they have in common, in groups. A group
of many, as of the capitals of all countries, is a series, whose cards nobody mixes up.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from flashcards.content.getters import quote
from flashcards.content.slugs import fold_term
from flashcards.craft.cards import QuestionCard, TopicCard
from flashcards.craft.faces import Face
from flashcards.craft.finding import Finding
from flashcards.craft.language import split_words, stem
from flashcards.craft.rules.duplicates import fold_front
from flashcards.craft.rules.lookalike import is_look_alike, is_opposite
from flashcards.craft.rules.names import has_acronym, split_names

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
    told_apart = _Contrasts(faces if found else ())
    for one, other in found.values():
        if not told_apart.has(one, other):
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
        if face.is_topic:
            words = tuple([word for word in words if word not in _GENERIC])
        if len(words) >= _SHARED:
            first = seen.setdefault(words, face)
            if first is not face:
                yield first, face


def _one_word_apart(faces: Iterable[Face], is_alike: Compare) -> Iterator[Pair]:
    """Find fronts that differ in one word, which has its opposite or look-alike in the other."""
    groups: dict[tuple[str, ...], list[tuple[str, Face]]] = {}
    for face in faces:
        words = face.words
        if len(words) - 1 < 1 + face.is_question:
            continue
        for index, word in enumerate(words):
            if word not in face.names:
                rest = words[:index] + words[index + 1 :]
                groups.setdefault(rest, []).append((word, face))
    for group in groups.values():
        if not 1 < len(group) <= _SERIES:
            continue
        for index, (word, face) in enumerate(group):
            for before, first in group[:index]:
                if is_opposite(before, word) or is_alike(before, word):
                    yield first, face


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


def _read_stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, split_words(text)))


class _Contrasts:
    """The cards that speak of two things at once, found by the rarer of their words."""

    def __init__(self, faces: Iterable[Face]) -> None:
        self._texts: list[frozenset[str]] = []
        self._places: dict[str, list[int]] = {}
        for face in faces:
            front, back = _read_stems(face.shown), _read_stems(face.back)
            self._add(front)
            self._add(back)
            if face.is_topic:
                self._add(front | back)

    def _add(self, words: frozenset[str]) -> None:
        for word in words:
            self._places.setdefault(word, []).append(len(self._texts))
        self._texts.append(words)

    def has(self, one: Face, other: Face) -> bool:
        """Whether some text names what is peculiar to the one and to the other."""
        first, second = _read_stems(one.shown), _read_stems(other.shown)
        if first <= second or second <= first:
            return False
        wanted = first ^ second if one.is_question else first | second
        rarest = min(wanted, key=lambda word: (len(self._places.get(word, ())), word))
        return any(wanted <= self._texts[index] for index in self._places.get(rarest, ()))

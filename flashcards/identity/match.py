"""Which of the notes that vanished is which of the notes that are new.

Best match first, each note once, and never ambiguous: where two matches of one note are nearly
as good, none is made. The work is bounded: equal notes are found by hash, and the others are
compared only with the few that share their rarest words.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from flashcards.identity.comparison import LONG, carries_meaning, read_words
from flashcards.identity.similarity import (
    IsWritten,
    NoteTexts,
    is_nowhere,
    is_same_note,
    score_pair,
)
from flashcards.text.lists import is_english

MARGIN = 0.05
"""How much better than any other a match must be, in score."""

_MOST_CANDIDATES = 6
"""Old notes that a new one is compared with in full."""

_MOST_COMPARED = 24_000_000
"""Pairs of words that are compared, such as ten thousand notes of twenty words with six each; notes
beyond are no match of any, and so new."""

_COMMON = 60
"""A word in more old notes than this is no help in finding candidates."""

_RAREST = 12
"""Words of a note by which its candidates are found."""

_BEGINNING = 5
"""Letters of a word by which its inflections are found."""


class Match(NamedTuple):
    """An old and a new note that are the same, by their indices, with their score (0 to 1)."""

    old: int
    new: int
    score: float


def match_notes(
    old: Sequence[NoteTexts], new: Sequence[NoteTexts], is_written: IsWritten = is_nowhere
) -> tuple[Match, ...]:
    """Match old notes with new ones; most of either may stay without a match.

    `is_written` says whether a word stands anywhere in the content.
    """
    matches = _match_by_hash(old, new)
    old_left = set(range(len(old))) - {match.old for match in matches}
    new_left = set(range(len(new))) - {match.new for match in matches}
    pairs = [
        Match(old=old_index, new=new_index, score=score_pair(old[old_index], new[new_index]))
        for new_index, old_index in _bound(old, new, _candidates(old, new, old_left, new_left))
        if is_same_note(old[old_index], new[new_index], is_written)
    ]
    return (*matches, *_choose(pairs))


def _match_by_hash(old: Sequence[NoteTexts], new: Sequence[NoteTexts]) -> list[Match]:
    """Match what is equal in front and back, or in a long back, and is so only once."""
    matches: list[Match] = []
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for key_of in (
        _front_and_back,
        _long_back,
    ):
        of_old, of_new = (
            _unique(
                (index, key_of(texts))
                for index, texts in enumerate(all_texts)
                if index not in taken
            )
            for all_texts, taken in ((old, taken_old), (new, taken_new))
        )
        for key, new_index in of_new.items():
            if key in of_old:
                old_index = of_old[key]
                score = score_pair(old[old_index], new[new_index])
                matches.append(Match(old=old_index, new=new_index, score=score))
                taken_old.add(old_index)
                taken_new.add(new_index)
    return matches


def _front_and_back(texts: NoteTexts) -> object:
    return (texts.kind, texts.front, texts.back) if texts.front else None


def _long_back(texts: NoteTexts) -> object:
    if not is_english(texts.language):
        return None  # it asks for more than a back
    is_telling = len(read_words(texts.back)) >= LONG and bool(texts.front)
    return (texts.kind, texts.back) if is_telling else None


def _unique(keyed: Iterable[tuple[int, object]]) -> dict[object, int]:
    found: dict[object, list[int]] = defaultdict(list)
    for index, key in keyed:
        if key is not None:
            found[key].append(index)
    return {key: indices[0] for key, indices in found.items() if len(indices) == 1}


def _words(texts: NoteTexts) -> set[str]:
    words = read_words(texts.front) + read_words(texts.back)
    found = {word.text for word in words if carries_meaning(word)} or {word.text for word in words}
    return found | {text[:_BEGINNING] for text in found}


def _candidates(
    old: Sequence[NoteTexts], new: Sequence[NoteTexts], old_left: set[int], new_left: set[int]
) -> list[tuple[int, int]]:
    """Pair each new note with the old ones that share the most of its rarest words."""
    index: Mapping[str, list[int]] = defaultdict(list)
    for old_index in sorted(old_left):
        for word in _words(old[old_index]):
            index[word].append(old_index)
    pairs = []
    for new_index in sorted(new_left):
        known = [word for word in _words(new[new_index]) if word in index]
        rarest = sorted(known, key=lambda word: (len(index[word]), word))[:_RAREST]
        shared: Counter[int] = Counter()
        for word in rarest:
            if len(index[word]) <= _COMMON:
                shared.update(
                    found for found in index[word] if old[found].kind == new[new_index].kind
                )
        best = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_MOST_CANDIDATES]
        pairs += [(new_index, old_index) for old_index, _ in best]
    return pairs


def _bound(
    old: Sequence[NoteTexts], new: Sequence[NoteTexts], pairs: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Give the pairs that can be compared in bounded time, all of a new note or none."""
    left = _MOST_COMPARED
    for _, group in groupby(pairs, key=itemgetter(0)):
        of_note = tuple(group)
        left -= sum(_weigh(old[old_index], new[new_index]) for new_index, old_index in of_note)
        if left < 0:
            return
        yield from of_note


def _weigh(old: NoteTexts, new: NoteTexts) -> int:
    """Count the pairs of words that comparing two notes may take."""
    front = len(read_words(old.front)) * len(read_words(new.front))
    return front + len(read_words(old.back)) * len(read_words(new.back))


def _choose(pairs: Iterable[Match]) -> list[Match]:
    """Take matches best first; one that has a rival nearly as good is left, and so is the rival."""
    ranked = sorted(pairs, key=lambda match: (-match.score, match.new, match.old))
    by_old: dict[int, list[Match]] = defaultdict(list)
    by_new: dict[int, list[Match]] = defaultdict(list)
    for match in ranked:
        by_old[match.old].append(match)
        by_new[match.new].append(match)
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    chosen = []
    for match in ranked:
        if match.old in taken_old or match.new in taken_new:
            continue
        rivals = [
            rival
            for rival in (*by_old[match.old], *by_new[match.new])
            if rival is not match
            and rival.old not in taken_old
            and rival.new not in taken_new
            and rival.score > match.score - MARGIN
        ]
        taken_old.add(match.old)
        taken_new.add(match.new)
        if rivals:
            taken_old |= {rival.old for rival in rivals}
            taken_new |= {rival.new for rival in rivals}
        else:
            chosen.append(match)
    return chosen

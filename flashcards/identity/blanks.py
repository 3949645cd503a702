"""Cloze numbers that stay with their text.

Anki keeps a card's history by its blank's number. So a blank keeps its number while it is
recognisably the same: the same words, or the same place in an otherwise unchanged text or clause,
with its marks set further apart or closer there, or words that contain the other's. A new blank
gets a number that was never used, and a deleted one's is kept for it, should it come back.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import partial
from itertools import count
from typing import NamedTuple

from flashcards.anki.cloze import fill_blanks, find_blanks
from flashcards.identity.blank_words import fold_blank, fold_words, is_reworded_blank
from flashcards.identity.comparison import read_words
from flashcards.text.words import count_equal

_ENOUGH = 3
"""Words round a blank that ask for it by themselves."""

_LONGEST_CLAUSE = 200
_PUNCTUATION = re.compile(r"[.,;:!?()](?!\w)")

_MOST_CLAUSES = 64
"""Blanks left over up to which the words round each are looked at."""

_NEIGHBOURS = 12
"""Blanks on each side of its place, among many left over, that a reworded one is compared with."""

_MOST_COMPARED = 200
"""Pairs of blanks of a summary that are compared word by word; those beyond start anew."""

_Gone = tuple[tuple[int, str], ...]


class _Blank(NamedTuple):
    """A blank with names for the text on both sides: equal where the old and the new text are.

    `plain` is the whole text, in which the blank stands from `start` to `end`. `place` is where the
    unchanged beginning of the text has it, or else counted from the end the unchanged rest.
    """

    number: int
    text: str
    before: Hashable
    after: Hashable
    plain: str
    start: int
    end: int
    place: tuple[int, int] | None


_Keys = Callable[[_Blank], tuple[Hashable, ...]]
"""What two blanks may have in common, any of it, to be the same."""


def keep_numbers(
    old: str, new: str, gone: _Gone, language: str = "en"
) -> tuple[dict[int, int], _Gone]:
    """Choose the numbers of the blanks of `new` after those of `old`.

    `gone` are the numbers and words of blanks deleted before, `language` is the texts'.
    The result maps each number in `new` to the one it gets, and gives what is gone now.
    """
    before, after = _read_blanks(old, new)
    numbers: dict[int, int] = {}
    left = dict(enumerate(before))
    folded = partial(_folded, language=language)
    for keys_of in (_words_and_place, _words, folded, _place, _clause):
        if not left or (keys_of is _clause and len(left) > _MOST_CLAUSES):
            break
        index = _index(left, keys_of)
        is_alone = keys_of not in {_words_and_place, _words}
        for blank in after:
            if blank.number not in numbers:
                found = _find_first(index, left, keys_of(blank), is_alone=is_alone)
                if found is not None:
                    numbers[blank.number] = left.pop(found).number
    for pair in (_find_nested, partial(_rank_reworded, language=language)):
        rest = [blank for blank in after if blank.number not in numbers]
        if not left or not rest:
            break
        for blank, found in pair(rest, left):
            if blank.number not in numbers and found in left:
                numbers[blank.number] = left.pop(found).number
    return _number_rest(after, numbers, list(left.values()), gone)


def _read_blanks(old: str, new: str) -> tuple[list[_Blank], list[_Blank]]:
    """Read both texts; of many blanks, the text round each would be too much to keep."""
    plain_old, plain_new = fill_blanks(old), fill_blanks(new)
    same_before = count_equal(plain_old, plain_new)
    same_after = count_equal(reversed(plain_old), reversed(plain_new))

    def read(cloze: str, plain: str) -> Iterator[_Blank]:
        for number, text, start, end in find_blanks(cloze):
            behind = len(plain) - end
            yield _Blank(
                number,
                text,
                start if start <= same_before else (cloze, start),
                behind if behind <= same_after else (cloze, behind),
                plain,
                start,
                end,
                (start, end)
                if end <= same_before
                else (start - len(plain), end - len(plain))
                if start >= len(plain) - same_after
                else None,
            )

    return list(read(old, plain_old)), list(read(new, plain_new))


def _words_and_place(blank: _Blank) -> tuple[Hashable, ...]:
    return (blank.text, "before", blank.before), (blank.text, "after", blank.after)


def _words(blank: _Blank) -> tuple[Hashable, ...]:
    return (blank.text,)


def _place(blank: _Blank) -> tuple[Hashable, ...]:
    return ((blank.before, blank.after),)


def _folded(blank: _Blank, language: str) -> tuple[Hashable, ...]:
    words = fold_blank(blank.text, language)
    return (words,) if words else ()


def _find_nested(after: list[_Blank], left: Mapping[int, _Blank]) -> Iterable[tuple[_Blank, int]]:
    """Pair blanks whose marks were moved in a text that stays, to hold fewer words or more.

    Where one was split, or two became one, nobody can say which of them it is.
    """
    kept = [(place, old.place) for place, old in left.items() if old.place]
    pairs = [
        (blank, place)
        for blank in after
        if blank.place
        for place, former in kept
        if _is_within(blank.place, former) or _is_within(former, blank.place)
    ]
    new = Counter(blank.number for blank, _ in pairs)
    old = Counter(place for _, place in pairs)
    return [pair for pair in pairs if new[pair[0].number] == old[pair[1]] == 1]


def _is_within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _clause(blank: _Blank) -> tuple[Hashable, ...]:
    """Give the words that it stands among, up to punctuation, if they are enough to ask for it.

    Its own numbers go with them: another number is another answer.
    """
    first, last = max(0, blank.start - _LONGEST_CLAUSE), blank.end + _LONGEST_CLAUSE
    before = fold_words(_PUNCTUATION.split(blank.plain[first : blank.start])[-1])
    after = fold_words(_PUNCTUATION.split(blank.plain[blank.end : last], maxsplit=1)[0])
    is_enough = len(f"{before} {after}".split()) >= _ENOUGH
    numbers = tuple(word.text for word in read_words(blank.text) if word.text.isdigit())
    return ((before, after, numbers),) if is_enough else ()


def _index(left: Mapping[int, _Blank], keys_of: _Keys) -> dict[Hashable, list[int]]:
    """Give the old blanks by what they may have in common with a new one, the first at the end."""
    index: dict[Hashable, list[int]] = defaultdict(list)
    for place in sorted(left, reverse=True):
        for key in keys_of(left[place]):
            index[key].append(place)
    return index


def _find_first(
    index: Mapping[Hashable, list[int]],
    left: Mapping[int, _Blank],
    keys: Iterable[Hashable],
    *,
    is_alone: bool,
) -> int | None:
    """Find the first old blank that has one of the keys; or the only one, or none."""
    found = []
    for key in keys:
        places = index.get(key, [])
        while places and places[-1] not in left:
            places.pop()
        if places and not (is_alone and len(places) > 1):
            found.append(places[-1])
    return min(found, default=None)


def _rank_reworded(
    after: list[_Blank], left: Mapping[int, _Blank], language: str
) -> Iterator[tuple[_Blank, int]]:
    """Pair new blanks with old ones of nearly the same words, the likest first."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - only edits need it

    places = sorted(left)
    beginnings = {place: _beginnings(left[place]) for place in places}
    ranked: list[tuple[float, int, int, int, int]] = []
    compared = 0
    for order, blank in enumerate(after):
        middle = order * len(places) // len(after)
        first = max(0, min(middle - _NEIGHBOURS, len(places) - 2 * _NEIGHBOURS - 1))
        known = _beginnings(blank)
        for place in places[first : first + 2 * _NEIGHBOURS + 1]:
            if compared == _MOST_COMPARED or known.isdisjoint(beginnings[place]):
                continue
            compared += 1
            if is_reworded_blank(left[place].text, blank.text, language):
                score = fuzz.ratio(left[place].text.casefold(), blank.text.casefold())
                ranked.append((score, -blank.number, -left[place].number, order, place))
    ranked.sort(reverse=True)
    return ((after[order], place) for *_, order, place in ranked)


def _beginnings(blank: _Blank) -> set[str]:
    """Give the first letters of its words: words that are one share them."""
    return {word.text[:3] for word in read_words(blank.text)}


def _number_rest(
    after: list[_Blank], numbers: dict[int, int], deleted: list[_Blank], gone: _Gone
) -> tuple[dict[int, int], _Gone]:
    """Choose the rest: a blank that returns by what is gone, a new one afresh."""
    live = set(numbers.values()) | {blank.number for blank in deleted}
    away = {number: text for number, text in gone if number not in live}
    by_text: dict[str, list[int]] = defaultdict(list)
    for number, text in reversed(away.items()):
        by_text[text].append(number)
    for blank in after:
        if blank.number not in numbers and by_text.get(blank.text):
            back = by_text[blank.text].pop()
            numbers[blank.number] = back
            del away[back]
    away |= {blank.number: blank.text for blank in deleted}
    fresh = count(max((*numbers.values(), *away), default=0) + 1)
    for blank in after:
        if blank.number not in numbers:
            numbers[blank.number] = next(fresh)
    return numbers, tuple(sorted(away.items()))

"""Cloze numbers that stay with their text.

Anki keeps a card's history by its blank's number. So a blank keeps its number while it is
recognisably the same: the same words, or the same place in an otherwise unchanged text, or nearly
the same words. A new blank gets a number that was never used, and a deleted one's is kept for it,
should it come back.
"""

from itertools import count

from flashcards.anki.cloze import Blank, find_blanks

_ALIKE = 70.0
"""Per cent of similarity from which two blanks' words count as the same, reworded."""


def keep_numbers(
    old: str, new: str, gone: tuple[tuple[int, str], ...]
) -> tuple[dict[int, int], tuple[tuple[int, str], ...]]:
    """Choose the numbers of the blanks of `new` after those of `old`.

    `gone` are the numbers and words of blanks deleted before. The result maps each number in
    `new` to the one it gets, and gives what is gone now.
    """
    before, after = find_blanks(old), find_blanks(new)
    numbers: dict[int, int] = {}
    left = list(before)

    def take(blank: Blank, found: Blank) -> None:
        numbers[blank.number] = found.number
        left.remove(found)

    for is_same in (_same_words_and_place, _same_words, _same_place):
        for blank in after:
            if blank.number in numbers:
                continue
            found = [each for each in left if is_same(each, blank)]
            if found and (is_same is not _same_place or len(found) == 1):
                take(blank, found[0])
    if not left or len(numbers) == len(after):
        return _number_rest(after, numbers, left, gone)
    from rapidfuzz import fuzz  # noqa: PLC0415 - only edits need it

    ranked = sorted(
        (
            (fuzz.ratio(each.text.casefold(), blank.text.casefold()), -blank.number, -each.number)
            for blank in after
            if blank.number not in numbers
            for each in left
        ),
        reverse=True,
    )
    by_number = {each.number: each for each in before}
    for score, minus_new, minus_old in ranked:
        blank = next(each for each in after if each.number == -minus_new)
        if score >= _ALIKE and blank.number not in numbers and by_number[-minus_old] in left:
            take(blank, by_number[-minus_old])
    return _number_rest(after, numbers, left, gone)


def _number_rest(
    after: tuple[Blank, ...],
    numbers: dict[int, int],
    deleted: list[Blank],
    gone: tuple[tuple[int, str], ...],
) -> tuple[dict[int, int], tuple[tuple[int, str], ...]]:
    """Choose the rest: a blank that returns by what is gone, a new one afresh."""
    live = set(numbers.values()) | {blank.number for blank in deleted}
    away = {number: text for number, text in gone if number not in live}
    for blank in after:
        if blank.number not in numbers:
            back = next((number for number, text in away.items() if text == blank.text), None)
            if back is not None:
                numbers[blank.number] = back
                del away[back]
    away |= {blank.number: blank.text for blank in deleted}
    fresh = count(max((*numbers.values(), *away), default=0) + 1)
    for blank in after:
        if blank.number not in numbers:
            numbers[blank.number] = next(fresh)
    return numbers, tuple(sorted(away.items()))


def _same_words(old: Blank, new: Blank) -> bool:
    return old.text == new.text


def _same_place(old: Blank, new: Blank) -> bool:
    return (old.before, old.after) == (new.before, new.after)


def _same_words_and_place(old: Blank, new: Blank) -> bool:
    return _same_words(old, new) and (old.before == new.before or old.after == new.after)

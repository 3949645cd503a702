"""Which vanished note is which new one: best first, never in doubt, in bounded work."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.anki.note_types import Kind
from flashcards.identity import match
from flashcards.identity.comparison import read_words
from flashcards.identity.match import match_notes
from flashcards.identity.similarity import IsWritten, NoteTexts, is_same_note, score_pair


def _texts(front: str, back: str, kind: Kind = Kind.QUESTION) -> NoteTexts:
    return NoteTexts(kind=kind, front=front, back=back)


def _pairs(old: list[NoteTexts], new: list[NoteTexts]) -> list[tuple[int, int]]:
    return sorted((each.old, each.new) for each in match_notes(old, new))


JUDGE = "A model that scores answers as people would."
DAILY = "It is written by the scheduler into the table every night."


def test_what_is_equal_is_matched_with_a_score() -> None:
    (found,) = match_notes([_texts("What?", "This.")], [_texts("What?", "This.")])
    assert (found.old, found.new, found.score) == (0, 0, 1.0)


def test_an_equal_note_of_another_kind_is_not_matched() -> None:
    assert _pairs([_texts("What?", DAILY)], [_texts("What?", DAILY, Kind.TOPIC)]) == []


@pytest.mark.parametrize("quoted", ["'무정'의", "‘무정’의", "무정'의 '고향'을"])  # noqa: RUF001
def test_a_quotation_mark_within_a_word_is_no_word(quoted: str) -> None:
    assert "".join(word.text for word in read_words(quoted)).isalpha()
    assert not is_same_note(_texts("KC", "A novel."), _texts(f"{quoted} country", "A poem."))


def test_nothing_is_matched_with_nothing() -> None:
    assert match_notes([], []) == ()
    assert match_notes([_texts("What?", "This.")], []) == ()
    assert match_notes([], [_texts("What?", "This.")]) == ()


def test_the_best_match_is_taken_first() -> None:
    old = [
        _texts("What is a reward model?", JUDGE),
        _texts("What is a reward model for?", "To train the policy on what people prefer."),
    ]
    new = [
        _texts("For what is a reward model used?", "To train the policy on what people prefer."),
        _texts("What is a reward model?", "It scores the answers."),
    ]
    assert _pairs(old, new) == [(0, 1), (1, 0)]


def test_two_old_notes_that_are_as_good_leave_the_new_one_unmatched() -> None:
    old = [_texts("What is up?", "The sky."), _texts("What is up?", "The sky;")]
    assert _pairs(old, [_texts("What is up?", "The sky!")]) == []


def test_two_new_notes_that_are_as_good_leave_the_old_one_unmatched() -> None:
    new = [_texts("What is up?", "The sky."), _texts("What is up?", "The sky;")]
    assert _pairs([_texts("What is up?", "The sky!")], new) == []


def test_notes_that_are_equal_to_two_others_are_left() -> None:
    twin = _texts("What is up?", "The sky.")
    assert _pairs([twin, twin], [twin]) == []
    assert _pairs([twin], [twin, twin]) == []


def test_where_it_stands_decides_between_notes_only_when_the_texts_leave_a_margin() -> None:
    here, there = (
        NoteTexts(kind=Kind.QUESTION, front="What is up?", back="Sky.", chapter=title, after=title)
        for title in ("here", "there")
    )
    assert score_pair(here, here) - score_pair(there, here) > match.MARGIN
    assert _pairs([there, here], [here]) == [(1, 0)]


def test_a_long_equal_back_is_enough_however_the_front_was_reworded() -> None:
    assert _pairs([_texts("What fills it?", DAILY)], [_texts("Who writes?", DAILY)]) == [(0, 0)]


def test_a_long_back_that_two_notes_share_is_not_enough() -> None:
    old = [_texts("What fills the table?", DAILY), _texts("Whence come the rows?", DAILY)]
    new = [_texts("Who makes the entries?", DAILY), _texts("How is it refreshed?", DAILY)]
    assert _pairs(old, new) == []


def test_a_short_equal_back_is_not_enough() -> None:
    assert (
        _pairs([_texts("Who wrote Hamlet?", "One man.")], [_texts("How many?", "One man.")]) == []
    )


NOTES = st.builds(
    _texts,
    st.sampled_from(["What is up?", "What is up now?", "What is left?", "Which sky is up?", ""]),
    st.sampled_from([DAILY, "The sky.", "Sky.", DAILY.replace("night", "day"), ""]),
    st.sampled_from([Kind.QUESTION, Kind.TOPIC]),
)


@given(st.lists(NOTES, max_size=5), st.lists(NOTES, max_size=5))
def test_each_note_is_matched_once_and_only_with_its_like(
    old: list[NoteTexts], new: list[NoteTexts]
) -> None:
    found = match_notes(old, new)
    assert len({each.old for each in found}) == len({each.new for each in found}) == len(found)
    for each in found:
        assert old[each.old].kind == new[each.new].kind
        assert 0 <= each.score <= 1
        assert is_same_note(old[each.old], new[each.new])


@given(st.lists(NOTES, max_size=4, unique=True), st.data())
def test_the_order_of_notes_does_not_matter(texts: list[NoteTexts], data: st.DataObject) -> None:
    new = data.draw(st.lists(NOTES, max_size=4, unique=True))
    one, other = data.draw(st.permutations(texts)), data.draw(st.permutations(new))
    found = {(texts[each.old], new[each.new]) for each in match_notes(texts, new)}
    assert {(one[each.old], other[each.new]) for each in match_notes(one, other)} == found


# The work.


@pytest.fixture
def comparisons(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """Count the comparisons of two notes in full: one item each."""
    counted: list[None] = []

    def counting(
        rule: Callable[[NoteTexts, NoteTexts, IsWritten], bool],
    ) -> Callable[[NoteTexts, NoteTexts, IsWritten], bool]:
        def count(old: NoteTexts, new: NoteTexts, is_written: IsWritten) -> bool:
            counted.append(None)
            return rule(old, new, is_written)

        return count

    monkeypatch.setattr(match, "is_same_note", counting(is_same_note))
    return counted


DIGITS = "0123456789"
MANY = 10_000
MOST = 6
"""Comparisons a new note: a bound whatever the number of notes."""


def _timed(old: list[NoteTexts], new: list[NoteTexts], comparisons: list[None]) -> int:
    start = time.perf_counter()
    found = match_notes(old, new)
    seconds = time.perf_counter() - start
    print(f"{len(comparisons):,} comparisons, {len(found):,} matches, {seconds:.1f} s")  # noqa: T201 - for those who tune it
    return len(found)


def test_ten_thousand_reworded_notes_are_all_found_in_bounded_work(
    comparisons: list[None],
) -> None:
    old = [_texts(f"What is w{index}a?", f"It is x{index}b.") for index in range(MANY)]
    new = [_texts(f"So what is w{index}a?", f"It is x{index}b!") for index in range(MANY)]
    assert _timed(old, new[::-1], comparisons) == MANY
    assert len(comparisons) <= MOST * MANY


def test_ten_thousand_notes_that_share_all_their_words_are_compared_in_bounded_work(
    comparisons: list[None],
) -> None:
    words = "reward model scores answers people would prefer most".split()
    old = [
        _texts(" ".join(words[index % 7 :] + words[: index % 7]), JUDGE) for index in range(MANY)
    ]
    new = [
        _texts(" ".join(words[index % 5 :] + words[: index % 5]), "So.") for index in range(MANY)
    ]
    _timed(old, new, comparisons)
    assert len(comparisons) <= MOST * MANY


def test_groups_as_large_as_a_word_may_be_common_are_compared_in_bounded_work(
    comparisons: list[None],
) -> None:
    old_names, new_names = str.maketrans(DIGITS, "bdfghklmnp"), str.maketrans(DIGITS, "qrstvwxzcj")
    old, new = (
        [
            _texts(
                f"What is {f'{index // 60:02}'.translate(group)} {index:04}".translate(names), "It."
            )
            for index in range(3_000)
        ]
        for names, group in ((old_names, old_names), (new_names, old_names))
    )
    assert _timed(old, new, comparisons) == 0
    assert len(comparisons) == MOST * 3_000


def test_equal_notes_need_no_comparison(comparisons: list[None]) -> None:
    old = [_texts(f"What is w{index}a?", f"It is x{index}b.") for index in range(MANY)]
    assert _timed(old, old[::-1], comparisons) == MANY
    assert comparisons == []

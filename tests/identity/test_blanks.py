"""Cloze numbers: a learner's history of a blank stays with the blank."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.anki.cloze import find_blanks, renumber_blanks
from flashcards.anki.note_types import NOTE_TYPES, Kind
from flashcards.identity.blanks import keep_numbers
from flashcards.render.marks import render_cloze
from tests.identity.making import make_lock, release, summary
from tests.support import NOW


def _cloze(marked: str) -> str:
    """Number the marks of a text from 1, as a summary without history is numbered."""
    parts = marked.split("==")
    return "".join(
        f"{{{{c{index // 2 + 1}::{part}}}}}" if index % 2 else part
        for index, part in enumerate(parts)
    )


def _edit(*versions: str) -> list[str]:
    """Take a summary through its versions; give the last one's numbers with their words."""
    cloze = _cloze(versions[0])
    gone: tuple[tuple[int, str], ...] = ()
    for version in versions[1:]:
        new = _cloze(version)
        numbers, gone = keep_numbers(cloze, new, gone)
        cloze = renumber_blanks(new, numbers)
    return [f"{blank.number} {blank.text}" for blank in find_blanks(cloze)]


def test_a_blank_inserted_at_the_front_shifts_none() -> None:
    assert _edit("==two== and ==three==", "==one==, ==two== and ==three==") == [
        "3 one",
        "1 two",
        "2 three",
    ]


def test_a_blank_inserted_in_the_middle_shifts_none() -> None:
    assert _edit("==one== and ==three==", "==one==, ==two== and ==three==") == [
        "1 one",
        "3 two",
        "2 three",
    ]


def test_a_blank_added_at_the_end_gets_the_next_number() -> None:
    assert _edit("==one==", "==one== and ==two==") == ["1 one", "2 two"]


def test_a_mark_set_in_a_text_that_stays_shifts_none() -> None:
    assert _edit("Sky is ==blue== and high", "==Sky== is ==blue== and ==high==") == [
        "2 Sky",
        "1 blue",
        "3 high",
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("==b== ==c==", ["2 b", "3 c"]),
        ("==a== ==c==", ["1 a", "3 c"]),
        ("==a== ==b==", ["1 a", "2 b"]),
        ("a ==b== c", ["2 b"]),
    ],
)
def test_a_deleted_blank_shifts_none(text: str, numbers: list[str]) -> None:
    assert _edit("==a== ==b== ==c==", text) == numbers


@given(st.permutations(["pre-training", "inference", "rewards", "memory"]))
def test_reordered_blanks_keep_their_numbers(words: list[str]) -> None:
    before = ["pre-training", "inference", "rewards", "memory"]
    edited = _edit(" ".join(f"=={word}==" for word in before), "So " + _marked(words))
    assert edited == [f"{before.index(word) + 1} {word}" for word in words]


def _marked(words: list[str]) -> str:
    return ", ".join(f"=={word}==" for word in words)


def test_a_blank_reworded_a_little_keeps_its_number() -> None:
    assert _edit(
        "Three: ==pre-training==, ==reinforcement learning==.",
        "There are ==new ideas==, ==reinforcment learning== and also ==pretraining==.",
    ) == ["3 new ideas", "2 reinforcment learning", "1 pretraining"]


def test_a_word_corrected_in_its_place_keeps_its_number() -> None:
    assert _edit("It is ==blue== and ==wet==.", "It is ==grey== and ==wet==.") == [
        "1 grey",
        "2 wet",
    ]


def test_a_word_corrected_where_the_text_changed_too_is_new() -> None:
    assert _edit("It is ==blue==.", "The sky was ==grey==.") == ["2 grey"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("It needed ==five witnesses==.", "It needed ==five== witnesses.", ["1 five"]),
        ("It boils at ==100== °C.", "It boils at ==100 °C==.", ["1 100 °C"]),
        (
            "A rib cage has ==12 pairs== of ribs, a skull ==22 bones==.",
            "A rib cage has ==12== pairs of ribs; a skull has ==22== bones.",
            ["1 12", "2 22"],
        ),
        ("==五本の線==からなる", "==五本==の線からなる", ["1 五本"]),
    ],
)
def test_a_mark_made_narrower_or_wider_in_a_text_that_stays_keeps_its_number(
    old: str, new: str, words: list[str]
) -> None:
    assert _edit(old, new) == words


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("It takes ==5 or 10 days==.", "It takes ==5== or ==10== days.", ["2 5", "3 10"]),
        ("It takes ==5== or ==10== days.", "It takes ==5 or 10 days==.", ["3 5 or 10 days"]),
        ("A screw of ==5 mm==.", "A trip of ==5== days.", ["2 5"]),
        ("A pass of ==2,500 m==.", "A tunnel for ==2,500== years.", ["2 2,500"]),
    ],
)
def test_a_mark_that_was_split_or_holds_two_or_stands_in_another_text_is_new(
    old: str, new: str, words: list[str]
) -> None:
    assert _edit(old, new) == words


def test_words_around_a_blank_may_change() -> None:
    assert _edit("It is ==blue==.", "The sky was often ==blue== by day.") == ["1 blue"]


def test_of_two_equal_blanks_each_keeps_its_own_number() -> None:
    assert _edit("==so== it ==so== goes", "And ==so== it ==so== goes") == ["1 so", "2 so"]
    assert _edit("==so== it ==so== goes", "so it ==so== goes") == ["2 so"]
    assert _edit("==so== it ==so== goes", "==so== it so goes") == ["1 so"]


def test_blanks_that_are_all_replaced_are_all_new() -> None:
    assert _edit("==a== ==b==", "Quite ==another== text, with ==other== ==blanks==") == [
        "3 another",
        "4 other",
        "5 blanks",
    ]


def test_the_number_of_a_deleted_blank_is_not_used_again() -> None:
    assert _edit("==a== ==b==", "==a==", "==a== and ==colour==") == ["1 a", "3 colour"]
    assert _edit("==a== ==b==", "==a==", "==a== ==x== ==y==", "==zzz==, no", "==qqq== of it") == [
        "6 qqq"
    ]


def test_a_deleted_blank_that_comes_back_gets_its_number_back() -> None:
    assert _edit("==a== ==b==", "==a==", "==a== ==long==", "==b== ==a== ==long==") == [
        "2 b",
        "1 a",
        "3 long",
    ]


def test_two_equal_blanks_that_both_come_back_both_get_their_numbers_back() -> None:
    assert _edit("Now ==so== it ==so== goes", "It goes ==on==", "Now ==so== it ==so== goes") == [
        "1 so",
        "2 so",
    ]


def test_a_number_is_not_given_twice_when_a_branch_had_deleted_its_blank() -> None:
    """After a merge, what one branch deleted can be live, by what the other one released."""
    numbers, gone = keep_numbers("{{c2::so}}", "{{c1::so}} {{c2::so}}", ((2, "so"),))
    assert len(set(numbers.values())) == 2
    assert not set(numbers.values()) & dict(gone).keys()


def test_a_number_is_not_given_twice_when_two_branches_used_it_for_different_blanks() -> None:
    numbers, _ = keep_numbers("{{c3::bar}}", "{{c1::bar}} {{c2::foo}}", ((3, "foo"),))
    assert numbers[1] == 3
    assert numbers[2] != 3


WORDS = st.sampled_from(["a", "b", "blue", "blues", "blue sky", "so", "memory", ""])
PARTS = st.lists(st.tuples(st.sampled_from(["", " ", " and ", " it "]), WORDS), max_size=5)
SUMMARIES = PARTS.map(lambda parts: "".join(f"{text}=={word}==" for text, word in parts) + ".")


@given(st.lists(SUMMARIES, min_size=1, max_size=5))
def test_numbers_are_distinct_and_positive_and_never_used_for_another_blank_at_once(
    versions: list[str],
) -> None:
    cloze = _cloze(versions[0])
    gone: tuple[tuple[int, str], ...] = ()
    for version in versions[1:]:
        new = _cloze(version)
        numbers, gone = keep_numbers(cloze, new, gone)
        assert numbers.keys() == {blank.number for blank in find_blanks(new)}
        assert len(set(numbers.values())) == len(numbers)
        assert min(numbers.values(), default=1) > 0
        assert not set(numbers.values()) & dict(gone).keys()
        before = {blank.number for blank in find_blanks(cloze)}
        assert before <= set(numbers.values()) | dict(gone).keys()
        cloze = renumber_blanks(new, numbers)


GONE = st.dictionaries(st.integers(1, 6), WORDS, max_size=3).map(lambda x: tuple(sorted(x.items())))


@given(SUMMARIES, SUMMARIES, GONE)
def test_numbers_are_distinct_whatever_a_merge_left_as_gone(
    old: str, new: str, gone: tuple[tuple[int, str], ...]
) -> None:
    numbers, _ = keep_numbers(_cloze(old), _cloze(new), gone)
    assert len(set(numbers.values())) == len(numbers)


@given(st.lists(SUMMARIES, min_size=1, max_size=4))
def test_an_unchanged_text_keeps_all_its_numbers(versions: list[str]) -> None:
    assert _edit(*versions, versions[-1]) == _edit(*versions)


@given(st.lists(st.sampled_from(["sky", "sea", "rock", "memory"]), unique=True))
def test_blanks_that_all_went_and_all_came_back_are_as_they_were(words: list[str]) -> None:
    text = _marked(words)
    assert _edit(text, "Quite another text, with ==nothing== kept", text) == _edit(text)


# Through a note, with what Markdown makes of a blank.


@pytest.mark.parametrize(
    "blank",
    [
        "std::vector",
        "a::b::c",
        "{x}",
        "{{x}}",
        "}}",
        "{{c9::x}}",
        "$x^{2^{n}}$",
        r"$\frac{a}{b}$",
        "**bold** and `code`",
        "`{{c7::x}}`",
        "[link](https://example.org/a)",
        "a < b & c",
        "<i>x</i>",
        "⦃x⦄",
        "List<int>",
        "two\nlines",
    ],
)
def test_a_blank_with_signs_of_its_own_keeps_its_number(blank: str) -> None:
    old = render_cloze(f"It is =={blank}== and ==wet==.").html
    new = render_cloze(f"It is ==cold==, =={blank}== and ==wet==.").html
    first = release([summary("Sky", old)])
    second = release([summary("Sky", new)], first.lock, NOW + 1)
    text = second.notes[0].note.get_field("Text")
    assert text == renumber_blanks(new, {1: 3, 2: 1, 3: 2})
    again = release([summary("Sky", new)], second.lock, NOW + 2)
    assert (again.notes, again.lock, again.changes) == (second.notes, second.lock, ())


def test_a_blank_that_holds_only_a_picture_keeps_its_number() -> None:
    """Its text is empty, and still there is a card."""
    old = 'It is {{c1::<img src="a.png">}} and {{c2::wet}}.'
    new = 'It is {{c1::cold}}, {{c2::<img src="a.png">}} and {{c3::wet}}.'
    first = release([summary("Sky", old)])
    second = release([summary("Sky", new)], first.lock)
    assert second.notes[0].note.get_field("Text") == (
        'It is {{c3::cold}}, {{c1::<img src="a.png">}} and {{c2::wet}}.'
    )


def test_braces_in_the_text_round_a_blank_are_no_blank() -> None:
    old = render_cloze("Write {{c5::this}} for ==a cloze==.").html
    new = render_cloze("Write {{c5::this}} for ==one== or ==a cloze==.").html
    first = release([summary("Sky", old)])
    text = release([summary("Sky", new)], first.lock).notes[0].note.get_field("Text")
    assert text.endswith("{{c2::one}} or {{c1::a cloze}}.")
    assert text.startswith("Write &#123;&#123;c5::this")


def test_a_summary_that_gets_its_first_marks_starts_with_new_numbers() -> None:
    """Until then the whole of it was the one blank, which is another card."""
    first = release([summary("Sky", "{{c1::It is blue and high above us all, by day.}}")])
    second = release(
        [summary("Sky", "It is {{c1::blue}} and {{c2::high}} above us all, by day.")], first.lock
    )
    assert second.notes[0].note.get_field("Text") == (
        "It is {{c2::blue}} and {{c3::high}} above us all, by day."
    )
    assert second.lock.entries[0].gone == ((1, "It is blue and high above us all, by day."),)


def test_numbers_are_kept_when_the_chapter_is_renamed() -> None:
    text = "The {{c1::sky}} is far {{c2::above}} all of the clouds we see."
    first = release([summary("Sky", text)])
    longer = "{{c1::Always}}, the {{c2::sky}} is far {{c3::above}} all of the clouds we see."
    second = release([summary("Heaven", longer)], first.lock)
    assert [change.kind.value for change in second.changes] == ["renamed"]
    assert second.notes[0].note.get_field("Text") == (
        "{{c3::Always}}, the {{c1::sky}} is far {{c2::above}} all of the clouds we see."
    )


def test_numbers_are_kept_through_retirement() -> None:
    first = release([summary("Sky", "{{c1::a}} {{c2::b}}")])
    second = release([summary("Sky", "{{c1::x}}, {{c2::a}} {{c3::b}}")], first.lock)
    away = release([], second.lock)
    back = release([summary("Sky", "{{c1::b}} {{c2::x}}")], away.lock)
    assert back.notes[0].note.get_field("Text") == "{{c2::b}} {{c3::x}}"


def test_only_the_cloze_text_is_renumbered() -> None:
    note = summary("Sky", "{{c1::a}}")
    fields = list(note.fields)
    index = NOTE_TYPES[Kind.CHAPTER].field_names.index("Extra")
    fields[index] = "{{c1::a}}"
    extra = note._replace(fields=("{{c1::new}} {{c2::a}}", *fields[1:]))
    released = release([extra], release([note]).lock).notes[0].note
    assert released.get_field("Extra") == "{{c1::a}}"
    assert released.get_field("Text") == "{{c2::new}} {{c1::a}}"


def test_an_empty_lock_leaves_the_numbers_as_they_are() -> None:
    note = summary("Sky", "{{c1::a}} {{c2::b}}")
    assert release([note], make_lock()).notes[0].note == note

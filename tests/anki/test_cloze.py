"""Cloze deletions as text: found, filled in, counted and renumbered."""

from flashcards.anki.cloze import (
    Blank,
    cloze_numbers,
    fill_blanks,
    find_blanks,
    renumber_blanks,
    write_blank,
)

TEXT = "A {{c2::first}} and\n{{c1::sec\nond}}, {{c2::third::hint}}."


def test_each_blank_is_found_between_the_text_with_the_others_filled_in() -> None:
    assert find_blanks(TEXT)[:2] == (
        Blank(2, "first", 2, 7),
        Blank(1, "sec\nond", 12, 19),
    )


def test_blanks_are_filled_in_plainly_or_by_a_template() -> None:
    assert fill_blanks(TEXT) == "A first and\nsec\nond, third::hint."
    assert fill_blanks("{{c1::a}} b", "[{}]") == "[a] b"


def test_each_number_is_a_card_and_counts_once() -> None:
    assert cloze_numbers(TEXT) == (1, 2)
    assert cloze_numbers("no {{blank}} {c1::here}") == ()


def test_numbers_change_and_nothing_else_does() -> None:
    assert renumber_blanks(TEXT, {1: 7, 2: 12}) == TEXT.replace("c2", "c12").replace(
        "c1::s", "c7::s"
    )
    assert find_blanks(write_blank(3, "x")) == (Blank(3, "x", 0, 1),)

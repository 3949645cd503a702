"""Which English words have one root, as far as spelling tells."""

import pytest

from flashcards.text.derivation import is_derived


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("erosion", "erode"),
        ("diuretic", "diuresis"),
        ("analytic", "analyses"),
        ("filtration", "filter"),
        ("central", "center"),
    ],
)
def test_words_of_one_root_are_known_both_ways(word: str, other: str) -> None:
    assert is_derived(word, other)
    assert is_derived(other, word)


@pytest.mark.parametrize(("word", "other"), [("basis", "batch"), ("interest", "internal")])
def test_words_that_begin_alike_have_no_root_in_common(word: str, other: str) -> None:
    assert not is_derived(word, other)

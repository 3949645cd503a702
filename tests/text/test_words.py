"""Words as they are split, stemmed and passed over, for all who look at them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.text.words import (
    OBJECT,
    find_parts,
    read_lower,
    split_words,
    stem,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("State-of-the-art, isn't it?", ["State-of-the-art", "isn't", "it"]),
        ("about 3.14 and 1,000; v1.5", ["about", "3.14", "and", "1,000", "v1.5"]),
        ("in 2024, 2025.", ["in", "2024", "2025"]),
        ("C++ or C# or c", ["C++", "or", "C#", "or", "c"]),
        ("GPT-4o’s 21st", ["GPT-4o’s", "21st"]),  # noqa: RUF001 - a typographic apostrophe
        ("日本の首都は東京", ["日本の首都は東京"]),
        ("3月 and snake_case", ["3", "月", "and", "snake", "case"]),
        (f"run {OBJECT} now", ["run", OBJECT, "now"]),
        ("- – !", []),  # noqa: RUF001 - a dash is no word
    ],
)
def test_a_word_is_what_is_written_together(text: str, words: list[str]) -> None:
    assert split_words(text) == words


@given(st.text(st.sampled_from("aB1 -'’.,_+#ß日É!"), max_size=12))  # noqa: RUF001 - as above
def test_words_in_lower_case_are_the_same_words_however_they_are_found(text: str) -> None:
    lower = text.lower()
    words, vocabulary = read_lower(text)
    assert list(words) == split_words(lower)
    assert vocabulary >= {*words, *re.findall(r"[^\W_]+", " ".join(words))}
    # A text with something that isn't ASCII takes no short way.
    assert read_lower(f"{text} é") == ((*words, "é"), vocabulary | {"é"})


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("GPT4 isn't 3.5%", ["GPT", "4", "isn't", "3.5", "%"]),
        ("x-ray (C++)", ["x", "-", "ray", "(", "C", "+", "+", ")"]),
    ],
)
def test_a_part_is_a_number_or_letters_and_every_sign_stands_for_itself(
    text: str, parts: list[str]
) -> None:
    assert list(find_parts(text)) == parts


def test_a_vocabulary_has_words_and_what_is_joined_in_them() -> None:
    _, vocabulary = read_lower("State-of-art C++, 1.5St plain")
    assert vocabulary == set("state-of-art state of art c++ c 1.5st 1 5st plain".split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("price", "prices"),
        ("use", "used"),
        ("theory", "theories"),
        ("dying", "die"),
        ("cell", "cell's"),
        ("pretraining", "pre-training"),
        ("h100s", "h100"),
    ],
)
def test_inflections_share_their_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)

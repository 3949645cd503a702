"""Words in a form in which what is written and what is said can be compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.transcripts.acronyms import find_acronyms, find_initials
from flashcards.transcripts.content_words import (
    is_faint,
    split_content_words,
)


def _shared(one: str, other: str) -> set[str]:
    return set(split_content_words(one)) & set(split_content_words(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("policies", "a policy"),
        ("Scaling laws", "they scaled by that law"),
        ("Škoda's café", "skoda cafe"),
        ("pre-training", "pretraining"),
        ("pretraining", "pre training"),
        ("GPT-4", "gpt4"),
        ("GPT-4", "GPT 4"),
        ("GPT 4o", "gpt-4o"),
        ("H100s", "an H100"),
        ("10,000", "10000"),
        ("C++", "c++"),
        ("東京タワー", "東京"),
        ("한국어", "한국"),
    ],
)
def test_ways_to_write_one_thing_share_a_word(one: str, other: str) -> None:
    assert _shared(one, other) != set()


@pytest.mark.parametrize(
    ("one", "other"),
    [("GPT-4", "4o"), ("C++", "C#"), ("what is it about?", "well, it is, you know, about that")],
)
def test_different_things_share_none(one: str, other: str) -> None:
    assert _shared(one, other) == set()


def test_words_keep_their_order_and_a_name_with_a_number_is_one_word_too() -> None:
    assert split_content_words("Claude Opus 4.5 and open-weight models") == (
        "claud",
        "opus",
        "4.5",
        "opus4.5",
        "open",
        "weight",
        "openweight",
        "model",
    )


def test_words_of_any_subject_are_faint() -> None:
    assert [word for word in ("year", "problem", "7", "bit", "1965") if is_faint(word)] == [
        "year",
        "problem",
        "7",
    ]


@pytest.mark.parametrize(
    ("text", "acronym", "words"),
    [
        (
            "Reinforcement Learning from Human Feedback (RLHF)",
            "rlhf",
            {"reinforc", "learn", "human", "feedback"},
        ),
        ("all the large language models (LLMs)", "llm", {"larg", "languag", "model"}),
        ("a mixture-of-experts (MoE) layer", "moe", {"mixtur", "expert"}),
    ],
)
def test_an_acronym_in_brackets_stands_for_the_words_before_it(
    text: str, acronym: str, words: set[str]
) -> None:
    acronyms = find_acronyms([text])
    assert acronyms == {acronym: words}
    assert words < set(split_content_words(acronym.upper(), acronyms))


def test_a_bracket_that_is_no_acronym_stands_for_nothing() -> None:
    assert find_acronyms(["a bit of everything (see below)", "two words (and more)"]) == {}


def test_a_term_of_three_words_may_go_by_its_initials_and_one_of_two_may_not() -> None:
    assert find_initials("Mixture of experts") == {"moe"}
    assert find_initials("Support vector machine") == {"svm"}
    assert find_initials("Artificial intelligence") == frozenset()


@given(st.text())
def test_any_text_has_words_and_acronyms(text: str) -> None:
    acronyms = find_acronyms([text, f"{text} (ab)", f"ab cd ({text})"])
    for word in split_content_words(text, acronyms):
        assert word == word.strip() != ""
    find_initials(text)


@given(st.text(alphabet="aA-1 ('"))
def test_case_is_nothing_to_a_word(text: str) -> None:
    assert split_content_words(text) == split_content_words(text.upper())

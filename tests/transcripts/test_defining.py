"""The terms that a talk defines: how people say it, and what only sounds like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.transcripts.defining import find_definitions
from flashcards.transcripts.sentences import split_sentences
from tests.transcripts.labelled import make_transcript


def _define(*texts: str) -> list[tuple[str, str]]:
    """Give the terms that are defined, each with its meaning."""
    said = split_sentences(make_transcript(*((10 * n, text) for n, text in enumerate(texts))))
    return [(each.term, each.meaning) for each in find_definitions(said)]


@pytest.mark.parametrize(
    ("text", "term", "meaning"),
    [
        (
            "Snow that has survived a summer is called firn.",
            "firn",
            "Snow that has survived a summer",
        ),
        ("And these pieces are called tokens, and there are many.", "tokens", ""),
        ("It goes down what we call the equilibrium line there.", "equilibrium line", ""),
        ("We call that area the catchment, and it is on the map.", "catchment", ""),
        ("They also refer to the inputs as logits.", "logits", ""),
        ("That is known as a proof of work.", "proof of work", ""),
        ("The word for that is sintering.", "sintering", ""),
        ("This goes by the name of basal sliding.", "basal sliding", ""),
        ("When two of them meet, we speak of a collision.", "collision", ""),
        (
            "It has what's called an eigenvalue, which is just the factor that stretches.",
            "eigenvalue",
            "the factor that stretches",
        ),
        (
            "So a moulin is a shaft that water has drilled, and it's deep. One moulin is blue.",
            "moulin",
            "a shaft that water has drilled",
        ),
        (
            "By drift we mean the slow change of a clock. The drift is small.",
            "drift",
            "the slow change of a clock.",
        ),
        (
            "We write a write-ahead log, WAL for short, to the disk.",
            "WAL",
            "write-ahead log",
        ),
        (
            "GPT stands for generative pretrained transformer.",
            "GPT",
            "generative pretrained transformer",
        ),
        (
            "A multi-version concurrency control (MVCC) does it.",
            "MVCC",
            "multi-version concurrency control",
        ),
    ],
)
def test_each_way_to_define_a_term_is_known(text: str, term: str, meaning: str) -> None:
    assert (term, meaning) in _define("Welcome.", text)


@pytest.mark.parametrize(
    "text",
    [
        "I had a friend called Peter.",
        "There's a website called Block Explorer.",
        "This is not called firn.",
        "He called me yesterday, and I called him.",
        "What we call them is up to you.",
        "The problem is a hard one that nobody solved.",
        "That's a good question.",
        "It is a thing that I like.",
        "Seventy is a number that I like. Seventy.",
        "They call it a day.",
        "The door is a thing that opens. The door.",
        "Is a moulin a shaft that water drills? A moulin.",
        "The NATO met, and so did the UN.",
    ],
)
def test_what_only_sounds_like_a_definition_is_none(text: str) -> None:
    assert _define("Welcome.", text) == []


def test_a_word_that_is_pointed_at_is_defined_only_where_it_is_new_and_comes_again() -> None:
    new = "Put water to it. And that's gluten. Gluten is tough, and gluten holds the gas."
    assert _define(new) == [("gluten", "")]
    assert _define(f"Gluten is in bread. {new}") == []
    assert _define("And that's gluten.") == []


def test_a_term_is_given_once_by_its_surest_definition() -> None:
    texts = ("An aquifer is a rock that holds water.", "Rock like that is called an aquifer.")
    said = split_sentences(make_transcript((0, texts[0]), (9, texts[1])))
    (found,) = find_definitions(said)
    assert (found.term, found.sentence) == ("aquifer", 1)


def test_a_sentence_that_points_back_is_quoted_with_the_one_before_it() -> None:
    texts = ("Two grains touch, and a neck grows.", "We call this sintering.")
    said = split_sentences(make_transcript((0, "Hello."), (5, texts[0]), (9, texts[1])))
    (found,) = find_definitions(said)
    assert found.quote == " ".join(texts)
    assert (found.start, found.sentence) == (1, 2)


def test_a_long_sentence_is_quoted_around_its_term_in_whole_words() -> None:
    words = "and the water goes on and on down the hill "
    text = f"We see {words * 12}to what we call a moulin {words * 12}."
    said = split_sentences(make_transcript((0, f"{'Hello. ' * 9}{text}")))
    (found,) = find_definitions(said)
    assert found.quote.startswith("…")
    assert found.quote.endswith("…")
    assert "what we call a moulin" in found.quote
    assert found.quote.strip("…") in text
    assert len(found.quote) <= 320


def test_speech_without_punctuation_gives_terms_and_no_meaning_that_may_be_cut_wrongly() -> None:
    text = "and the text is broken up into little pieces these pieces are called tokens and " * 8
    assert _define(text) == [("tokens", "")]


@given(st.lists(st.sampled_from("called we call it a the firn is WAL , . ( ) so that's".split())))
def test_what_is_quoted_was_said(words: list[str]) -> None:
    said = split_sentences(make_transcript((0, " ".join(words))))
    everything = " ".join(each.text for each in said.sentences)
    for each in find_definitions(said):
        assert each.term in everything
        assert each.meaning in everything
        assert each.quote.strip("…") in everything

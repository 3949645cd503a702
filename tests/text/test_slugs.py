"""Slugs: stable, and distinct for what is distinct."""

import re
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flashcards.text.slugs import SLUG, fold_term, is_slug, key_slug, tag_slug

NEIGHBOURS = [
    ["C", "C++", "C#", "F#", "F", "D"],
    ["ou", "où"],
    ["resume", "résumé", "resumé"],
    ["mā", "má", "mǎ", "mà", "ma"],
    ["List<int>", "List", "List int", "List<str>", "List[int] of"],
    ["日本", "日本語", "中国", "nihon"],
    ["а", "a", "α"],  # noqa: RUF001 - Cyrillic, Latin and Greek letters are the point
    ["x²", "x2", "x³", "x₂"],
    ["🙂", "🙃", "?!"],
    ["thumbs 👍", "thumbs 👎", "thumbs"],
    ["½", "¼", "1"],
    ["$5", "5", "5€", "5%", "5 °C"],
    ["a < b", "a > b", "a = b", "a ≤ b", "a b"],
    ["R&D", "RD", "R|D", "R^D"],
    ["50%", "50", "50+"],
    ["naïve Bayes", "naive Bayes"],
    ["Straße 1", "Strase 1"],
    ["x" * 70, "x" * 71],
    [f"{'long ' * 20}one", f"{'long ' * 20}two", "long " * 20],
]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Building and Training LLMs", "building-and-training-llms"),
        ("US vs. China: AI Race", "us-vs-china-ai-race"),
        ("  Spaces   and\ttabs ", "spaces-and-tabs"),
        ("What's next?", "whats-next"),
        ("What’s next?", "whats-next"),  # noqa: RUF001 - typographic, as editors make it
        ("Café Señor", "cafe-senor"),
        ("R&D", "r-and-d"),
        ("C++ and C#", "c-plus-plus-and-c-sharp"),
        ("100% at 5 @ x=y", "100-percent-at-5-at-x-equals-y"),
        ("--a--", "a"),
        ("**Bold** `code`", "bold-code"),
        ("snake_case", "snake-case"),
        ("ＦＵＬＬ ｗｉｄｔｈ", "full-width"),  # noqa: RUF001 - the point
        ("1984", "1984"),
    ],
)
def test_a_title_makes_a_readable_tag(title: str, slug: str) -> None:
    assert tag_slug(title) == slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Scaling laws", "scaling-laws"),
        ("What does a fully open model publish?", "what-does-a-fully-open-model-publish"),
        ("(What) does – a “fully” open… model publish!", "what-does-a-fully-open-model-publish"),  # noqa: RUF001
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("GPT-4.5", "gpt-4-5"),
        ("où", "ou-e4e8fba4"),
        ("日本", "cf2abf0c"),
    ],
)
def test_a_text_makes_a_readable_key(text: str, slug: str) -> None:
    assert key_slug(text) == slug


@pytest.mark.parametrize("texts", NEIGHBOURS, ids=lambda texts: texts[0][:20])
def test_neighbours_have_keys_of_their_own(texts: list[str]) -> None:
    clashes = [pair for pair in combinations(texts, 2) if key_slug(pair[0]) == key_slug(pair[1])]
    assert clashes == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Scaling laws", "scaling LAWS"),
        ("Scaling laws", "Scaling  laws "),
        ("Scaling laws", "Scaling laws."),
        ("Scaling laws", "“Scaling laws”"),
        ("What's next?", "Whats next"),
        ("Cafe\N{COMBINING ACUTE ACCENT}", "Café"),
        ("OÙ", "où"),
        ("ÉTÉ", "été"),
    ],
)
def test_case_space_and_punctuation_alone_change_no_key(one: str, other: str) -> None:
    assert key_slug(one) == key_slug(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Scaling laws", "  scaling   LAWS\n"),
        ("Straße", "STRASSE"),
        ("É", "E\N{COMBINING ACUTE ACCENT}"),
    ],
)
def test_terms_compare_without_case_and_extra_space(one: str, other: str) -> None:
    assert fold_term(one) == fold_term(other)


def test_terms_compare_with_their_punctuation_and_accents() -> None:
    assert len({fold_term(term) for term in ("C", "C++", "C#", "ou", "où", "R&D", "RD")}) == 7


@pytest.mark.parametrize("text", ["a", "a1", "1", "a-b", "state-of-ai-2026"])
def test_a_slug_is_lower_case_with_single_hyphens(text: str) -> None:
    assert is_slug(text)


@pytest.mark.parametrize(
    "text", ["", "-", "A", "a-", "-a", "a--b", "a_b", "a b", "é", "a\n", "a/b"]
)
def test_anything_else_is_no_slug(text: str) -> None:
    assert not is_slug(text)


@example("𝕬 and A")  # noqa: RUF001 - a letter of mathematics
@given(st.text())
def test_every_text_has_slugs_of_the_published_form(text: str) -> None:
    assert re.fullmatch(SLUG, tag_slug(text))
    assert re.fullmatch(SLUG, key_slug(text))


@given(st.text(min_size=1))
def test_a_key_stays_short(text: str) -> None:
    assert len(key_slug(text * 20)) <= 64 + 1 + 8 + 9


@given(st.lists(st.text(max_size=10), max_size=5))
def test_a_key_depends_on_its_text_alone(texts: list[str]) -> None:
    alone = {text: key_slug(text) for text in texts}
    assert {text: key_slug(text) for text in reversed(texts)} == alone


@given(
    st.lists(st.text("abcxyz0189", min_size=1, max_size=8), min_size=1, max_size=7).map("-".join)
)
def test_a_slug_is_its_own_slug(slug: str) -> None:
    assert tag_slug(slug) == slug
    assert key_slug(slug) == slug


@given(st.text("aAzZ09 \t\n.,;:!?\"'`*()[]/_-&+#%@=", max_size=30))
def test_a_plain_text_has_the_slugs_of_one_that_is_not(text: str) -> None:
    """Plain texts take a way of their own, which a typographic sign leads away from."""
    plain, other = f"a{text}", f"a{text}\N{RIGHT SINGLE QUOTATION MARK}"
    assert tag_slug(plain) == tag_slug(other)
    if len(tag_slug(plain)) <= 64:  # the end of a longer one makes a digest
        assert key_slug(plain) == key_slug(other)


@given(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8))
def test_one_more_letter_gives_another_key(text: str) -> None:
    assert key_slug(text) != key_slug(f"{text}x")


LETTERS = st.text(st.sampled_from("aàáâbcñ日本語βжz019²½"), min_size=1, max_size=6)


@given(LETTERS, LETTERS)
def test_words_of_other_letters_have_other_keys(one: str, other: str) -> None:
    if fold_term(one) != fold_term(other):
        assert key_slug(one) != key_slug(other)

# ruff: noqa: RUF001 - signs of other scripts are what it is about

"""The words of a text that say what it is about, in other languages than English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.transcripts.content_words import split_content_words


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("de", "Was ist der Zweck der Zellteilungen?", ("zweck", "zellteil")),
        ("fr", "Qu'est-ce que la chambre magmatique ?", ("chambr", "magmat")),
        ("es", "¿Qué son las células?", ("celul",)),
        ("ru", "Что такое ледники?", ("ледник",)),
        ("ja", "光合成とは何ですか？", ("光合", "合成")),
        ("ja", "カルビン回路", ("カル", "ルビ", "ビン", "回路")),
        ("zh", "什么是光合作用？", ("光合", "合作", "作用")),
        ("zh-Hant", "光合作用", ("光合", "合作", "作用")),
        ("zh", "GPU的功能 2026", ("gpu", "功能", "2026")),
        ("hi", "प्रकाश संश्लेषण", split_content_words("प्रकाश  संश्लेषण।", language="hi")),
        ("ar", "كَتَبَ", split_content_words("كتب", language="ar")),
        ("sv", "Cellernas", ("cell",)),
        ("xx", "Blorbel quux", ("blorbel", "quux")),
        ("en", "光合成とは", ("光合", "合成")),
    ],
)
def test_words_that_say_something_are_given_without_their_inflection(
    language: str, text: str, words: tuple[str, ...]
) -> None:
    assert split_content_words(text, language=language) == words


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("ko", "세포는", "세포의"),
        ("ru", "ледников", "ледник"),
        ("de", "Gletschern", "Gletscher"),
        ("fr", "éruptions", "eruption"),
        ("tr", "hücreler", "hücre"),
        ("ar", "الخلية", "خلية"),
        ("hi", "कोशिकाओं", "कोशिका"),
    ],
)
def test_inflections_of_a_word_are_one(language: str, one: str, other: str) -> None:
    first, second = (split_content_words(text, language=language) for text in (one, other))
    assert first == second
    assert first


@pytest.mark.parametrize("text", ["ガラスとカラス", "がかを"])
def test_the_marks_of_kana_are_kept(text: str) -> None:
    words = split_content_words(text, language="ja")
    assert all(word in text for word in words)


@given(st.text(), st.sampled_from(["de", "ja", "zh", "ko", "th", "hi", "ar", "tr", "xx", ""]))
def test_any_text_has_words_or_none(text: str, language: str) -> None:
    assert all(split_content_words(text, language=language))

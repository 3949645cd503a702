"""Texts as their readers take them, their language, and the places of their parts."""

import pytest

from flashcards.content.model import Text
from flashcards.diagnostics import Source, Span
from flashcards.lint.judge import find_span
from flashcards.lint.prose import Prose, read_prose
from flashcards.text.language import Language, count_words, guess_language
from flashcards.text.words import OBJECT, read_lower, stem

NOWHERE = Span("content/a.yaml", 0, 0)


def _read(markdown: str) -> Prose:
    return read_prose(Text(value=markdown, span=NOWHERE))


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("A **bold** [link](https://a.example)", "A bold link"),
        ("What does `a ? b : c` do?", f"What does {OBJECT} do?"),
        ("Why is $a < b$ so?", f"Why is {OBJECT} so?"),
        ("one\ntwo\\\nthree", "one two\nthree"),
        ("- a\n- b", "a\nb"),
        ("AT&amp;T", "AT&T"),
        ("```sh\nls\n```", OBJECT),
    ],
)
def test_markup_is_no_word_and_code_is_one(markdown: str, words: str) -> None:
    assert _read(markdown).words == words


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("Who asks “What now?” first?", f"Who asks {OBJECT} first?"),
        ('Who asks "What now?" first?', f"Who asks {OBJECT} first?"),
        ("Who wrote *Now, Voyager*?", f"Who wrote {OBJECT}?"),
        ("What is *now* true?", "What is now true?"),
        ("the workers' and farmers' state", "the workers' and farmers' state"),
    ],
)
def test_what_is_quoted_is_talked_about_and_not_said(markdown: str, plain: str) -> None:
    assert _read(markdown).plain == plain


def test_blanks_are_marks_outside_code() -> None:
    prose = _read("==one== and `a == b == c` and ==**two** words==, 1 == 2")
    assert prose.blanks == ("one", "two words")


def test_what_is_shown_keeps_code_and_math() -> None:
    prose = _read("`a[1:]` and $x^2$")
    assert (prose.shown, prose.codes) == ("a[1:] and x^2", ("a[1:]", "x^2"))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What is the capital of Norway?", Language.ENGLISH),
        ("Was ist die Hauptstadt von Norwegen?", Language.OTHER),
        ("¿Quién pintó el Guernica?", Language.OTHER),
        ("Wat is de hoofdstad van Noorwegen?", Language.OTHER),
        ("Кто написал роман?", Language.OTHER),
        ("東京", Language.OTHER),
        ("Oslo", Language.UNKNOWN),
        ("42", Language.UNKNOWN),
        ("Suomen kielessä sijamuotoja käytetään hyvin ahkerasti", Language.OTHER),
    ],
)
def test_a_language_is_told_by_its_commonest_words_or_its_script(
    text: str, language: Language
) -> None:
    assert guess_language(text, read_lower(text)[0]) is language


@pytest.mark.parametrize(
    ("text", "count"),
    [("a b-c d's", 3), ("- – !", 0), ("3.14 m", 2), ("日本の首都", 2), ("", 0)],  # noqa: RUF001 - a dash is no word
)
def test_words_are_counted_as_they_are_read(text: str, count: int) -> None:
    assert count_words(text) == count


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("price", "prices"),
        ("use", "used"),
        ("theory", "theories"),
        ("cell", "cell's"),
        ("pretraining", "pre-training"),
    ],
)
def test_inflections_share_their_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def _located(written: str, fragment: str) -> str:
    text = Text(value="", span=Span("content/a.yaml", 7, 7 + len(written)))
    source = Source(path="content/a.yaml", text=f"title: {written}\n")
    span = find_span(text, fragment, source)
    return source.text[span.start : span.end]


def test_a_part_is_found_over_the_end_of_a_folded_line() -> None:
    assert _located(">-\n  heat flows from warm\n  to cold", "warm to") == "warm\n  to"


@pytest.mark.parametrize("fragment", ["", "missing", "it"])
def test_where_there_is_doubt_the_whole_text_is_the_place(fragment: str) -> None:
    assert _located("it was it", fragment) == "it was it"

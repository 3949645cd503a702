"""The lists of each language: whole, without contradictions, read when they are needed."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from flashcards.text.folding import fold, split_parts
from flashcards.text.lexicon import Sort, get_lexicon, read_lexicon
from flashcards.text.lists import read_lists
from tests.command import ROOT

_FOLDER = ROOT / "flashcards/text/languages"
_FILES = sorted(path for path in _FOLDER.glob("??.txt") if "[alike]" in path.read_text("utf-8"))
_NAMES = {
    "alike",
    "beginnings",
    "common",
    "empty",
    "endings",
    "negation",
    "negative beginnings",
    "negative endings",
    "negative parts",
    "no negation",
    "numbers",
    "opposites",
    "telling",
    "traits",
}
_NEEDED = {"alike", "common", "empty", "negation", "numbers", "opposites", "telling", "traits"}


def _name(path: Path) -> str:
    return path.stem


def test_eighteen_languages_beside_english_are_known() -> None:
    codes = "ar de es fr hi id it ja ko nl pl pt ru sv tr uk vi zh"
    assert [path.stem for path in _FILES] == codes.split()


@pytest.mark.parametrize("path", _FILES, ids=_name)
def test_a_language_has_all_lists_and_no_other(path: Path) -> None:
    lists = read_lists(path.stem)
    assert set(lists) <= _NAMES
    assert set(lists) >= _NEEDED
    assert [name for name, text in lists.items() if name != "traits" and not text.strip()] == []


@pytest.mark.parametrize("path", _FILES, ids=_name)
def test_opposites_have_two_sides_and_no_word_stands_twice_among_them(path: Path) -> None:
    lines = [line for line in read_lists(path.stem)["opposites"].splitlines() if line]
    assert [line for line in lines if " | " not in line] == []
    words = Counter(
        word for line in lines for word in line.removeprefix("~").replace("|", " ").split()
    )
    assert [word for word, count in words.items() if count > 1] == []


@pytest.mark.parametrize("path", _FILES, ids=_name)
def test_each_number_word_has_a_value(path: Path) -> None:
    pairs = [pair.partition("=") for pair in read_lists(path.stem)["numbers"].split()]
    assert [pair for pair in pairs if not pair[0] or not pair[2]] == []


def test_a_regions_code_and_capitals_mean_the_language() -> None:
    assert read_lexicon("pt-BR") is read_lexicon("pt") is read_lexicon("PT")
    assert read_lexicon("zh-Hant") is read_lexicon("zh")


@pytest.mark.parametrize("code", ["th", "", "../en", "en", "la", "en.phrases"])
def test_of_others_nothing_is_known(code: str) -> None:
    assert read_lexicon(code) is None
    with pytest.raises(KeyError):
        get_lexicon(code)


def test_a_word_is_what_the_first_list_says_that_has_it() -> None:
    lexicon = get_lexicon("de")
    assert lexicon.words["nicht"].sort is Sort.NEGATION
    assert lexicon.words["zwei"].text == "2"
    assert lexicon.words["links"].opposite == lexicon.words["rechts"].opposite != ""
    assert lexicon.words["wann"].text == lexicon.words["jahr"].text
    assert lexicon.words["der"].sort is Sort.EMPTY


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("भारत का संविधान", ["भारत", "का", "संविधान"]),
        ("क़ानून", ["कानून"]),
        ("تُعدّ مُدُناً", ["تعد", "مدنا"]),
        ("٣ كتب", ["٣", "كتب"]),
        ("«O(n²)» — 5 %", ["o", "n", "2", "5", "%"]),
    ],
)
def test_marks_on_letters_are_part_of_a_word_and_arabic_vowels_are_not(
    text: str, parts: list[str]
) -> None:
    assert list(split_parts(fold(text), "")) == parts


def test_apostrophes_end_articles_or_begin_endings() -> None:
    assert list(split_parts("qu'est-ce l’été", "elision")) == ["qu", "est", "ce", "l", "été"]  # noqa: RUF001 - both apostrophes
    assert list(split_parts("HTTP'nin", "suffixes")) == ["HTTP"]
    assert list(split_parts("п'ять", "")) == ["п'ять"]


def test_no_language_but_english_is_read_before_it_is_needed() -> None:
    code = (
        "import sys, flashcards.identity.recognise, flashcards.identity.gate;"
        "print([name for name in sys.modules if name.endswith(('.lexicon', '.worded'))])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"

"""What rules look for in English, as it is stored."""

import re

import pytest

from flashcards.text.language import any_phrase, any_word, list_words
from tests.command import ROOT

_STORED = (ROOT / "flashcards/text/languages/en.phrases.txt").read_text(encoding="utf-8")
_NAMES = re.findall(r"^\[([a-z ]+)\]$", _STORED, re.MULTILINE)


def test_each_list_stands_there_once_and_is_looked_for() -> None:
    source = "".join(path.read_text("utf-8") for path in (ROOT / "flashcards/lint").rglob("*.py"))
    unused = [name for name in _NAMES if not re.search(rf"['\"]{name}['\"]", source)]
    assert [name for name in unused if f"{{{name}}}" not in _STORED] == []
    assert len(set(_NAMES)) == len(_NAMES)


@pytest.mark.parametrize("name", _NAMES)
def test_no_list_is_empty(name: str) -> None:
    assert "" not in {any_word(name), any_phrase(name), *list_words(name)}
    assert list_words(name)


def test_a_blank_in_a_phrase_is_any_white_space_and_a_name_any_of_its_words() -> None:
    assert re.search(any_phrase("pointing"), "as just \n mentioned above")
    assert re.search(any_phrase("reporting"), "according to the lecturers, it is")
    assert not re.search(any_phrase("reporting"), "according to the law")

"""The lists of words in `languages/`, one file a language, as `lexicon` explains them."""

import re
from pathlib import Path

_LANGUAGES = Path(__file__).with_name("languages")
_NAME = re.compile(r"^\[([a-z ]+)\]\n", re.MULTILINE)


def primary_language(language: str) -> str:
    """Give the language of a BCP 47 code, without its script and region."""
    return language.lower().partition("-")[0]


def is_english(language: str) -> bool:
    """Whether a BCP 47 code is one of English."""
    return primary_language(language) == "en"


def read_lists(language: str) -> dict[str, str]:
    """Give the lists of a language's file by their names; none where there is no file."""
    path = _LANGUAGES / f"{language}.txt"
    if not path.is_file():
        return {}
    _, *parts = _NAME.split(path.read_text(encoding="utf-8"))
    return dict(zip(parts[::2], parts[1::2], strict=True))

"""Whether two words are one, inflected: by rules for English, by stems in other languages."""

import re
from collections.abc import Callable

from flashcards.text.lists import primary_language
from flashcards.text.words import count_equal, find_stemmer

_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque",
    "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "st": "sesotho", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
"""Languages by their code, as the library of stemmers calls them; an older one knows fewer."""

_SHORTEST = 3
_ENGLISH_END = re.compile(r"(?:|e|y|[a-z]?ing|[a-z]?ed|d|e?s|ies|ied)")
_ARABIC_ARTICLE = re.compile("^(?:[\u0648\u0641\u0628\u0643]?\u0627\u0644|\u0644\u0644)(?=..)")
"""With what is written together with it; the stemmer leaves some of them."""

_IRREGULAR = tuple(
    pair.split("/")
    for pair in "is/es us/i um/a on/a ix/ices ex/ices a/ae man/men foot/feet ooth/eeth f/ves "
    "fe/ves".split()
)
"""Ends that go together though the words have no stem in common: `hypothesis`, `hypotheses`."""


def is_inflected(word: str, other: str, language: str = "en") -> bool:
    """Whether two words, without case, are forms of one; never for very short ones.

    In English what was derived is another word: a tokenizer is no token. `language` is a BCP 47
    code; where its inflections aren't known, no word is a form of another.
    """
    if min(len(word), len(other)) < _SHORTEST:
        return False
    primary = primary_language(language)
    stem = _find_stemmer(primary)
    if stem is None:
        return False
    if primary == "ar":
        word, other = (_ARABIC_ARTICLE.sub("", each) for each in (word, other))
    if primary != "en":
        return stem(word) == stem(other)
    if any(
        _has_ends(*pair, *ends) for pair in ((word, other), (other, word)) for ends in _IRREGULAR
    ):
        return True
    start = count_equal(word, other)
    return all(map(_ENGLISH_END.fullmatch, (word[start:], other[start:]))) and stem(word) == stem(
        other
    )


def _has_ends(word: str, other: str, end: str, other_end: str) -> bool:
    return (
        word.endswith(end)
        and other.endswith(other_end)
        and word[: -len(end)] == other[: -len(other_end)]
    )


def _find_stemmer(primary: str) -> Callable[[str], str] | None:
    try:
        return find_stemmer(_STEMMERS[primary])
    except KeyError:  # of the language, or of an older library
        return None

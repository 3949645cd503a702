"""Words: which language a text is in, which of its words carry meaning, and how many there are.

A language is told by its commonest words, or by its script. What is too short to tell counts as
English only when nothing speaks against it.
"""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache

OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a text for what isn't prose: code, math, and what is only quoted."""

_WORD = re.compile(rf"[^\W_]+(?:['’\-][^\W_]+)*|{OBJECT}")  # noqa: RUF001 - typographic signs of texts
_PART = re.compile(r"[^\W_]+")
_CJK = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_LATIN = re.compile(r"[a-z\u00c0-\u024f]", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_FOREIGN_SIGN = re.compile(r"[¿¡«»„]|[a-zßà-öø-ÿœ]*[ßà-öø-ÿœ]")
_POSSESSIVE = re.compile(r"['’]s?$")  # noqa: RUF001 - typographic signs of texts
_ONLY_WORDS = bytes(sign if chr(sign).isalnum() else ord(" ") for sign in range(128)) + bytes(128)
"""For each ASCII sign itself if it stands in words, or else a blank."""

_ENDINGS = ("ing", "ed", "es", "s", "e")
_TOO_LONG_TO_HAVE_NO_COMMON_WORD = 6

STOP_WORDS = frozenset(
    (
        "a about after all also am an and any are as at be because been before being between both "
        "but by can could did do does doing each for from had has have having he her his how i if "
        "in into is it its itself just may me might more most must my no nor not of on one only "
        "or other our out over own same she should so some such than that the their them then "
        "there these they this those through to too under until up was we were what when where "
        "which while who whom whose why will with would you your"
    ).split()
)
"""English words that carry no fact of their own."""

_COMMON = {
    "de": "der die das und ist nicht ein eine einen wie was wer warum welche welcher welches zu "
    "von mit den dem des im für auf wird wurde sind bei aus nach wann heißt lautet an weil ja",
    "fr": "le la les des un une est et dans que qui quel quelle où pour sur pas ne il elle au aux "
    "du en ce cette par avec sont a écrit vous parlez",
    "es": "el la los las un una es y en que quién qué cuál cómo dónde por para con no del se su al "
    "de lo está usa siempre",
    "it": "il lo la gli le un una è e in che chi quale come dove per con non del della si di sono",
    "pt": "o a os as um uma é e em que quem qual como onde por para com não do da se de são",
    "nl": "de het een en is van wat wie waarom welke in op met voor niet dat die zijn te bij naar",
    "sv": "och är en ett det som vad vem varför vilken på av för med inte den i att till "
    "er hvad hvem hvor og af ikke på for",
    "pl": "i w na jest co kto jak gdzie nie się z do to jaki jaka jakie przez dla",
    "la": "est et non quod qui quae in ad sed cum ab ex ut sunt",
}
_LANGUAGES: dict[str, list[int]] = {}
"""For each common word of another language, which of them it belongs to."""
for _index, _words in enumerate(_COMMON.values()):
    for _word in set(_words.split()):
        _LANGUAGES.setdefault(_word, []).append(_index)

_FOREIGN = frozenset(_LANGUAGES) - STOP_WORDS
"""Common words of other languages that no English text has."""


class Language(StrEnum):
    """As much of a text's language as the rules need to know."""

    ENGLISH = "English"
    OTHER = "other"
    UNKNOWN = "unknown"


def split_words(text: str) -> list[str]:
    """Give the words as they are written; a place of code, math or a quotation is one word."""
    return _WORD.findall(text)


def count_words(text: str) -> int:
    """Count the words that a reader takes in; two signs of Chinese or Japanese are about one."""
    signs = len(find_cjk(text))
    words = re.sub(_CJK, " ", text) if signs else text
    return len([each for each in words.split() if _WORD.search(each)]) + signs // 2


def find_cjk(text: str) -> list[str]:
    """Give the signs of Chinese, Japanese and Korean; their pattern takes long to compile."""
    return [] if text.isascii() else re.findall(_CJK, text)


def split_lower(text: str) -> list[str]:
    """Give the words in small letters, without what stands for code, math or a quotation."""
    text = text.lower()
    if text.isascii() and not has_joined(text):
        # Nearly always, and five times as fast as to look for words.
        return text.encode().translate(_ONLY_WORDS).decode().split()
    words = _WORD.findall(text)
    return [word for word in words if word != OBJECT] if OBJECT in text else words


def has_joined(text: str) -> bool:
    """Whether a sign can join two words of the text to one."""
    return "-" in text or "'" in text or "’" in text  # noqa: RUF001 - a typographic sign of texts


def read_vocabulary(words: list[str]) -> frozenset[str]:
    """Give the words in small letters as a set, with the parts of those that are joined by signs.

    What a rule's pattern finds between word boundaries is among them, so a rule can tell by a
    word that it has nothing to look for.
    """
    if "".join(words).isalnum():
        return frozenset(words)
    joined = [word for word in words if not word.isalnum()]
    return frozenset([*words, *_PART.findall(" ".join(joined))])


def guess_language(text: str, words: Sequence[str]) -> Language:
    """Say whether a text is English, as far as its words (in small letters) and letters tell."""
    text = text.replace(OBJECT, "")
    if text.isascii() and _FOREIGN.isdisjoint(words):
        # What it may share with other languages, such as `in`, are English words as well.
        return _guess_without(words) if STOP_WORDS.isdisjoint(words) else Language.ENGLISH
    if not text.isascii():
        letters = len(_LETTER.findall(text))
        if letters and len(_LATIN.findall(text)) < letters * 2 / 3:
            return Language.OTHER
    english = len([word for word in words if word in STOP_WORDS])
    others = [index for word in words if word in _LANGUAGES for index in _LANGUAGES[word]]
    other = max(map(others.count, set(others)), default=0)
    if english > other:
        return Language.ENGLISH
    if other > english or (not text.isascii() and _FOREIGN_SIGN.search(text)):
        return Language.OTHER
    return Language.ENGLISH if english else _guess_without(words)


def _guess_without(words: Sequence[str]) -> Language:
    """Guess the language of a text that has no common word."""
    is_odd = len(words) >= _TOO_LONG_TO_HAVE_NO_COMMON_WORD
    return Language.OTHER if is_odd else Language.UNKNOWN


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Bring a word to the form that its inflections share; crude, but the same for all of them."""
    word = word.casefold()
    if has_joined(word):
        word = _POSSESSIVE.sub("", word).replace("-", "")
    if not word.endswith(_ENDINGS):
        return word
    if len(word) > 4 and word.endswith("ies"):  # noqa: PLR2004 - shorter words are stems
        return f"{word[:-3]}y"
    for ending in _ENDINGS:
        if len(word) - len(ending) > 1 + (ending == "ing") and word.endswith(ending):
            if ending == "s" and word.endswith(("ss", "us", "is")):
                continue
            return word[: -len(ending)]
    return word


def content_stems(words: Iterable[str]) -> list[str]:
    """Give the stems of the words (in small letters) that carry meaning, in order."""
    return [stem(word) for word in words if word not in STOP_WORDS]

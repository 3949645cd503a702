"""Undoes what a title-caser did to words, where it is certain what was written before.

A title-caser puts a capital at a word's start and makes the rest small: `Nvidia'S`, `Llms`,
`Agi/Asi`. What the same document writes elsewhere is the witness for its other spelling.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

_APOSTROPHE = re.compile(r"(?<=[a-z])(['\N{RIGHT SINGLE QUOTATION MARK}])(S|T|D|M|Re|Ve|Ll)\b")
"""No word has a capital behind its apostrophe at the end: it is an ending of the word before."""

_WORD = re.compile(r"(?<![^\W_])[A-Za-z][A-Za-z0-9]*(?![^\W_])")
_PAIR = re.compile(r"(?<![\w/])([A-Z][a-z0-9]+)/([A-Z][a-z0-9]+)(?![\w/])")

_NUMERAL = re.compile(r"(?<=[A-Za-z] )(?:Ii|Iii|Vii|Viii|Xii|Xiii|Xiv|Xvi|Xvii|Xviii|Xix)\b")
_ORDINAL = re.compile(r"\b[0-9]*(?:1St|2Nd|3Rd|[0-9]Th)\b")

_NEVER_A_WORD = {
    each.capitalize(): each
    for each in (
        "LLM LLMs GPU GPUs CPU CPUs TPU TPUs API APIs GPT RLHF DNA RNA HTML CSS SQL JSON HTTP URL "
        "OpenAI ChatGPT DeepMind DeepSeek GitHub YouTube JavaScript"
    ).split()
}
"""Abbreviations and names that are spelled in this way alone, and no other word when small."""


def find_spellings(texts: Iterable[str]) -> dict[str, str]:
    """Give the spelling of each word that the texts write with capitals inside, in one way only."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for text in texts:
        for word in _WORD.findall(text):
            if word != word.capitalize() and word != word.lower():
                found[word.capitalize()].add(word)
    return {cased: spellings.pop() for cased, spellings in found.items() if len(spellings) == 1}


def repair_title(text: str, spellings: dict[str, str]) -> str:
    """Give a title as it was before a title-caser, as far as that is certain."""
    text = _APOSTROPHE.sub(lambda found: found[1] + found[2].lower(), text)
    text = _NUMERAL.sub(lambda found: found[0].upper(), text)
    text = _ORDINAL.sub(lambda found: found[0].lower(), text)
    text = _PAIR.sub(lambda found: _spell_pair(found[1], found[2], spellings), text)
    return _WORD.sub(lambda found: _spell(found[0], spellings), text)


def _spell_pair(first: str, second: str, spellings: dict[str, str]) -> str:
    # Two abbreviations beside a slash vouch for each other: `Agi/Asi`, but not `Us/Them`.
    if first in spellings and second in spellings:
        return f"{spellings[first]}/{spellings[second]}"
    return f"{first}/{second}"


def _spell(word: str, spellings: dict[str, str]) -> str:
    spelling = spellings.get(word, "")
    is_certain = spelling and not _could_be_a_word(spelling)
    return spelling if is_certain else _NEVER_A_WORD.get(word, word)


def _could_be_a_word(spelling: str) -> bool:
    """Whether the word in small letters may be meant: `Who` beside WHO, `Pins` beside PINs.

    Letters of both sizes, a digit, or the lack of any vowel tell that it isn't.
    """
    letters = spelling.removesuffix("s")
    return letters.isalpha() and letters.isupper() and not set("AEIOUY").isdisjoint(letters)

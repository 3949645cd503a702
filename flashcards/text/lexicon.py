"""What is known of a language's words: which say nothing, which say the same, which turn a fact.

One file a language, `languages/<code>.txt`, read when its language is needed. A name in brackets
starts a list; words stand between blanks, and `_` joins those of a phrase.

- `common`: the commonest words; they tell the language, and say nothing of a fact. It comes first.
- `empty`: what else says nothing, such as `what is` and `is called`.
- `alike`: on each line, words that ask or say the same, such as `when`, `year` and `date`. The
  first line asks for a time, the second for a place.
- `opposites`: on each line two or more such groups with `|` between them. A word of theirs makes
  another fact where it comes or goes; behind `~`, only where it makes way for its opposite.
- `telling`: words that make another fact where they come or go, such as `only`.
- `negation`; `no negation` are words and phrases that only look like one, or like another word.
- `negative beginnings`, `negative endings`: of words, such as `un`; `negative parts`: anywhere.
- `numbers`: words with their values; an ordinal's has a point behind it.
- `beginnings`, `endings`: what is taken off a word before words are compared, a point behind it for
  each letter that has to stay.
- `traits`: `stemmer NAME`, `unspaced` words, `nouns` with capitals, `elision` before apostrophes,
  `suffixes` behind them, `syllables` between blanks.

English has rules of its own in `identity`, which say what its lists are for.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from functools import cache, lru_cache
from typing import NamedTuple

from flashcards.text.folding import fold, split_parts
from flashcards.text.lists import primary_language, read_lists
from flashcards.text.words import find_stemmer

_CODE = re.compile(r"[a-z]{2,3}")

_SHORTEST_STEM = 4
"""Letters of a word whose other inflections are looked for in the lists as well."""


class Sort(Enum):
    """What a word of a text is."""

    WORD = "word"
    SIGN = "sign"
    """A character of a script without spaces, half a word."""
    GROUP = "group"
    """Any of the words that say the same."""
    NUMBER = "number"
    NEGATION = "negation"
    TELLING = "telling"
    EMPTY = "empty"


class Meaning(NamedTuple):
    """What a listed word stands for; `opposite` names its line of opposites.

    Where it `tilts`, its coming or going makes another fact.
    """

    sort: Sort
    text: str = ""
    opposite: str = ""
    tilts: bool = False


EMPTY = Meaning(Sort.EMPTY)
_NEGATION = Meaning(Sort.NEGATION, "not")
_PLAIN = Meaning(Sort.WORD)
"""Of a word that only looks like a negation: it is a word like any other."""


class Lexicon(NamedTuple):
    """The words of a language. `phrases` are by their first word, the longest first."""

    words: Mapping[str, Meaning]
    stems: Mapping[str, Meaning]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Meaning], ...]]
    signs: re.Pattern[str] | None
    negative_beginnings: tuple[str, ...]
    negative_endings: tuple[str, ...]
    negative_parts: tuple[str, ...]
    stem: Callable[[str], str]
    bare: Callable[[str], str]
    has_names: bool
    has_syllables: bool
    apostrophe: str


_Affixes = tuple[tuple[str, int], ...]


def read_lexicon(language: str) -> Lexicon | None:
    """Read what is known of a language, by its BCP 47 code; `None` when that is nothing."""
    return _read_main(primary_language(language))


@cache
def _read_main(language: str) -> Lexicon | None:
    """Read the same by a language's own code, without a region's or script's."""
    lists = read_lists(language) if _CODE.fullmatch(language) else {}
    return _make_lexicon(lists) if "alike" in lists else None


def get_lexicon(language: str) -> Lexicon:
    """Give what is known of a language; KeyError when that is nothing."""
    lexicon = read_lexicon(language)
    if lexicon is None:
        raise KeyError(language)
    return lexicon


def _make_lexicon(lists: Mapping[str, str]) -> Lexicon:
    traits = lists.get("traits", "").split()
    stemmer = find_stemmer(traits[traits.index("stemmer") + 1]) if "stemmer" in traits else None
    beginnings, endings = (_list_affixes(lists.get(name, "")) for name in ("beginnings", "endings"))

    @lru_cache(maxsize=16384)
    def stem(word: str) -> str:
        word = _strip(word, beginnings, endings)
        return stemmer(word) if stemmer else word

    common = set(_fold_all(lists["common"].split()))
    words: dict[str, Meaning] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
    stems: dict[str, Meaning] = {}
    is_unspaced = "unspaced" in traits
    apostrophe = next((each for each in ("elision", "suffixes") if each in traits), "")
    for written, meaning in _list_meanings(lists):
        parts = (fold(written),) if is_unspaced else tuple(split_parts(fold(written), apostrophe))
        if len(parts) > 1:
            phrases.setdefault(parts[0], []).append((parts, meaning))
            continue
        (word,) = parts
        words.setdefault(word, meaning)
        is_little = meaning.sort in {Sort.NEGATION, Sort.WORD} or word in common
        if not is_little and len(word) >= _SHORTEST_STEM:
            stems.setdefault(stem(word), meaning)
    negative = [
        tuple(_fold_all(lists.get(f"negative {place}", "").split()))
        for place in ("beginnings", "endings", "parts")
    ]
    return Lexicon(
        words=words,
        stems=stems,
        phrases={
            first: tuple(sorted(of_first, key=lambda phrase: -len(phrase[0])))
            for first, of_first in phrases.items()
        },
        signs=_any_of(words) if is_unspaced else None,
        negative_beginnings=negative[0],
        negative_endings=negative[1],
        negative_parts=negative[2],
        stem=stem,
        bare=lambda word: _strip(word, beginnings, ()),
        has_names="nouns" not in traits and not is_unspaced,
        has_syllables="syllables" in traits,
        apostrophe=apostrophe,
    )


def _list_meanings(lists: Mapping[str, str]) -> Iterator[tuple[str, Meaning]]:
    """Give all words and phrases of the lists; where one stands twice, the first counts."""
    for name, meaning in (("no negation", _PLAIN), ("negation", _NEGATION)):
        yield from _give_all(lists.get(name, ""), meaning)
    for pair in lists.get("numbers", "").split():
        word, _, value = pair.partition("=")
        yield _unjoin(word), Meaning(Sort.NUMBER, value, tilts=value.endswith("."))
    for number, line in enumerate(lists.get("opposites", "").splitlines()):
        tilts = not line.startswith("~")
        for side, group in enumerate(line.removeprefix("~").split("|")):
            meaning = Meaning(Sort.GROUP, f"{number}{'abcdef'[side]}", f"{number}", tilts)
            yield from _give_all(group, meaning)
    for number, line in enumerate(lists.get("alike", "").splitlines()):
        yield from _give_all(line, Meaning(Sort.GROUP, f"={number}"))
    for word in lists.get("telling", "").split():
        yield _unjoin(word), Meaning(Sort.TELLING, word, tilts=True)
    for name in ("empty", "common"):
        yield from _give_all(lists.get(name, ""), EMPTY)


def _give_all(words: str, meaning: Meaning) -> Iterator[tuple[str, Meaning]]:
    return ((_unjoin(word), meaning) for word in words.split())


def _unjoin(word: str) -> str:
    return word.replace("_", " ")


def _fold_all(words: Iterable[str]) -> list[str]:
    return [fold(word) for word in words]


def _sort_longest(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: -len(word)))


def _list_affixes(text: str) -> tuple[tuple[str, int], ...]:
    """Give affixes, the longest first, each with the letters that have to stay beside it."""
    affixes = ((fold(word).rstrip("."), word.count(".")) for word in text.split())
    return tuple(sorted(affixes, key=lambda affix: -len(affix[0])))


def _strip(word: str, beginnings: _Affixes, endings: _Affixes) -> str:
    """Take one beginning and one ending off a word, so long as enough of it stays."""
    for beginning, least in beginnings:
        if word.startswith(beginning) and len(word) - len(beginning) >= (least or 2):
            word = word[len(beginning) :]
            break
    for ending, least in endings:
        if word.endswith(ending) and len(word) - len(ending) >= max(1, least or len(ending)):
            return word[: -len(ending)]
    return word


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _sort_longest(words))))

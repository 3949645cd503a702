"""The terms that a talk itself defines, in English: found by how people say such a thing.

Three ways are known: a name is given to what was told (`what we call firn`), a thing is said to be
a kind of another (`a moulin is a shaft that ...`), and letters are said to stand for words. What a
phrase may mean otherwise is left out: all of it is for an author to choose from.
"""

import re
from collections import Counter
from collections.abc import Iterator
from enum import Enum
from itertools import islice, pairwise
from typing import NamedTuple

from flashcards.text.words import STOP_WORDS, find_words, stem
from flashcards.transcripts import definition_phrases as phrases
from flashcards.transcripts.acronyms import find_words_after, find_words_before
from flashcards.transcripts.content_words import is_empty, is_faint
from flashcards.transcripts.sentences import Said

_MOST_WORDS = 4
"""Words of a term, those that only join others not counted."""

_LONGEST_READ = 1000
_LONGEST = 320
"""Characters of a sentence that is read, and of what is quoted."""

_MOST_NAMES = 5
"""Names of a kind that a sentence gives: one with more is none that anyone says."""

_KNOWN = 2
_OFTEN_SAID = 3
"""How often a talk says what it defines, and what it may only point at."""

_LETTERS = re.compile(r"(?<![\w-])(?:[A-Z]{2,7}s?|[A-Z](?: [A-Z]){1,5})(?![\w-])")
_NEAR = 90
"""Characters between letters and the words that they stand for, on either side."""

_WORD = re.compile(r"\s*(?P<word>[^\s,.;:?!\"()]+)(?P<end>[,.;:?!\"()]?)")


class Way(Enum):
    """How a term is defined; the first is the surest."""

    LETTERS = 1
    NAMED = 2
    IS_A = 3
    THAT_IS = 4


class Definition(NamedTuple):
    """A term that the talk defines: what is quoted of it, and the number of the sentence.

    The quotation starts with the sentence numbered `start`.
    `meaning` is the part of the talk that says what it is; empty when no part by itself does.
    """

    term: str
    meaning: str
    quote: str
    sentence: int
    start: int
    way: Way


class _Heard(NamedTuple):
    """How often each word and each two neighbours are said, by their stems, and where first."""

    counts: Counter[str]
    first: dict[str, int]


def find_definitions(said: Said) -> tuple[Definition, ...]:
    """Give the terms that a talk in English defines, each once, in the talk's order."""
    heard = _hear(said)
    best: dict[str, Definition] = {}
    for number, sentence in enumerate(said.sentences):
        own = tuple(_read(said, number, sentence.text[:_LONGEST_READ], heard))
        spelled = {each.meaning.lower() for each in own if each.way is Way.LETTERS}
        for found in own:
            if found.term.lower() in spelled:
                continue
            name = " ".join(_split_stems(found.term))
            if name not in best or _rank(found) < _rank(best[name]):
                best[name] = found
    return tuple(sorted(best.values(), key=lambda each: each.sentence))


def _rank(found: Definition) -> tuple[int, int]:
    return found.way.value, found.sentence


def _split_stems(text: str) -> list[str]:
    return [stem(part) for found in find_words(text.lower()) for part in found[0].split("-")]


def _hear(said: Said) -> _Heard:
    heard = _Heard(Counter(), {})
    for number, sentence in enumerate(said.sentences):
        stems = _split_stems(sentence.text)
        for each in (*stems, *(f"{one} {other}" for one, other in pairwise(stems))):
            heard.counts[each] += 1
            heard.first.setdefault(each, number)
    return heard


def _is_subject(heard: _Heard, term: str, least: int) -> bool:
    """Whether the talk says the end of a term so often that it is about it."""
    return heard.counts[" ".join(_split_stems(term)[-2:])] >= least


def _read(said: Said, number: int, text: str, heard: _Heard) -> Iterator[Definition]:
    yield from _read_letters(said, number, text)
    yield from _read_named(said, number, text, heard)
    yield from _read_is_a(said, number, text, heard)
    yield from _read_that_is(said, number, text, heard)


def _read_named(said: Said, number: int, text: str, heard: _Heard) -> Iterator[Definition]:
    for found in islice(phrases.NAMED.finditer(text), _MOST_NAMES):
        before = text[: found.start()]
        term = _take_term(text[found.end() :])
        # A name in capitals that the talk has only here is somebody's.
        is_name = term.istitle() and " " not in term and not _is_subject(heard, term, _KNOWN)
        if not term or is_name or phrases.PERSON.search(before) or phrases.NEGATED.search(before):
            continue
        meaning = ""
        if said.is_punctuated:
            meaning = _meaning_before(before) or _meaning_after(text, found.end(), term)
        yield _make(said, number, term, meaning, Way.NAMED)


def _meaning_before(before: str) -> str:
    """Give the subject that is then called something."""
    found = phrases.SUBJECT.fullmatch(_without_opening(before))
    return found["what"] if found and not phrases.UNCLEAR.search(found["what"]) else ""


def _meaning_after(text: str, start: int, term: str) -> str:
    """Give what goes on behind a name."""
    place = text.find(term, start)
    found = phrases.WHICH_IS.match(text, place + len(term)) if place >= 0 else None
    return found["what"].strip(" ,") if found else ""


def _without_opening(text: str) -> str:
    found = phrases.OPENING.match(text)
    return text[found.end() :] if found else text


def _read_is_a(said: Said, number: int, text: str, heard: _Heard) -> Iterator[Definition]:
    text = _without_opening(text)
    found = phrases.IS_A.match(text)
    what = _shorten(found["what"]) if found else ""
    if found and not text.endswith("?") and phrases.TELLS_APART.search(what):
        term = _whole_term(found["term"])
        # `The door is a ...` tells of one door, and what is said in passing defines nothing.
        is_one = (found["article"] or "").lower() == "the" and " " not in term
        is_vague = all(map(is_faint, _split_stems(term)))
        if not (is_one or is_vague) and _is_subject(heard, term, _KNOWN):
            yield _make(said, number, term, what, Way.IS_A)
    found = phrases.MEANS.match(text)
    if found and (term := _whole_term(found["term"])) and _is_subject(heard, term, _KNOWN):
        yield _make(said, number, term, _shorten(found["what"]), Way.IS_A)


def _shorten(what: str) -> str:
    """Give what says what a thing is, without what the sentence goes on with."""
    return phrases.ADDED.split(what, maxsplit=1)[0].strip()


def _read_that_is(said: Said, number: int, text: str, heard: _Heard) -> Iterator[Definition]:
    for found in islice(phrases.THAT_IS.finditer(text), _MOST_NAMES):
        term = _whole_term(found["term"])
        if not term or " of " in term or not _is_subject(heard, term, _OFTEN_SAID):
            continue
        # A word that was said before is told of, not named: `that's the glass`.
        is_new = heard.first[" ".join(_split_stems(term)[-2:])] == number
        if " " in term or (is_new and found["end"] != ","):
            yield _make(said, number, term, "", Way.THAT_IS)


def _read_letters(said: Said, number: int, text: str) -> Iterator[Definition]:
    for found in islice(_LETTERS.finditer(text), _MOST_NAMES):
        letters = found[0].replace(" ", "").removesuffix("s")
        before = text[max(0, found.start() - _NEAR) : found.start()]
        after = text[found.end() : found.end() + _NEAR]
        if words := find_words_before(before, letters) or find_words_after(after, letters):
            yield _make(said, number, letters, words, Way.LETTERS)


def _take_term(text: str) -> str:
    """Give the words of a name that start a text, up to the first that can't be of one."""
    words: list[str] = []
    text = text.lstrip("\"' ")
    found = _WORD.match(text)
    while found:
        low = found["word"].lower()
        is_joined = words[-1:] == ["of"] and low not in STOP_WORDS
        is_joining = low == "of" and bool(words)
        if low in phrases.JOINING or (is_empty(low) and not is_joined and not is_joining):
            break
        words.append(found["word"])
        if found["end"] or len(words) - words.count("of") >= _MOST_WORDS:
            break
        found = _WORD.match(text, found.end())
    return _check_term(words)


def _whole_term(text: str) -> str:
    """Give a text that is a term as a whole, or nothing."""
    words = text.strip(" \"'").split()
    own = [word.lower() for word in words if word.lower() != "of"]
    return "" if len(own) > _MOST_WORDS or any(map(is_empty, own)) else _check_term(words)


def _check_term(words: list[str]) -> str:
    """Give a term without what joins it to nothing; nothing when it is none."""
    while words and words[-1].lower() == "of":
        words = words[:-1]
    bare = [word.strip("\"'()").lower() for word in words]
    if not bare or bare[0] in STOP_WORDS or not any(map(str.isalpha, "".join(bare))):
        return ""
    is_everyday = bare[-1] in phrases.NO_TERM and bare[-2:-1] != ["of"]
    is_number = phrases.NUMBER.match(bare[0]) or phrases.NUMBER.match(bare[-1])
    if is_everyday or is_number or bare[-1].endswith(("ly", "n't")):
        return ""
    return " ".join(words).strip("\"'()")


def _make(said: Said, number: int, term: str, meaning: str, way: Way) -> Definition:
    sentence = said.sentences[number]
    first = number
    if way is not Way.LETTERS and not meaning and number and phrases.POINTING.match(sentence.text):
        first = number - 1
    quote = " ".join(each.text for each in said.sentences[first : number + 1])
    if len(quote) > _LONGEST:
        first, quote = number, _cut(sentence.text, sentence.text.find(term))
    return Definition(term, meaning, quote, number, first, way)


def _cut(text: str, place: int) -> str:
    """Give at most the longest quotation of a text, with what stands at a place, in whole words."""
    if len(text) <= _LONGEST:
        return text
    start = max(0, min(place - _LONGEST * 2 // 3, len(text) - _LONGEST))
    start = text.find(" ", start) + 1 if start else 0
    end = start + _LONGEST - 2
    end = text.rfind(" ", start, end) if end < len(text) else len(text)
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"

# ruff: noqa: RUF001 - signs of other scripts are what it is about
"""A transcript made ready to be searched: which cues have a word, and how much a word tells."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from flashcards.diagnostics.quoting import safe
from flashcards.text.times import Milliseconds
from flashcards.transcripts.acronyms import find_initials
from flashcards.transcripts.content_words import split_content_words
from flashcards.transcripts.language_words import UNSPACED, is_pair
from flashcards.transcripts.ranking import weigh_words
from flashcards.transcripts.sentences import Said, split_sentences
from flashcards.transcripts.transcript import Transcript

_BLOCK = 60_000
"""Milliseconds of a piece of talk, for saying how rare a word is."""

_LONGEST_HEARD = 12
"""Words that are quoted for the author to recognise the moment by."""

_OF_PAIR = 0.5
"""What a character of a script without spaces counts beside a word."""

_PIECE = re.compile(rf"\s*(?:(?P<sign>[{UNSPACED}])|[^\s{UNSPACED}]+)")

_LAST_CUE = 5000
"""Milliseconds that are taken for the last cue's length."""

_UNHEARD_PAIR = 0.2
"""What two characters tell, beside a word, that are never said: most often they are no word."""

_BRACKET = re.compile(r"[(（]([^()（）]*)[)）]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a transcript: its first cue and the one after its last, and its time."""

    first: int
    last: int
    start: Milliseconds
    end: Milliseconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """A transcript with, for each word, the cues that have it, and its worth.

    `unheard` is the worth of a word that is never said, `language` the code of what is spoken.
    `sentences` are those that have a word, by their numbers in `told`.
    """

    transcript: Transcript
    language: str
    starts: tuple[Milliseconds, ...]
    mentions: Mapping[str, tuple[int, ...]]
    worth: Mapping[str, float]
    unheard: float
    told: Said
    sentences: Mapping[str, tuple[int, ...]]

    def part(self, start: Milliseconds, end: Milliseconds | None) -> Part:
        """Give the part that is heard from a moment to before another, or to the end."""
        last = len(self.starts) if end is None else bisect_left(self.starts, end)
        if end is None:
            end = Milliseconds(max(start, self.starts[-1] if self.starts else start) + _LAST_CUE)
        return Part(first=bisect_left(self.starts, start), last=last, start=start, end=end)

    def count(self, word: str, first: int, last: int) -> int:
        """Count what `said` gives."""
        places = self.mentions.get(word, ())
        return bisect_left(places, last) - bisect_left(places, first)

    def said(self, word: str, first: int, last: int) -> tuple[int, ...]:
        """Give the cues from the first to before the last that have a word, as often as they do."""
        places = self.mentions.get(word, ())
        return places[bisect_left(places, first) : bisect_left(places, last)]


def index_transcript(transcript: Transcript, language: str = "en") -> Speech:
    """Make a transcript in a language ready to be searched for many things."""
    mentions: defaultdict[str, list[int]] = defaultdict(list)
    blocks: defaultdict[int, set[str]] = defaultdict(set)
    for index, cue in enumerate(transcript.cues):
        for word in split_content_words(cue.text, language=language):
            mentions[word].append(index)
            blocks[cue.start // _BLOCK].add(word)
    worth = weigh_words(tuple(blocks.values()))
    told = split_sentences(transcript, language)
    sentences: defaultdict[str, list[int]] = defaultdict(list)
    for index, sentence in enumerate(told.sentences):
        for word in dict.fromkeys(split_content_words(sentence.text, language=language)):
            sentences[word].append(index)
    return Speech(
        transcript=transcript,
        language=language,
        starts=tuple(cue.start for cue in transcript.cues),
        mentions={word: tuple(found) for word, found in mentions.items()},
        worth=worth,
        unheard=max(worth.values(), default=1.0),
        told=told,
        sentences={word: tuple(found) for word, found in sentences.items()},
    )


def share_words(speech: Speech, text: str) -> dict[str, float]:
    """Give the words of a text, each with its share of what they tell together."""
    words = dict.fromkeys(split_content_words(text, language=speech.language))
    worth = {word: _weigh(speech, word) for word in words}
    total = sum(worth.values())
    return {word: each / total for word, each in worth.items()} if total else {}


def _weigh(speech: Speech, word: str) -> float:
    if (worth := speech.worth.get(word)) is not None:
        return worth
    return speech.unheard * (_UNHEARD_PAIR if is_pair(word) else 1)


def ways_to_say(subject: str) -> tuple[str, ...]:
    """Give the texts by any of which a thing may go: by what is in brackets, by its initials."""
    bare = _BRACKET.sub(" ", subject)
    ways = (bare, *_BRACKET.findall(subject), *sorted(find_initials(bare)))
    return tuple(dict.fromkeys((*ways, *(way.replace("-", "") for way in ways))))


def quote_speech(speech: Speech, cue: int) -> str:
    """Give the first words that are heard from a cue on."""
    cues = speech.transcript.cues[cue : cue + _LONGEST_HEARD + 1]
    text = " ".join(each.text for each in cues)
    left = float(_LONGEST_HEARD)
    end = 0
    for piece in _PIECE.finditer(text):
        left -= _OF_PAIR if piece["sign"] else 1
        if left < 0:
            return safe(text[:end]) + "…"
        end = piece.end()
    return safe(text)

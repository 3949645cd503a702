"""What is said, sentence by sentence: captions break anywhere, and many have no sentences at all.

Where speech was written down without punctuation, as machines do, a sentence is what stands between
words with which speakers of English start a new thought, cut where a caption starts when it gets
long; in other languages it is a caption.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from flashcards.text.lists import is_english
from flashcards.text.times import Milliseconds
from flashcards.transcripts.transcript import Transcript

_END = re.compile(r"[.?!][\"')\]\N{RIGHT DOUBLE QUOTATION MARK}]*(?=\s|\Z)|[。？！]")  # noqa: RUF001
_SPEAKER = re.compile(r">>+\s*")
"""Marks another speaker, in captions."""

_SHORT_FORM = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|vs|etc|no|fig|approx|e\.g|i\.e|cf)|\b[a-z])\.\Z", re.IGNORECASE
)
_CHARACTERS_A_SENTENCE = 400
"""Characters for one end of a sentence; with fewer ends a text is taken to have no punctuation."""

_START = re.compile(
    r"\b(?:and so|so|now|okay|ok|all right|alright|but|well|because|then|and then|which means"
    r"|and that's why|and)\b",
    re.IGNORECASE,
)
_LEAST, _MOST = 60, 220
"""Characters of a sentence without punctuation: it starts anew no earlier, and no later."""


class Sentence(NamedTuple):
    """A sentence with the caption in which it starts, by its number, and that one's time."""

    text: str
    cue: int
    at: Milliseconds


class Said(NamedTuple):
    """The sentences of a talk, and whether it was written down with their ends."""

    sentences: tuple[Sentence, ...]
    is_punctuated: bool


def split_sentences(transcript: Transcript, language: str = "en") -> Said:
    """Put captions together, and divide what is said in a language into sentences."""
    places: list[int] = []
    length = 0
    for cue in transcript.cues:
        places.append(length)
        length += len(cue.text) + 1
    text = " ".join(cue.text for cue in transcript.cues)
    ends = [found.end() for found in _END.finditer(text)]
    speakers = [found.start() for found in _SPEAKER.finditer(text)]
    is_punctuated = len(ends) * _CHARACTERS_A_SENTENCE >= len(text)
    if is_punctuated:
        borders = tuple(_list_ends(text, ends))
    else:
        borders = tuple(_list_starts(text, places) if is_english(language) else places)
    sentences = []
    start = 0
    for border in (*sorted({*borders, *speakers}), len(text)):
        spoken = _SPEAKER.match(text, start, border)
        start = spoken.end() if spoken else start
        piece = text[start:border]
        if written := piece.strip():
            first = start + len(piece) - len(piece.lstrip())
            number = bisect_right(places, first) - 1
            sentences.append(Sentence(written, number, transcript.cues[number].start))
        start = border
    return Said(tuple(sentences), is_punctuated)


def _list_ends(text: str, ends: list[int]) -> Iterator[int]:
    """Give the ends of sentences, but for those of short forms and before a small letter."""
    for end in ends:
        after = text[end : end + 2].lstrip()
        is_short = text[end - 1] == "." and _SHORT_FORM.search(text[max(0, end - 8) : end])
        if not (is_short or after[:1].islower()):
            yield end


def _list_starts(text: str, places: list[int]) -> Iterator[int]:
    """Give where new thoughts start, and captions where there are none for long."""
    last = 0
    for start in (*(found.start() for found in _START.finditer(text)), len(text)):
        while start - last > _MOST:
            caption = places[bisect_right(places, last + _MOST) - 1]
            last = caption if caption > last else last + _MOST
            yield last
        if start - last >= _LEAST and start < len(text):
            last = start
            yield last

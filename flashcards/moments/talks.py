"""The moments of all things of a video: in the order of the talk when they are in it.

Whether lists of things follow the talk is asked of the words: in the order given they must explain
it better than in the reverse. If they don't, each thing is looked for by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flashcards.content.model import Milliseconds
from flashcards.moments.align import Aligned, align_talk
from flashcards.moments.find import find_talk
from flashcards.moments.speech import Part, Speech, quote_speech, share_words, ways_to_say

_EVIDENCE = 2.0
"""Natural logarithm of how much likelier the given order must be than its reverse."""

_NAMED_WITHIN = 60_000
_SECOND = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What is looked for: a term or a question, and its definition or answer."""

    subject: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of the video, such as a chapter, and what is talked about in it."""

    start: Milliseconds
    end: Milliseconds | None
    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """When the talk of a thing starts, a whole second, and the first words heard then."""

    at: Milliseconds
    heard: str
    is_named: bool

    @property
    def comment(self) -> str:
        """Say to the author why this is the moment, on one line."""
        return f'heard: "{self.heard}"' if self.is_named else f'by its neighbours: "{self.heard}"'


def find_talks(speech: Speech, stretches: Sequence[Stretch]) -> tuple[tuple[Talk | None, ...], ...]:
    """Give for each thing of each stretch where its talk starts, if that can be told."""
    parts = [speech.part(stretch.start, stretch.end) for stretch in stretches]
    ordered = _align(speech, stretches, parts)
    return tuple(
        tuple(
            _talk(speech, stretch, thing, cue)
            for thing, cue in zip(
                stretch.things,
                aligned.cues if aligned else _find_each(speech, stretch, part),
                strict=True,
            )
        )
        for stretch, part, aligned in zip(stretches, parts, ordered, strict=True)
    )


def _align(
    speech: Speech, stretches: Sequence[Stretch], parts: Sequence[Part]
) -> Sequence[Aligned | None]:
    aligned: list[Aligned] = []
    lead = 0.0
    for stretch, part in zip(stretches, parts, strict=True):
        words = [_words_of(speech, thing) for thing in stretch.things]
        given, reverse = (align_talk(speech, each, part) for each in (words, words[::-1]))
        lead += given.evidence - reverse.evidence
        aligned.append(given)
    return aligned if lead >= _EVIDENCE else [None] * len(stretches)


def _words_of(speech: Speech, thing: Thing) -> dict[str, float]:
    """Give the words that speak for a thing, each with its share, by any way to say it."""
    shares: dict[str, float] = {}
    for way in ways_to_say(thing.subject):
        for word, share in share_words(speech, way).items():
            shares[word] = max(share, shares.get(word, 0.0))
    for word, share in share_words(speech, thing.about).items():
        shares.setdefault(word, share / 2)
    return shares


def _find_each(speech: Speech, stretch: Stretch, part: Part) -> list[int | None]:
    return [find_talk(speech, thing.subject, thing.about, part) for thing in stretch.things]


def _talk(speech: Speech, stretch: Stretch, thing: Thing, cue: int | None) -> Talk | None:
    if cue is None:
        return None
    moment = speech.starts[cue]
    at = Milliseconds(moment - moment % _SECOND)
    if at < stretch.start:
        # The chapter starts within this very second, and the moment must lie in the chapter.
        at = Milliseconds(at + _SECOND)
    if stretch.end is not None and at > stretch.end:
        return None
    words = _words_of(speech, Thing(subject=thing.subject))
    soon = speech.part(moment, Milliseconds(moment + _NAMED_WITHIN))
    is_named = any(speech.said(word, soon.first, soon.last) for word in words)
    return Talk(at=at, heard=quote_speech(speech, cue), is_named=is_named)

"""The moments of all things of a video: in the order of the talk when they are in it.

Whether a list of things follows the talk is asked of the words: in the order given they must
explain it better than in other orders, clearly so in one stretch, or a little in all. If they
don't, each thing is looked for by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import hypot
from statistics import fmean, pstdev
from typing import TypeVar

from flashcards.text.times import Milliseconds
from flashcards.transcripts.align import Aligned, align_talk
from flashcards.transcripts.find import find_talk
from flashcards.transcripts.speech import Part, Speech, quote_speech, share_words, ways_to_say

T = TypeVar("T")

_OTHER_ORDERS = 24
"""How many other orders the given one is compared with."""

_CLEAR, _CLEAR_IN_ALL = 1.5, 2.5
"""By how many standard deviations it must explain one stretch better than they do, or all."""

_MOST = 60_000
"""Cues times things, over all stretches, for which orders are compared: it takes seconds."""

_TINY = 1e-9
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
                _settle(speech, aligned, _find_each(speech, stretch, part)),
                strict=True,
            )
        )
        for stretch, part, aligned in zip(stretches, parts, ordered, strict=True)
    )


def _settle(
    speech: Speech, aligned: Aligned | None, alone: list[int | None]
) -> Sequence[int | None]:
    """Take the moment that order gives, or near it the one that a thing's own words give."""
    if aligned is None:
        return alone
    return [
        own
        if own is not None
        and cue is not None
        and abs(speech.starts[own] - speech.starts[cue]) <= _NAMED_WITHIN
        else cue
        for cue, own in zip(aligned.cues, alone, strict=True)
    ]


def _align(
    speech: Speech, stretches: Sequence[Stretch], parts: Sequence[Part]
) -> Sequence[Aligned | None]:
    if sum(part.last - part.first for part in parts) * _most(stretches) > _MOST:
        return [None] * len(stretches)
    given: list[Aligned] = []
    leads: list[float] = []
    spreads: list[float] = []
    for place, (stretch, part) in enumerate(zip(stretches, parts, strict=True)):
        words = [_words_of(speech, thing) for thing in stretch.things]
        others = [
            align_talk(speech, _reorder(words, f"{seed} {place}"), part).evidence
            for seed in range(_OTHER_ORDERS)
        ]
        given.append(align_talk(speech, words, part))
        leads.append(given[-1].evidence - fmean(others))
        spreads.append(pstdev(others))
    enough = max(_TINY, _CLEAR_IN_ALL * hypot(*spreads))
    is_clear_in_all = min(leads, default=0) >= 0 and sum(leads) >= enough
    return [
        aligned if is_clear_in_all or lead >= _CLEAR * max(spread, _TINY) else None
        for aligned, lead, spread in zip(given, leads, spreads, strict=True)
    ]


def _most(stretches: Sequence[Stretch]) -> int:
    return max((len(stretch.things) for stretch in stretches), default=0)


def _reorder(things: Sequence[T], name: str) -> list[T]:
    """Give the things in an order that has nothing to do with them, the same in every run."""
    keys = [sha256(f"{name} {index}".encode()).digest() for index in range(len(things))]
    return [things[index] for index in sorted(range(len(things)), key=keys.__getitem__)]


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

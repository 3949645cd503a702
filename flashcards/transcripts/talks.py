"""The moments of all things of a video: by their own words, else by their place in the list.

Most lists follow the talk. One whose things are named in its order, over all stretches, is taken to
do so, and what is talked about without its name then gets its equal share of the stretch's time.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from flashcards.text.times import Milliseconds
from flashcards.transcripts.find import MOST_EFFORT, find_talk
from flashcards.transcripts.speech import Part, Speech, quote_speech, share_words, ways_to_say

_CLEAR = 1.5
"""By how many standard deviations more pairs must be named in the list's order than by chance."""

_LATE = 0.2
"""How far into its equal share of the time the talk of a thing starts, in shares: a stretch begins
with an introduction."""

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
        return f'heard: "{self.heard}"' if self.is_named else f'by its place: "{self.heard}"'


def find_talks(speech: Speech, stretches: Sequence[Stretch]) -> tuple[tuple[Talk | None, ...], ...]:
    """Give for each thing of each stretch where its talk starts, if that can be told."""
    parts = [speech.part(stretch.start, stretch.end) for stretch in stretches]
    effort = MOST_EFFORT // max(1, sum(len(stretch.things) for stretch in stretches))
    named = [
        [find_talk(speech, thing.subject, thing.about, part, effort) for thing in stretch.things]
        for stretch, part in zip(stretches, parts, strict=True)
    ]
    if _follow_the_talk(speech, stretches, parts, named, effort):
        named = [
            [
                _share_out(speech, part, index, len(own)) if cue is None else cue
                for index, cue in enumerate(own)
            ]
            for part, own in zip(parts, named, strict=True)
        ]
    return tuple(
        tuple(
            _talk(speech, stretch, thing, cue)
            for thing, cue in zip(stretch.things, own, strict=True)
        )
        for stretch, own in zip(stretches, named, strict=True)
    )


def _words_of(speech: Speech, thing: Thing) -> dict[str, float]:
    """Give the words that speak for a thing, each with its share, by any way to say it."""
    shares: dict[str, float] = {}
    for way in ways_to_say(thing.subject):
        for word, share in share_words(speech, way).items():
            shares[word] = max(share, shares.get(word, 0.0))
    for word, share in share_words(speech, thing.about).items():
        shares.setdefault(word, share / 2)
    return shares


def _follow_the_talk(
    speech: Speech,
    stretches: Sequence[Stretch],
    parts: Sequence[Part],
    named: Sequence[Sequence[int | None]],
    effort: int,
) -> bool:
    """Whether the things of each stretch are named in their order, clearly more so than by chance.

    Kendall's rank correlation: pairs in order less pairs out of order, and how far chance spreads.
    """
    lead, variance = 0, 0.0
    for stretch, part, own in zip(stretches, parts, named, strict=True):
        heard = [
            _hear_on_average(speech, thing, part, effort) if cue is None else speech.starts[cue]
            for thing, cue in zip(stretch.things, own, strict=True)
        ]
        times = [time for time in heard if time is not None]
        count = len(times)
        earlier: list[float] = []
        for time in times:
            lead += bisect_left(earlier, time) - len(earlier) + bisect_right(earlier, time)
            insort(earlier, time)
        variance += count * (count - 1) * (2 * count + 5) / 18
    return lead > 0 and lead >= _CLEAR * sqrt(variance)


def _hear_on_average(speech: Speech, thing: Thing, part: Part, effort: int) -> float | None:
    """Give the mean time at which a thing's words are said, telling words counting for more."""
    words = _words_of(speech, thing)
    if sum(speech.count(word, part.first, part.last) for word in words) > effort:
        return None
    said = [
        (share, speech.starts[cue])
        for word, share in words.items()
        for cue in speech.said(word, part.first, part.last)
    ]
    total = sum(share for share, _ in said)
    return sum(share * time for share, time in said) / total if total else None


def _share_out(speech: Speech, part: Part, index: int, count: int) -> int | None:
    """Give the cue that is heard when the talk of a thing starts if all have equal time.

    That says nothing of the only one of its list.
    """
    if count == 1 or part.first == part.last:
        return None
    moment = part.start + (part.end - part.start) * (index + _LATE) / count
    return max(part.first, bisect_right(speech.starts, moment, part.first, part.last) - 1)


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

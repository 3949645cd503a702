"""The moments of all things of a video: by their own words, else by their place in the list.

The moment at which a stretch is first really about one thing is told by words. A passing mention is
not it: from every cue that says a word of the thing, the minute or so that follows is asked how
much it is about it, by how often it says each word, what comes soon counting for more. The first
cue from which it is nearly as much as from the best one is where the talk starts.

Most lists follow the talk. One whose things are named in its order, over all stretches, is taken to
do so, and what is talked about without its name then gets its equal share of the stretch's time.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, inf, sqrt

from flashcards.text.times import Milliseconds
from flashcards.transcripts.language_words import is_pair
from flashcards.transcripts.speech import Part, Speech, quote_speech, share_words, ways_to_say

_FADES = 30_000
"""Milliseconds after which what is said counts for 1/e of what is said now."""

_PLENTY = 2
"""Mentions at once that are as good as any number of them."""

_LEAST_TALK = 0.25
"""The score of talk, from 0 to 1; one of two equal words said twice at once comes to a half."""

_MINUTE = 60_000
_TELLING = 0.25
"""The share that a word has which must be said twice within a minute: a mention isn't talk."""

_SEVERAL = 3
_MOST_SAID = 0.7
_OF_PAIR = 0.5
"""Words of a subject, and the share of what they tell, that together are more than a mention."""

_CLOSE = 0.9
"""The share of the best score from which a moment is as good."""

MOST_EFFORT = 12_000_000
"""Cues that are looked at, for one word each, to find all things of a video."""

_ABOUT = 0.3
"""What the words of an answer or a definition count beside those of the thing itself."""

_CLEAR = 1.5
"""By how many standard deviations more pairs must be named in the list's order than by chance."""

_LATE = 0.2
"""How far into its equal share of the time the talk of a thing starts, in shares: a stretch begins
with an introduction."""

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


def round_moment(moment: Milliseconds, earliest: Milliseconds) -> Milliseconds:
    """Give the whole second in which a moment lies, or the next one if that is too early."""
    at = Milliseconds(moment - moment % _SECOND)
    return Milliseconds(at + _SECOND) if at < earliest else at


def _talk(speech: Speech, stretch: Stretch, thing: Thing, cue: int | None) -> Talk | None:
    if cue is None:
        return None
    moment = speech.starts[cue]
    # A chapter may start within this very second, and the moment must lie in it.
    at = round_moment(moment, stretch.start)
    if stretch.end is not None and at > stretch.end:
        return None
    words = _words_of(speech, Thing(subject=thing.subject))
    soon = speech.part(moment, Milliseconds(moment + _MINUTE))
    is_named = any(speech.said(word, soon.first, soon.last) for word in words)
    return Talk(at=at, heard=quote_speech(speech, cue), is_named=is_named)


def find_talk(
    speech: Speech, subject: str, about: str, part: Part, effort: int = MOST_EFFORT
) -> int | None:
    """Find the cue at which the talk of a subject starts within a part.

    `about` is what else would be said then, such as a definition; it decides between moments that
    mention the subject, and makes none by itself. What takes more than the effort goes by its most
    telling words.
    """
    scores: dict[int, float] = {}
    telling: set[str] = set()
    for way in ways_to_say(subject):
        words = _choose_words(speech, share_words(speech, way), part, effort)
        telling.update(word for word, share in words.items() if share >= _TELLING)
        said = {cue for word in words for cue in speech.said(word, part.first, part.last)}
        for cue, score in _follow(speech, words, said, part.last).items():
            scores[cue] = max(score, scores.get(cue, 0.0))
    if max(scores.values(), default=0.0) < _LEAST_TALK:
        return None
    others = _choose_words(speech, share_words(speech, about), part, effort - len(scores))
    context = _follow(speech, others, scores, part.last)
    scores = {cue: score + _ABOUT * context[cue] for cue, score in scores.items()}
    best = max(scores.values())
    start = min(cue for cue, score in scores.items() if score >= _CLOSE * best)
    until = bisect_left(speech.starts, speech.starts[start] + _MINUTE)
    last = min(until, part.last)
    is_talk = any(len(speech.said(word, start, last)) > 1 for word in telling)
    return start if is_talk or _are_said(speech, subject, start, last) else None


def _are_said(speech: Speech, subject: str, first: int, last: int) -> bool:
    """Whether several words of a subject are said together, most of what it says."""
    words = share_words(speech, subject)
    said = [word for word in words if speech.said(word, first, last)]
    count = sum(_OF_PAIR if is_pair(word) else 1 for word in said)
    return count >= _SEVERAL and sum(words[word] for word in said) >= _MOST_SAID


def _choose_words(
    speech: Speech, words: Mapping[str, float], part: Part, effort: int
) -> dict[str, float]:
    """Leave out the words that tell least when following all of them would take too long."""
    chosen: dict[str, float] = {}
    mentions = 0
    for word in sorted(words, key=lambda word: -words[word]):
        mentions += speech.count(word, part.first, part.last)
        if mentions * (len(chosen) + 2) > effort:
            break
        chosen[word] = words[word]
    return chosen


def _follow(
    speech: Speech, words: Mapping[str, float], cues: Iterable[int], last: int
) -> dict[int, float]:
    """Score the talk that follows each of the cues, from 0 to 1, by the words in it."""
    places = sorted(cues)
    scores = dict.fromkeys(places, 0.0)
    if not places:
        return scores
    for word, share in words.items():
        said = list(speech.said(word, places[0], last))
        mentions, at = 0.0, inf
        for place in reversed(places):
            while said and said[-1] >= place:
                moment = speech.starts[said.pop()]
                mentions = 1 + mentions * exp((moment - at) / _FADES)
                at = moment
            now = mentions * exp((speech.starts[place] - at) / _FADES)
            scores[place] += share * min(1.0, now / _PLENTY)
    return scores

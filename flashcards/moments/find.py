"""The moment at which a stretch of a transcript is first really about one thing.

A passing mention is not it. The rule: from every cue that mentions the thing, the minute that
follows is asked how much it is about it, what comes soon counting for more; the first cue from
which it is nearly as much as from the best one is where the talk starts.
"""

from collections import defaultdict
from collections.abc import Mapping
from math import exp, inf

from flashcards.moments.speech import Part, Speech, share_words, ways_to_say

_FADES = 20_000
"""Milliseconds after which what is said counts for 1/e of what is said now."""

_PLENTY = 4
"""Mentions at once that are as good as any number of them."""

_NEAR = 10_000
"""Milliseconds in which a thing's words must come together to be a mention of it."""

_LEAST_MENTIONED = 0.5
"""The share of a thing's words, by their worth, that a mention of it must have."""

_LEAST_TALK = 0.35
"""The score of talk, from 0 to 1; one mention alone has a quarter."""

_CLOSE = 0.75
"""The share of the best score from which a moment is as good."""

_ABOUT = 0.3
"""What the words of an answer or a definition count beside those of the thing itself."""


def find_talk(speech: Speech, subject: str, about: str, part: Part) -> int | None:
    """Find the cue at which the talk of a subject starts within a part.

    `about` is what else would be said then, such as a definition; it decides between moments that
    mention the subject, and makes none by itself.
    """
    scores: dict[int, float] = {}
    for way in ways_to_say(subject):
        words = share_words(speech, way)
        mentions = _find_mentions(speech, words, part)
        for cue, score in _follow(speech, words, mentions, part.last).items():
            scores[cue] = max(scores.get(cue, 0), score)
    context = share_words(speech, about)
    for cue, score in _follow(speech, context, sorted(scores), part.last).items():
        scores[cue] += _ABOUT * score
    best = max(scores.values(), default=0)
    if best < _LEAST_TALK:
        return None
    return min(cue for cue, score in scores.items() if score >= _CLOSE * best)


def _find_mentions(speech: Speech, words: Mapping[str, float], part: Part) -> list[int]:
    """Give the cues that have one of the words, with enough of the others soon after."""
    said: defaultdict[int, list[str]] = defaultdict(list)
    for word in words:
        for cue in speech.said(word, part.first, part.last):
            said[cue].append(word)
    found: list[int] = []
    latest: dict[str, int] = {}
    for cue in sorted(said, reverse=True):
        now = speech.starts[cue]
        latest.update(dict.fromkeys(said[cue], now))
        near = sum(words[word] for word, time in latest.items() if time - now <= _NEAR)
        if near >= _LEAST_MENTIONED:
            found.append(cue)
    return found[::-1]


def _follow(
    speech: Speech, words: Mapping[str, float], places: list[int], last: int
) -> dict[int, float]:
    """Score the talk that follows each of the places, from 0 to 1, by the words in it."""
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

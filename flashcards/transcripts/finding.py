"""The moment at which a part of a talk is first really about one thing, told by its words.

A passing mention is not it: from every cue that says a word of the thing, the minute or so that
follows is asked how much it is about it, by how often it says each word, what comes soon counting
for more. The first cue from which it is nearly as much as from the best one is where the talk
starts.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from math import exp, inf

from flashcards.transcripts.language_words import is_pair
from flashcards.transcripts.speech import Part, Speech, share_words, ways_to_say

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


def find_talk(  # noqa: PLR0913, PLR0917 - what is searched, for what, how far, and what not
    speech: Speech,
    subject: str,
    about: str,
    part: Part,
    effort: int = MOST_EFFORT,
    overviews: frozenset[int] = frozenset(),
) -> int | None:
    """Find the cue at which the talk of a subject starts within a part, at no overview's cue.

    `about` is what else would be said then, such as a definition; it decides between moments that
    mention the subject, and makes none by itself. What takes more than the effort goes by its most
    telling words.
    """
    scores: dict[int, float] = {}
    telling: set[str] = set()
    for way in ways_to_say(subject):
        words = choose_words(speech, share_words(speech, way), part, effort)
        telling.update(word for word, share in words.items() if share >= _TELLING)
        said = {cue for word in words for cue in speech.said(word, part.first, part.last)}
        said -= overviews
        for cue, score in follow_words(speech, words, said, part.last).items():
            scores[cue] = max(score, scores.get(cue, 0.0))
    if max(scores.values(), default=0.0) < _LEAST_TALK:
        return None
    others = choose_words(speech, share_words(speech, about), part, effort - len(scores))
    context = follow_words(speech, others, scores, part.last)
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


def choose_words(
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


def follow_words(
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


def score_talk(speech: Speech, subject: str, cue: int, part: Part, effort: int) -> float:
    """Say from 0 to 1 how much the talk from a cue on is about a subject."""
    return max(
        follow_words(
            speech,
            choose_words(speech, share_words(speech, way), part, effort),
            (cue,),
            part.last,
        )[cue]
        for way in ways_to_say(subject)
    )

"""Where a thing is said in plain words: sentences that have all of its words, or define it.

A sentence that names several things of one list tells what is to come, or what was: an overview, a
recap. It speaks for none of them. Of a question the words may be spread over a few sentences, and
its answer's words are said there, too.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flashcards.text.lists import is_english
from flashcards.text.words import find_words, stem
from flashcards.transcripts.beginnings import find_beginning
from flashcards.transcripts.content_words import is_faint
from flashcards.transcripts.defining import find_definitions
from flashcards.transcripts.finding import choose_words, follow_words
from flashcards.transcripts.language_words import is_pair
from flashcards.transcripts.speech import Part, Speech, share_words, ways_to_say

_NAMES = 0.65
"""The share of what a thing's words tell from which a sentence names it."""

_WHOLE = 0.95
_SEVERAL = 2
"""The share, and the words, of all of several words; a faint one counts half."""

_OF_PAIR, _OF_FAINT = 0.5, 0.5
_MOST_MENTIONS = 50
"""Sentences of one thing that are weighed, those that have most of its words."""

_DEFINED = 2.0
_ALL_SAID = 0.2
_NAMED, _OF_TALK = 0.4, 0.3
_ASKED, _ANSWERED = 0.9, 1.0
"""What a sentence counts: one that defines the thing, that has all its words (beside the talk that
follows), that names it by one word, and what question and answer count."""

_SPREAD = 3
_SPREAD_TIME = 20_000
"""Sentences, and milliseconds, over which a question's words may be spread."""

_LEAST_ANSWER = 0.7
"""The score from which a question is clearly talked about."""


_OVERVIEW = 3
"""Things of a list that a sentence names which is the talk of none of them."""


class Utterance(NamedTuple):
    """A caption from which a thing is spoken of, and how much speaks for it, up to about two.

    What is `plain` may stand by itself; the rest needs other signs, such as its place in a list.
    """

    cue: int
    score: float
    is_plain: bool


Definitions = Mapping[tuple[str, ...], tuple[int, ...]]
"""For the stems of a term, the sentences that define it."""


def list_definitions(speech: Speech) -> Definitions:
    """Give the terms that the talk defines itself; none where it isn't in English."""
    found: dict[tuple[str, ...], tuple[int, ...]] = {}
    if is_english(speech.language):
        for each in find_definitions(speech.told):
            name = _stems(each.term)
            found[name] = (*found.get(name, ()), each.sentence)
    return found


def _stems(text: str) -> tuple[str, ...]:
    return tuple(
        stem(part) for word in find_words(text.lower()) for part in word[0].split("-") if part
    )


def find_mentions(
    speech: Speech,
    definitions: Definitions,
    things: Sequence[tuple[str, str]],
    part: Part,
    effort: int,
) -> tuple[list[list[Utterance]], frozenset[int]]:
    """Give the mentions of each thing of a list, a subject and what is said about it, in a part.

    Last, the captions of sentences that name several things of the list.
    """
    if part.first >= part.last:
        return [[] for _ in things], frozenset()
    sentences = speech.told.sentences
    first, last = (
        bisect_left(sentences, cue, key=lambda each: each.cue) for cue in (part.first, part.last)
    )
    shares = [_share_out(speech, subject, first, last, effort) for subject, _ in things]
    naming: Counter[int] = Counter()
    for own in shares:
        naming.update(own.keys())
    found = []
    for (subject, about), own in zip(things, shares, strict=True):
        mentions = [*_weigh(speech, subject, own, naming, part, effort)]
        mentions += _define(speech, definitions, subject, first, last)
        if about:
            mentions += _answer(speech, subject, about, first, last, effort)
        found.append(mentions)
    overviews = frozenset(
        sentences[number].cue for number, count in naming.items() if count >= _OVERVIEW
    )
    return found, overviews


def _share_out(
    speech: Speech, subject: str, first: int, last: int, effort: int
) -> dict[int, tuple[float, bool]]:
    """Give the sentences that name a subject, with the share of its words, and whether of all."""
    best: dict[int, tuple[float, bool]] = {}
    for way in ways_to_say(subject):
        shares, counts = _add_up(speech, share_words(speech, way), first, last, effort)
        for number, share in shares.items():
            if share >= _NAMES:
                is_whole = share >= _WHOLE and counts[number] >= _SEVERAL
                best[number] = max((share, is_whole), best.get(number, (0.0, False)))
    most = sorted(best, key=lambda number: (-best[number][0], number))[:_MOST_MENTIONS]
    return {number: best[number] for number in sorted(most)}


def _add_up(
    speech: Speech, words: Mapping[str, float], first: int, last: int, effort: int
) -> tuple[dict[int, float], Mapping[int, float]]:
    """Add up the shares, and the number, of the words of each sentence."""
    shares: dict[int, float] = {}
    counts: defaultdict[int, float] = defaultdict(float)
    for word in sorted(words, key=lambda word: -words[word]):
        places = _places(speech, word, first, last)
        effort -= len(places)
        if effort < 0:
            break
        weight = (_OF_PAIR if is_pair(word) else 1) * (_OF_FAINT if is_faint(word) else 1)
        for number in places:
            shares[number] = shares.get(number, 0.0) + words[word]
            counts[number] += weight
    return shares, counts


def _places(speech: Speech, word: str, first: int, last: int) -> tuple[int, ...]:
    places = speech.sentences.get(word, ())
    return places[bisect_left(places, first) : bisect_left(places, last)]


def _weigh(  # noqa: PLR0913, PLR0917 - what is searched, for what, and how far
    speech: Speech,
    subject: str,
    shares: Mapping[int, tuple[float, bool]],
    naming: Counter[int],
    part: Part,
    effort: int,
) -> list[Utterance]:
    """Weigh the sentences that name a thing by the talk that follows, and what else they name."""
    sentences = speech.told.sentences
    cues = {sentences[number].cue for number in shares}
    follow = dict.fromkeys(cues, 0.0)
    for way in ways_to_say(subject):
        words = choose_words(speech, share_words(speech, way), part, effort)
        for cue, score in follow_words(speech, words, cues, part.last).items():
            follow[cue] = max(score, follow[cue])
    found = []
    for number, (_, is_whole) in shares.items():
        cue = sentences[number].cue
        others = naming[number] - 1
        if is_whole and not others:
            found.append(Utterance(cue, follow[cue] + _ALL_SAID, is_plain=True))
        else:
            score = (_NAMED + _OF_TALK * follow[cue]) / (1 + others)
            found.append(Utterance(cue, score, is_plain=False))
    return found


def _define(
    speech: Speech, definitions: Definitions, subject: str, first: int, last: int
) -> list[Utterance]:
    """Give the sentence that defines a thing, or where its explanation begins before that."""
    for way in ways_to_say(subject):
        for number in definitions.get(_stems(way), ()):
            if first <= number < last:
                begin = max(first, find_beginning(speech.told, number))
                return [Utterance(speech.told.sentences[begin].cue, _DEFINED, is_plain=True)]
    return []


def _answer(  # noqa: PLR0913, PLR0917 - what is searched, for what, and how far
    speech: Speech, subject: str, about: str, first: int, last: int, effort: int
) -> list[Utterance]:
    """Weigh the sentences from which the words of a question and its answer are said."""
    sentences = speech.told.sentences
    total: dict[int, float] = {}
    saying: set[int] = set()
    for text, worth in ((subject, _ASKED), (about, _ANSWERED)):
        words = share_words(speech, text)
        for word in sorted(words, key=lambda word: -words[word]):
            places = _places(speech, word, first, last)
            effort -= len(places) * _SPREAD
            if effort < 0:
                break
            saying.update(places)
            before = {
                near
                for number in places
                for near in range(max(first, number - _SPREAD + 1), number + 1)
                if sentences[number].at - sentences[near].at <= _SPREAD_TIME
            }
            for number in before:
                total[number] = total.get(number, 0.0) + worth * words[word]
    most = sorted((number for number in total if number in saying), key=lambda n: (-total[n], n))
    return [
        Utterance(sentences[number].cue, total[number], is_plain=total[number] >= _LEAST_ANSWER)
        for number in most[:_MOST_MENTIONS]
    ]

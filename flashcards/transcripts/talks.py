"""The moments of all things of a video: by plain words, by how much is said, by their place.

What is clearly said is taken first, wherever a list has it: a sentence that defines a thing, one
that has all of its words, the minute that is most about it. Where lists follow the talk, the less
clear of these must be near the thing's place in its list. There, too, a single word that names a
thing is taken when it fits the order of the others; what is talked about without its name gets its
equal share of the time, between those around it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flashcards.text.lists import is_english
from flashcards.text.times import Milliseconds
from flashcards.transcripts.beginnings import find_introduction
from flashcards.transcripts.finding import MOST_EFFORT, find_talk, score_talk
from flashcards.transcripts.mentions import Definitions, Utterance, find_mentions, list_definitions
from flashcards.transcripts.ordering import choose_in_order, expect, fill_in, follow_the_talk
from flashcards.transcripts.speech import Part, Speech, quote_speech, share_words, ways_to_say

_MINUTE = 60_000
_SECOND = 1000

_CLOSE = 0.1
"""By how much a moment may speak less for a thing than the best one, to be as good if earlier."""

_LEAST, _FAR = 0.35, 0.5
"""What must speak for a moment where lists follow the talk: at a thing's place, and how much more
at the other end of the stretch."""

_OUT_OF_PLACE = 0.3
_LEAST_NAMED = 0.4
"""What a name counts far from its place, at least, and what must speak for one."""

_PLACED = 0.5
"""What a clear moment counts beside names in the choice of those in order."""


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
    definitions = list_definitions(speech)
    begin = find_introduction(speech.told) if is_english(speech.language) else 0
    found = [
        _search(speech, stretch, _without_introduction(part, begin), definitions, effort)
        for stretch, part in zip(stretches, parts, strict=True)
    ]
    is_ordered = follow_the_talk(
        [
            _hear(speech, thing, own, part, effort)
            for thing, own in zip(stretch.things, mentions, strict=True)
        ]
        for stretch, part, mentions in zip(stretches, parts, found, strict=True)
    )
    choose = _choose_ordered if is_ordered else _choose_alone
    return tuple(
        _make_talks(speech, stretch, choose(speech, part, mentions))
        for stretch, part, mentions in zip(stretches, parts, found, strict=True)
    )


def _without_introduction(part: Part, begin: int) -> Part:
    """Give a part without a guest's introduction, which tells of what was long before the talk."""
    return replace(part, first=begin) if part.first < begin < part.last else part


def _search(
    speech: Speech, stretch: Stretch, part: Part, definitions: Definitions, effort: int
) -> list[list[Utterance]]:
    """Give what speaks for each thing of a stretch."""
    things = [(thing.subject, thing.about) for thing in stretch.things]
    found, overviews = find_mentions(speech, definitions, things, part, effort)
    for (subject, about), own in zip(things, found, strict=True):
        cue = find_talk(speech, subject, about, part, effort, overviews)
        if cue is not None:
            score = score_talk(speech, subject, cue, part, effort)
            own.append(Utterance(cue, score + _CLOSE, is_plain=True))
    return found


def _hear(
    speech: Speech, thing: Thing, mentions: Sequence[Utterance], part: Part, effort: int
) -> float | None:
    """Give when a thing is clearly said, else the mean time at which its words are."""
    if best := _best_plain(mentions):
        return speech.starts[best.cue]
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


def _words_of(speech: Speech, thing: Thing) -> dict[str, float]:
    """Give the words that speak for a thing, each with its share, by any way to say it."""
    shares: dict[str, float] = {}
    for way in ways_to_say(thing.subject):
        for word, share in share_words(speech, way).items():
            shares[word] = max(share, shares.get(word, 0.0))
    for word, share in share_words(speech, thing.about).items():
        shares.setdefault(word, share / 2)
    return shares


def _best_plain(mentions: Sequence[Utterance]) -> Utterance | None:
    """Give the first of the clear moments that are as good as the best one."""
    plain = [each for each in mentions if each.is_plain]
    least = max((each.score for each in plain), default=0.0) - _CLOSE
    return min((each for each in plain if each.score >= least), default=None)


def _choose_alone(
    speech: Speech,  # noqa: ARG001 - chosen as the other one is
    part: Part,  # noqa: ARG001
    mentions: Sequence[Sequence[Utterance]],
) -> dict[int, int]:
    """Choose the moment of each thing by itself: a thing's place in the list tells nothing."""
    best = ((index, _best_plain(own)) for index, own in enumerate(mentions))
    return {index: each.cue for index, each in best if each}


def _choose_ordered(
    speech: Speech, part: Part, mentions: Sequence[Sequence[Utterance]]
) -> dict[int, int]:
    """Choose the moments of a list that follows the talk, and give the others by their places."""
    count = len(mentions)
    clear: dict[int, Utterance] = {}
    usable: list[list[Utterance]] = []
    for index, own in enumerate(mentions):
        far = [_distance(speech, part, each, index, count) for each in own]
        enough = [
            each
            for each, distance in zip(own, far, strict=True)
            if each.is_plain and each.score >= _LEAST + _FAR * distance
        ]
        if best := _best_plain(enough):
            clear[index] = best
            usable.append([best._replace(score=best.score + _PLACED)])
        else:
            weighed = (
                each._replace(score=each.score * max(_OUT_OF_PLACE, 1 - distance))
                for each, distance in zip(own, far, strict=True)
            )
            usable.append([each for each in weighed if each.score >= _LEAST_NAMED])
    placed = {index: each.cue for index, each in choose_in_order(usable).items()}
    filled = fill_in(speech, part, placed, count)
    return filled | {index: each.cue for index, each in clear.items()}


def _distance(speech: Speech, part: Part, mention: Utterance, index: int, count: int) -> float:
    """Say how far a mention is from a thing's place in the list, in lengths of the stretch."""
    length = max(1, part.end - part.start)
    return abs(speech.starts[mention.cue] - expect(part, index, count)) / length


def _make_talks(speech: Speech, stretch: Stretch, cues: dict[int, int]) -> tuple[Talk | None, ...]:
    return tuple(
        _talk(speech, stretch, thing, cues.get(index)) for index, thing in enumerate(stretch.things)
    )


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

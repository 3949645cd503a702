"""The moments at which a stretch of talk turns from one thing to the next, for things in order.

A hidden Markov model: each cue belongs to one of the things, in their order, and speaks its words
now and then. A thing's turn comes where its words start, where a speaker would take up a new one,
and not too far from where it would if all had equal time. So what is talked about without its name
is found between its neighbours, as surely as they stand close together.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp, inf, log1p

from flashcards.text.times import Milliseconds
from flashcards.transcripts.speech import Part, Speech

_WORD = 1.0
"""What a cue with all words of a thing speaks for it: natural logarithms, as all that follow."""

_NAMED = 0.7
"""What speaks for a turn soon after which the thing is named."""

_SOON = 15_000
_OPENING = 1.0
"""What speaks for a turn at a word with which speakers take up a new thing."""

_WITHIN_SENTENCE = -1.0
_LATE, _SPREAD = 0.1, 0.6
"""How far from equal shares of time turns are, in shares: on average, and usually.

Measured on the 64 topics of a content file whose moments an author had set.
"""

_MINUTE = 60_000
_LEAST_SURE = 0.5
"""How likely it must be that the moment is right within a minute."""

_TAKES_UP = re.compile(
    r"\W*(?:so|now|ok|okay|all right|alright|right|well|let's|let me|next|another|then|but first"
    r"|and then|first|second|finally|what about)\b",
    re.IGNORECASE,
)
_ENDS_SENTENCE = re.compile(r"[.?!…][\"'”’)]*$")  # noqa: RUF001 - typographic signs of texts
_PUNCTUATED = 0.1
"""The share of cues that end with a sentence, in a transcript that has sentences at all."""

Rows = list[list[float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """For each thing the cue at which its turn comes, if that is sure enough; and the evidence.

    The evidence is the logarithm of how well the things in this order explain the words; it can
    be compared with that of another order of the same things.
    """

    cues: tuple[int | None, ...]
    evidence: float


def align_talk(speech: Speech, things: Sequence[Mapping[str, float]], part: Part) -> Aligned:
    """Find the turns of things, given by their words' shares, among the cues of a stretch."""
    count = part.last - part.first
    if not things or count < len(things):
        return Aligned(cues=(None,) * len(things), evidence=0.0)
    named = _name(speech, things, part)
    turns = _weigh_turns(speech, named, part)
    speaks = [[0.0, *(_WORD * each for each in row)] for row in named]
    ahead = _pass_on(speaks, turns)
    behind = _pass_back(speaks, turns)
    evidence = ahead[-1][-1]
    times = speech.starts[part.first : part.last]
    found: list[int | None] = []
    for thing in range(1, len(things) + 1):
        likely = [
            exp(
                _arrive(ahead, cue, thing)
                + turns[cue][thing - 1]
                + speaks[cue][thing]
                + behind[cue][thing]
                - evidence
            )
            for cue in range(count)
        ]
        cue = _surest(likely, times)
        found.append(None if cue is None else part.first + cue)
    return Aligned(cues=tuple(found), evidence=evidence)


def _pass_on(speaks: Rows, turns: Rows) -> Rows:
    """Give for each cue and thing how likely the talk is to be there, by what was before."""
    ahead: Rows = []
    for cue, spoken in enumerate(speaks):
        row = []
        for thing, each in enumerate(spoken):
            stays = (ahead[-1][thing] if ahead else -inf) if cue or thing else 0.0
            turn = _arrive(ahead, cue, thing) + turns[cue][thing - 1] if thing else -inf
            row.append(_either(stays, turn) + each)
        ahead.append(row)
    return ahead


def _arrive(ahead: Rows, cue: int, thing: int) -> float:
    """Say how likely the talk is to have been at the thing before, just before a cue."""
    if cue:
        return ahead[cue - 1][thing - 1]
    return 0.0 if thing == 1 else -inf


def _pass_back(speaks: Rows, turns: Rows) -> Rows:
    """Give for each cue and thing how likely what follows is, which ends with the last thing."""
    row = [-inf] * (len(speaks[0]) - 1) + [0.0]
    behind = [row]
    for spoken, turn in zip(speaks[:0:-1], turns[:0:-1], strict=True):
        seen = [each + after for each, after in zip(spoken, row, strict=True)]
        row = [
            _either(seen[thing], seen[thing + 1] + turn[thing] if thing < len(turn) else -inf)
            for thing in range(len(seen))
        ]
        behind.append(row)
    return behind[::-1]


def _either(one: float, other: float) -> float:
    """Add two likelihoods, given and returned as logarithms."""
    more, less = max(one, other), min(one, other)
    return more if less == -inf else more + log1p(exp(less - more))


def _surest(likely: list[float], times: Sequence[Milliseconds]) -> int | None:
    """Give the likeliest cue of the likeliest minute, if the moment is probably right."""
    sums = [0.0, *accumulate(likely)]

    def near(cue: int, reach: int) -> tuple[int, int]:
        return bisect_left(times, times[cue] - reach), bisect_right(times, times[cue] + reach)

    def mass(cue: int, reach: int) -> float:
        first, last = near(cue, reach)
        return sums[last] - sums[first]

    middle = max(range(len(likely)), key=lambda cue: mass(cue, _MINUTE // 2))
    best = max(range(*near(middle, _MINUTE // 2)), key=likely.__getitem__)
    return best if mass(best, _MINUTE) >= _LEAST_SURE else None


def _name(speech: Speech, things: Sequence[Mapping[str, float]], part: Part) -> Rows:
    """Say for each cue how far it names each thing; a word of several things counts for less."""
    sharing: defaultdict[str, int] = defaultdict(int)
    for words in things:
        for word in words:
            sharing[word] += 1
    named = [[0.0] * len(things) for _ in range(part.first, part.last)]
    for index, words in enumerate(things):
        for word, share in words.items():
            for cue in set(speech.said(word, part.first, part.last)):
                row = named[cue - part.first]
                row[index] = min(1.0, row[index] + share / sharing[word])
    return named


def _weigh_turns(speech: Speech, named: Rows, part: Part) -> Rows:
    """Say for each cue and thing what speaks for its turn coming there."""
    cues = speech.transcript.cues[part.first : part.last]
    count = len(named[0])
    share = max(1, part.end - part.start) / count
    ends = [True, *(_ENDS_SENTENCE.search(cue.text) is not None for cue in cues[:-1])]
    has_sentences = sum(ends) > 1 + len(ends) * _PUNCTUATED
    times = [cue.start for cue in cues]
    later = [bisect_left(times, time + _SOON) for time in times]
    sums = [[0.0, *accumulate(column)] for column in zip(*named, strict=True)]
    turns: Rows = []
    for index, cue in enumerate(cues):
        here = _OPENING if _TAKES_UP.match(cue.text) else 0.0
        if has_sentences and not ends[index]:
            here += _WITHIN_SENTENCE
        place = (cue.start - part.start) / share
        until = max(index + 1, later[index])
        turns.append(
            [
                here
                - ((place - thing - _LATE) / _SPREAD) ** 2 / 2
                + _NAMED * min(1.0, sums[thing][until] - sums[thing][index])
                for thing in range(count)
            ]
        )
    return turns

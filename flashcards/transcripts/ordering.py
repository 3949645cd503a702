"""What a list's order tells: most lists follow the talk, and then a thing's place says when it is.

Whether they do is asked of the things that are named: over all stretches, in their order clearly
more often than by chance.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from math import sqrt
from typing import NamedTuple

from flashcards.transcripts.mentions import Utterance
from flashcards.transcripts.speech import Part, Speech

_CLEAR = 1.5
"""By how many standard deviations more pairs must be named in the list's order than by chance."""

_LATE = 0.2
"""How far into its equal share of the time the talk of a thing starts, in shares: a stretch begins
with an introduction."""


def follow_the_talk(heard: Iterable[Sequence[float | None]]) -> bool:
    """Whether things are named in the order of their lists, clearly more so than by chance.

    Kendall's rank correlation: pairs in order less pairs out of order, and how far chance spreads.
    """
    lead, variance = 0, 0.0
    for own in heard:
        times = [time for time in own if time is not None]
        count = len(times)
        earlier: list[float] = []
        for time in times:
            lead += bisect_left(earlier, time) - len(earlier) + bisect_right(earlier, time)
            insort(earlier, time)
        variance += count * (count - 1) * (2 * count + 5) / 18
    return lead > 0 and lead >= _CLEAR * sqrt(variance)


def expect(part: Part, index: int, count: int) -> float:
    """Give the time at which the talk of a thing starts if all of a list have equal time."""
    return part.start + (part.end - part.start) * (index + _LATE) / count


class _Chain(NamedTuple):
    """A sequence's score, its last thing and mention, and the sequence before that."""

    score: float
    thing: int
    mention: Utterance
    before: "_Chain | None"


def choose_in_order(mentions: Sequence[Sequence[Utterance]]) -> dict[int, Utterance]:
    """Choose mentions, one of a thing at most, in their order, of the highest sum of scores.

    Gives those chosen by their thing's index. (The heaviest increasing sequence: for each caption a
    tree keeps the best that ends up to it.)
    """
    cues = sorted({each.cue for own in mentions for each in own})
    tree: list[_Chain | None] = [None] * (len(cues) + 1)
    for index, own in enumerate(mentions):
        longer = []
        for each in own:
            rank = bisect_left(cues, each.cue) + 1
            before = _best_up_to(tree, rank)
            score = each.score + (before.score if before else 0.0)
            longer.append((rank, _Chain(score, index, each, before)))
        for rank, chain in longer:
            _keep(tree, rank, chain)
    last = _best_up_to(tree, len(cues))
    chosen: dict[int, Utterance] = {}
    while last:
        chosen[last.thing] = last.mention
        last = last.before
    return chosen


def _best_up_to(tree: list[_Chain | None], rank: int) -> _Chain | None:
    best: _Chain | None = None
    while rank:
        chain = tree[rank]
        if chain and (best is None or chain.score > best.score):
            best = chain
        rank -= rank & -rank
    return best


def _keep(tree: list[_Chain | None], rank: int, chain: _Chain) -> None:
    while rank < len(tree):
        other = tree[rank]
        if other is None or chain.score > other.score:
            tree[rank] = chain
        rank += rank & -rank


def fill_in(speech: Speech, part: Part, placed: dict[int, int], count: int) -> dict[int, int]:
    """Give all of a list's things a cue: those that are not placed by their place in the list.

    That says nothing of the only one of its list. `placed` are things with their cues, in order.
    """
    if count == 1 or part.first == part.last:
        return placed
    known = sorted(placed.items())
    times = [
        (-_LATE, float(part.start)),
        *((float(index), float(speech.starts[cue])) for index, cue in known),
        (count - _LATE, float(part.end)),
    ]
    filled = dict(placed)
    after = 1
    for index in range(count):
        if index in placed:
            after += 1
            continue
        (low, start), (high, end) = times[after - 1], times[after]
        moment = expect(part, index, count)
        if not start < moment < end:
            # Those around it come later or earlier than their share: it stands between them.
            moment = start + (end - start) * (index - low) / (high - low)
        cue = bisect_right(speech.starts, moment, part.first, part.last) - 1
        filled[index] = max(part.first, cue)
    return filled

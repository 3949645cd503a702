"""Questions that follow the video: each one's chapter, told by its neighbours', too.

A list of questions often goes through the video from start to end. Whether this one does is asked
of the fits themselves: two models, with and without order, say how likely they are (a hidden
Markov model, solved by its forward and backward passes). Without order each stands alone.
"""

from collections.abc import Sequence
from math import exp, log

_SHARPNESS = 1.5
"""By how much one fit must exceed another to be e times as likely."""

_STAY, _NEXT, _SKIP = 0.5, 0.35, 0.05
"""How likely an ordered list's next question has the same chapter, the next, or the one after.

The rest of the likelihood is for any chapter at all.
"""

_EVIDENCE = 3.0
"""Natural logarithm of how much likelier order must be: 20 times."""

Likelihoods = list[float]


def weigh_choices(fits: Sequence[Sequence[float]]) -> tuple[tuple[float, ...], ...]:
    """Give for each question, from its fit with each chapter, how likely each is the right one."""
    alone = [_normalise([exp((fit - max(row)) / _SHARPNESS) for fit in row])[0] for row in fits]
    if not alone:
        return ()
    ahead: list[Likelihoods] = []
    evidence = 0.0
    count = len(alone[0])
    state = [1 / count] * count
    for place, choice in enumerate(alone):
        arriving = _step(state) if place else state
        state, total = _normalise([a * b for a, b in zip(arriving, choice, strict=True)])
        evidence += log(total * count)
        ahead.append(state)
    if evidence < _EVIDENCE:
        return tuple(tuple(choice) for choice in alone)
    found: list[tuple[float, ...]] = []
    behind = [1.0] * count
    for state, choice in zip(reversed(ahead), reversed(alone), strict=True):
        both, _ = _normalise([a * b for a, b in zip(state, behind, strict=True)])
        found.append(tuple(both))
        seen = [a * b for a, b in zip(behind, choice, strict=True)]
        behind, _ = _normalise(_step(seen[::-1])[::-1])
    return tuple(reversed(found))


def _step(state: Likelihoods) -> Likelihoods:
    """Go from one question's chapters to the next one's."""
    anywhere = (1 - _STAY - _NEXT - _SKIP) / len(state) * sum(state)
    padded = [0.0, 0.0, *state]
    return [
        anywhere + _STAY * padded[place + 2] + _NEXT * padded[place + 1] + _SKIP * padded[place]
        for place in range(len(state))
    ]


def _normalise(values: Likelihoods) -> tuple[Likelihoods, float]:
    total = sum(values)
    return [value / total for value in values], total

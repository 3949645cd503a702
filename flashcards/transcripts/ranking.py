"""How well texts fit a question, by the rule known as BM25 with weighted parts (BM25F).

A word counts for more the fewer texts have it, for less each time it is repeated, and for less in
a long text. Ours, being short: the libraries that do this need numpy, and know no weights.

Questions asked of texts that follow each other often go through them from start to end. Whether
these do is asked of the fits themselves: two models, with and without order, say how likely they
are (a hidden Markov model, solved by its forward and backward passes). Without order each question
stands alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from flashcards.transcripts.content_words import is_faint

_SATURATION = 1.2
_LENGTH_MATTERS = 0.4
"""From 0, where a text's length is nothing to its fit, to 1; what chapters say is short."""

_FAINTNESS = 0.3
"""What a word of any subject is worth beside an equally rare one of some subject."""

_SHARPNESS = 1.5
"""By how much one fit must exceed another to be e times as likely."""

_STAY, _NEXT, _SKIP = 0.5, 0.35, 0.05
"""How likely an ordered list's next question has the same text, the next, or the one after.

The rest of the likelihood is for any text at all.
"""

_EVIDENCE = 3.0
"""Natural logarithm of how much likelier order must be: 20 times."""

Weights = Mapping[str, float]
"""Words with how often each stands there, a place of weight counting for more than one."""

_Likelihoods = list[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Texts made ready to be compared: each word's worth, and its strength in each text."""

    worth: Mapping[str, float]
    postings: Mapping[str, tuple[tuple[int, float], ...]]
    count: int

    def score(self, words: Weights) -> tuple[float, ...]:
        """Give each text's fit with the words, 0 when it has none of them."""
        scores = [0.0] * self.count
        for word, weight in words.items():
            for index, strength in self.postings.get(word, ()):
                scores[index] += weight * self.worth[word] * strength
        return tuple(scores)


def make_ranking(texts: Sequence[Weights], others: Sequence[Iterable[str]] = ()) -> Ranking:
    """Make texts ready to be compared with many questions.

    A word's rarity is that over the texts and the others: what many questions have in common, such
    as a speaker's name, tells no more than what many texts do.
    """
    lengths = [sum(text.values()) for text in texts]
    average = sum(lengths) / max(1, len(lengths)) or 1.0
    postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for index, (text, length) in enumerate(zip(texts, lengths, strict=True)):
        slack = _SATURATION * (1 - _LENGTH_MATTERS + _LENGTH_MATTERS * length / average)
        for word, weight in text.items():
            postings[word].append((index, weight * (_SATURATION + 1) / (weight + slack)))
    return Ranking(
        worth=weigh_words([*texts, *others]),
        postings={word: tuple(found) for word, found in postings.items()},
        count=len(texts),
    )


def weigh_words(texts: Sequence[Iterable[str]]) -> dict[str, float]:
    """Say of each word how much it tells: from nearly 0, when all texts have it, upwards."""
    having: defaultdict[str, int] = defaultdict(int)
    for text in texts:
        for word in set(text):
            having[word] += 1
    return {
        word: log(1 + (len(texts) - number + 0.5) / (number + 0.5))
        * (_FAINTNESS if is_faint(word) else 1)
        for word, number in having.items()
    }


def add_up(*parts: tuple[float, Sequence[str]]) -> dict[str, float]:
    """Add up the words of a text's parts, those of each by its weight."""
    total: defaultdict[str, float] = defaultdict(float)
    for weight, words in parts:
        for word in words:
            total[word] += weight
    return dict(total)


def weigh_choices(fits: Sequence[Sequence[float]]) -> tuple[tuple[float, ...], ...]:
    """Give for each question, from its fit with each text, how likely each is the right one."""
    alone = [_normalise([exp((fit - max(row)) / _SHARPNESS) for fit in row])[0] for row in fits]
    if not alone:
        return ()
    ahead: list[_Likelihoods] = []
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


def _step(state: _Likelihoods) -> _Likelihoods:
    """Go from one question's texts to the next one's."""
    anywhere = (1 - _STAY - _NEXT - _SKIP) / len(state) * sum(state)
    padded = [0.0, 0.0, *state]
    return [
        anywhere + _STAY * padded[place + 2] + _NEXT * padded[place + 1] + _SKIP * padded[place]
        for place in range(len(state))
    ]


def _normalise(values: _Likelihoods) -> tuple[_Likelihoods, float]:
    total = sum(values)
    return [value / total for value in values], total

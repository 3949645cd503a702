"""What the rules on pairs of cards keep of each card: little, for a run has all of them at once."""

from functools import lru_cache
from typing import NamedTuple

from flashcards.content.model import Text
from flashcards.lint.cards import Card, QuestionCard, TopicCard, all_prose
from flashcards.lint.prose import Prose
from flashcards.text.language import OBJECT, STOP_WORDS, stem

_PUNCTUATION = ".,;:!?'\"()[]“”‘’„«»…¿¡"  # noqa: RUF001 - typographic signs of texts
_LONGEST = 24
"""Words of a front that count."""

_MEANINGFUL = frozenset(
    "when where why how who whose whom many much left right before after first last not".split()
)
"""Stop words that tell two fronts apart."""


class Face(NamedTuple):
    """A card as it is compared with others.

    `shown` is the front as it shows, `back` the text after it, what it asks for if it is a card at
    all. `words` are the meaningful words of a question or term, sorted; `names` those of them that
    are names, numbers, signs or code.
    """

    kind: type[Card]
    text: Text
    shown: str
    back: str
    words: tuple[str, ...]
    names: frozenset[str]
    allow: tuple[Text, ...]

    @property
    def is_question(self) -> bool:
        """Whether it is a question's."""
        return self.kind is QuestionCard

    @property
    def is_topic(self) -> bool:
        """Whether it is a term's that has a definition."""
        return self.kind is TopicCard


def make_face(card: Card) -> Face:
    """Take a card's face off it."""
    front, *others = all_prose(card)
    words: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    if isinstance(card, QuestionCard | TopicCard):
        words, names = _read_front(front, is_question=isinstance(card, QuestionCard))
    back = others[0].shown if others else ""
    return Face(type(card), front.text, front.shown, back, words, names, card.allow)


def _read_front(front: Prose, *, is_question: bool) -> tuple[tuple[str, ...], frozenset[str]]:
    words: list[str] = []
    names: list[str] = list(front.codes)
    written = front.words.replace("-", " ").split()
    for index, each in enumerate(written[:_LONGEST]):
        word, is_sign, is_capital = _read_word(each)
        if is_sign or (is_capital and is_question and index > 0):
            names.append(word)
        elif word:
            words.append(word)
    return tuple(sorted((*words, *names))), frozenset(names)


class _Word(NamedTuple):
    """A word of a front; it has no `stem` when it means nothing."""

    stem: str
    is_sign: bool = False
    is_capital: bool = False


@lru_cache(maxsize=16384)
def _read_word(written: str) -> _Word:
    bare = written.strip(_PUNCTUATION)
    lower = bare.lower()
    if bare in {"", OBJECT} or (lower in STOP_WORDS and lower not in _MEANINGFUL):
        return _Word("")
    is_sign = len(bare) == 1 or not bare.isalpha()
    return _Word(stem(bare), is_sign=is_sign, is_capital=bare[0].isupper())

"""Cards as they are compared with each other: little of each, for a run has all at once."""

from functools import lru_cache
from typing import NamedTuple

from flashcards.anki.note_types import Kind
from flashcards.content.model import Text
from flashcards.lint.cards import Card
from flashcards.lint.prose import Prose
from flashcards.text.language import list_words
from flashcards.text.words import OBJECT, STOP_WORDS

_PUNCTUATION = ".,;:!?'\"()[]“”‘’„«»…¿¡"  # noqa: RUF001 - typographic signs of texts
_LONGEST = 24
"""Words of a front that count."""

_MEANINGFUL = frozenset(list_words("stop word that tells fronts apart"))
"""Stop words that tell two fronts apart."""


class Front(NamedTuple):
    """A card's front as it is compared with others.

    `shown` is the front as it shows, `back` the text after it, what it asks for if it is a card at
    all; of a summary `back` has the marks. `chapter` is the title of the chapter that it stands in,
    if any, and `cards` how many cards it makes. `words` are the meaningful words of a question or
    term in lower case, `names` those of them that are names, numbers, signs, or code in backticks.
    """

    kind: Kind | None
    text: Text
    shown: str
    back: str
    words: tuple[str, ...]
    names: frozenset[str]
    allow: tuple[Text, ...]
    chapter: Text | None = None
    cards: int = 0

    @property
    def is_question(self) -> bool:
        """Whether it is a question's."""
        return self.kind is Kind.QUESTION

    @property
    def is_topic(self) -> bool:
        """Whether it is a term's that has a definition."""
        return self.kind is Kind.TOPIC


def make_front(card: Card) -> Front:
    """Keep of a card what rules on pairs of cards compare."""
    front, *others = card.texts
    words: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    if card.kind in {Kind.QUESTION, Kind.TOPIC}:
        words, names = _read_front(front, is_question=card.kind is Kind.QUESTION)
    back = (others[0].marked or others[0].shown) if others else ""
    chapter = card.context[-1].text if card.context else None
    return Front(
        card.kind, front.text, front.shown, back, words, names, card.allow, chapter, _count(card)
    )


def _count(card: Card) -> int:
    """Count the cards that Anki makes of a note; a summary without blanks is one."""
    if not card.back:
        return 0
    if card.kind is Kind.CHAPTER:
        return max(1, len(card.back[0].blanks))
    return 1 + card.is_reversed


def _read_front(front: Prose, *, is_question: bool) -> tuple[tuple[str, ...], frozenset[str]]:
    words: list[str] = []
    names = [f"`{code}`" for code in front.codes]
    written = front.words.replace("-", " ").split()
    for index, each in enumerate(written[:_LONGEST]):
        word, is_sign, is_capital = _read_word(each)
        if is_sign or (is_capital and is_question and index > 0):
            names.append(word)
        elif word:
            words.append(word)
    return (*words, *names), frozenset(names)


def read_meaningful(text: str) -> list[str]:
    """Give the words of a text that mean something, in lower case."""
    return [word for each in text.split()[:_LONGEST] if (word := _read_word(each).text)]


class _Word(NamedTuple):
    """A word of a front in lower case; it has no `text` when it means nothing."""

    text: str
    is_sign: bool = False
    is_capital: bool = False


@lru_cache(maxsize=16384)
def _read_word(written: str) -> _Word:
    bare = written.strip(_PUNCTUATION).removesuffix("'s").removesuffix("’s")  # noqa: RUF001 - typographic signs of texts
    lower = bare.casefold()
    if bare in {"", OBJECT} or (lower in STOP_WORDS and lower not in _MEANINGFUL):
        return _Word("")
    is_sign = len(bare) == 1 or not bare.isalpha()
    return _Word(lower, is_sign=is_sign, is_capital=bare[0].isupper())

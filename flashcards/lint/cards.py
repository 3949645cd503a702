"""What the rules look at: a file's items as cards, each with its texts read once."""

from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from flashcards.anki.note_types import Kind
from flashcards.content.keys import Key, make_key
from flashcards.content.model import Breakdown, Chapter, Question, Text
from flashcards.content.outline import Term, make_outline, questions_by_place
from flashcards.content.walk import Place, list_small_texts
from flashcards.lint.prose import Prose, read_prose
from flashcards.text.language import Language, list_words
from flashcards.text.times import Milliseconds
from flashcards.text.words import OBJECT, STOP_WORDS

_LONG_CHAPTER = Milliseconds(5 * 60_000)
"""In a longer chapter, a link to its start doesn't find the place."""

_QUESTION_MARKS = "?？؟"  # noqa: RUF001 - of several scripts
_PUNCTUATION = ".,;:!?'\"()[]“”‘’„«»…¿¡"  # noqa: RUF001 - typographic signs of texts
_LONGEST_PHRASE = 4
_LONGEST = 24
"""Words of a front that count."""

_MEANINGFUL = frozenset(list_words("stop word that tells fronts apart"))
"""Stop words that tell two fronts apart."""


class Card(NamedTuple):
    """A card's texts; `back` is what it asks for, and `others` are its hint and extra.

    It is of no kind where a title stands on cards without having one: a module's, or a term that is
    not defined. `back` is empty there, and where a chapter has no summary. `untimed` stands where
    `at` is missing.
    """

    kind: Kind | None
    front: Prose
    back: tuple[Prose, ...] = ()
    others: tuple[Prose, ...] = ()
    allow: tuple[Text, ...] = ()
    untimed: tuple[Text, ...] = ()
    is_reversed: bool = False

    @property
    def texts(self) -> tuple[Prose, ...]:
        """Every text of the card."""
        return (self.front, *self.back, *self.others)

    @property
    def is_vocabulary(self) -> bool:
        """Whether a word or phrase stands for another, which says nothing of its own."""
        return (
            self.kind is not Kind.CHAPTER
            and not any(sign in self.front.plain for sign in _QUESTION_MARKS)
            and all(len(each.plain.split()) <= _LONGEST_PHRASE for each in (self.front, *self.back))
        )


def make_cards(breakdown: Breakdown, only: Collection[Key] | None = None) -> Iterator[Card]:
    """Make the cards of a file one by one, chapter by chapter: each takes much memory.

    `only` are the keys of the notes whose cards are wanted, if not of all. What is no note of its
    own (a title, a term without definition) stands on others' cards, so it is always made.
    """

    def is_wanted(kind: Kind, identifier: Text | None, front: Text) -> bool:
        return only is None or make_key(breakdown.content_id, kind, identifier, front) in only

    outline = make_outline(breakdown)
    read = _Reader(breakdown.is_english)
    for module in breakdown.modules:
        if not (module.chapters and module.chapters[0].title is module.title):
            yield Card(kind=None, front=read.one(module.title))
    for place, questions in zip(outline.places, questions_by_place(outline), strict=True):
        chapter = place.chapter
        is_note = chapter.card and chapter.summary
        if not is_note or is_wanted(Kind.CHAPTER, chapter.identifier, chapter.title):
            yield _chapter_card(chapter, read)
        for question in questions:
            if question.card and is_wanted(Kind.QUESTION, question.identifier, question.question):
                yield _question_card(question, place, read)
    for term in outline.terms:
        topic = term.topic
        is_note = topic.card and topic.definition
        if not is_note or is_wanted(Kind.TOPIC, topic.identifier, topic.term):
            yield _topic_card(term, read)


class _Reader(NamedTuple):
    """What reads the texts of a file, in whose language it is told."""

    is_english: bool

    def one(self, text: Text) -> Prose:
        return read_prose(text, is_english=self.is_english)

    def all(self, *texts: Text | None) -> tuple[Prose, ...]:
        return tuple([self.one(text) for text in texts if text is not None])


def _chapter_card(chapter: Chapter, read: _Reader) -> Card:
    return Card(
        kind=Kind.CHAPTER,
        front=read.one(chapter.title),
        back=read.all(chapter.summary) if chapter.card else (),
        others=read.all(*list_small_texts(chapter)) if chapter.card else (),
        allow=chapter.allow,
    )


def _question_card(question: Question, place: Place, read: _Reader) -> Card:
    front, back = read.all(question.question, question.answer)
    if not back.is_english or back.plain.endswith("?"):
        # A phrase to translate is a text in its own right, not a question of ours.
        front = front._replace(language=Language.OTHER)
    elif not front.is_english and back.language is Language.UNKNOWN:
        back = back._replace(language=Language.OTHER)
    return Card(
        kind=Kind.QUESTION,
        front=front,
        back=(back,),
        others=read.all(*list_small_texts(question)),
        allow=question.allow,
        untimed=(question.question,) if question.at is None and _is_long(place) else (),
    )


def _topic_card(term: Term, read: _Reader) -> Card:
    topic = term.topic
    front = read.one(topic.term)
    if topic.definition is None or not topic.card:
        return Card(kind=None, front=front, allow=topic.allow)
    return Card(
        kind=Kind.TOPIC,
        front=front,
        back=read.all(topic.definition),
        others=read.all(*list_small_texts(topic)),
        allow=topic.allow,
        untimed=tuple(
            mention.topic.term
            for mention in term.mentions
            if mention.topic.at is None and _is_long(mention.place)
        ),
        is_reversed=topic.reverse,
    )


def _is_long(place: Place) -> bool:
    return place.end is not None and place.end - place.chapter.start.time > _LONG_CHAPTER


class Front(NamedTuple):
    """A card's front as it is compared with others: little, for a run has all of them at once.

    `shown` is the front as it shows, `back` the text after it, what it asks for if it is a card at
    all. `words` are the meaningful words of a question or term in lower case, `names` those of them
    that are names, numbers, signs, or code in backticks.
    """

    kind: Kind | None
    text: Text
    shown: str
    back: str
    words: tuple[str, ...]
    names: frozenset[str]
    allow: tuple[Text, ...]

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
    back = others[0].shown if others else ""
    return Front(card.kind, front.text, front.shown, back, words, names, card.allow)


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


class _Word(NamedTuple):
    """A word of a front in lower case; it has no `text` when it means nothing."""

    text: str
    is_sign: bool = False
    is_capital: bool = False


@lru_cache(maxsize=16384)
def _read_word(written: str) -> _Word:
    bare = written.strip(_PUNCTUATION)
    lower = bare.casefold()
    if bare in {"", OBJECT} or (lower in STOP_WORDS and lower not in _MEANINGFUL):
        return _Word("")
    is_sign = len(bare) == 1 or not bare.isalpha()
    return _Word(lower, is_sign=is_sign, is_capital=bare[0].isupper())

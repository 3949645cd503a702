"""What the rules look at: a file's items as cards, each with its texts read once."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from flashcards.anki.note_types import Kind
from flashcards.content.keys import Key, make_key
from flashcards.content.model import Breakdown, Question, Text
from flashcards.content.outline import Term, make_outline, questions_by_place
from flashcards.content.walk import Place, list_small_texts
from flashcards.lint.prose import Prose, read_prose
from flashcards.text.language import Language
from flashcards.text.times import Milliseconds

_LONG_CHAPTER = Milliseconds(5 * 60_000)
"""In a longer chapter, a link to its start doesn't find the place."""

_QUESTION_MARKS = "?？؟"  # noqa: RUF001 - of several scripts
_LONGEST_PHRASE = 4
_LONGEST_PARTICLE = 3
"""Letters of what stands in names in small letters: `de`, `von`."""


class Card(NamedTuple):
    """A card's texts; `back` is what it asks for, and `others` are its hint and extra.

    It is of no kind where a title stands on cards without having one: a module's, or a term that is
    not defined. `back` is empty there, and where a chapter has no summary. `hint` stands in
    `others`, too. `context` are the titles above its front, the last of them its chapter's.
    `untimed` stands where `at` is missing.
    """

    kind: Kind | None
    front: Prose
    back: tuple[Prose, ...] = ()
    others: tuple[Prose, ...] = ()
    hint: Prose | None = None
    context: tuple[Prose, ...] = ()
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
    read = _Reader(breakdown.is_english, {})
    for module in breakdown.modules:
        if not (module.chapters and module.chapters[0].title is module.title):
            yield Card(kind=None, front=read.one(module.title))
    for place, questions in zip(outline.places, questions_by_place(outline), strict=True):
        chapter = place.chapter
        is_note = chapter.card and chapter.summary
        if not is_note or is_wanted(Kind.CHAPTER, chapter.identifier, chapter.title):
            yield _chapter_card(place, read)
        for question in questions:
            if question.card and is_wanted(Kind.QUESTION, question.identifier, question.question):
                yield _question_card(question, place, read)
    for term in outline.terms:
        topic = term.topic
        is_note = topic.card and topic.definition
        if not is_note or is_wanted(Kind.TOPIC, topic.identifier, topic.term):
            yield _topic_card(term, read)


class _Reader(NamedTuple):
    """What reads the texts of a file, in whose language it is told; titles are read once."""

    is_english: bool
    titles: dict[int, Prose]

    def one(self, text: Text) -> Prose:
        return read_prose(text, is_english=self.is_english)

    def all(self, *texts: Text | None) -> tuple[Prose, ...]:
        return tuple([self.one(text) for text in texts if text is not None])

    def context(self, place: Place) -> tuple[Prose, ...]:
        """Give the titles that stand above the cards of a chapter."""
        module, chapter = place.module.title, place.chapter.title
        titles = (chapter,) if module.value == chapter.value else (module, chapter)
        for title in titles:
            if id(title) not in self.titles:
                self.titles[id(title)] = self.one(title)
        return tuple([self.titles[id(title)] for title in titles])


def _chapter_card(place: Place, read: _Reader) -> Card:
    chapter = place.chapter
    others = read.all(*list_small_texts(chapter)) if chapter.card else ()
    context = read.context(place)
    return Card(
        kind=Kind.CHAPTER,
        front=context[-1],
        back=read.all(chapter.summary) if chapter.card else (),
        others=others,
        hint=others[0] if chapter.hint and others else None,
        context=context,
        allow=chapter.allow,
    )


def _question_card(question: Question, place: Place, read: _Reader) -> Card:
    front, back = read.all(question.question, question.answer)
    if back.plain.endswith("?") or not (back.is_english or _asks_for_name(front, back)):
        # A phrase to translate is a text in its own right, not a question of ours.
        front = front._replace(language=Language.OTHER)
    elif not front.is_english and back.language is Language.UNKNOWN:
        back = back._replace(language=Language.OTHER)
    others = read.all(*list_small_texts(question))
    return Card(
        kind=Kind.QUESTION,
        front=front,
        back=(back,),
        others=others,
        hint=others[0] if question.hint else None,
        context=read.context(place),
        allow=question.allow,
        untimed=(question.question,) if question.at is None and _is_long(place) else (),
    )


def _asks_for_name(front: Prose, back: Prose) -> bool:
    """Whether a question is answered with a name, which may be of any language.

    What translates a question has words in small letters: `Où est la gare`.
    """
    return front.plain.endswith("?") and all(
        word[:1].isupper()
        for word in back.plain.split()
        if len(word) > _LONGEST_PARTICLE and word[:1].isalpha()
    )


def _topic_card(term: Term, read: _Reader) -> Card:
    topic = term.topic
    front = read.one(topic.term)
    if topic.definition is None or not topic.card:
        return Card(kind=None, front=front, allow=topic.allow)
    others = read.all(*list_small_texts(topic))
    return Card(
        kind=Kind.TOPIC,
        front=front,
        back=read.all(topic.definition),
        others=others,
        hint=others[0] if topic.hint else None,
        context=read.context(term.main.place),
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

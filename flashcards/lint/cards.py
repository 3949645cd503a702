"""What the rules look at: a file's items as cards, each with its texts read once."""

from collections.abc import Iterator
from typing import NamedTuple

from flashcards.content.model import Breakdown, Chapter, Question, Text
from flashcards.content.outline import Term, make_outline, questions_by_place
from flashcards.content.places import Place
from flashcards.content.walk import list_small_texts
from flashcards.lint.prose import Prose, read_prose
from flashcards.text.times import Milliseconds

_LONG_CHAPTER = Milliseconds(5 * 60_000)
"""In a longer chapter, a link to its start doesn't find the place."""


class QuestionCard(NamedTuple):
    """A question; `others` are its extra and hint, `untimed` stands where `at` is missing."""

    question: Prose
    answer: Prose
    others: tuple[Prose, ...]
    untimed: tuple[Text, ...]
    allow: tuple[Text, ...]


class TopicCard(NamedTuple):
    """A term with its definition, brought together from all its mentions."""

    term: Prose
    definition: Prose
    others: tuple[Prose, ...]
    is_reversed: bool
    untimed: tuple[Text, ...]
    allow: tuple[Text, ...]


class ChapterCard(NamedTuple):
    """A chapter's summary, if it has one, under its title."""

    title: Prose
    summary: tuple[Prose, ...]
    others: tuple[Prose, ...]
    allow: tuple[Text, ...]


class Heading(NamedTuple):
    """A title that stands on cards without having one: a module's, or an undefined term."""

    title: Prose
    allow: tuple[Text, ...] = ()


Card = QuestionCard | TopicCard | ChapterCard | Heading


def front_of(card: Card) -> Prose:
    """Give the text by which the card is known."""
    match card:
        case QuestionCard():
            return card.question
        case TopicCard():
            return card.term
        case ChapterCard() | Heading():
            return card.title


def back_of(card: Card) -> tuple[Prose, ...]:
    """Give the text that is asked for, if there is one."""
    match card:
        case QuestionCard():
            return (card.answer,)
        case TopicCard():
            return (card.definition,)
        case ChapterCard():
            return card.summary
        case Heading():
            return ()


def all_prose(card: Card) -> tuple[Prose, ...]:
    """Give every text of the card."""
    others = () if isinstance(card, Heading) else card.others
    return (front_of(card), *back_of(card), *others)


def make_cards(breakdown: Breakdown) -> Iterator[Card]:
    """Make the cards of a file one by one, chapter by chapter: each takes much memory."""
    outline = make_outline(breakdown)
    for module in breakdown.modules:
        if not (module.chapters and module.chapters[0].title is module.title):
            yield Heading(title=read_prose(module.title))
    for place, questions in zip(outline.places, questions_by_place(outline), strict=True):
        yield _chapter_card(place.chapter)
        for question in questions:
            yield _question_card(question, place)
    for term in outline.terms:
        yield _topic_card(term)


def _read(*texts: Text | None) -> tuple[Prose, ...]:
    return tuple(read_prose(text) for text in texts if text is not None)


def _chapter_card(chapter: Chapter) -> ChapterCard:
    return ChapterCard(
        title=read_prose(chapter.title),
        summary=_read(chapter.summary),
        others=_read(*list_small_texts(chapter)),
        allow=chapter.allow,
    )


def _question_card(question: Question, place: Place) -> QuestionCard:
    front, back = read_prose(question.question), read_prose(question.answer)
    if not back.is_english:
        # A phrase to translate is a text in its own right, not a question of ours.
        front = front._replace(is_english=False)
    return QuestionCard(
        question=front,
        answer=back,
        others=_read(*list_small_texts(question)),
        untimed=(question.question,) if question.at is None and _is_long(place) else (),
        allow=question.allow,
    )


def _topic_card(term: Term) -> Card:
    topic = term.topic
    front = read_prose(topic.term)
    if topic.definition is None:
        return Heading(title=front, allow=topic.allow)
    return TopicCard(
        term=front,
        definition=read_prose(topic.definition),
        others=_read(*list_small_texts(topic)),
        is_reversed=topic.reverse,
        untimed=tuple(
            mention.topic.term
            for mention in term.mentions
            if mention.topic.at is None and _is_long(mention.place)
        ),
        allow=topic.allow,
    )


def _is_long(place: Place) -> bool:
    return place.end is not None and place.end - place.chapter.start.time > _LONG_CHAPTER

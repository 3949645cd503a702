"""What stands in several places of a file, brought together: its terms, and questions by chapter.

A topic may be mentioned in several chapters: one term, wherever it stands, is one note.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from flashcards.content.model import Breakdown, Chapter, Question, Topic
from flashcards.content.walk import CARD_TEXTS, Item, Place, place_question, walk
from flashcards.text.slugs import fold_term

MERGED = (*(name for name in CARD_TEXTS[Topic] if name != "term"), "identifier", "was")
"""What one mention of a term says for all of them."""


class Mention(NamedTuple):
    """A topic as one chapter has it."""

    place: Place
    topic: Topic


class Term(NamedTuple):
    """A term with all its mentions, in the file's order.

    `main` is the mention that defines it, or else the first. `topic` is the term as all mentions
    together have it: what is said of it may stand at any of them.
    """

    mentions: tuple[Mention, ...]
    main: Mention
    topic: Topic


class Outline(NamedTuple):
    """A file with all its items, its chapters' places in the video, and its terms."""

    breakdown: Breakdown
    items: tuple[Item, ...]
    places: tuple[Place, ...]
    terms: tuple[Term, ...]


def make_outline(breakdown: Breakdown) -> Outline:
    """Bring together what stands in several places of a file."""
    items = tuple(walk(breakdown))
    places = tuple([place for record, _, place in items if place and isinstance(record, Chapter)])
    return Outline(breakdown, items, places, _collect_terms(items))


def _collect_terms(items: Iterable[Item]) -> tuple[Term, ...]:
    """Bring together the mentions of each term, in the order of first mention."""
    found: dict[str, list[Mention]] = {}
    for record, _, place in items:
        if place and isinstance(record, Topic):
            mention = Mention(place, record)
            found.setdefault(fold_term(record.term.value), []).append(mention)
    return tuple([_join(tuple(mentions)) for mentions in found.values()])


def _join(mentions: tuple[Mention, ...]) -> Term:
    first = mentions[0]
    if len(mentions) == 1:
        return Term(mentions, first, first.topic)
    topics = [mention.topic for mention in mentions]
    main = next((mention for mention in mentions if mention.topic.definition), first)
    said: dict[str, Any] = {
        name: next(filter(None, [getattr(topic, name) for topic in topics]), None)
        for name in MERGED
    }
    whole = main.topic._replace(
        **said,
        card=all(topic.card for topic in topics),
        reverse=any(topic.reverse for topic in topics),
        tags=tuple(tag for topic in topics for tag in topic.tags),
        allow=tuple(rule for topic in topics for rule in topic.allow),
    )
    return Term(mentions, main, whole)


def terms_by_place(outline: Outline) -> tuple[tuple[Term, ...], ...]:
    """For each place the terms that it defines, and those that it mentions and need no card."""
    defined: dict[int, list[Term]] = {id(place): [] for place in outline.places}
    for term in outline.terms:
        if term.topic.definition is not None or not term.topic.card:
            defined[id(term.main.place)].append(term)
    return tuple([tuple(terms) for terms in defined.values()])


def questions_by_place(outline: Outline) -> tuple[tuple[Question, ...], ...]:
    """For each place the questions asked in it: its own, then its module's, then the file's."""
    asked: dict[int, list[Question]] = {id(place): [] for place in outline.places}
    for record, module, own in outline.items:
        if isinstance(record, Question):
            place = own or place_question(outline.places, record, module)
            if place is not None:
                asked[id(place)].append(record)
    return tuple([tuple(questions) for questions in asked.values()])

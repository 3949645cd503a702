"""A topic's mentions, brought together: one term, wherever it stands, is one note."""

from collections.abc import Iterable
from typing import NamedTuple

from flashcards.content.model import Text, Topic
from flashcards.content.places import Place
from flashcards.text.slugs import fold_term


class Mention(NamedTuple):
    """A topic as one chapter has it."""

    place: Place
    topic: Topic


class Term(NamedTuple):
    """A term with all its mentions, in the file's order.

    What is said of the term may stand at any mention; `main` is the one that defines it, or
    else the first.
    """

    mentions: tuple[Mention, ...]
    main: Mention
    definition: Text | None
    extra: Text | None
    hint: Text | None
    identifier: Text | None
    reverse: bool


def collect_terms(places: Iterable[Place]) -> tuple[Term, ...]:
    """Bring together the mentions of each term, in the order of first mention."""
    found: dict[str, list[Mention]] = {}
    for place in places:
        for topic in place.chapter.topics:
            mention = Mention(place, topic)
            found.setdefault(fold_term(topic.term.value), []).append(mention)
    return tuple([_join(tuple(mentions)) for mentions in found.values()])


def _first(texts: Iterable[Text | None]) -> Text | None:
    for text in texts:
        if text is not None:
            return text
    return None


def _join(mentions: tuple[Mention, ...]) -> Term:
    first = mentions[0]
    if len(mentions) == 1:
        return _term_of(first)
    topics = [mention.topic for mention in mentions]
    return Term(
        mentions=mentions,
        main=next((mention for mention in mentions if mention.topic.definition), first),
        definition=_first([topic.definition for topic in topics]),
        extra=_first([topic.extra for topic in topics]),
        hint=_first([topic.hint for topic in topics]),
        identifier=_first([topic.identifier for topic in topics]),
        reverse=any(topic.reverse for topic in topics),
    )


def _term_of(only: Mention) -> Term:
    topic = only.topic
    return Term(
        mentions=(only,),
        main=only,
        definition=topic.definition,
        extra=topic.extra,
        hint=topic.hint,
        identifier=topic.identifier,
        reverse=topic.reverse,
    )

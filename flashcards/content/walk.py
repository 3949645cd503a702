"""One walk over all items of a content file, and over their texts."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from flashcards.content.model import Breakdown, Chapter, Module, Question, Text, Topic
from flashcards.content.places import Place, find_places
from flashcards.content.schema import CHAPTER, MODULE, QUESTION, TOPIC

Record = Module | Chapter | Topic | Question

_DECLARED: tuple[tuple[type[Record], frozenset[str]], ...] = (
    (Module, MODULE.card_texts),
    (Chapter, CHAPTER.card_texts),
    (Topic, TOPIC.card_texts | {"term"}),
    (Question, QUESTION.card_texts),
)
CARD_TEXTS: Mapping[type[Record], tuple[str, ...]] = {
    record: tuple(name for name in record._fields if name in names) for record, names in _DECLARED
}
"""The fields of each record whose Markdown can stand on a card: front, back, and what is small."""


class Item(NamedTuple):
    """A module, chapter, topic or question, and where it stands.

    `place` is the chapter that it stands in; a chapter stands in itself, a module in none, and
    neither does a question of a module or of the file. The latter has no module either.
    """

    record: Record
    module: Module | None
    place: Place | None


def walk(breakdown: Breakdown) -> Iterator[Item]:
    """Give all items in the file's order."""
    places = iter(find_places(breakdown))
    for module in breakdown.modules:
        yield Item(module, module, None)
        for place in islice(places, len(module.chapters)):
            yield Item(place.chapter, module, place)
            for topic in place.chapter.topics:
                yield Item(topic, module, place)
            for question in place.chapter.questions:
                yield Item(question, module, place)
        for question in module.questions:
            yield Item(question, module, None)
    for question in breakdown.questions:
        yield Item(question, None, None)


def list_card_texts(record: Record) -> tuple[Text, ...]:
    """Give the Markdown texts of one item that can stand on a card."""
    return _texts(record, CARD_TEXTS[type(record)])


def list_small_texts(record: Record) -> tuple[Text, ...]:
    """Give those that stand beside an item's front and back, such as its hint."""
    return _texts(record, CARD_TEXTS[type(record)][2:])


def _texts(record: Record, names: Iterable[str]) -> tuple[Text, ...]:
    return tuple([text for name in names if (text := getattr(record, name)) is not None])


def walk_card_texts(breakdown: Breakdown) -> Iterator[Text]:
    """Give every Markdown text that can stand on a card, in the file's order."""
    yield breakdown.title
    for item in walk(breakdown):
        yield from list_card_texts(item.record)

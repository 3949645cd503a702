"""One walk over all items of a content file, and over their texts."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from flashcards.content.model import Breakdown, Chapter, Module, Question, Text, Topic
from flashcards.content.places import Place, find_places

Record = Module | Chapter | Topic | Question

_CARD_TEXTS: dict[type[Record], tuple[str, ...]] = {
    Module: ("title",),
    Chapter: ("title", "summary", "hint", "extra"),
    Topic: ("term", "definition", "hint", "extra"),
    Question: ("question", "answer", "hint", "extra"),
}
"""The Markdown texts of each that can stand on a card."""


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


def list_card_texts(record: Record) -> Iterator[Text]:
    """Give the Markdown texts of one item that can stand on a card: its front first."""
    for name in _CARD_TEXTS[type(record)]:
        text: Text | None = getattr(record, name)
        if text is not None:
            yield text


def walk_card_texts(breakdown: Breakdown) -> Iterator[Text]:
    """Give every Markdown text that can stand on a card, in the file's order."""
    yield breakdown.title
    for item in walk(breakdown):
        yield from list_card_texts(item.record)

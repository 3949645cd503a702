"""One walk over all items of a content file, and where each stands: its chapter, and its time.

A chapter's end is its own, or else the next one's start.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from flashcards.content.model import Breakdown, Chapter, Module, Question, Text, Topic
from flashcards.content.schema import CHAPTER, MODULE, QUESTION, TOPIC
from flashcards.text.times import Milliseconds

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

GAP = Milliseconds(10_000)
"""A gap between chapters up to this long is normal and belongs to the chapter before it."""


class Place(NamedTuple):
    """A chapter within its module, with the end it is taken to have (`None`: open)."""

    module: Module
    chapter: Chapter
    end: Milliseconds | None

    def contains(self, time: Milliseconds) -> bool:
        """Whether the moment lies in the chapter, both ends included."""
        return self.chapter.start.time <= time and (self.end is None or time <= self.end)


def find_places(breakdown: Breakdown) -> tuple[Place, ...]:
    """Give all chapters in order.

    One without an end ends where the next starts, and the last with the video.
    """
    pairs = [(module, chapter) for module in breakdown.modules for chapter in module.chapters]
    following = [chapter.start.time for _, chapter in pairs[1:]]
    last = breakdown.duration.time if breakdown.duration else None
    return tuple(
        Place(
            module=module,
            chapter=chapter,
            end=chapter.end.time if chapter.end else default,
        )
        for (module, chapter), default in zip(pairs, (*following, last), strict=False)
    )


def place_at(places: tuple[Place, ...], time: Milliseconds) -> Place | None:
    """Find the chapter that contains a moment, or that ends just before it.

    Two chapters that meet share their border; it belongs to the later one.
    """
    index = bisect_right(places, time, key=lambda place: place.chapter.start.time) - 1
    if index < 0:
        return None
    place = places[index]
    is_in_gap = index + 1 < len(places) and place.end is not None and time - place.end <= GAP
    return place if place.contains(time) or is_in_gap else None


def place_question(
    places: tuple[Place, ...], question: Question, module: Module | None
) -> Place | None:
    """Find the chapter of a question of the file, or of a module, by its time.

    The end of a module's last chapter is still in the module.
    """
    if question.at is None:
        return None
    time = question.at.time
    place = place_at(places, time)
    if module is None or (place is not None and place.module is module):
        return place
    # Chapters don't overlap, so beside the last one to start, only the one before it can.
    last = bisect_right(places, time, key=lambda place: place.chapter.start.time)
    near = places[max(0, last - 2) : last]
    own = [place for place in near if place.module is module and place.contains(time)]
    return own[-1] if own else None


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

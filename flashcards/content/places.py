"""Where things stand in the video: chapter ends, and the chapter that contains a moment."""

from bisect import bisect_right
from typing import NamedTuple

from flashcards.content.model import Breakdown, Chapter, Module, Question
from flashcards.text.times import Milliseconds

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

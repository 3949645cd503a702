"""Whether notes stay of a size with the file: how much they repeat of what stands in it once."""

from collections.abc import Iterable, Iterator

from flashcards.content.model import Breakdown, Text
from flashcards.content.outline import Outline, questions_by_place
from flashcards.content.walk import Place
from flashcards.diagnostics import Diagnostic, make_error

MOST_REPEATED = 10_000_000
"""Characters of titles, tags and links that the notes of a file may repeat, all together."""

MOST_REPEATED_A_NOTE = 1_000
"""What they may repeat on average where that comes to more."""

_LINK = 60
"""Characters of a link beside its address."""


def check_repetition(outline: Outline) -> Iterator[Diagnostic]:
    """Check what titles, tags and the address come to on all notes.

    Each note has those of the file and of every chapter that it belongs to, so some kilobytes of
    YAML could fill any memory.
    """
    breakdown = outline.breakdown
    of_place = {id(place): _size_of_place(breakdown, place) for place in outline.places}
    count = size = 0
    for place, questions in zip(outline.places, questions_by_place(outline), strict=True):
        own = len(questions) + (place.chapter.summary is not None)
        count += own
        size += own * of_place[id(place)]
    for term in outline.terms:
        if term.topic.definition is not None:
            count += 1
            size += sum(of_place[id(mention.place)] for mention in term.mentions)
    size += count * (len(breakdown.title.value) + _size(breakdown.tags))
    most = max(MOST_REPEATED, MOST_REPEATED_A_NOTE * count)
    if size > most:
        yield make_error(
            "too-much-repeated",
            breakdown.title.span,
            f"titles, tags and links come to {size:,} characters on {count:,} notes, "
            f"and {most:,} are the most",
            "shorten the longest title, leave out tags, or mention topics in fewer chapters",
        )


def _size_of_place(breakdown: Breakdown, place: Place) -> int:
    module, chapter = place.module, place.chapter
    titles = 2 * (len(module.title.value) + len(chapter.title.value))  # in the context, too
    named = len(breakdown.content_id) + len(module.slug)
    tags = _size(module.tags) + _size(chapter.tags)
    return titles + named + tags + len(breakdown.url) + _LINK


def _size(tags: Iterable[Text]) -> int:
    return sum(len(tag.value) + 1 for tag in tags)

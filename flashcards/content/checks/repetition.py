"""Whether notes stay of a size with the file: how much they repeat of what stands in it once."""

from collections.abc import Iterable, Iterator

from flashcards.content.model import Breakdown, Chapter, Question, Text
from flashcards.content.outline import Outline
from flashcards.content.walk import Place, place_question
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
    of_file = len(breakdown.title.value) + _size(breakdown.tags)

    of_place = {id(place): _size_of_place(breakdown, place) for place in outline.places}
    notes = [
        of_file + sum(of_place[id(place)] for place in places) for places in _find_places(outline)
    ]
    most = max(MOST_REPEATED, MOST_REPEATED_A_NOTE * len(notes))
    if sum(notes) > most:
        yield make_error(
            "too-much-repeated",
            breakdown.title.span,
            f"titles, tags and links come to {sum(notes):,} characters on {len(notes):,} notes, "
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


def _find_places(outline: Outline) -> Iterator[tuple[Place, ...]]:
    """Give the places of each note that the file makes."""
    for record, module, place in outline.items:
        if isinstance(record, Chapter) and place is not None and record.summary is not None:
            yield (place,)
        elif isinstance(record, Question):
            found = place or place_question(outline.places, record, module)
            if found is not None:
                yield (found,)
    for term in outline.terms:
        if term.topic.definition is not None:
            yield tuple(mention.place for mention in term.mentions)

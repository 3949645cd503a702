"""What several checks look at, worked out once a file."""

from typing import NamedTuple

from flashcards.content.mentions import Term, collect_terms
from flashcards.content.model import Breakdown, Chapter
from flashcards.content.places import Place, find_places


class Outline(NamedTuple):
    """A file with all its chapters, their places in the video, and its terms."""

    breakdown: Breakdown
    chapters: tuple[Chapter, ...]
    places: tuple[Place, ...]
    terms: tuple[Term, ...]


def make_outline(breakdown: Breakdown) -> Outline:
    """Bring together what stands in several places of a file."""
    places = find_places(breakdown)
    return Outline(breakdown, breakdown.chapters, places, collect_terms(places))

"""What changes mean for learners beyond new texts: empty cards, edits that give way. Pure."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from flashcards.anki.cloze import find_blanks
from flashcards.anki.note_types import NOTE_TYPES, STANDING, Kind
from flashcards.identity.changes import Change

_STANDING = frozenset(
    (*STANDING, "Context", "Module", "Chapter", "Time", "Link", "Source", "Key", "tags")
)
"""What stands on a note for where it is in the video, not for what it says."""

_REVERSE = NOTE_TYPES[Kind.TOPIC].field_names.index("Reverse")


class EmptyCards(NamedTuple):
    """The cards of a note that an update leaves without a question.

    `lost` are the words of blanks that went, `fresh` those of blanks in the same summary that start
    anew. Without any, it is the one that asked for a term by its definition.
    """

    front: str
    lost: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """How many cards there are."""
        return len(self.lost) or 1


def find_empty_cards(changes: Iterable[Change]) -> Iterator[EmptyCards]:
    """Find the cards that learners have and that will have no question, note by note."""
    for change in changes:
        old, new = change.old, change.new
        if old is None or new is None:
            continue
        if new.kind is Kind.CHAPTER:
            before = {blank.number: blank.text for blank in find_blanks(old.back)}
            after = {blank.number: blank.text for blank in find_blanks(new.back)}
            lost = tuple(text for number, text in before.items() if number not in after)
            fresh = tuple(text for number, text in after.items() if number not in before)
            if lost:
                yield EmptyCards(new.front, lost, fresh)
        elif new.kind is Kind.TOPIC and _has_reverse(old.digest) and not _has_reverse(new.digest):
            yield EmptyCards(new.front)


def _has_reverse(digest: str) -> bool:
    parts = digest.split(".")
    return len(parts) > _REVERSE and bool(parts[_REVERSE])


class Overwritten(NamedTuple):
    """How many notes that learners have an import replaces, their own edits of these with them.

    `standing` of them say the same as before: only a title, time, link or tag is another.
    """

    notes: int
    standing: int


def count_overwritten(changes: Iterable[Change]) -> Overwritten:
    """Count the notes that an update replaces."""
    fields = [set(change.fields) for change in changes if change.old and change.new]
    replaced = [each for each in fields if each]
    return Overwritten(len(replaced), sum(each <= _STANDING for each in replaced))

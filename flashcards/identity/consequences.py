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


class EmptyCard(NamedTuple):
    """A card that an update leaves without a question.

    `lost` is the blank that went, or nothing for a term that is no longer asked for by its
    definition; `fresh` are the words of blanks in the same summary that start anew.
    """

    front: str
    lost: str
    fresh: tuple[str, ...] = ()


def find_empty_cards(changes: Iterable[Change]) -> Iterator[EmptyCard]:
    """Find the cards that learners have and that will have no question."""
    for change in changes:
        old, new = change.old, change.new
        if old is None or new is None:
            continue
        if new.kind is Kind.CHAPTER:
            before = {blank.number: blank.text for blank in find_blanks(old.back)}
            after = {blank.number: blank.text for blank in find_blanks(new.back)}
            fresh = tuple(text for number, text in after.items() if number not in before)
            for number, text in before.items():
                if number not in after:
                    yield EmptyCard(new.front, text, fresh)
        elif new.kind is Kind.TOPIC and _has_reverse(old.digest) and not _has_reverse(new.digest):
            yield EmptyCard(new.front, "")


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

"""What the author says of notes that were released, where nothing else can tell. Pure."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from flashcards.content.keys import Key

if TYPE_CHECKING:  # the command line makes decisions before it knows of locks
    from flashcards.identity.entry import Entry


class Decisions(NamedTuple):
    """What the author said of notes that were released.

    `same` gives the key of an entry for that of a note. `gone` are keys of entries that no note of
    the content is, and content ids of which that holds for all; `is_all_gone`: it holds for every
    entry that isn't recognised.
    """

    same: Mapping[Key, Key] = MappingProxyType({})
    gone: frozenset[str] = frozenset()
    is_all_gone: bool = False

    def add(self, other: "Decisions") -> "Decisions":
        """Give these decisions and others together; the others go first."""
        return Decisions(
            {**self.same, **other.same},
            self.gone | other.gone,
            is_all_gone=self.is_all_gone or other.is_all_gone,
        )

    def is_file_gone(self, content_id: str) -> bool:
        """Whether all that is left of a content file is to be let go."""
        return self.is_all_gone or content_id in self.gone

    def is_gone(self, entry: "Entry") -> bool:
        """Whether the entry is said to be no note of the content, whatever is alike."""
        return entry.key in self.gone

    def is_let_go(self, entry: "Entry") -> bool:
        """Whether the entry is to go if it isn't recognised, and no question asked.

        Of a file that is gone, what may be a note of another one is asked about all the same.
        """
        return self.is_all_gone or self.is_gone(entry)


NO_DECISIONS = Decisions()

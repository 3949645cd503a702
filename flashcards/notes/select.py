"""Choosing among notes, as `list` and filtered builds do."""

from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, NamedTuple

from flashcards.anki.note_types import Kind

if TYPE_CHECKING:  # the command line makes selections before it knows of notes
    from flashcards.notes.note import Note


class Selection(NamedTuple):
    """What to keep: any of the modules (globs over slugs), any of the kinds, any of the tags.

    An empty tuple keeps all. A tag keeps what is below it too, as in Anki's search, and may
    hold `*`.
    """

    modules: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    tags: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.modules or self.kinds or self.tags)

    def keeps(self, note: "Note") -> bool:
        """Whether the note is chosen."""
        return (
            (not self.kinds or note.kind in self.kinds)
            and _any_match(self.modules, note.modules)
            and _any_match(
                [pattern for tag in self.tags for pattern in (tag, f"{tag}::*")], note.tags
            )
        )


def _any_match(patterns: Iterable[str], names: Iterable[str]) -> bool:
    folded = [pattern.casefold() for pattern in patterns]
    return not folded or any(
        fnmatchcase(name.casefold(), pattern) for name in names for pattern in folded
    )

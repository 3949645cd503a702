"""Choosing among notes, as `list` and filtered builds do."""

from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from flashcards.anki.note_types import Kind
from flashcards.text.slugs import Slug, fold_term, tag_slug

if TYPE_CHECKING:  # the command line makes selections before it knows of notes
    from flashcards.notes.note import Deck, ModuleName, Note


class Selection(NamedTuple):
    """What to keep: any of the modules (globs), any of the kinds, any of the tags.

    An empty tuple keeps all. A module is named by its slug or by its title. A tag keeps what is
    below it too, as in Anki's search, and may hold `*`. Nothing depends on case.
    """

    modules: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    tags: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.modules or self.kinds or self.tags)

    def keeps(self, note: "Note", deck: "Deck") -> bool:
        """Whether the note, one of that deck, is chosen."""
        return (
            (not self.kinds or note.kind in self.kinds)
            and (
                not self.modules
                or not _find_modules(self.modules, deck.modules).isdisjoint(note.modules)
            )
            and (
                not self.tags
                or _any_match(
                    [pattern for tag in self.tags for pattern in (tag, f"{tag}::*")], note.tags
                )
            )
        )


@lru_cache(maxsize=64)  # each note of a deck asks for the same
def _find_modules(patterns: tuple[str, ...], modules: tuple["ModuleName", ...]) -> frozenset[Slug]:
    """Give the slugs of the modules that any of the patterns names."""
    titles = {fold_term(pattern) for pattern in patterns}
    # A title may hold what means something in a glob, and other quotes than those typed here.
    slugs = {tag_slug(pattern) for pattern in patterns if not set("*?[") & set(pattern)}
    return frozenset(
        module.slug
        for module in modules
        if module.slug in slugs or fold_term(module.title) in titles or _any_match(patterns, module)
    )


def _any_match(patterns: Iterable[str], names: Iterable[str]) -> bool:
    folded = [fold_term(pattern) for pattern in patterns]
    return any(fnmatchcase(name, pattern) for name in map(fold_term, names) for pattern in folded)

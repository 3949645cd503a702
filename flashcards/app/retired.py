"""`list --retired`: the released notes that no content has any more."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from flashcards.content.load import load_files
from flashcards.content.settings import read_project
from flashcards.diagnostics import Diagnostic, Source
from flashcards.disk.sources import find_files
from flashcards.identity.changes import list_live
from flashcards.identity.entry import Entry
from flashcards.identity.store import find_locks, read_lock


class Retired(NamedTuple):
    """Retired notes of all locks that could be read, and what is wrong with the others.

    `live` are the entries of notes that are in the content.
    """

    entries: tuple[Entry, ...]
    live: tuple[Entry, ...]
    sources: Mapping[str, Source]
    diagnostics: tuple[Diagnostic, ...]


def read_retired(files: Sequence[Path]) -> Retired:
    """Read the retired notes of content files, or without any those of all locks there are.

    Raises FlashcardsError when a file or lock can't be read.
    """
    decks = read_project().decks
    content_ids: Sequence[str] = find_locks(decks)
    if files:
        content_ids = [each.content_id for each in load_files(find_files(files)).breakdowns]
    found: list[Diagnostic] = []
    sources: dict[str, Source] = {}
    locks = [read_lock(decks, content_id, sources, found.append) for content_id in content_ids]
    entries = [entry for lock in locks if lock is not None for entry in lock.entries]
    return Retired(
        tuple(entry for entry in entries if entry.retired and not entry.moved),
        list_live(entries),
        sources,
        tuple(found),
    )

"""The coordinator: content files to decks on disk. It alone reads the clock."""

import os
import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from flashcards.content.load import has_errors, load_files
from flashcards.diagnostics import Diagnostic, Source, sort_diagnostics
from flashcards.errors import FlashcardsError
from flashcards.files import write_atomic
from flashcards.lock.stamp import StampedNote, derive_guid
from flashcards.notes.generate import generate_deck
from flashcards.notes.note import Deck
from flashcards.notes.select import Selection
from flashcards.source.files import find_content_files

CONTENT = Path("content")
DECKS = Path("decks")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """Decks made of content files, and everything there is to say about the content.

    `decks` is empty when there are errors.
    """

    decks: tuple[Deck, ...]
    sources: Mapping[str, Source]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def has_errors(self) -> bool:
        """Whether anything stops a build."""
        return has_errors(self.diagnostics)


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A deck on disk: `size` in bytes, `written` when the file was not up to date before."""

    path: Path
    notes: int
    cards: int
    size: int
    written: bool


def find_files(named: Iterable[Path]) -> tuple[Path, ...]:
    """Give the files named, or else all content files of the project in this folder."""
    return tuple(named) or find_content_files(CONTENT)


def compile_files(paths: Iterable[Path]) -> Compiled:
    """Read, check and turn content into notes; writes nothing.

    Raises FlashcardsError when a file can't be read.
    """
    loaded = load_files(paths)
    found = list(loaded.diagnostics)
    # Notes of broken content would only repeat what is known; those of sound files are still
    # made, so that rendering's own findings are in the same report.
    broken = {diagnostic.span.path for diagnostic in found if has_errors([diagnostic])}
    decks = [
        generate_deck(breakdown, found)
        for breakdown in loaded.breakdowns
        if breakdown.path not in broken
    ]
    diagnostics = sort_diagnostics(found)
    return Compiled(
        decks=() if has_errors(diagnostics) else tuple(decks),
        sources=loaded.sources,
        diagnostics=diagnostics,
    )


def read_clock(environment: Mapping[str, str]) -> int:
    """Give the time to stamp changes with, in seconds since 1970; SOURCE_DATE_EPOCH wins.

    Raises FlashcardsError when that variable is no whole number.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return int(time.time())
    if not re.fullmatch(r"[0-9]{1,12}", epoch):
        raise FlashcardsError(f"SOURCE_DATE_EPOCH is `{epoch}`, which is no number of seconds")
    return int(epoch)


def build_decks(
    compiled: Compiled, selection: Selection, now: int, folder: Path = DECKS
) -> tuple[Built, ...]:
    """Write each deck's package, or the chosen part of it in a file of its own.

    A deck of which nothing is chosen is left out. Raises FlashcardsError when the system
    refuses to write; decks written before stay.
    """
    return tuple(
        built
        for deck in compiled.decks
        if (built := _build_deck(deck, selection, now, folder)) is not None
    )


def _build_deck(deck: Deck, selection: Selection, now: int, folder: Path) -> Built | None:
    from flashcards.package.apkg import write_package  # noqa: PLC0415 - heavy, and not for check

    stamped = tuple(
        StampedNote(note=note, guid=derive_guid(note.key), note_id=now * 1000 + index, mod=now)
        for index, note in enumerate(deck.notes)
    )
    chosen = tuple(each for each in stamped if selection.keeps(each.note))
    if not chosen and selection:
        return None
    data = write_package(deck.content_id, deck.name, deck.description, chosen)
    path = folder / f"{deck.content_id}{_suffix(selection)}.apkg"
    return Built(
        path=path,
        notes=len(chosen),
        cards=sum(each.note.cards for each in chosen),
        size=len(data),
        written=write_atomic(path, data),
    )


def _suffix(selection: Selection) -> str:
    """Name a partial deck by what was chosen, `.open-_.topic` for `--module 'open*'`."""
    parts = (*selection.modules, *selection.kinds, *selection.tags)
    return "".join(f".{re.sub('[^a-z0-9-]', '_', part.lower())}" for part in parts)


def environment() -> Mapping[str, str]:
    """Give the process's environment variables."""
    return os.environ

"""Content files to decks of notes, with everything there is to say about them; writes nothing."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from flashcards.app.judging import begin_judging
from flashcards.content.levels import Policy
from flashcards.content.load import Loaded, has_errors, load_files
from flashcards.content.model import Breakdown
from flashcards.content.texts import iterate_texts
from flashcards.diagnostics import Diagnostic, Severity, Source, sort_diagnostics
from flashcards.disk.media import MediaFile, media_path, read_media
from flashcards.disk.sources import CONTENT
from flashcards.notes.generate import generate_deck
from flashcards.notes.note import Deck
from flashcards.notes.summary import Summary, summarise
from flashcards.render.held import find_images


class Compiled(NamedTuple):
    """Decks made of content files, and everything there is to say about the content.

    `decks` is empty when there are errors; `breakdowns` are what they were made of, in the same
    order. `summary` counts the sound files all the same. `media` are the files that each content
    file shows, by content file and path.
    """

    decks: tuple[Deck, ...]
    breakdowns: tuple[Breakdown, ...]
    sources: Mapping[str, Source]
    diagnostics: tuple[Diagnostic, ...]
    summary: Summary
    media: Mapping[str, Mapping[Path, MediaFile]]

    @property
    def has_errors(self) -> bool:
        """Whether anything stops a build."""
        return has_errors(self.diagnostics)


def _read_media(breakdown: Breakdown, found: list[Diagnostic]) -> dict[str, MediaFile]:
    """Read the images and sounds that a content file refers to, each once."""
    folder = Path(breakdown.path).parent
    root = CONTENT if folder.resolve().is_relative_to(CONTENT.resolve()) else folder
    media: dict[str, MediaFile] = {}
    seen: set[str] = set()
    for text in iterate_texts(breakdown):
        for reference in find_images(text.value):
            if reference not in seen:
                seen.add(reference)
                file = read_media(reference, folder, root, text.span, found.append)
                if file is not None:
                    media[reference] = file
    return media


def compile_files(paths: Iterable[Path], policy: Policy | None = None) -> Compiled:
    """Read, check and turn content into notes; writes nothing.

    The craft rules are asked only when there is a policy to weigh their findings by. Raises
    FlashcardsError when a file can't be read.
    """
    return compile_loaded(load_files(paths), policy)


def compile_loaded(loaded: Loaded, policy: Policy | None = None) -> Compiled:
    """Turn content that was read into notes, by the craft rules as well if there is a policy."""
    found = list(loaded.diagnostics)
    # A craft rule would accuse what is only half there.
    broken = {each.span.path for each in found if has_errors([each])}
    sound = [each for each in loaded.breakdowns if each.path not in broken]
    judging = begin_judging(sound, loaded.sources, policy) if policy is not None else None
    # Decks of broken content are made too, for what rendering finds in the rest of it.
    media = {each.path: _read_media(each, found) for each in loaded.breakdowns}
    decks = [generate_deck(each, found, media[each.path]) for each in loaded.breakdowns]
    if judging is not None and policy is not None:
        found += judging.finish()
        if policy.is_strict:
            found = [_strictly(diagnostic) for diagnostic in found]
    whole = [deck for deck in decks if deck.path not in broken]
    diagnostics = sort_diagnostics(found)
    return Compiled(
        decks=() if has_errors(diagnostics) else tuple(decks),
        breakdowns=() if has_errors(diagnostics) else loaded.breakdowns,
        sources=loaded.sources,
        diagnostics=diagnostics,
        summary=summarise(len(loaded.sources), sound, whole, diagnostics),
        media={
            path: {
                media_path(reference, Path(path).parent): file for reference, file in files.items()
            }
            for path, files in media.items()
        },
    )


def _strictly(diagnostic: Diagnostic) -> Diagnostic:
    is_warning = diagnostic.severity is Severity.WARNING
    return diagnostic._replace(severity=Severity.ERROR) if is_warning else diagnostic

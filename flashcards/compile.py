"""Content files to decks of notes, with everything there is to say about them; writes nothing."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from flashcards.content.levels import Policy
from flashcards.content.load import has_errors, load_files
from flashcards.content.model import Breakdown
from flashcards.content.texts import iterate_texts
from flashcards.diagnostics import Diagnostic, Severity, Source, sort_diagnostics
from flashcards.notes.generate import generate_deck
from flashcards.notes.note import Deck
from flashcards.notes.summary import Summary, summarise
from flashcards.render.held import find_images
from flashcards.source.files import CONTENT
from flashcards.source.media import MediaFile, media_path, read_media


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
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
    loaded = load_files(paths)
    found = list(loaded.diagnostics)
    # A craft rule would accuse what is only half there.
    broken = {each.span.path for each in found if has_errors([each])}
    sound = [each for each in loaded.breakdowns if each.path not in broken]
    # Decks of broken content are made too, for what rendering finds in the rest of it.
    media = {each.path: _read_media(each, found) for each in loaded.breakdowns}
    decks = [generate_deck(each, found, media[each.path]) for each in loaded.breakdowns]
    if policy is not None:
        found += _judge(sound, loaded.sources, policy)
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


def judge_files(compiled: Compiled, paths: Collection[str], policy: Policy) -> Compiled:
    """Add what the craft rules find in some of the files; content that has errors is left as it is.

    Pairs of cards are found among these files: the same ones, whatever else is part of the run.
    """
    if compiled.has_errors or not paths:
        return compiled
    own = [each for each in compiled.breakdowns if each.path in paths]
    found = _judge(own, compiled.sources, policy)
    return replace(compiled, diagnostics=sort_diagnostics([*compiled.diagnostics, *found]))


def _judge(
    breakdowns: Iterable[Breakdown], sources: Mapping[str, Source], policy: Policy
) -> Iterable[Diagnostic]:
    from flashcards.craft.judge import judge  # noqa: PLC0415 - not for every command

    return judge(breakdowns, sources, dict(policy.levels), is_gentle=policy.is_gentle)


def _strictly(diagnostic: Diagnostic) -> Diagnostic:
    is_warning = diagnostic.severity is Severity.WARNING
    return replace(diagnostic, severity=Severity.ERROR) if is_warning else diagnostic

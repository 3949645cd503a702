"""`preview`: content files to what their pages are made of; writes nothing."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from flashcards.app.compile import Compiled, compile_files, without_remarks
from flashcards.app.release import plan_release
from flashcards.content.levels import Policy
from flashcards.diagnostics import (
    Diagnostic,
    Severity,
    Source,
    Span,
    has_errors,
    make_error,
    sort_diagnostics,
)
from flashcards.disk.files import DECKS
from flashcards.identity.store import lock_path
from flashcards.notes.note import Deck
from flashcards.preview.data import MOST_CHARACTERS, Preview, estimate_size


class Previewed(NamedTuple):
    """The previews of all decks that are sound, and what there is to say.

    `hidden` are the content files that something is wrong with, `folder` is where pages belong.
    """

    previews: tuple[Preview, ...]
    sources: Mapping[str, Source]
    diagnostics: tuple[Diagnostic, ...]
    hidden: tuple[str, ...] = ()
    folder: Path = DECKS

    @property
    def has_errors(self) -> bool:
        """Whether a build would stop."""
        return has_errors(self.diagnostics)


def preview(paths: Iterable[Path], now: int, folder: Path | None = None) -> Previewed:
    """Compile content and give what each sound deck's page is made of.

    The notes are those that would be released, by the locks of the folder or else of the project's,
    so a lock's problems, too, are among the diagnostics; they hide the decks that they are about.
    Raises FlashcardsError when a file or lock can't be read.
    """
    # Cards carry what `check` would say of them, the rules of the craft included; what is only
    # worth knowing is left to it.
    compiled = compile_files(paths, Policy(is_gentle=True))
    folder = folder or compiled.project.decks
    diagnostics = without_remarks(compiled.diagnostics)
    if has_errors(compiled.project.diagnostics):  # nobody knows how any deck is meant to be
        return Previewed((), compiled.sources, diagnostics, tuple(_list_files(compiled)), folder)
    sound = _leave_out(compiled, _find_wrong(diagnostics))
    plan = plan_release(sound, now, folder)
    locks = {lock_path(folder, deck.content_id).as_posix(): deck.path for deck in sound.decks}
    wrong = {locks.get(path, path) for path in _find_wrong(plan.diagnostics)}
    if plan.releases:
        decks = tuple(release.deck for release in plan.releases)
        notes = {
            release.deck.path: tuple([stamped.note for stamped in release.resolved.notes])
            for release in plan.releases
        }
    else:  # what the other locks say of their decks isn't known either
        decks = sound.decks
        notes = {deck.path: deck.notes for deck in decks}
    large = tuple(_find_large(decks))
    wrong |= _find_wrong(large)
    previews = tuple(
        Preview(
            breakdown=breakdown,
            notes=(*notes[deck.path], *deck.mentioned),
            diagnostics=diagnostics,
            sources=compiled.sources,
            media=deck.media,
        )
        for breakdown, deck in zip(sound.breakdowns, decks, strict=True)
        if deck.path not in wrong
    )
    shown = {each.breakdown.path for each in previews}
    return Previewed(
        previews,
        {**compiled.sources, **plan.sources},
        sort_diagnostics([*diagnostics, *plan.diagnostics, *large]),
        tuple(path for path in _list_files(compiled) if path not in shown),
        folder,
    )


def _list_files(compiled: Compiled) -> Iterator[str]:
    """Give the content files that were read, or that were to be."""
    settings = compiled.project.source
    found = dict.fromkeys([*compiled.sources, *(each.span.path for each in compiled.diagnostics)])
    yield from (path for path in found if settings is None or path != settings.path)


def _find_wrong(diagnostics: Iterable[Diagnostic]) -> set[str]:
    return {each.span.path for each in diagnostics if each.severity is Severity.ERROR}


def _leave_out(compiled: Compiled, wrong: Collection[str]) -> Compiled:
    """Give a run without the files that something is wrong with, as if they hadn't been named."""
    pairs = zip(compiled.breakdowns, compiled.decks, strict=True)
    kept = [(breakdown, deck) for breakdown, deck in pairs if deck.path not in wrong]
    return compiled._replace(
        breakdowns=tuple(breakdown for breakdown, _ in kept),
        decks=tuple(deck for _, deck in kept),
        sources={path: each for path, each in compiled.sources.items() if path not in wrong},
    )


def _find_large(decks: Iterable[Deck]) -> Iterator[Diagnostic]:
    for deck in decks:
        size = estimate_size(deck.notes)
        if size > MOST_CHARACTERS:
            yield make_error(
                "preview-too-large",
                Span(deck.path, 0, 0),
                f"the page of `{deck.content_id}` would have {size:,} characters, "
                f"and {MOST_CHARACTERS:,} are the most",
                "mark fewer blanks in long summaries, or split the file",
            )

"""`preview`: content files to what their pages are made of; writes nothing."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from flashcards.app.compile import compile_files, without_remarks
from flashcards.app.release import Release, plan_release
from flashcards.content.levels import Policy
from flashcards.diagnostics import (
    Diagnostic,
    Source,
    Span,
    has_errors,
    make_error,
    sort_diagnostics,
)
from flashcards.disk.files import DECKS
from flashcards.preview.data import MOST_CHARACTERS, Preview, estimate_size


class Previewed(NamedTuple):
    """The previews of all decks, none when there are errors, and what there is to say.

    `folder` is where their pages belong.
    """

    previews: tuple[Preview, ...]
    sources: Mapping[str, Source]
    diagnostics: tuple[Diagnostic, ...]
    folder: Path = DECKS

    @property
    def has_errors(self) -> bool:
        """Whether a build would stop."""
        return has_errors(self.diagnostics)


def preview(paths: Iterable[Path], now: int, folder: Path | None = None) -> Previewed:
    """Compile content and give what each deck's page is made of.

    The notes are those that would be released, by the locks of the folder or else of the project's,
    so a lock's problems, too, are among the diagnostics. Raises FlashcardsError
    when a file or lock can't be read.
    """
    # Cards carry what `check` would say of them, the rules of the craft included; what is only
    # worth knowing is left to it.
    compiled = compile_files(paths, Policy(is_gentle=True))
    folder = folder or compiled.project.decks
    diagnostics = without_remarks(compiled.diagnostics)
    if compiled.has_errors:
        return Previewed((), compiled.sources, diagnostics)
    plan = plan_release(compiled, now, folder)
    if has_errors(plan.diagnostics):
        return Previewed((), plan.sources, plan.diagnostics)
    large = tuple(_find_large(plan.releases))
    said = sort_diagnostics([*diagnostics, *plan.diagnostics, *large])
    if large:
        return Previewed((), plan.sources, said)
    previews = tuple(
        Preview(
            breakdown=breakdown,
            notes=(
                *(stamped.note for stamped in release.resolved.notes),
                *release.deck.mentioned,
            ),
            diagnostics=diagnostics,
            sources=compiled.sources,
            media=release.deck.media,
        )
        for breakdown, release in zip(compiled.breakdowns, plan.releases, strict=True)
    )
    return Previewed(previews, plan.sources, said, folder)


def _find_large(releases: Iterable[Release]) -> Iterator[Diagnostic]:
    for release in releases:
        size = estimate_size(release.deck.notes)
        if size > MOST_CHARACTERS:
            yield make_error(
                "preview-too-large",
                Span(release.deck.path, 0, 0),
                f"the page of `{release.deck.content_id}` would have {size:,} characters, "
                f"and {MOST_CHARACTERS:,} are the most",
                "mark fewer blanks in long summaries, or split the file",
            )

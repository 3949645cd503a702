"""The coordinator of previews: content files to what their pages are made of; writes nothing."""

from collections.abc import Iterable
from pathlib import Path

from flashcards.app.build import plan_release
from flashcards.app.compile import Compiled, compile_files
from flashcards.content.levels import Policy
from flashcards.diagnostics import Severity
from flashcards.disk.files import DECKS
from flashcards.preview.data import Preview


def compile_previews(
    paths: Iterable[Path], now: int, folder: Path = DECKS
) -> tuple[Compiled, tuple[Preview, ...]]:
    """Compile content and give what each deck's page is made of; writes nothing.

    What is only worth knowing (`info`) is left to `check`.

    The notes are those that would be released, so a lock's problems, too, are among the
    diagnostics. Raises FlashcardsError when a file or lock can't be read.
    """
    # Cards carry what `check` would say of them, the rules of the craft included.
    compiled = compile_files(paths, Policy(is_gentle=True))
    told = tuple(each for each in compiled.diagnostics if each.severity is not Severity.INFO)
    compiled = compiled._replace(diagnostics=told)
    if compiled.has_errors:
        return compiled, ()
    plan = plan_release(compiled, now, folder)
    if plan.diagnostics:
        return compiled._replace(sources=plan.sources, diagnostics=plan.diagnostics), ()
    return compiled, tuple(
        Preview(
            breakdown=breakdown,
            notes=tuple(stamped.note for stamped in release.resolved.notes),
            diagnostics=compiled.diagnostics,
            sources=compiled.sources,
            media=release.deck.media,
        )
        for breakdown, release in zip(compiled.breakdowns, plan.releases, strict=True)
    )

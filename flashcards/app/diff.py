"""`diff`: what the next build would release, note by note; writes nothing."""

from collections.abc import Iterable
from pathlib import Path

from flashcards.app.compile import compile_files
from flashcards.app.release import Plan, plan_release


def diff(paths: Iterable[Path], now: int) -> Plan:
    """Plan the release of content files; the plan has no releases when there are errors.

    Raises FlashcardsError when a file or lock can't be read.
    """
    compiled = compile_files(paths)
    if compiled.has_errors:
        return Plan(releases=(), sources=compiled.sources, diagnostics=compiled.diagnostics)
    return plan_release(compiled, now, compiled.project.decks)

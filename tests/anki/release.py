"""Builds of a whole folder, with what was released."""

from dataclasses import dataclass
from pathlib import Path

from flashcards.app.build import write_decks
from flashcards.app.compile import compile_files
from flashcards.app.release import plan_release
from flashcards.diagnostics import has_errors
from flashcards.identity.changes import Change
from flashcards.identity.entry import StampedNote


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """What one build released: packages, their notes, and what it said had changed."""

    packages: tuple[Path, ...]
    notes: tuple[StampedNote, ...]
    changes: tuple[Change, ...]


def release_folder(folder: Path, now: int) -> Released:
    """Build all content of a folder at a given time, against the locks of earlier builds."""
    compiled = compile_files(sorted((folder / "content").glob("*.yaml")))
    assert not compiled.has_errors, compiled.diagnostics
    plan = plan_release(compiled, now, folder / "decks")
    assert not has_errors(plan.diagnostics), plan.diagnostics
    built = write_decks(plan)
    return Released(
        packages=tuple(each.path for each in built),
        notes=tuple(note for each in plan.releases for note in each.resolved.notes),
        changes=tuple(change for each in plan.releases for change in each.resolved.changes),
    )

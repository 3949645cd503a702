"""Builds of a whole folder, with what was released."""

from collections.abc import Iterable, Mapping
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

from flashcards.app.compile import compile_files
from flashcards.app.packing import write_decks
from flashcards.app.release import Plan, plan_release
from flashcards.content.keys import Key
from flashcards.diagnostics import Diagnostic, has_errors
from flashcards.identity.changes import Change
from flashcards.identity.decisions import NO_DECISIONS, Decisions
from flashcards.identity.entry import StampedNote
from flashcards.identity.gate import Doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """What one build released: packages, their notes, and what it said had changed."""

    packages: tuple[Path, ...]
    notes: tuple[StampedNote, ...]
    changes: tuple[Change, ...]
    said: tuple[Diagnostic, ...] = ()


def plan_folder(folder: Path, now: int, decisions: Decisions = NO_DECISIONS) -> Plan:
    """Plan the release of all content of a folder at a given time; its paths are relative to it."""
    with chdir(folder):
        compiled = compile_files(sorted(Path("content").glob("*.yaml")))
        assert not compiled.has_errors, compiled.diagnostics
        return plan_release(compiled, now, decisions=decisions)


def release_folder(folder: Path, now: int, decisions: Decisions = NO_DECISIONS) -> Released:
    """Build all content of a folder at a given time, against the locks of earlier builds.

    Nothing may be lost by it that the decisions don't let go.
    """
    plan = plan_folder(folder, now, decisions)
    assert not has_errors(plan.diagnostics), plan.diagnostics
    assert plan.losses == ()
    return write_plan(folder, plan)


def write_plan(folder: Path, plan: Plan) -> Released:
    """Write the decks and locks of a plan."""
    with chdir(folder):
        built = write_decks(plan)
    return Released(
        packages=tuple(folder / each.path for each in built),
        notes=tuple(note for each in plan.releases for note in each.resolved.notes),
        changes=tuple(change for each in plan.releases for change in each.resolved.changes),
        said=plan.diagnostics,
    )


def answer(doubts: Iterable[Doubt], truth: Mapping[Key, Key]) -> Decisions:
    """Answer what a build asks; `truth` gives the new keys of old notes that live on."""
    same: dict[Key, Key] = {}
    gone: set[str] = set()
    for doubt in doubts:
        if doubt.old.key in truth:
            same[truth[doubt.old.key]] = doubt.old.key
        elif doubt.holder is not None:
            same[doubt.holder.key] = doubt.old.key
        else:
            gone.add(doubt.old.key)
    return Decisions(same, frozenset(gone))

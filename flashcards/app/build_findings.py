"""What a build has to say of content before it writes: its errors, its cards' faults, its moves."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from flashcards.app.compile import Compiled, judge_files, make_strict, without_remarks
from flashcards.app.coverage import cover_files, find_cardless
from flashcards.app.release import Plan
from flashcards.content.levels import Policy
from flashcards.diagnostics import Diagnostic
from flashcards.identity.moved_files import check_departures


def say_of_content(compiled: Compiled, policy: Policy) -> tuple[Diagnostic, ...]:
    """Give what was found in content, and which files and chapters make no card yet."""
    cardless = find_cardless(cover_files(compiled))
    return (
        *without_remarks(compiled.diagnostics),
        *(map(make_strict, cardless) if policy.is_strict else cardless),
    )


def judge_changes(
    compiled: Compiled, plan: Plan, policy: Policy, most: int
) -> tuple[tuple[Diagnostic, ...], int]:
    """Judge the notes whose release would change, each file by itself, and count those left out.

    An author hears of a card's faults before it is released; `check` names those of all. No more
    than `most` are judged.
    """
    found: list[Diagnostic] = []
    left = most
    changed = 0
    for breakdown, release in zip(compiled.breakdowns, plan.releases, strict=False):
        keys = [each.new.key for each in release.resolved.changes if each.new]
        changed += len(keys)
        if chosen := frozenset(keys[:left]):
            left -= len(chosen)
            found += judge_files([breakdown], compiled.sources, policy, chosen)
    return without_remarks(found), max(0, changed - most)


def find_departures(plan: Plan, broken: Sequence[Path]) -> Iterator[Diagnostic]:
    """Report notes that vanished, where a broken file was left out to which they may have moved."""
    for release in plan.releases if broken else ():
        changes = release.resolved.changes
        yield from check_departures(changes, release.deck.path, broken[0].as_posix())

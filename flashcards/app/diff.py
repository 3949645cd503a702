"""`diff`: what the next build would release, note by note; writes nothing."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from flashcards.app.compile import compile_files
from flashcards.app.media_names import find_media_names, name_plan
from flashcards.app.release import Plan, plan_release
from flashcards.disk.cache import Cache


class Diff(NamedTuple):
    """What the next build would release, and the authors' names of packed pictures and sounds."""

    plan: Plan
    names: Mapping[str, str] = MappingProxyType({})


def diff(paths: Iterable[Path], now: int, cache: Cache | None) -> Plan:
    """Plan the release of content files, to be shown: texts have the authors' names of pictures.

    It has no releases when there are errors. Raises FlashcardsError when a file or lock can't be
    read.
    """
    found = plan_next(paths, now, cache)
    return name_plan(found.plan, found.names)


def plan_next(paths: Iterable[Path], now: int, cache: Cache | None) -> Diff:
    """Plan the same, to be compared with something else; raises as `diff` does."""
    compiled = compile_files(paths)
    if compiled.has_errors:
        return Diff(Plan(releases=(), sources=compiled.sources, diagnostics=compiled.diagnostics))
    plan = plan_release(compiled, now, compiled.project.decks)
    return Diff(plan, find_media_names(compiled, cache))

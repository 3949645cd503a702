"""Locks on disk, `<content id>.lock` each in the decks' folder."""

from pathlib import Path

from flashcards.diagnostics import Diagnostic, Report, Source
from flashcards.files import read_bytes
from flashcards.lock.entry import Lock
from flashcards.lock.lockfile import parse_lock
from flashcards.source.files import decode_source


def lock_path(folder: Path, content_id: str) -> Path:
    """Give the path of a content file's lock."""
    return folder / f"{content_id}.lock"


def read_lock(
    folder: Path, content_id: str, sources: dict[str, Source], report: Report
) -> Lock | None:
    """Read a lock; a missing one is empty, one that can't be used is reported and gives `None`.

    Its text is added to `sources`. Raises FlashcardsError when the system refuses to read it.
    """
    path = lock_path(folder, content_id)
    data = read_bytes(path)
    if data is None:
        return Lock(content_id=content_id)
    problems: list[Diagnostic] = []
    source = decode_source(path.as_posix(), data.replace(b"\r\n", b"\n"), problems.append)
    sources[source.path] = source
    if problems:
        for problem in problems:
            report(problem)
        return None
    return parse_lock(content_id, source, report)


def find_locks(folder: Path) -> tuple[str, ...]:
    """Give the content ids of all locks in the folder, sorted."""
    return tuple(sorted(path.stem for path in folder.glob("*.lock")))

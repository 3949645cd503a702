"""Locks on disk, `<content id>.lock` each in the decks' folder."""

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from unicodedata import normalize

from flashcards.diagnostics import Diagnostic, FlashcardsError, Report, Source
from flashcards.disk.files import LARGEST_LOCK, read_bytes, unify_line_ends
from flashcards.disk.sources import decode_source
from flashcards.identity.entry import Lock
from flashcards.identity.lockfile import parse_lock
from flashcards.text.normal_form import compose


def lock_path(folder: Path, content_id: str) -> Path:
    """Give the path of a content file's lock."""
    path = folder / f"{content_id}.lock"
    if content_id.isascii():
        return path
    # Copied from an older Mac, its name may be decomposed, and is then another to this system.
    decomposed = folder / normalize("NFD", path.name)
    return decomposed if decomposed.exists() and not path.exists() else path


def read_lock(
    folder: Path, content_id: str, sources: dict[str, Source], report: Report
) -> Lock | None:
    """Read a lock; a missing one is empty, one that can't be used is reported and gives `None`.

    Its text is added to `sources`. Raises FlashcardsError when the system refuses to read it.
    """
    path = lock_path(folder, content_id)
    _check_size(path)
    data = read_bytes(path)
    if data is None:
        return Lock(content_id=content_id)
    problems: list[Diagnostic] = []
    source = _decode(path, data, problems.append)
    sources[source.path] = source
    if problems:
        for problem in problems:
            report(problem)
        return None
    return parse_lock(content_id, source, report)


def _check_size(path: Path) -> None:
    with suppress(OSError):  # of which reading has more to say
        if path.stat().st_size > LARGEST_LOCK:
            raise FlashcardsError(
                f"`{path.as_posix()}` is larger than {LARGEST_LOCK // 1024**2} MiB, so no lock of "
                "ours; take it back from version control"
            )


def is_lock_as_read(path: Path, sources: Mapping[str, Source]) -> bool:
    """Whether a lock on disk still is what `read_lock` added to `sources`, or still is missing."""
    data = read_bytes(path)
    source = None if data is None else _decode(path, data, lambda _: None)
    return source == sources.get(path.as_posix())


def _decode(path: Path, data: bytes, report: Report) -> Source:
    return decode_source(path.as_posix(), unify_line_ends(data), report)


def decode_lock(path: Path, data: bytes, report: Report) -> Lock | None:
    """Give the lock that another version of the file holds, or `None` if it can't be used."""
    problems: list[Diagnostic] = []
    source = _decode(path, re.sub(rb"\n{2,}", b"\n", data), problems.append)
    lock = None if problems else parse_lock(compose(path.stem), source, problems.append)
    for problem in problems:
        report(problem)
    return lock


def find_locks(folder: Path) -> tuple[str, ...]:
    """Give the content ids of all locks in the folder, sorted."""
    return tuple(sorted({compose(path.stem) for path in folder.glob("*.lock")}))

"""`build --since`: which notes are new or changed since a date, a commit or a package."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from flashcards.app.committed import find_commit, read_commit
from flashcards.app.published import read_published
from flashcards.app.release import Release
from flashcards.diagnostics import Diagnostic, FlashcardsError
from flashcards.identity.entry import Entry, Guid, Lock
from flashcards.identity.store import decode_lock
from flashcards.package.packaged_notes import differing_fields, index_notes
from flashcards.text.slugs import to_file_part

_DATE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?"
)
_PACKAGE = ".apkg"

_LONGEST_NAME = 60
"""Bytes of a file's name; systems have 255 for all of it."""


class SinceDate(NamedTuple):
    """Notes that changed at a time or later, in seconds since 1970."""

    text: str
    seconds: int


class SinceCommit(NamedTuple):
    """Notes that the locks of a commit, by its hash, don't have as they are now."""

    text: str
    commit: str


class SincePackage(NamedTuple):
    """Notes that a published package doesn't have as they are now."""

    text: str
    path: Path


Since = SinceDate | SinceCommit | SincePackage


def parse_since(text: str, place: Callable[[Path], Path] = Path) -> Since:
    """Understand what a user named: a date, a package's path, else whatever git knows.

    `place` gives a path that the user named as it is seen from here. Raises ValueError, with a
    message, when it is none of these, or two of them.
    """
    commit = find_commit(text)
    if _DATE.fullmatch(text):
        if commit:
            raise ValueError(
                f"{text!r} is a date, and git knows it too: write {text[:10]}T00:00 for the date, "
                f"or {commit[:12]} for the commit."
            )
        return SinceDate(text, _parse_date(text))
    if text.endswith(_PACKAGE):
        path = place(Path(text))
        if not path.is_file():
            raise ValueError(f"there is no file {text!r}.")
        return SincePackage(text, path)
    if not commit:
        raise ValueError(
            f"{text!r} is no date (such as 2026-01-31), no {_PACKAGE} file, and no branch, tag or "
            "commit that git knows here."
        )
    return SinceCommit(text, commit)


def _parse_date(text: str) -> int:
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} looks like a date, and no calendar has it.") from None
    return int((time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp())


def since_suffix(since: Since) -> str:
    """Give the end of a patch deck's name, before `.apkg`: `.since-v1_2` for `--since v1.2`."""
    text = since.path.stem if isinstance(since, SincePackage) else since.text
    return f".since-{to_file_part(text, _LONGEST_NAME)}"


def find_changed(releases: Iterable[Release], since: Since) -> frozenset[Guid]:
    """Find the notes of the next release that are new or changed since then.

    Raises FlashcardsError when a lock of the commit, or the package, can't be read.
    """
    releases = tuple(releases)
    if isinstance(since, SinceDate):
        return frozenset(
            each.guid
            for release in releases
            for each in release.resolved.notes
            if each.mod >= since.seconds
        )
    if isinstance(since, SinceCommit):
        before = _read_entries(releases, since)
        return frozenset(
            entry.guid
            for release in releases
            for entry in release.live
            if (old := before.get(entry.guid)) is None or old.digest != entry.digest
        )
    packaged = index_notes(read_published(since.path).notes)
    return frozenset(
        each.guid
        for release in releases
        for each in release.resolved.notes
        if (text := packaged.get(each.guid)) is None or differing_fields(text, each.note)
    )


def _read_entries(releases: Iterable[Release], since: SinceCommit) -> dict[Guid, Entry]:
    """Give what the locks of a commit knew of notes that were in their decks."""
    paths = [release.lock_path for release in releases]
    locks = [
        _decode_lock(path, data, since.text)
        for path, data in read_commit(since.commit, paths).items()
    ]
    return {
        entry.guid: entry
        for lock in locks
        for entry in lock.entries
        if not entry.retired and not entry.moved
    }


def _decode_lock(path: Path, data: bytes, revision: str) -> Lock:
    problems: list[Diagnostic] = []
    lock = decode_lock(path, data, problems.append)
    if lock is None:
        why = problems[0].message
        raise FlashcardsError(f"`{path.as_posix()}` can't be used as of `{revision}`: {why}")
    return lock

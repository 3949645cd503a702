"""Files as a commit has them, asked of git without running what a repository says."""

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from flashcards.diagnostics import FlashcardsError

_SECONDS = 5
_LARGEST = 16 * 1024**2
"""Bytes of a lock: some 30,000 notes. A larger one is not compared."""

_LARGEST_TOGETHER = 4 * _LARGEST

_HARMLESS = {
    "GIT_ALLOW_PROTOCOL": "none",  # an object that is missing is not fetched
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}


def read_committed(paths: Iterable[Path]) -> dict[Path, bytes]:
    """Give the content of files of this working folder as of the last commit.

    Those that it doesn't have are left out; so are all without git, or outside a repository.
    """
    wanted = [path for path in paths if not path.is_absolute() and "\n" not in str(path)]
    if not wanted or not _is_repository():
        return {}
    try:
        return _read_small("HEAD", wanted)
    except (OSError, subprocess.SubprocessError):
        return {}


def find_commit(revision: str) -> str:
    """Give the hash of a commit that git knows by a name such as `v1.2` or `HEAD~3`, or nothing."""
    # What is asked for is a line of standard input, and so never an option.
    if not revision or not revision.isprintable() or not _is_repository():
        return ""
    try:
        answer = _ask_git("--batch-check", [f"{revision}^{{commit}}\n"]).decode(errors="replace")
    except (OSError, subprocess.SubprocessError):
        return ""
    commit, _, rest = answer.partition(" ")
    return commit if rest.startswith("commit ") else ""


def read_commit(commit: str, paths: Iterable[Path]) -> dict[Path, bytes]:
    """Give the content of files below this working folder as of a commit, by its hash.

    Those that it doesn't have are left out. Raises FlashcardsError where git doesn't answer, or a
    file is too large or not in this clone.
    """
    wanted = [path for path in paths if "\n" not in str(path)]
    try:
        found = _read_small(commit, wanted)
        unread = [path for path in wanted if path not in found and _is_listed(commit, path)]
    except (OSError, subprocess.SubprocessError) as error:
        raise FlashcardsError(f"git doesn't say what the commit {commit} holds: {error}") from error
    if unread:
        raise FlashcardsError(
            f"`{unread[0].as_posix()}` can't be read as of the commit {commit}: it is larger than "
            f"{_LARGEST // 1024**2} MiB, or not in this clone"
        )
    return found


def _is_repository() -> bool:
    here = Path.cwd()
    # `Path.exists` raises where it can't look.
    return any(os.path.exists(each / ".git") for each in (here, *here.parents))  # noqa: PTH110


def _name(revision: str, path: Path) -> str:
    here = Path(os.path.relpath(path)) if path.is_absolute() else path
    return f"{revision}:./{here.as_posix()}\n"


def _is_listed(commit: str, path: Path) -> bool:
    """Whether a commit's folder has a file of that name; git calls missing what isn't here, too."""
    tree = _ask_git("--batch", [_name(commit, path.parent)])
    return b" %b\0" % os.fsencode(path.name) in tree


def _read_small(revision: str, wanted: list[Path]) -> dict[Path, bytes]:
    names = {path: _name(revision, path) for path in wanted}
    # A few bytes of an object can hold any number, so sizes are asked for first.
    sizes = _ask_git("--batch-check", names.values()).splitlines()
    left = _LARGEST_TOGETHER
    small = []
    for path, line in zip(wanted, sizes, strict=False):
        size = line.rpartition(b" ")[2]
        if size.isdigit() and int(size) <= min(_LARGEST, left):
            small.append(path)
            left -= int(size)
    return _parse_batch(_ask_git("--batch", (names[path] for path in small)), small)


def _ask_git(how: str, names: Iterable[str]) -> bytes:
    return subprocess.run(  # noqa: S603 - what is asked for is standard input
        ["git", "-c", "core.fsmonitor=false", "cat-file", how],  # noqa: S607 - on PATH
        input="".join(names).encode(errors="surrogateescape"),
        capture_output=True,
        env={**os.environ, **_HARMLESS},
        timeout=_SECONDS,
        check=False,
    ).stdout


def _parse_batch(answer: bytes, paths: Iterable[Path]) -> dict[Path, bytes]:
    """Take apart what `cat-file --batch` says of each: a line with type and size, the data."""
    found: dict[Path, bytes] = {}
    rest = answer
    for path in paths:
        line, _, rest = rest.partition(b"\n")
        words = line.split()
        if len(words) == 3 and words[1] == b"blob" and words[2].isdigit():  # noqa: PLR2004 - as said
            size = int(words[2])
            found[path] = rest[:size]
            rest = rest[size + 1 :]
        elif not line.endswith(b" missing"):
            break
    return found

"""Files as the last commit has them, asked of git without running what a repository says."""

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

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
    here = Path.cwd()
    # `Path.exists` raises where it can't look.
    is_repository = any(os.path.exists(each / ".git") for each in (here, *here.parents))  # noqa: PTH110
    if not wanted or not is_repository:
        return {}
    names = {path: f"HEAD:./{path.as_posix()}\n" for path in wanted}
    try:
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
    except (OSError, subprocess.SubprocessError):
        return {}


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

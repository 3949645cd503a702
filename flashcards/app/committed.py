"""Files as the last commit has them, asked of git without running what a repository says."""

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

_SECONDS = 10
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
    asked = "".join(f"HEAD:./{path.as_posix()}\n" for path in wanted)
    try:
        done = subprocess.run(
            ["git", "-c", "core.fsmonitor=false", "cat-file", "--batch"],  # noqa: S607 - on PATH
            input=asked.encode(errors="surrogateescape"),
            capture_output=True,
            env={**os.environ, **_HARMLESS},
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return {}
    return _parse_batch(done.stdout, wanted)


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

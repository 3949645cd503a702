"""Wall time and peak memory of a command, the best of several runs."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

_UNKEPT = frozenset(("PYTHONDONTWRITEBYTECODE",))


def best_seconds(
    command: Sequence[str], cwd: Path, runs: int = 7, environment: Mapping[str, str] | None = None
) -> float:
    """Give the shortest wall time of a command that must end well; noise only ever adds.

    Code is byte-compiled on both sides of a ratio, as pip leaves it: ours runs from its sources
    here, so Python may keep what it compiled, outside of the repository.
    """
    kept = {name: value for name, value in os.environ.items() if name not in _UNKEPT}
    kept["PYTHONPYCACHEPREFIX"] = str(Path(tempfile.gettempdir()) / "flashcards-benchmark-pycache")
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(
            command,
            cwd=cwd,
            check=True,
            capture_output=True,
            env={**kept, **(environment or {})},
        )
        best = min(best, time.perf_counter() - start)
    return best


def python(code: str) -> list[str]:
    """Give the command that runs a line of Python."""
    return [sys.executable, "-c", code]


def flashcards(*arguments: str) -> list[str]:
    """Give the command that runs flashcards."""
    return [sys.executable, "-m", "flashcards", *arguments]

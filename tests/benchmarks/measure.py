"""Wall time and peak memory of a command, the best of several runs."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_LAUNCH = Path(__file__).with_name("launch.py")
_UNKEPT = frozenset(("PYTHONDONTWRITEBYTECODE",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a command took at best: wall time, and the peak memory of its largest process."""

    seconds: float
    megabytes: float


def best_cost(
    command: Sequence[str],
    cwd: Path,
    runs: int = 7,
    environment: Mapping[str, str] | None = None,
    before: Callable[[], None] = lambda: None,
) -> Cost:
    """Measure a command that must end well, several times, and keep the best: noise only adds.

    `before` sets the stage for each run. Code is byte-compiled on both sides of a ratio, as pip
    leaves it: ours runs from its sources here, so Python may keep what it compiled, outside of the
    repository. Nothing is remembered between runs unless the environment says so.
    """
    kept = {name: value for name, value in os.environ.items() if name not in _UNKEPT}
    kept["PYTHONPYCACHEPREFIX"] = str(Path(tempfile.gettempdir()) / "flashcards-benchmark-pycache")
    kept["FLASHCARDS_CACHE"] = ""
    seconds = kilobytes = float("inf")
    for _ in range(runs):
        before()
        done = subprocess.run(
            [sys.executable, "-I", "-S", str(_LAUNCH), *command],
            cwd=cwd,
            check=True,
            capture_output=True,
            text=True,
            env={**kept, **(environment or {})},
        )
        status, took, peak = done.stdout.split()
        if status != "0":
            raise AssertionError(done.stderr[-2000:])
        seconds = min(seconds, float(took))
        kilobytes = min(kilobytes, float(peak))
    return Cost(seconds=seconds, megabytes=kilobytes / 1024)


def best_seconds(
    command: Sequence[str], cwd: Path, runs: int = 7, environment: Mapping[str, str] | None = None
) -> float:
    """Give the shortest wall time of a command; see `best_cost`."""
    return best_cost(command, cwd, runs, environment).seconds


def python(code: str) -> list[str]:
    """Give the command that runs a line of Python."""
    return [sys.executable, "-c", code]


def flashcards(*arguments: str) -> list[str]:
    """Give the command that runs flashcards."""
    return [sys.executable, "-m", "flashcards", *arguments]

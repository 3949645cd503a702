"""Wall time and peak memory of a command, the best of several runs."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_LAUNCH = Path(__file__).with_name("launch.py")
_UNKEPT = frozenset(("PYTHONDONTWRITEBYTECODE",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a command took at best: wall time, and the peak memory of its largest process."""

    seconds: float
    megabytes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A command to measure, what else its environment holds, and what sets the stage for a run."""

    command: Sequence[str]
    cwd: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[], None] = lambda: None


def best_costs(cases: Sequence[Case], runs: int) -> list[Cost]:
    """Measure commands that must end well, several times, and keep the best: noise only adds.

    They take turns: a machine that is slower for some seconds is so for all of them.
    """
    best = [Cost(seconds=float("inf"), megabytes=float("inf"))] * len(cases)
    for _ in range(runs):
        for index, case in enumerate(cases):
            cost = _measure(case)
            best[index] = Cost(
                seconds=min(best[index].seconds, cost.seconds),
                megabytes=min(best[index].megabytes, cost.megabytes),
            )
    return best


def best_cost(case: Case, runs: int = 7) -> Cost:
    """Measure one command."""
    return best_costs([case], runs)[0]


def _measure(case: Case) -> Cost:
    """Run a command once.

    Code is byte-compiled on both sides of a ratio, as pip leaves it: ours runs from its sources
    here, so Python may keep what it compiled, outside of the repository. Nothing is remembered
    between runs unless the environment says so.
    """
    kept = {name: value for name, value in os.environ.items() if name not in _UNKEPT}
    kept["PYTHONPYCACHEPREFIX"] = str(Path(tempfile.gettempdir()) / "flashcards-benchmark-pycache")
    kept["FLASHCARDS_CACHE"] = ""
    case.before()
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(_LAUNCH), *case.command],
        cwd=case.cwd,
        check=True,
        capture_output=True,
        text=True,
        env={**kept, **case.environment},
    )
    status, seconds, kilobytes = done.stdout.split()
    if status != "0":
        raise AssertionError(done.stderr[-2000:])
    return Cost(seconds=float(seconds), megabytes=float(kilobytes) / 1024)


def python(code: str) -> list[str]:
    """Give the command that runs a line of Python."""
    return [sys.executable, "-c", code]


def flashcards(*arguments: str) -> list[str]:
    """Give the command that runs flashcards."""
    return [sys.executable, "-m", "flashcards", *arguments]

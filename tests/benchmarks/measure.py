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
    """What a command took: wall time, and the peak memory of all its processes together.

    Of one that was stopped, the time is infinite.
    """

    seconds: float
    megabytes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A command to measure, what else its environment holds, and what sets the stage for a run.

    After `limit` seconds it is stopped. With `is_apart`, its environment is what is given and no
    more: nothing of ours is anyone else's business.
    """

    command: Sequence[str]
    cwd: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[], None] = lambda: None
    limit: float = 600
    is_apart: bool = False


def best_costs(cases: Sequence[Case], runs: int) -> list[Cost]:
    """Measure commands that must end well, several times, and keep the least time: noise only adds.

    Of memory the most is kept: between two looks at several processes a peak can be missed. The
    commands take turns: a machine that is slower for some seconds is so for all of them. One that
    had to be stopped is not tried again.
    """
    best = [Cost(seconds=float("inf"), megabytes=0)] * len(cases)
    for run in range(runs):
        for index, case in enumerate(cases):
            if run and best[index].seconds == float("inf"):
                continue
            cost = _measure(case)
            best[index] = Cost(
                seconds=min(best[index].seconds, cost.seconds),
                megabytes=max(best[index].megabytes, cost.megabytes),
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
        [sys.executable, "-I", "-S", str(_LAUNCH), str(case.limit), *case.command],
        cwd=case.cwd,
        check=True,
        capture_output=True,
        text=True,
        env={**({} if case.is_apart else kept), **case.environment},
    )
    status, seconds, kilobytes = done.stdout.split()
    if status not in {"0", "stopped"}:
        raise AssertionError(done.stderr[-2000:])
    return Cost(
        seconds=float("inf") if status == "stopped" else float(seconds),
        megabytes=float(kilobytes) / 1024,
    )


def python(code: str) -> list[str]:
    """Give the command that runs a line of Python."""
    return [sys.executable, "-c", code]


def flashcards(*arguments: str) -> list[str]:
    """Give the command that runs flashcards."""
    return [sys.executable, "-m", "flashcards", *arguments]

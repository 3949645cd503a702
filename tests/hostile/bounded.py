"""Our command line with little memory, on content that means harm."""

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.command import environment

_MEMORY = 1_500_000_000
_HANGS = 60
"""Seconds; it only ends what would never end."""

_MOST_SHOWN = 2_000_000
"""Characters: no input may flood the terminal."""


_LONGEST = 60
"""Seconds of processor time: the slowest needs some ten of its own."""

_MOST_RESIDENT = 500_000
"""Kilobytes, as Linux counts them."""


def run_bounded(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command; whatever it is given it ends with 0 or 1, without a bug report."""
    result = _run(folder, _command(*arguments), timeout=_HANGS, preexec_fn=_limit_memory)
    assert result.returncode in (0, 1), result.stderr[-3000:]
    assert "Traceback" not in result.stderr
    assert len(result.stdout) + len(result.stderr) < _MOST_SHOWN
    return result


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-W", "error", "-m", "flashcards", *arguments]


def _run(
    folder: Path,
    command: list[str],
    timeout: float | None = None,
    preexec_fn: Callable[[], None] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a command without input; what it says must be UTF-8."""
    return subprocess.run(
        command,
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="strict",
        check=False,
        timeout=timeout,
        preexec_fn=preexec_fn,
    )


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


_MEASURE = """\
import resource, subprocess, sys
said, seconds, memory, *command = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_CPU, (int(seconds),) * 2)
resource.setrlimit(resource.RLIMIT_AS, (int(memory),) * 2)
status = subprocess.run(command).returncode
with open(said, "w") as file:
    file.write(f"{status} {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}")
"""
"""Runs a command from a small process: what starts one counts as its own memory."""


def run_measured(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as above; it may take a minute of processor time, and 500 MB.

    Output grows with content and edits, and isn't looked at here.
    """
    with TemporaryDirectory() as name:
        said = Path(name) / "said"
        limits = [str(said), str(_LONGEST), str(_MEMORY)]
        measure = [sys.executable, "-I", "-S", "-c", _MEASURE, *limits]
        done = _run(folder, [*measure, *_command(*arguments)])
        done.check_returncode()
        status, kilobytes = map(int, said.read_text(encoding="ascii").split())
    assert status in (0, 1), f"{status}: {done.stderr[-3000:]}"
    assert kilobytes < _MOST_RESIDENT, f"{kilobytes} kB"
    return subprocess.CompletedProcess(arguments, status, done.stdout, done.stderr)

"""Our command line with little memory, on content that means harm."""

import os
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile

from tests.command import environment

_MEMORY = 1_500_000_000
_HANGS = 60
"""Seconds; it only ends what would never end."""

_MOST_SHOWN = 2_000_000
"""Characters: no input may flood the terminal."""


_LONGEST = 10
"""Seconds of processor time."""

_MOST_RESIDENT = 500_000
"""Kilobytes, as Linux counts them."""


def run_bounded(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command; whatever it is given it ends with 0 or 1, without a bug report."""
    result = subprocess.run(
        [sys.executable, "-W", "error", "-m", "flashcards", *arguments],
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="strict",
        check=False,
        timeout=_HANGS,
        preexec_fn=_limit_memory,
    )
    assert result.returncode in (0, 1), result.stderr[-3000:]
    assert "Traceback" not in result.stderr
    assert len(result.stdout) + len(result.stderr) < _MOST_SHOWN
    return result


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def run_measured(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as above; it may take ten seconds of processor time, and 500 MB.

    Output grows with content and edits, and isn't looked at here.
    """
    with TemporaryFile() as output, TemporaryFile() as errors:
        process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "flashcards", *arguments],
            cwd=folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            preexec_fn=_limit_time,  # noqa: PLW1509 - no threads here
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said = []
        for file in (output, errors):
            file.seek(0)
            said.append(file.read().decode())
    assert process.returncode in (0, 1), f"{process.returncode}: {said[1][-3000:]}"
    assert usage.ru_maxrss < _MOST_RESIDENT, f"{usage.ru_maxrss} kB"
    return subprocess.CompletedProcess(arguments, process.returncode, *said)


def _limit_time() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_LONGEST, _LONGEST))
    _limit_memory()

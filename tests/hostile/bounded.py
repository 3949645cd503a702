"""Our command line with little memory, on content that means harm."""

import resource
import subprocess
import sys
from pathlib import Path

from tests.command import environment

_MEMORY = 1_500_000_000
_HANGS = 60
"""Seconds; it only ends what would never end."""

_MOST_SHOWN = 2_000_000
"""Characters: no input may flood the terminal."""


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

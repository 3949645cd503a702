"""Our command line, run as a user runs it."""

import os
import subprocess
import sys
from pathlib import Path

from flashcards.disk.cache import VARIABLE

ROOT = Path(__file__).parent.parent


def flashcards(
    folder: Path, *arguments: str, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would, in a folder, with both outputs piped."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "flashcards", *arguments],
        cwd=folder,
        env=environment() | (env or {}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def environment() -> dict[str, str]:
    """Give an environment in which the command is found from any folder, and nothing paints."""
    names = ("PATH", "HOME", "LANG", VARIABLE)
    kept = {name: os.environ[name] for name in names if name in os.environ}
    return kept | {"PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1700000000"}

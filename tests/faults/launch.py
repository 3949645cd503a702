"""The command with something odd about its system, for a process of its own.

python -m tests.faults.launch ODDITY ARGUMENT...
"""

import errno
import fcntl
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from flashcards.cli import main
from flashcards.cli.run import run
from tests.faults.calls import watch_calls

NOBODY = 65534


def _pause() -> None:
    """Say `here` before the first file is made, and go on when a line is read."""
    names: list[str] = []

    def happen(name: str) -> None:
        if name == "create" and not names:
            names.append(name)
            sys.__stdout__.write("here\n")  # type: ignore[union-attr] # it is a pipe
            sys.__stdout__.flush()  # type: ignore[union-attr]
            sys.stdin.readline()

    watch_calls(happen)


def _record() -> None:
    """Keep a copy of each lock that is written, in a folder of this process's own."""
    folder = Path("record") / str(os.getpid())
    folder.mkdir(parents=True)
    replace = os.replace

    def recorded(source: Path, target: Path) -> None:
        if str(target).endswith(".lock"):
            shutil.copy(source, folder / Path(target).name)
        replace(source, target)

    os.replace = recorded  # type: ignore[assignment] # of the signature that is used


def _hurry() -> None:
    """Let no time pass while waiting."""
    time.sleep = lambda seconds: None  # noqa: ARG005 - its name there


def _never_lock() -> None:
    """Refuse locks as some network drives do."""

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    fcntl.flock = refuse


def _interrupt_the_end() -> None:
    """Press Ctrl-C when the process is on its way out."""
    leave = os._exit

    def press_and_leave(status: int) -> NoReturn:
        os.kill(os.getpid(), signal.SIGINT)
        leave(status)

    os._exit = press_and_leave


def _become_nobody() -> None:
    """Drop the superuser's rights, under which no permission would be missing."""
    if os.geteuid() == 0:
        # All that a build imports is imported first: the modules may be closed to nobody.
        project = Path.cwd()
        with TemporaryDirectory() as folder, redirect_stdout(StringIO()):
            os.chdir(shutil.copytree(project, Path(folder) / "project"))
            run(["build"])
            os.chdir(project)
        os.setuid(NOBODY)


_ODDITIES: dict[str, Callable[[], None]] = {
    "paused": _pause,
    "recorded": _record,
    "hurried": _hurry,
    "without-locks": _never_lock,
    "interrupted-at-the-end": _interrupt_the_end,
    "nobody": _become_nobody,
}

if __name__ == "__main__":
    _ODDITIES[sys.argv[1]]()
    sys.argv = ["flashcards", *sys.argv[2:]]
    main()

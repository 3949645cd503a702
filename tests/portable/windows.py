"""The command as far as Linux can play Windows, for a process of its own.

python -m tests.portable.windows ODDITY ARGUMENT...

There is no `fcntl`, no `fork` and nothing else that only POSIX has; a file is locked by `msvcrt`,
and none can be renamed while it is open. Paths and their case stay Linux's.
"""

import errno
import fcntl
import os
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType

ONLY_POSIX = "fork geteuid getuid fchmod chown O_NOFOLLOW O_NONBLOCK O_DIRECTORY".split()
# What asks for the system as it is imported, and would then look for Windows' own libraries.
THIRD = (
    "click click._termui_impl rich.console rich.table pygments.lexers yaml genanki subprocess "
    "webbrowser http.server socketserver tempfile shutil urllib.request xml.sax.expatreader "
    "asyncio nh3 pyromark Stemmer rapidfuzz.process"
).split()


def _make_msvcrt() -> ModuleType:
    """Give its locking of a file's bytes: a lock goes with its descriptor, as there."""
    module = ModuleType("msvcrt")
    flock, exclusive = fcntl.flock, fcntl.LOCK_EX | fcntl.LOCK_NB

    def locking(descriptor: int, _mode: int, _count: int) -> None:
        try:
            flock(descriptor, exclusive)
        except BlockingIOError:
            raise PermissionError(errno.EACCES, "Permission denied") from None

    module.locking = locking  # type: ignore[attr-defined]
    module.LK_NBLCK = 2  # type: ignore[attr-defined]
    return module


def _become_windows() -> None:
    for name in THIRD:
        import_module(name)
    sys.modules["msvcrt"] = _make_msvcrt()
    if not hasattr(os, "startfile"):
        _refuse_to_open()
    sys.modules["fcntl"] = None  # type: ignore[assignment] # so an import fails
    for name in ONLY_POSIX:
        if hasattr(os, name):
            delattr(os, name)
    sys.platform = "win32"


def _refuse_to_replace(times: int) -> None:
    """Let another program have each deck open for so many tries."""
    replace = os.replace
    left = [times]

    def refused(source: Path, target: Path) -> None:
        if str(target).endswith(".apkg") and left[0]:
            left[0] -= 1
            raise PermissionError(errno.EACCES, "Access is denied", str(source))
        replace(source, target)

    os.replace = refused  # type: ignore[assignment] # of the signature that is used


def _refuse_for_long() -> None:
    _hurry()
    _refuse_to_replace(10**6)


def _hurry() -> None:
    """Let no time pass while waiting."""
    time.sleep = lambda seconds: None  # noqa: ARG005 - its name there


def _open_by_kind() -> None:
    """Keep a program for packages, which writes down what it is to open."""

    def startfile(path: Path) -> None:
        Path(os.environ["OPENED"]).write_text(f"{path}\n", encoding="utf-8")

    os.startfile = startfile  # type: ignore[attr-defined]


def _refuse_to_open() -> None:
    def startfile(path: Path) -> None:
        raise OSError(errno.ENOENT, "No application is associated with the file", str(path))

    os.startfile = startfile  # type: ignore[attr-defined]


def _close_the_pipe() -> None:
    """Have the reader of standard output go away: Windows calls that an invalid argument."""

    def refuse(_data: object) -> int:
        raise OSError(errno.EINVAL, "Invalid argument")

    sys.stdout.write = refuse  # type: ignore[method-assign]
    sys.stdout.buffer.write = refuse  # type: ignore[method-assign]


_ODDITIES: dict[str, Callable[[], None]] = {
    "plain": lambda: None,
    "held-once": lambda: _refuse_to_replace(1),
    "held-for-long": _refuse_for_long,
    "hurried": _hurry,
    "closed-pipe": _close_the_pipe,
    "opens-packages": _open_by_kind,
}

if __name__ == "__main__":
    _ODDITIES[sys.argv[1]]()
    sys.argv = ["flashcards", *sys.argv[2:]]
    _become_windows()
    main = import_module("flashcards.cli").main
    main()

"""Builds of one project, each disturbed at another moment; for a process of its own.

    python -m tests.faults.moments PROJECT FOLDER calls|lines|imports kill|interrupt|full

Prints a JSON object for each build: where it was disturbed, how it ended, what it said, and how the
next build ended. FOLDER/<n>/left is the folder of decks between the two, FOLDER/<n>/decks what
it is after both. The last build is the one that had no moment left to disturb. What was left by
an earlier moment as well isn't built again; its `mended` is null.

All is imported once and each build runs in a fork of that, which makes hundreds of them cheap;
unless it is imports that are disturbed, and then not each of them.
"""

import contextlib
import errno
import gc
import io
import itertools
import json
import os
import re
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from flashcards.cli import main as flashcards
from tests.faults.calls import watch_calls, watch_imports, watch_lines
from tests.faults.projects import read_decks

_RANDOM = re.compile(r"(?<=\.)[a-z0-9_]{8}(?=\.tmp$)")
_LINES_OF = (
    "flashcards/cli/run.py",
    "flashcards/disk/files.py",
    "flashcards/disk/folder_lock.py",
)
_STEP = 9
_NEEDS_ROOM = frozenset(("create", "fsync", "mkdir", "replace", "write"))


def main(project: Path, folder: Path, watched: str, disturbance: str) -> None:
    """Disturb a build at its first moment, the next build at its second, and so on."""
    os.chdir(shutil.copytree(project, folder / "warm"))
    if watched != "imports":
        from flashcards.cli.run import run  # noqa: PLC0415 - not before imports are disturbed

        with contextlib.redirect_stdout(io.StringIO()):
            run(["build"])  # imports all that a build uses
    gc.freeze()  # a fork then copies little
    os.fsync = lambda fd: None  # noqa: ARG005 - a killed process loses nothing the system has
    seen: list[frozenset[tuple[str, bytes]]] = []
    for number in itertools.count(step=_STEP if watched == "imports" else 1):
        os.chdir(shutil.copytree(project, folder / str(number)))
        status = _fork(_disturber(watched, disturbance, number))
        left = read_decks(Path("decks"))
        if Path("decks").is_dir():
            shutil.copytree("decks", "left")
        state = frozenset((_RANDOM.sub("", name), data) for name, data in left.items())
        told = {
            "where": Path("where").read_text(encoding="utf-8"),
            "status": status,
            "output": Path("output").read_text(encoding="utf-8"),
            "mended": None if state in seen else _fork(lambda: None),
        }
        seen.append(state)
        print(json.dumps(told), flush=True)  # noqa: T201 - a fork must not inherit it unprinted
        if not told["where"]:
            return


def _disturber(watched: str, disturbance: str, number: int) -> Callable[[], None]:
    """Give what a child calls before its build, so that its moment of that number is disturbed."""
    moments = itertools.count()
    mark = os.open("where", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    say = os.write

    def happen(name: str) -> None:
        if disturbance == "full" and name not in _NEEDS_ROOM:
            return
        moment = next(moments)
        if moment == number:
            say(mark, name.encode())
            if disturbance != "full":
                os.kill(os.getpid(), signal.SIGKILL if disturbance == "kill" else signal.SIGINT)
        if moment >= number and disturbance == "full":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def disturb() -> None:
        if watched == "calls":
            watch_calls(happen)
        elif watched == "imports":
            watch_imports(happen)
        else:
            watch_lines(_LINES_OF, happen)

    return disturb


def _fork(prepare: Callable[[], None]) -> int:
    """Build in a child, as the command would; give its exit status, negative for a signal."""
    child = os.fork()
    if not child:
        _build(prepare)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _build(prepare: Callable[[], None]) -> NoReturn:
    output = os.open("output", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(output, 1)
    os.dup2(output, 2)
    sys.argv = ["flashcards", "build"]
    status: object = 4
    try:
        prepare()
        flashcards()
    except SystemExit as exit_:
        status = exit_.code
    finally:
        sys.settrace(None)
        os._exit(status if isinstance(status, int) else 5)
    raise AssertionError


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4])

"""Anki's program on this machine: finding it, and handing it a file while it goes on by itself."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from flashcards.anki.program import Program, find_program, list_places, name_program
from flashcards.diagnostics import FlashcardsError, quote

_SECONDS_TO_FAIL = 3
"""A program that can't start has mostly said so by then."""

_SECONDS_TO_PASS_ON = 6
"""A second Anki passes its file on to the one that runs, and ends: measured, in under a second."""


class Taken(Enum):
    """What became of a file: taken by the Anki that ran, by one that is starting, or by none."""

    RUNNING = "running"
    STARTING = "starting"
    FAILED = "failed"
    MISSING = "missing"


class Opened(NamedTuple):
    """What became of a file; `why` says it of a program that failed."""

    taken: Taken
    why: str = ""


def find_anki(name: str, by: str, environment: Mapping[str, str]) -> Program | None:
    """Find Anki's program: the one that a user named, an absolute path or a name on PATH, if any.

    `by` is what they named it with. Raises FlashcardsError when the one named isn't there.
    """
    if not name:
        return find_program(sys.platform, environment, _is_program, _list_names)
    program = name_program(name, sys.platform, environment, _is_program)
    if program is None:
        raise FlashcardsError(
            f"{by} names {quote(name)}, which is no program; give the path of Anki's own"
        )
    return program


def where_anki_may_be(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Give the places that are looked in for Anki."""
    return list_places(sys.platform, environment, _list_names)


def _is_program(path: str) -> bool:
    if path.endswith(".app"):
        return Path(path).is_dir()
    return Path(path).is_file() and os.access(path, os.X_OK)


def _list_names(folder: str) -> Iterator[str]:
    with suppress(OSError):
        yield from os.listdir(folder)  # noqa: PTH208 - names are all there is to know


def open_file(program: Program, path: Path, *, is_patient: bool) -> Opened:
    """Let Anki open a file; the patient wait until it is known whether it ran before.

    Anki takes one file a command, passes it on to the Anki that runs already, if any, and ends.
    """
    path = path.absolute()
    return _run(program, path, is_patient=is_patient) if program.before else _open_by_system(path)


def _open_by_system(path: Path) -> Opened:
    """Open a file with the program that Windows keeps for its kind; it says nothing of it after."""
    with suppress(OSError):
        if sys.platform == "win32":
            os.startfile(path)  # noqa: S606 - a package that was just written, by an absolute path
            return Opened(Taken.STARTING)
    return Opened(Taken.MISSING)


def _run(program: Program, path: Path, *, is_patient: bool) -> Opened:
    command = program.command(str(path))
    try:
        process = _start(command)
    except OSError as error:
        return Opened(Taken.FAILED, f"can't start `{command[0]}`: {error.strerror}")
    try:
        status = process.wait(_SECONDS_TO_PASS_ON if is_patient else _SECONDS_TO_FAIL)
    except subprocess.TimeoutExpired:
        process.returncode = 0  # it goes on without us, and nobody is to be warned of that
        return Opened(Taken.STARTING)
    if status == 0:
        return Opened(Taken.RUNNING)
    if not program.is_certain:
        return Opened(Taken.MISSING)
    return Opened(
        Taken.FAILED,
        f"`{command[0]}` ended with status {status}; to see why, run it in a terminal",
    )


def _start(command: Sequence[str]) -> "subprocess.Popen[bytes]":
    """Start a program that outlives this one, and has none of its terminal, folder or files."""
    home = os.path.expanduser("~")  # noqa: PTH111 - unlike Path.home, it never raises
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
    return subprocess.Popen(  # noqa: S603 - a list of arguments, the program's by absolute path
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=home if Path(home).is_dir() else None,
        start_new_session=True,
        creationflags=flags,
    )

"""One build at a time in a folder: the others wait, and one that was killed is in nobody's way."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from flashcards.diagnostics import FlashcardsError
from flashcards.disk.files import clear_leftovers
from flashcards.disk.links import follow_link

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FILE = ".flashcards-build"
"""What is locked where a folder can't be. Being there means nothing: a leftover is harmless."""


@contextmanager
def hold_folder(folder: Path, pauses: Iterable[object]) -> Iterator[None]:
    """Keep other builds out of a folder, which need not be there yet, until the block ends.

    `pauses` is drawn from before each try, and so says how long to wait. Raises FlashcardsError
    when they run out. Where the system can't lock, as on some network drives, the block runs
    all the same.
    """
    held = _take(folder, pauses)
    try:
        clear_leftovers(folder)
        yield
    finally:
        if held is not None:
            os.close(held)  # the system lets go with the last descriptor, however a process ends
            if sys.platform == "win32":
                with suppress(OSError):  # another build has it by now
                    _place(folder).unlink()


def _place(folder: Path) -> Path:
    """Give what is locked: the folder above, which is there before the first build, or a file."""
    above = follow_link(folder).parent
    return above / _FILE if sys.platform == "win32" else above


def _take(folder: Path, pauses: Iterable[object]) -> int | None:
    """Give the descriptor that holds the folder, or `None` where there is nothing to hold."""
    for _ in pauses:
        try:
            return _lock(_place(folder))
        except BlockingIOError:
            continue
        except OSError:
            return None  # if more is wrong than that, reading or writing there will say so
    file = f", and has `{_place(folder).as_posix()}` open" if sys.platform == "win32" else ""
    raise FlashcardsError(
        f"another build is at work in `{folder.as_posix()}`{file}; "
        "run `flashcards build` again when it has ended"
    )


def _lock(place: Path) -> int:
    """Lock at once; raises BlockingIOError if another has it, another OSError if that can't be."""
    if sys.platform == "win32":
        try:
            descriptor = os.open(place, os.O_CREAT | os.O_RDWR)
            try:
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            except BaseException:
                os.close(descriptor)
                raise
        except PermissionError as error:
            # So Windows says that another has it, or is about to delete it.
            raise BlockingIOError from error
    else:
        descriptor = os.open(place, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BaseException:
            os.close(descriptor)
            raise
    return descriptor

"""One build at a time in a folder: the others wait, and a killed one leaves nothing behind."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flashcards.diagnostics import FlashcardsError
from flashcards.disk.files import clear_leftovers
from flashcards.disk.links import follow_link

if sys.platform != "win32":
    import fcntl


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


def _take(folder: Path, pauses: Iterable[object]) -> int | None:
    """Give the descriptor that holds the folder, or `None` where there is nothing to hold."""
    for _ in pauses:
        try:
            # The folder above is there before the first build as well.
            return _hold(follow_link(folder).parent)
        except (BlockingIOError, FileExistsError):
            continue
        except OSError:
            return None  # if more is wrong than that, reading or writing there will say so
    raise FlashcardsError(
        f"another build is at work in `{folder.as_posix()}`; "
        "run `flashcards build` again when it has ended"
    )


def _hold(above: Path) -> int:
    """Lock at once; raises BlockingIOError or FileExistsError if another has it.

    Nothing is left in the user's way: a POSIX system locks the folder itself, and Windows
    removes the file with its last descriptor.
    """
    if sys.platform == "win32":
        flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_TEMPORARY
        return os.open(above / ".flashcards-build", flags)
    descriptor = os.open(above, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor

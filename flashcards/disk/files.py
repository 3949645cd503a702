"""Reading and writing files so that no reader, crash or full disk ever sees half of one."""

import errno
import os
import re
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from time import sleep

from flashcards.diagnostics import FlashcardsError
from flashcards.disk.links import find_link_outside, follow_link

if sys.platform != "win32":
    import fcntl

DECKS = Path("decks")
"""Where decks and locks lie unless `flashcards.yaml` says otherwise, as seen from its folder."""

LARGEST_LOCK = 256 * 1024**2
"""Bytes; some hundreds of thousands of notes. A larger lock is refused unread."""

_PAUSE = 0.1
_TRIES = 20
"""With pauses of so many seconds: a virus scanner has let go by then, and Anki has not."""

_LONGEST_PREFIX = 40
"""Letters of a file's name in its temporary one, which must not grow too long for the system."""

_TEMPORARY = re.compile(
    rf"\.(?:.{{{_LONGEST_PREFIX}}}|.+\.(?:apkg|html|lock))\.[a-z0-9_]{{8}}\.tmp", re.DOTALL
)

_ADVICE = {
    errno.EACCES: "check its permissions and those of its folder",
    errno.EEXIST: "move the file that stands in a folder's place out of the way",
    errno.EDQUOT: "make room and run it again",
    errno.EFBIG: "make room and run it again",
    errno.EISDIR: "move the folder out of the way",
    errno.ELOOP: "remove the link",
    errno.ENAMETOOLONG: "give the content file a shorter `id`",
    errno.ENOENT: "make its folder",
    errno.ENOSPC: "make room and run it again",
    errno.ENOTDIR: "move the file that stands in a folder's place out of the way",
    errno.EPERM: "check its permissions and those of its folder",
    errno.EROFS: "make the file system writable",
}
"""What to do about the troubles that a user can end."""


def read_bytes(path: Path) -> bytes | None:
    """Read a file that may not be there; raises FlashcardsError when it can't be read."""
    follow_link(path)
    try:
        kind = path.stat().st_mode
        # A pipe would keep us waiting for ever, and a device may have no end.
        if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
            raise FlashcardsError(
                f"can't read `{path.as_posix()}`: it is no regular file; move it out of the way"
            )
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _trouble("read", path, error) from error


def unify_line_ends(data: bytes) -> bytes:
    """Give a text file's bytes as written: a checkout may have turned the line ends round."""
    return data.replace(b"\r\n", b"\n")


def write_atomic(path: Path, data: bytes) -> bool:
    """Put `data` at `path` whole or not at all; say whether anything had to be written.

    A symbolic link within the folder stays, and what it leads to is written. A file that is
    replaced passes on its permissions. Raises FlashcardsError when the system refuses, or a link
    leads outside; what stood there before is then unharmed.
    """
    if read_bytes(path) == data:
        return False
    _write(path, data, _replace)
    return True


def write_new(path: Path, data: bytes) -> bool:
    """Put `data` at `path` whole, or not at all when anything stands there; say which.

    Raises FlashcardsError when the system refuses.
    """
    try:
        _write(path, data, _name_new)
    except _TakenError:
        return False
    return True


class _TakenError(Exception):
    """Something stands where a new file was to be."""


Move = Callable[[Path, Path], None]
"""How a temporary file gets its name."""


def _write(path: Path, data: bytes, move: Move) -> None:
    target = follow_link(path)
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
            _sync_folder(path.parent.parent)
        if move is _name_new:
            target = path
        while not _put(target, data, move):
            pass
        _sync_folder(target.parent)
    except OSError as error:
        raise _trouble("write", path, error) from error


def _replace(temporary: Path, target: Path) -> None:
    """Give the temporary file its name; Windows refuses as long as another has the old one open."""
    for _ in range(_TRIES if sys.platform == "win32" else 0):
        with suppress(PermissionError):
            temporary.replace(target)
            return
        sleep(_PAUSE)
    temporary.replace(target)


def _name_new(temporary: Path, target: Path) -> None:
    """Name the file in one step that fails when the name is taken."""
    try:
        target.hardlink_to(temporary)
    except FileExistsError:
        raise _TakenError from None
    except OSError:
        # A system without hard links: nothing better is left than to look first.
        if os.path.lexists(target):
            raise _TakenError from None
        temporary.replace(target)
    else:
        temporary.unlink()


def clear_leftovers(folder: Path) -> None:
    """Remove temporary files of writers that died; a living writer's are left alone.

    Those beside the targets of links in the folder, if they lie in it, are removed as well. A
    leftover does no harm, so one that can't be removed stays without a word.
    """
    with suppress(OSError):
        for path in tuple(_find_leftovers(folder)):
            _remove_if_abandoned(path)


def _find_leftovers(folder: Path) -> Iterator[Path]:
    for entry in tuple(os.scandir(folder)):
        if _TEMPORARY.fullmatch(entry.name):
            yield Path(entry.path)
        elif entry.is_symlink() and find_link_outside(Path(entry.path)) is None:
            target = follow_link(Path(entry.path))
            start = f".{target.name[:_LONGEST_PREFIX]}."
            with suppress(OSError):
                for other in tuple(os.scandir(target.parent)):
                    if other.name.startswith(start) and _TEMPORARY.fullmatch(other.name):
                        yield Path(other.path)


def _remove_if_abandoned(path: Path) -> None:
    with suppress(OSError):
        if sys.platform == "win32":
            path.unlink()  # refused while its writer has it open
        else:
            descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
            try:
                if stat.S_ISREG(os.fstat(descriptor).st_mode):
                    # Its writer holds it as long as it lives, and no system forgets to let go then.
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    path.unlink()
            finally:
                os.close(descriptor)


def _put(target: Path, data: bytes, move: Move) -> bool:
    """Write a temporary file and rename it; give `False` if it was cleared away as it was made."""
    # Named before it is made: an interruption at any moment then finds it to remove.
    random = os.urandom(4).hex()
    temporary = target.with_name(f".{target.name[:_LONGEST_PREFIX]}.{random}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        is_put = _fill_and_rename(
            os.open(temporary, flags, 0o666), data, lambda: move(temporary, target), target
        )
    except FileExistsError:
        raise  # it is another's
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return is_put


def _fill_and_rename(
    descriptor: int, data: bytes, rename: Callable[[], None], target: Path
) -> bool:
    try:
        if not _claim(descriptor):
            return False
        _keep_permissions(target, descriptor)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
        if sys.platform != "win32":  # before it is let go of
            rename()
    finally:
        os.close(descriptor)
    if sys.platform == "win32":  # an open file can't be renamed there
        rename()
    return True


def _claim(descriptor: int) -> bool:
    """Show others that this file's writer lives; give `False` if one of them was faster."""
    if sys.platform == "win32":
        return True
    else:  # noqa: RET505 - or a type checker for Windows would take it for a mistake
        # Where files can't be locked none is held to be abandoned either.
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        return os.fstat(descriptor).st_nlink > 0


def _keep_permissions(target: Path, descriptor: int) -> None:
    if sys.platform != "win32":
        with suppress(OSError):  # no such file yet, or a file system that knows no permissions
            mode = stat.S_IMODE(target.stat().st_mode) & 0o777
            if mode != stat.S_IMODE(os.fstat(descriptor).st_mode):
                os.fchmod(descriptor, mode)


def _sync_folder(folder: Path) -> None:
    """Make the renaming itself durable, where the system can.

    The file is whole either way, so a system that can't is no reason to fail.
    """
    if sys.platform != "win32":
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def _trouble(verb: str, path: Path, error: OSError) -> FlashcardsError:
    advice = f"; {_ADVICE[error.errno]}" if error.errno in _ADVICE else ""
    if sys.platform == "win32" and isinstance(error, PermissionError):
        advice = "; if another program, such as Anki, has it open, close it there and run it again"
    return FlashcardsError(f"can't {verb} `{path.as_posix()}`: {error.strerror}{advice}")

"""Writing files so that a reader, a crash or a full disk never sees half of one."""

import os
import tempfile
from pathlib import Path

from flashcards.errors import FlashcardsError

DECKS = Path("decks")
"""Where decks and locks lie, as seen from the folder in which a command runs."""

_LONGEST_PREFIX = 40
"""Letters of a file's name in its temporary one, which must not grow too long for the system."""


def read_bytes(path: Path) -> bytes | None:
    """Read a file that may not be there; raises FlashcardsError when it can't be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise FlashcardsError(f"can't read `{path.as_posix()}`: {error.strerror}") from error


def write_atomic(path: Path, data: bytes) -> bool:
    """Put `data` at `path` whole or not at all; say whether anything had to be written.

    Raises FlashcardsError when the system refuses; what stood there before is then unharmed.
    """
    if read_bytes(path) == data:
        return False
    _put(path, data, is_new=False)
    return True


def write_new(path: Path, data: bytes) -> bool:
    """Put `data` at `path` whole, or not at all when anything stands there; say which.

    Raises FlashcardsError when the system refuses.
    """
    try:
        _put(path, data, is_new=True)
    except FileExistsError:
        return False
    return True


def _put(path: Path, data: bytes, *, is_new: bool) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(
            dir=path.parent, prefix=f".{path.name[:_LONGEST_PREFIX]}.", suffix=".tmp"
        )
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
                os.fchmod(file.fileno(), 0o666 & ~_umask())
            if is_new:
                _move_new(Path(temporary), path)
            else:
                Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)
    except OSError as error:
        if is_new and os.path.lexists(path):
            raise FileExistsError from error
        raise FlashcardsError(f"can't write `{path.as_posix()}`: {error.strerror}") from error


def _move_new(temporary: Path, path: Path) -> None:
    """Give the file its name in one step that fails when the name is taken."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:
        # A system without hard links: nothing better is left than to look first.
        if os.path.lexists(path):
            raise FileExistsError from None
        temporary.replace(path)
    else:
        temporary.unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make the renaming itself durable, where the system lets a folder be opened."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

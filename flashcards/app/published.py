"""A package that was published once, from disk."""

import stat
from pathlib import Path

from flashcards.diagnostics import FlashcardsError
from flashcards.disk.links import follow_link
from flashcards.package.read import Package, read_whole_package


def read_published(path: Path) -> Package:
    """Read a package of ours; raises FlashcardsError when it is none, or can't be read."""
    shown = path.as_posix()
    target = follow_link(path)
    try:
        # A pipe would keep us waiting for ever.
        if not stat.S_ISREG(target.stat().st_mode):
            raise FlashcardsError(f"`{shown}` is no regular file; name a package")
        with target.open("rb") as file:
            return read_whole_package(file, shown)
    except OSError as error:
        raise FlashcardsError(f"can't read `{shown}`: {error.strerror}") from error

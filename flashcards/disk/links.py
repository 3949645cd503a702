"""Where a path leads, symbolic links followed: never out of the folder that was cloned.

A repository from a stranger can hold a link of any name to any place: what it leads to outside is
neither read nor written.
"""

import os
from pathlib import Path

from flashcards.diagnostics import FlashcardsError


def find_link_outside(path: Path) -> Path | None:
    """Find the link on a path's way that leads out of its folder; `None` when none does.

    The folder is the one in which the command runs or, of a file that was named elsewhere, its own.
    """
    place = Path(os.path.abspath(path))  # noqa: PTH100 - `resolve` would follow links
    here = Path.cwd()
    start = here if place.is_relative_to(here) else place.parent
    root = Path(os.path.realpath(start))
    if Path(os.path.realpath(place)).is_relative_to(root):
        return None
    links = [each for each in (place, *place.parents) if _is_link(each)]
    shown = next((each for each in reversed(links) if each.is_relative_to(start)), place)
    return shown.relative_to(here) if shown.is_relative_to(here) else shown


def follow_link(path: Path) -> Path:
    """Give what a path leads to in the end; raises FlashcardsError when a link leads outside."""
    link = find_link_outside(path)
    if link is not None:
        raise FlashcardsError(
            f"`{link.as_posix()}` is a link that leads out of this folder; what is behind it is "
            "neither read nor written, so put a file or folder in its place"
        )
    # Only then: a folder can be usable where those above it are closed to us.
    return Path(os.path.realpath(path)) if _is_link(path) else path


def _is_link(path: Path) -> bool:
    return os.path.islink(path)  # noqa: PTH114 - `Path.is_symlink` raises where it can't look

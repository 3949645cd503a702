"""Where a project begins: the folder that all its paths start from, wherever a command runs.

Found anew from each place, a project would have decks and locks in several folders, and the same
note twice in Anki.
"""

import os
import stat
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from flashcards.disk.files import DECKS
from flashcards.disk.sources import CONTENT, SETTINGS, find_content_files


class ProjectPath(NamedTuple):
    """A path as seen from its project's folder, `root`, which has no symbolic link in it."""

    root: Path
    path: Path


def find_project(folder: Path) -> Path | None:
    """Find the nearest folder, from this absolute one upwards, that is a project; links stay.

    That is one with `flashcards.yaml` or `content` in it. What lies in the content of another
    project that was built before is part of that, unless it has decks or settings of its own.
    """
    found = next((each for each in (folder, *folder.parents) if _is_project(each)), None)
    if found is None or _is_settled(found):
        return found
    around = (each.parent for each in (found, *found.parents) if each.name == CONTENT.name)
    return next((each for each in around if _is_settled(each)), found)


def _is_project(folder: Path) -> bool:
    has_settings, has_content = _has_file(folder / SETTINGS), _has_folder(folder / CONTENT)
    if folder.name == CONTENT.name:  # where both can simply be content
        return has_settings and has_content
    return has_settings or has_content


def _is_settled(folder: Path) -> bool:
    has_own = _has_file(folder / SETTINGS) or _has_folder(folder / DECKS)
    return has_own and _has_folder(folder / CONTENT) and _is_project(folder)


# `os.path` says no where `Path` raises because it can't look.


def _has_file(path: Path) -> bool:
    return os.path.isfile(path) and _is_trusted(path)  # noqa: PTH113


def _has_folder(path: Path) -> bool:
    return os.path.isdir(path) and _is_trusted(path)  # noqa: PTH112


def _is_trusted(path: Path) -> bool:
    """Whether nobody else put it there; where everyone may, as in `/tmp`, it has to be ours."""
    if sys.platform == "win32":
        return True  # each user has a temporary folder of their own
    else:  # noqa: RET505 - or a type checker for Windows would take it for a mistake
        try:
            mode = path.parent.stat().st_mode
            is_shared = mode & stat.S_ISVTX and mode & stat.S_IWOTH
            return not is_shared or path.lstat().st_uid == os.geteuid()
        except OSError:
            return False


def find_in_project(path: Path, here: Path) -> ProjectPath:
    """Find the project of a file or folder that was named in the folder `here`.

    One that lies in no project is one by itself: its own folder.
    """
    place = absolute_path(path, here)
    is_folder = os.path.isdir(place)  # noqa: PTH112
    start = place if is_folder else place.parent
    root = find_project(start)
    real = Path(os.path.realpath(start))
    if root is None and place.is_relative_to(here):
        # What a link leads to outside isn't entered: whoever reads the file refuses it.
        root = start if real.is_relative_to(os.path.realpath(here)) else here
    elif root is None:
        # A folder named elsewhere may be a link of the user's into a project.
        root = find_project(real)
        place = (real if is_folder else real / place.name) if root else place
        root = root or start
    return ProjectPath(Path(os.path.realpath(root)), place.relative_to(root))


def absolute_path(path: Path, here: Path) -> Path:
    """Give the absolute path of what was named in a folder; links stay where that can be."""
    place = Path(os.path.abspath(here / path))  # noqa: PTH100 - `resolve` would follow links
    if ".." in path.parts:
        real = Path(os.path.realpath(here / path))
        if os.path.realpath(place) != str(real):  # the `..` of a link leads elsewhere
            return real
    return place


def find_projects_below(folders: Iterable[Path], root: Path) -> tuple[Path, ...]:
    """Give other projects that content files in folders belong to, as seen from the root."""
    parents = {path.parent for folder in folders for path in find_content_files(folder)}
    found = {find_project(root / each) or root for each in sorted(parents)}
    return tuple(sorted(found - {root}))

"""Where the user is and where the project is: paths of the one turned into paths of the other.

A command enters its project's folder as it starts, and all that it calls sees paths from there.
The user sees them, and names them, from the folder in which the command was started.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from flashcards.app.init import find_surrounding
from flashcards.diagnostics import Diagnostic, Source, Span
from flashcards.disk.project import (
    absolute_path,
    find_in_project,
    find_project,
    find_projects_below,
)

_STARTED_IN = f"{__name__}.started_in"
_STANDARD_INPUT = Path("<stdin>")


def enter_project(named: Iterable[Path]) -> tuple[Path, ...]:
    """Enter the project of the files named, or of the working folder, and give their paths there.

    Raises a usage error when they belong to several projects.
    """
    here = _working_folder()
    if here is None:
        return tuple(named)
    found = [find_in_project(path, here) for path in named]
    roots = dict.fromkeys(each.root for each in found)
    if len(roots) > 1:
        _refuse(roots)
    root = next(iter(roots), None) or find_project(here) or here
    _enter(root, here)
    paths = tuple(each.path for each in found)
    below = find_projects_below((each for each in paths if each.is_dir()), root)
    if below:
        _refuse((root, *below))
    return paths


def enter_project_of(path: Path | None) -> None:
    """Enter the project that a file to be written lies in, or else the working folder's, if any."""
    here = _working_folder()
    if here is not None:
        folder = here if path is None else absolute_path(path, here).parent
        _enter(find_project(folder) or here, here)


def enter_new_project(folder: Path) -> Path:
    """Enter a folder that is to be a project, made if it isn't there; gives it without links.

    Raises a usage error where another project has the folder for its own.
    """
    here = Path.cwd()
    place = Path(os.path.realpath(absolute_path(folder, here)))
    around = find_surrounding(place)
    if around is not None:
        raise click.UsageError(
            f"`{show_path(folder)}` belongs to the project `{around.as_posix()}`; name that one, "
            "or a folder elsewhere"
        )
    place.mkdir(parents=True, exist_ok=True)
    _enter(place, here)
    return place


def _working_folder() -> Path | None:
    """Give the folder that the user is in; none if it was deleted, of which reading has to say."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return None


def _refuse(roots: Iterable[Path]) -> None:
    first, second, *_ = (f"`{each}`" for each in roots)
    raise click.UsageError(
        f"the files belong to two projects, {first} and {second}; name those of one at a time, "
        "or put a `flashcards.yaml` into the folder that is the project of all"
    )


def _enter(root: Path, here: Path) -> None:
    if root != here:
        os.chdir(root)
        click.get_current_context().meta[_STARTED_IN] = here


def _started_in() -> Path | None:
    """Give the folder in which the command was started, if that isn't the project's."""
    context = click.get_current_context(silent=True)
    return None if context is None else context.meta.get(_STARTED_IN)


def from_project(path: Path) -> Path:
    """Give a path that the user named, no content file, as seen from the project's folder."""
    here = _started_in()
    if here is None:
        return path
    place, root = absolute_path(path, here), Path.cwd()
    return place.relative_to(root) if place.is_relative_to(root) else place


def show_path(path: Path | str) -> str:
    """Give a path of the project as the user sees it: what an editor can jump to from there."""
    here, path = _started_in(), Path(path)
    if here is None or path.is_absolute() or path == _STANDARD_INPUT:
        return path.as_posix()
    root = Path.cwd()
    if not (here.is_relative_to(root) or root.is_relative_to(here)):
        return (root / path).as_posix()
    return Path(os.path.relpath(root / path, here)).as_posix()


def show_places(
    diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source]
) -> tuple[tuple[Diagnostic, ...], Mapping[str, Source]]:
    """Give diagnostics, and the texts that they point to, by the paths that the user sees."""
    found = tuple(diagnostics)
    if _started_in() is None:
        return found, sources
    names = {
        path: show_path(path)
        for each in found
        for path in (each.span.path, *(related.span.path for related in each.related))
    }

    def show(span: Span) -> Span:
        return span._replace(path=names[span.path])

    return (
        tuple(
            each._replace(
                span=show(each.span),
                related=tuple(
                    related._replace(span=show(related.span)) for related in each.related
                ),
            )
            for each in found
        ),
        {name: sources[path] for path, name in names.items() if path in sources},
    )

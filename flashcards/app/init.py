"""`init`: a folder to a project that builds at once. What stands there already is never touched."""

import json
import os
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from flashcards import __version__
from flashcards.content.schema import make_project_schema, make_schema
from flashcards.diagnostics import FlashcardsError
from flashcards.disk.files import DECKS, read_bytes, unify_line_ends, write_new
from flashcards.disk.project import find_project
from flashcards.disk.sources import CONTENT, SETTINGS, find_content_files

EXAMPLE = CONTENT / "example.yaml"
"""The content file that a new project has to begin with."""

WORKFLOW = Path(".github", "workflows", "flashcards.yml")

_TEXTS = Path(__file__).parent / "project_files"
_FILES = {
    SETTINGS: "flashcards.yaml",
    Path(".gitattributes"): "gitattributes",
    Path(".gitignore"): "gitignore",
    WORKFLOW: "workflow.yml",
    Path("AGENTS.md"): "AGENTS.md",
}
_SCHEMAS = {
    CONTENT / "content.schema.json": make_schema,
    CONTENT / "project.schema.json": make_project_schema,
}
_NEEDED = {
    Path(".gitattributes"): ("*.lock text eol=lf merge=union",),
    Path(".gitignore"): ("/decks/*.apkg", "/decks/*.html"),
}
"""Lines of files that people have already, without which a project of several comes to harm."""


class FileOutcome(StrEnum):
    """What became of a file that `init` makes."""

    MADE = "made"
    SAME = "same"
    LEFT = "left"


class ProjectFile(NamedTuple):
    """A file of a new project, and whether it was made, or was there: as it would be, or otherwise.

    `missing` are the lines to add to a file that was left alone.
    """

    path: Path
    outcome: FileOutcome
    missing: tuple[str, ...] = ()


def find_surrounding(folder: Path) -> Path | None:
    """Find the project in whose content or decks a folder lies: none of its own can begin there."""
    project = find_project(folder.parent)
    if project is None:
        return None
    taken = (project / CONTENT, project / DECKS)
    return project if any(folder.is_relative_to(each) for each in taken) else None


def find_repository(folder: Path) -> Path | None:
    """Find the git repository that a folder belongs to."""
    return next(
        (each for each in (folder, *folder.parents) if os.path.lexists(each / ".git")), None
    )


def init_project() -> Iterator[ProjectFile]:
    """Make the working folder a project, file by file, and say of each what became of it.

    The example is left out where there is content. Raises FlashcardsError when the system refuses.
    """
    for path, text in _make_texts():
        data = text.encode()
        # What a link there leads to is no matter of ours.
        if not os.path.lexists(path) and write_new(path, data):
            yield ProjectFile(path, FileOutcome.MADE)
        else:
            yield _describe_present(path, data)


def _make_texts() -> Iterator[tuple[Path, str]]:
    if not (CONTENT.is_dir() and any(each != EXAMPLE for each in find_content_files(CONTENT))):
        yield EXAMPLE, _read("example.yaml")
    for path, make in _SCHEMAS.items():
        yield path, json.dumps(make(), ensure_ascii=False, indent=2) + "\n"
    for path, name in _FILES.items():
        yield path, _read(name).replace("{version}", __version__)


def _describe_present(path: Path, data: bytes) -> ProjectFile:
    try:
        found = read_bytes(path)
    except FlashcardsError:  # a folder, or a link that leads outside
        found = None
    if found is not None and unify_line_ends(found) == data:
        return ProjectFile(path, FileOutcome.SAME)
    lines = {" ".join(line.split()) for line in (found or b"").decode(errors="replace").split("\n")}
    missing = tuple(each for each in _NEEDED.get(path, ()) if each not in lines)
    return ProjectFile(path, FileOutcome.LEFT, missing)


def _read(name: str) -> str:
    return (_TEXTS / name).read_text(encoding="utf-8")

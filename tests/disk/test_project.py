"""Finding the folder where a project begins."""

import os
from pathlib import Path

import pytest

from flashcards.disk.project import (
    ProjectPath,
    absolute_path,
    find_in_project,
    find_project,
)
from tests.disk.test_files import ordinary_user


def _make(folder: Path, *names: str) -> None:
    """Make folders, and files where a name has an ending."""
    for name in names:
        path = folder / name
        if path.suffix:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        else:
            path.mkdir(parents=True, exist_ok=True)


@pytest.mark.parametrize(
    ("names", "start", "root"),
    [
        (["p/content"], "p", "p"),
        (["p/content/a/b"], "p/content/a/b", "p"),
        (["p/notes", "p/content"], "p/notes", "p"),
        (["p/flashcards.yaml", "p/talks"], "p/talks", "p"),
        (["content", "p/content"], "p", "p"),
        (["flashcards.yaml", "p/flashcards.yaml"], "p", "p"),
        # Content in content.
        (["p/content/content"], "p/content/content", "p"),
        (["p/content/content"], "p/content", "p"),
        (["p/content/flashcards.yaml"], "p/content", "p"),
        (["p/content/content/content"], "p/content/content/content", "p"),
        (["p/content/a/content", "p/decks"], "p/content/a/content", "p"),
        (["p/content/a/content", "p/flashcards.yaml"], "p/content/a", "p"),
        (["p/content/a/flashcards.yaml", "p/decks"], "p/content/a", "p"),
        # Projects in folders that are called so.
        (["content/p/content"], "content/p/content", "content/p"),
        (["content/p/content", "content/p/decks", "decks"], "content/p", "content/p"),
        (["content/p/content", "content/p/flashcards.yaml", "decks"], "content/p", "content/p"),
        (["content/content", "content/flashcards.yaml"], "content/content", "content"),
    ],
)
def test_the_nearest_folder_with_content_or_settings_is_the_project(
    tmp_path: Path, names: list[str], start: str, root: str
) -> None:
    _make(tmp_path, *names)
    assert find_project(tmp_path / start) == tmp_path / root


@pytest.mark.parametrize("names", [["p"], ["p/decks"], ["other/content", "p"], ["p/content.yaml"]])
def test_a_folder_without_them_lies_in_no_project(tmp_path: Path, names: list[str]) -> None:
    _make(tmp_path, *names)
    assert find_project(tmp_path / "p") is None


def test_a_folder_that_is_closed_to_us_is_no_project(tmp_path: Path) -> None:
    _make(tmp_path, "p/inner/content", "p/content")
    (tmp_path / "p").chmod(0)
    try:
        with ordinary_user():
            assert find_project(tmp_path / "p" / "inner") is None
            assert find_in_project(Path("x.yaml"), tmp_path / "p" / "inner") == ProjectPath(
                tmp_path / "p" / "inner", Path("x.yaml")
            )
    finally:
        (tmp_path / "p").chmod(0o755)


@pytest.mark.parametrize("name", ["content", "flashcards.yaml"])
def test_where_everyone_may_write_only_what_is_ours_begins_a_project(
    tmp_path: Path, name: str
) -> None:
    tmp_path.chmod(0o755)  # pytest makes it for its own user alone
    _make(tmp_path, f"shared/{name}", "shared/p")
    (tmp_path / "shared").chmod(0o1777)
    start = tmp_path / "shared" / "p"
    assert find_project(start) == tmp_path / "shared"
    if os.geteuid() == 0:
        os.chown(tmp_path / "shared" / name, 65534, 65534)
        assert find_project(start) is None


def test_a_path_that_goes_up_from_a_link_means_what_the_system_means(tmp_path: Path) -> None:
    _make(tmp_path, "here", "far/away")
    (tmp_path / "here" / "link").symlink_to(tmp_path / "far" / "away")
    here = tmp_path / "here"
    assert absolute_path(Path("link/x.yaml"), here) == here / "link" / "x.yaml"
    assert absolute_path(Path("link/../x.yaml"), here) == tmp_path / "far" / "x.yaml"
    assert absolute_path(Path("../here/x.yaml"), here) == here / "x.yaml"


def test_a_link_in_a_strangers_folder_leads_into_no_project_of_ours(tmp_path: Path) -> None:
    _make(tmp_path, "mine/content/secret.yaml", "theirs")
    (tmp_path / "theirs" / "link").symlink_to(tmp_path / "mine" / "content")
    here = tmp_path / "theirs"
    assert find_in_project(Path("link/secret.yaml"), here) == ProjectPath(
        here, Path("link/secret.yaml")
    )

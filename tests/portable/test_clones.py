"""A clone with Windows' line ends is the same project: nothing is out of date, nothing released."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.command import ROOT, flashcards

SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8">
  <circle cx="4" cy="4" r="3"/>
</svg>
"""
TEXT = """\
title: Bones of the hand
chapters:
  - title: Carpal bones
    time: 0:00 - 4:30
    summary: |
      There are ==eight== of them:

      - in ==two rows==
    questions:
      - question: Which bone is this? ![](pea.svg)
        answer: |
          The pisiform.

          ```python
          print(1)
          ```
"""


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b.example", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        env={"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull},
    )


@pytest.fixture(params=["with attributes", "without attributes"])
def clone(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Give a clone, as Git for Windows makes it, of a project that was built and committed."""
    project = tmp_path / "project"
    (project / "content").mkdir(parents=True)
    (project / "content" / "bones.yaml").write_bytes(TEXT.encode())
    (project / "content" / "pea.svg").write_bytes(SVG.encode())
    (project / ".gitignore").write_bytes(b"*.apkg\n")
    if request.param == "with attributes":
        (project / ".gitattributes").write_bytes((ROOT / ".gitattributes").read_bytes())
    assert flashcards(project, "build").returncode == 0
    _git(project, "init", "--quiet")
    _git(project, "add", ".")
    _git(project, "commit", "--quiet", "--message", "Release")
    _git(tmp_path, "-c", "core.autocrlf=true", "clone", "--quiet", "project", "clone")
    return tmp_path / "clone"


def test_nothing_is_out_of_date_in_a_clone_with_other_line_ends(clone: Path) -> None:
    assert b"\r\n" in (clone / "content" / "pea.svg").read_bytes()
    assert b"\r\n" in (clone / "content" / "bones.yaml").read_bytes()
    assert "1 question" not in flashcards(clone, "diff").stdout
    lock = (clone / "decks" / "bones.lock").read_bytes()
    assert flashcards(clone, "build").returncode == 0
    assert (clone / "decks" / "bones.lock").read_bytes() == lock
    assert flashcards(clone, "build", "--check").returncode == 0


def test_the_package_of_such_a_clone_is_the_same_to_the_byte(clone: Path) -> None:
    assert flashcards(clone, "build").returncode == 0
    built = (clone / "decks" / "bones.apkg").read_bytes()
    assert built == (clone.parent / "project" / "decks" / "bones.apkg").read_bytes()

"""The package as others get it: built, installed in an environment of its own, and used there."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from flashcards.cli.group import COMMANDS
from tests.command import ROOT

pytestmark = pytest.mark.skipif(
    not os.environ.get("CI"), reason="builds and installs the package from the network: set CI"
)

TEXT = """\
title: Bones of the hand
url: https://youtu.be/dQw4w9WgXcQ
chapters:
  - title: Carpal bones
    time: 0:00 - 4:30
    summary: There are ==eight== of them.
    topics:
      Pisiform: A bone like a `pea`.
    questions:
      - question: Which one breaks most often?
        answer: The scaphoid.
"""
SUBTITLES = """\
WEBVTT

00:00:10.000 --> 00:00:14.000
The scaphoid is the carpal bone that breaks most often.
"""
RUNS = {
    "init": ["init"],
    "draft": ["draft", "video.txt", "--title", "Rivers"],
    "check": ["check", "--format", "json"],
    "build": ["build"],
    "push": ["push", "--anki", "sort.exe" if sys.platform == "win32" else "true"],
    "diff": ["diff", "--format", "markdown"],
    "preview": ["preview"],
    "list": ["list"],
    "locate": ["locate", "content/bones.yaml", "--transcript", "bones.vtt"],
    "stats": ["stats", "decks/bones.apkg", "--format", "json"],
    "addon": ["addon"],
    "schema": ["schema"],
    "explain": ["explain", "near-twin"],
}


def _run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel by way of the source distribution, as for an index."""
    folder = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "build", "--outdir", folder, ROOT, cwd=folder)
    _run(sys.executable, "-m", "twine", "check", "--strict", *folder.iterdir(), cwd=folder)
    (wheel,) = folder.glob("*.whl")
    return wheel


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    files = (path for path in (ROOT / "flashcards").rglob("*") if path.is_file())
    written = {path.relative_to(ROOT).as_posix() for path in files if path.suffix != ".pyc"}
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    own = {name for name in names if ".dist-info/" not in name}
    assert own == written
    assert {Path(name).name for name in names - own} >= {"METADATA", "entry_points.txt", "LICENSE"}


def test_the_page_of_an_index_names_no_file_that_it_does_not_have(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith("/METADATA"))
        text = archive.read(name).decode()
    assert "](tests/" not in text
    assert "A card's front" in text


def test_every_command_works_in_an_environment_of_its_own(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    binaries = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    _run(binaries / "pip", "install", "--quiet", wheel, cwd=tmp_path)
    project = tmp_path / "project"
    (project / "content").mkdir(parents=True)
    (project / "content" / "bones.yaml").write_text(TEXT, encoding="utf-8")
    (project / "bones.vtt").write_text(SUBTITLES, encoding="utf-8")
    (project / "video.txt").write_text("0:00 Rivers\n4:00 Lakes\n9:00 Seas\n", encoding="utf-8")
    assert set(RUNS) == set(COMMANDS)
    for command, arguments in RUNS.items():
        printed = _run(binaries / "flashcards", *arguments, cwd=project)
        assert printed != "" or command in {"draft", "addon"}
    assert (project / "flashcards.ankiaddon").is_file()
    assert sorted(each.name for each in (project / "decks").iterdir()) == [
        "bones.apkg",
        "bones.html",
        "bones.lock",
        "rivers.apkg",
        "rivers.html",
        "rivers.lock",
    ]

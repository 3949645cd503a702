"""Windows as far as Linux can play it: locks, files that others have open, outputs that end."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import environment, flashcards

TEXT = """\
title: Bones of the hand
chapters:
  - title: Carpal bones
    time: 0:00 - 4:30
    topics:
      Pisiform: A bone like a pea.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project in a folder whose name has a blank and a number sign."""
    project = tmp_path / "my decks #1"
    (project / "content").mkdir(parents=True)
    (project / "content" / "bones.yaml").write_text(TEXT, encoding="utf-8")
    return project


def _run(
    project: Path, oddity: str, *arguments: str, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.portable.windows", oddity, *arguments],
        cwd=project,
        env=environment() | (env or {}),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["build"],
        ["build", "--check"],
        ["check"],
        ["diff"],
        ["list", "--format", "json"],
        ["preview"],
        ["schema"],
        ["explain", "near-twin"],
        ["draft", "video.txt"],
    ],
    ids=" ".join,
)
def test_every_command_gives_what_it_gives_elsewhere(project: Path, arguments: list[str]) -> None:
    assert flashcards(project, "build").returncode == 0
    (project / "video.txt").write_text("0:00 Rivers\n4:00 Lakes\n9:00 Seas\n", encoding="utf-8")
    twin = shutil.copytree(project, project.with_name("twin"))
    here = _run(project, "plain", *arguments)
    there = flashcards(twin, *arguments)
    assert (here.returncode, here.stdout, here.stderr) == (
        there.returncode,
        there.stdout,
        there.stderr,
    )
    assert _read(project) == _read(twin)


def _read(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_lock_file_that_was_left_behind_is_in_nobodys_way(project: Path) -> None:
    (project / ".flashcards-build").touch()
    done = _run(project, "plain", "build")
    assert (done.returncode, done.stderr) == (0, "")
    assert not (project / ".flashcards-build").exists()


def test_a_build_waits_for_another_and_names_the_file_that_is_locked(project: Path) -> None:
    holder = (
        "import fcntl, sys; file = open('.flashcards-build', 'w'); "
        "fcntl.flock(file, fcntl.LOCK_EX); print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder],
        cwd=project,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        done = _run(project, "hurried", "build")
        other.kill()
    assert done.returncode == 1
    assert done.stderr == (
        "waiting for another build in this folder to end\n"
        "flashcards: another build is at work in `decks`, and has `.flashcards-build` open; "
        "run `flashcards build` again when it has ended\n"
    )
    assert not (project / "decks").exists()
    assert _run(project, "plain", "build").returncode == 0


def test_a_deck_that_is_open_elsewhere_for_a_moment_is_written_after_it(project: Path) -> None:
    done = _run(project, "held-once", "build")
    assert (done.returncode, done.stderr) == (0, "")
    assert (project / "decks" / "bones.apkg").is_file()


def test_a_deck_that_stays_open_is_said_and_its_lock_is_right_for_the_next_build(
    project: Path,
) -> None:
    done = _run(project, "held-for-long", "build")
    assert done.returncode == 1
    assert done.stderr == (
        "flashcards: can't write `decks/bones.apkg`: Access is denied; if another program, such "
        "as Anki, has it open, close it there and run it again\n"
    )
    lock = project / "decks" / "bones.lock"
    released = lock.read_bytes()
    assert sorted(each.name for each in lock.parent.iterdir()) == ["bones.lock"]
    assert _run(project, "plain", "build").returncode == 0
    assert lock.read_bytes() == released
    assert (project / "decks" / "bones.apkg").is_file()


def test_a_reader_that_goes_away_is_no_trouble(project: Path) -> None:
    done = _run(project, "closed-pipe", "list")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_page_in_a_folder_with_odd_signs_is_opened_by_its_address(project: Path) -> None:
    told = project / "told.txt"
    browser = project.parent / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > "{told}"\n', encoding="utf-8")
    browser.chmod(0o755)
    done = flashcards(project, "preview", "--open", env={"BROWSER": f"{browser} %s"})
    assert done.returncode == 0
    assert told.read_text(encoding="utf-8") == (project / "decks" / "bones.html").as_uri()
    assert told.read_text(encoding="utf-8").endswith("/my%20decks%20%231/decks/bones.html")


def test_without_a_browser_the_address_is_said(project: Path) -> None:
    done = flashcards(project, "preview", "--open", env={"BROWSER": "false", "PATH": os.devnull})
    assert done.returncode == 0
    address = (project / "decks" / "bones.html").as_uri()
    assert done.stderr == f"no browser could be started; open {address}\n"


def test_a_deck_is_opened_with_the_program_that_windows_keeps_for_packages(project: Path) -> None:
    opened = project.parent / "opened"
    done = _run(project, "opens-packages", "push", env={"OPENED": str(opened)})
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("\ndecks/bones.apkg: handed to Anki\n")
    assert opened.read_text(encoding="utf-8") == f"{project}/decks/bones.apkg\n"


def test_without_such_a_program_push_says_where_it_looked(project: Path) -> None:
    done = _run(project, "plain", "push", env={"LOCALAPPDATA": r"C:\Ada"})
    assert done.returncode == 1
    assert done.stderr == (
        "flashcards: Anki was not found; it was looked for here:\n"
        "  `C:\\Ada\\Programs\\Anki\\anki.exe`\n"
        "  `C:\\Ada\\AnkiProgramFiles\\.venv\\Scripts\\ankiw.exe`\n"
        "  the program that Windows keeps for `.apkg` files\n"
        "Name its program with --anki PROGRAM, or in FLASHCARDS_ANKI, or import the decks by hand: "
        "File > Import in Anki.\n"
        "1 deck not handed to Anki\n"
    )
    assert (project / "decks" / "bones.apkg").exists()

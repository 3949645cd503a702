"""What is changed in a lock by hand is told, by every command that would release it."""

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.command import flashcards
from tests.hostile.bounded import run_measured
from tests.support import NOW, set_git_traps

CONTENT = """\
title: A
url: https://youtu.be/EV7WhVT270Q
chapters:
  - title: One
    time: 0:00
    questions:
      - {question: Where do owls sleep?, answer: In trees.}
      - {question: What do owls eat?, answer: Mice.}
"""
KEY = "owls/question/where-do-owls-sleep"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a built deck whose lock is committed."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "owls.yaml").write_text(CONTENT, encoding="utf-8")
    assert flashcards(tmp_path, "build").returncode == 0
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    _commit(tmp_path)
    return tmp_path


def _commit(project: Path, *names: str) -> None:
    author = ["-c", "user.name=a", "-c", "user.email=a@b.c"]
    for arguments in (
        ["add", *(names or ("content", "decks/owls.lock"))],
        [*author, "commit", "-qm", "a"],
    ):
        subprocess.run(["git", *arguments], cwd=project, check=True)


def _change(project: Path, old: str, new: str) -> None:
    lock = project / "decks" / "owls.lock"
    text = lock.read_text(encoding="utf-8")
    assert old in text
    lock.write_text(text.replace(old, new), encoding="utf-8")


def _guid(project: Path) -> str:
    text = (project / "decks" / "owls.lock").read_text(encoding="utf-8")
    return text.split(f'"key": "{KEY}", "guid": "')[1].split('"')[0]


@pytest.mark.parametrize("command", [["diff"], ["build", "--check"], ["build"], ["preview"]])
@pytest.mark.parametrize("is_packaged", [True, False])
def test_another_guid_is_told(project: Path, command: list[str], *, is_packaged: bool) -> None:
    if not is_packaged:
        (project / "decks" / "owls.apkg").unlink()
    _change(project, _guid(project), "AAAAAAAAAAAA")
    said = flashcards(project, *command).stderr
    line = next(line for line in said.splitlines() if "lock-identity-changed" in line)
    assert line.endswith(
        f"warning[lock-identity-changed]: `{KEY}` has another GUID than in the last commit"
    )
    assert line.startswith("decks/owls.lock:4:2:")


@pytest.mark.parametrize("command", [["diff"], ["build", "--check"], ["build"]])
def test_a_lock_that_only_git_still_has_is_not_begun_anew(
    project: Path, command: list[str]
) -> None:
    shutil.rmtree(project / "decks")
    done = flashcards(project, *command)
    assert done.returncode == 1
    assert (
        "decks/owls.lock:1:1: error[lock-missing]: history will be lost: `decks/owls.lock` is in "
        "the last commit, and is not there\n"
    ) in done.stderr
    assert "take it back with `git checkout HEAD -- decks/owls.lock`" in done.stderr
    assert not (project / "decks" / "owls.lock").exists()
    subprocess.run(["git", "rm", "-q", "decks/owls.lock"], cwd=project, check=True)
    _commit(project, "content")
    assert flashcards(project, *command).returncode == (1 if "--check" in command else 0)


def test_beside_the_package_a_deleted_lock_is_lifted(project: Path) -> None:
    guid = _guid(project)
    (project / "decks" / "owls.lock").unlink()
    assert "lock-missing" not in flashcards(project, "build").stderr
    assert _guid(project) == guid


def test_without_git_the_package_tells(project: Path) -> None:
    (project / ".git").rename(project / "not-git")
    _change(project, _guid(project), "AAAAAAAAAAAA")
    assert "another GUID than in `decks/owls.apkg`" in flashcards(project, "diff").stderr


def test_another_note_id_is_told(project: Path) -> None:
    _change(project, f'"id": {NOW}000', '"id": 1600000000000')
    assert "has another note id than in the last commit" in flashcards(project, "diff").stderr


def test_a_time_that_is_still_to_come_is_told(project: Path) -> None:
    _change(project, f'"mod": {NOW}', f'"mod": {NOW + 90_000}')
    said = flashcards(project, "diff")
    assert said.returncode == 1
    assert "`owls/question/what-do-owls-eat` and 1 more was released at a time that" in said.stderr


def test_what_builds_do_is_not_told(project: Path) -> None:
    """A question that is reworded while another takes its wording over, a move, a file more."""
    path = project / "content" / "owls.yaml"
    reworded = CONTENT.replace("Where do owls sleep?", "In what place do owls sleep?")
    more = reworded + "      - {question: Where do owls sleep?, answer: Never.}\n"
    for text in (reworded, more, CONTENT, CONTENT.replace("Mice.", "Mice and voles.")):
        path.write_text(text, encoding="utf-8")
        for command in (["diff"], ["build"], ["build", "--check"]):
            done = flashcards(project, *command)
            assert "lock-" not in done.stdout + done.stderr


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x03\x04" + b"\0" * 100, b"x" * 1000])
def test_a_package_that_is_none_is_no_trouble(project: Path, data: bytes) -> None:
    (project / "decks" / "owls.apkg").write_bytes(data)
    assert flashcards(project, "diff").stderr == ""
    assert flashcards(project, "build").returncode == 0


def test_git_runs_nothing_that_a_repository_says(project: Path) -> None:
    """Not to look at files, to ask for objects that are missing, or to show what it found."""
    marks = set_git_traps(project)
    for path in (project / ".git" / "objects").glob("??/*"):
        if subprocess.run(
            ["git", "cat-file", "-t", path.parent.name + path.name],
            cwd=project,
            capture_output=True,
            text=True,
            check=False,
        ).stdout.startswith("blob"):
            path.unlink()
    assert flashcards(project, "diff").returncode == 0
    assert [mark for mark in marks if mark.exists()] == []


def test_the_guid_of_another_note_is_told_whoever_committed_it(project: Path) -> None:
    """Of the same file, and of another one."""
    text = (project / "decks" / "owls.lock").read_text(encoding="utf-8")
    other = text.split('"key": "owls/question/what-do-owls-eat", "guid": "')[1].split('"')[0]
    _change(project, _guid(project), other)
    _commit(project)
    (project / "decks" / "owls.apkg").unlink()
    assert "has the GUID of `owls/question/what-do-owls-eat`" in flashcards(project, "diff").stderr
    copy = CONTENT.replace("owls", "kites").replace("title: A", "title: B")
    (project / "content" / "kites.yaml").write_text(copy, encoding="utf-8")
    lock = project / "decks" / "owls.lock"
    lock.write_text(text, encoding="utf-8")
    (project / "decks" / "kites.lock").write_text(
        text.replace("owls/", "kites/").replace("-owls-", "-kites-"), encoding="utf-8"
    )
    said = flashcards(project, "build").stderr
    assert "`owls/question/where-do-owls-sleep` has the GUID of `kites/" in said


def test_what_unpacks_to_much_is_not_compared(project: Path) -> None:
    """In the package, and in the last commit."""
    package = project / "decks" / "owls.apkg"
    with (
        zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("collection.anki2", "w") as file,
    ):
        for _ in range(150):
            file.write(bytes(1024**2))
    lock = project / "decks" / "owls.lock"
    text = lock.read_text(encoding="utf-8")
    lock.write_text(text + "\n" * (70 * 1024**2), encoding="utf-8")
    _commit(project)
    lock.write_text(text, encoding="utf-8")
    assert run_measured(project, "diff").returncode == 0

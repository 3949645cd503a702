"""A system that refuses: one plain message, status 1, nothing damaged and nothing left behind."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.command import environment, flashcards
from tests.faults.projects import FIRST, THIRD, read_decks
from tests.support import LEADS_OUTSIDE

PERMISSIONS = "Permission denied; check its permissions and those of its folder"
MINE = "deck"
ANOTHER_DISK = Path("/dev/shm")  # noqa: S108 - for not being the one of the temporary files


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project of one file that was built, and then edited."""
    tmp_path.chmod(0o755)  # pytest makes it for its own user alone
    _put(tmp_path, FIRST)
    assert flashcards(tmp_path, "build").stderr == ""
    _put(tmp_path, FIRST.replace("Because", "By chance"))
    return tmp_path


def _put(project: Path, text: str, name: str = MINE) -> None:
    (project / "content").mkdir(exist_ok=True)
    (project / "content" / f"{name}.yaml").write_text(text, encoding="utf-8")


def _refused(project: Path, *arguments: str) -> str:
    """Build, which must fail and leave all as it is; give what it says."""
    before = _look(project)
    done = flashcards(project, *(arguments or ("build",)))
    assert (done.returncode, done.stdout) == (1, "")
    assert _look(project) == before
    assert done.stderr.count("\n") == 1
    return done.stderr


def _look(project: Path) -> dict[str, tuple[int, bytes]]:
    return {
        path.relative_to(project).as_posix(): (
            path.lstat().st_mode,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in project.rglob("*")
    }


def _launch(project: Path, oddity: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.faults.launch", oddity, "build"],
        cwd=project,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


def _shell(project: Path, line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which `$flashcards` is the command."""
    return subprocess.run(
        ["sh", "-c", line],
        cwd=project,
        env=environment() | {"flashcards": f"{sys.executable} -W error -m flashcards"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("suffix", ["lock", "apkg"])
@pytest.mark.parametrize("kind", ["folder", "pipe", "device", "loop"])
def test_what_is_no_file_is_left_alone(project: Path, suffix: str, kind: str) -> None:
    path = project / "decks" / f"{MINE}.{suffix}"
    path.unlink()
    if suffix == "apkg":  # else the lock is written, as it should be
        _put(project, FIRST)
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero" if kind == "device" else path)
    said = {
        "folder": "Is a directory; move the folder out of the way",
        "pipe": "it is no regular file; move it out of the way",
        "loop": "Too many levels of symbolic links; remove the link",
    }
    if kind == "device":
        assert _refused(project) == f"flashcards: `decks/{MINE}.{suffix}` {LEADS_OUTSIDE}\n"
    else:
        why = f"flashcards: can't read `decks/{MINE}.{suffix}`: {said[kind]}\n"
        assert _refused(project) == why


def test_a_folder_of_decks_that_is_a_file_is_said(project: Path) -> None:
    shutil.rmtree(project / "decks")
    (project / "decks").write_text("mine", encoding="utf-8")
    assert _refused(project) == (
        f"flashcards: can't read `decks/{MINE}.lock`: Not a directory; "
        "move the file that stands in a folder's place out of the way\n"
    )


def test_a_name_too_long_for_the_system_is_refused_before(tmp_path: Path) -> None:
    name = "n" * 250
    _put(tmp_path, FIRST, name)
    assert flashcards(tmp_path, "build").stderr == ""
    (tmp_path / "content" / f"{name}.yaml").unlink()
    _put(tmp_path, f"id: {name}n\n{FIRST}")
    done = flashcards(tmp_path, "build")
    assert done.returncode == 1
    assert "the id has 251 characters, and 200 are the most" in done.stderr


def test_a_limit_on_the_size_of_files_is_said(project: Path) -> None:
    """`ulimit` counts blocks of 512 bytes."""
    before = _look(project)
    # Some systems let no file at all be written, which Python's own cache must not feel.
    done = _shell(project, "ulimit -f 1; PYTHONDONTWRITEBYTECODE=1 $flashcards build")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"flashcards: can't write `decks/{MINE}.lock`: File too large; make room and run it again\n"
    )
    assert _look(project) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only some systems have /dev/full")
def test_an_output_that_is_full_is_said_and_the_deck_is_built(project: Path) -> None:
    done = _shell(project, "$flashcards build >/dev/full")
    assert (done.returncode, done.stderr) == (
        1,
        "flashcards: the system refuses: No space left on device; nothing is half written\n",
    )
    assert flashcards(project, "build", "--check").returncode == 0


@pytest.mark.parametrize(
    ("command", "closed"),
    [("build", ">&-"), ("build", "<&- >&- 2>&-"), ("check", ">&-"), ("check", "2>&-")],
)
def test_an_output_that_is_closed_is_done_without(project: Path, command: str, closed: str) -> None:
    done = _shell(project, f"$flashcards {command} {closed}")
    assert (done.returncode, done.stderr) == (0, "")
    assert not [name for name in read_decks(project / "decks") if name.endswith(".tmp")]


@contextmanager
def _closed(folder: Path, mode: int) -> Iterator[None]:
    """Take rights from a folder for a while: from its owner too, so that anyone may run this."""
    folder.chmod(mode)
    yield
    folder.chmod(0o755)


@pytest.mark.parametrize(("mode", "verb"), [(0o555, "write"), (0o000, "read")])
def test_a_folder_of_decks_that_is_closed_to_us_is_said(
    project: Path, mode: int, verb: str
) -> None:
    before = _look(project)
    with _closed(project / "decks", mode):
        ended = _launch(project, "nobody")
    assert ended == (1, "", f"flashcards: can't {verb} `decks/{MINE}.lock`: {PERMISSIONS}\n")
    assert _look(project) == before


def test_a_folder_of_decks_that_is_closed_to_us_and_up_to_date_is_no_trouble(
    project: Path,
) -> None:
    _put(project, FIRST)
    before = _look(project)
    with _closed(project / "decks", 0o555):
        status, out, err = _launch(project, "nobody")
    assert (status, err) == (0, "")
    assert out.endswith(" (unchanged)\n")
    assert _look(project) == before


def test_a_project_in_which_no_folder_can_be_made_is_said(tmp_path: Path) -> None:
    _put(tmp_path, THIRD)
    before = _look(tmp_path)
    with _closed(tmp_path, 0o555):
        ended = _launch(tmp_path, "nobody")
    assert ended == (1, "", f"flashcards: can't write `decks/{MINE}.lock`: {PERMISSIONS}\n")
    assert _look(tmp_path) == before


def test_decks_in_another_folder_of_the_project_and_links_in_it_are_kept(project: Path) -> None:
    elsewhere = project / "elsewhere"
    (project / "decks").rename(elsewhere)
    (project / "decks").symlink_to(elsewhere)
    shared = project / "shared.apkg"
    (elsewhere / f"{MINE}.apkg").rename(shared)
    (elsewhere / f"{MINE}.apkg").symlink_to(shared)
    before = shared.read_bytes()
    assert flashcards(project, "build").returncode == 0
    assert (project / "decks").is_symlink()
    assert (elsewhere / f"{MINE}.apkg").is_symlink()
    assert shared.read_bytes() != before
    assert flashcards(project, "build", "--check").returncode == 0


@pytest.mark.skipif(not ANOTHER_DISK.is_dir(), reason="needs another file system")
def test_decks_that_a_link_keeps_outside_are_left_alone(project: Path) -> None:
    elsewhere = ANOTHER_DISK / f"flashcards-{os.getpid()}"
    shutil.move(project / "decks", elsewhere)
    try:
        (project / "decks").symlink_to(elsewhere)
        assert _refused(project) == f"flashcards: `decks` {LEADS_OUTSIDE}\n"
        assert sorted(read_decks(elsewhere)) == [f"{MINE}.apkg", f"{MINE}.lock"]
    finally:
        shutil.rmtree(elsewhere)


def test_a_project_that_was_deleted_is_said(project: Path) -> None:
    done = _shell(project, 'mkdir gone; cd gone; rmdir "$PWD"; $flashcards build')
    assert done.returncode == 1
    assert done.stderr == (
        "flashcards: there is no folder `content`; run this where your `content` folder is, "
        "name files, or make a project here with `flashcards init`\n"
    )


def test_an_interrupt_on_the_way_out_changes_nothing(project: Path) -> None:
    status, out, err = _launch(project, "interrupted-at-the-end")
    assert (status, err) == (0, "")
    assert out.startswith(f"decks/{MINE}.apkg: 4 notes, 4 cards, ")

"""Builds that meet in one folder: each other, or git."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from flashcards.app.compile import compile_files
from flashcards.app.packing import write_decks
from flashcards.app.release import plan_release
from flashcards.diagnostics import FlashcardsError
from tests.command import environment, flashcards
from tests.faults.projects import FIRST, SECOND, read_decks, write_first, write_second
from tests.support import NOW

WAITING = "waiting for another build in this folder to end\n"
AT_ONCE = 8


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project that was never built."""
    write_first(tmp_path / "project")
    return tmp_path / "project"


@pytest.fixture
def twin(tmp_path: Path) -> Path:
    """Make the same project once more, for builds one after the other."""
    write_first(tmp_path / "twin")
    return tmp_path / "twin"


def _start(project: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-m", *arguments],
        cwd=project,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def _paused_build(project: Path) -> Iterator[subprocess.Popen[str]]:
    """Build, but stop before the first file is written, until a line is read."""
    with _start(project, "tests.faults.launch", "paused", "build") as build:
        assert build.stdout is not None
        assert build.stdout.readline() == "here\n"
        try:
            yield build
        finally:
            _go_on(build)
            build.wait(timeout=60)
    assert build.returncode == 0


def _go_on(build: subprocess.Popen[str]) -> None:
    assert build.stdin is not None
    build.stdin.close()


def _launch(project: Path, oddity: str, *arguments: str) -> tuple[int, str, str]:
    with _start(project, "tests.faults.launch", oddity, *arguments) as process:
        out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def test_a_second_build_waits_and_then_builds_what_was_edited_meanwhile(
    project: Path, twin: Path
) -> None:
    with _paused_build(project) as first:
        write_second(project)
        with _start(project, "flashcards", "build") as second:
            assert second.stderr is not None
            assert second.stderr.readline() == WAITING
            _go_on(first)
            out, err = second.communicate(timeout=60)
    assert (second.returncode, err) == (0, "")
    flashcards(twin, "build")
    write_second(twin)
    assert flashcards(twin, "build").stdout == out
    assert read_decks(project / "decks") == read_decks(twin / "decks")


@pytest.mark.parametrize("arguments", [["build", "content/third.yaml"], ["build", "--kind=topic"]])
def test_a_build_that_waited_for_a_minute_gives_up(project: Path, arguments: list[str]) -> None:
    with _paused_build(project):
        ended = _launch(project, "hurried", *arguments)
    assert ended == (
        1,
        "",
        WAITING + "flashcards: another build is at work in `decks`; "
        "run `flashcards build` again when it has ended\n",
    )


@pytest.mark.parametrize("arguments", [["check"], ["diff"], ["list"], ["preview"]])
def test_commands_that_build_nothing_do_not_wait(project: Path, arguments: list[str]) -> None:
    with _paused_build(project):
        done = flashcards(project, *arguments)
    assert done.returncode == 0
    assert WAITING not in done.stderr


def test_a_check_of_the_build_does_not_wait(project: Path) -> None:
    with _paused_build(project):
        done = flashcards(project, "build", "--check")
    assert (done.returncode, done.stderr) == (
        1,
        "run `flashcards build`, and commit the locks\n",
    )


def test_a_build_leaves_no_file_to_lock_with(project: Path) -> None:
    assert flashcards(project, "build").returncode == 0
    assert sorted(path.name for path in project.iterdir()) == ["content", "decks"]
    assert sorted(read_decks(project / "decks")) == [
        "first.apkg", "first.lock", "second.apkg", "second.lock", "third.apkg", "third.lock",
    ]  # fmt: skip


def test_where_nothing_can_be_locked_a_build_goes_on_all_the_same(
    project: Path, twin: Path
) -> None:
    status, _, err = _launch(project, "without-locks", "build")
    assert (status, err) == (0, "")
    flashcards(twin, "build")
    assert read_decks(project / "decks") == read_decks(twin / "decks")


def test_builds_of_equal_content_at_once_give_what_one_build_gives(
    project: Path, twin: Path
) -> None:
    for write in (write_first, write_second):
        write(project)
        builds = [_start(project, "flashcards", "build") for _ in range(AT_ONCE)]
        _wait(builds)
        if write is write_second:
            write(twin)
        assert flashcards(twin, "build").returncode == 0
        assert read_decks(project / "decks") == read_decks(twin / "decks")


def test_builds_at_once_with_edits_in_between_lose_no_identity(project: Path) -> None:
    """Each lock that was ever in its place is copied; the last ones know all their notes."""
    builds: list[subprocess.Popen[str]] = []
    for number in range(2 * AT_ONCE):
        if number >= AT_ONCE:  # else all edits would be made before the first build reads
            builds[number - AT_ONCE].wait(timeout=120)
        _edit(project, "first", FIRST.replace("Everyone", f"Number {number}"), number)
        _edit(project, "second", SECOND, number)
        named = ([], ["content/first.yaml"], ["content/second.yaml"])[number % 3]
        builds.append(_start(project, "tests.faults.launch", "recorded", "build", *named))
    _wait(builds)
    last = {name: _entries(data) for name, data in read_decks(project / "decks").items()}
    released: dict[str, set[str]] = {}
    assert len(list((project / "record").glob("*/first.lock"))) >= 2  # edits were in between
    for path in (project / "record").glob("*/*.lock"):
        released.setdefault(path.name, set()).update(_entries(path.read_bytes()).values())
    assert released.keys() == {"first.lock", "second.lock", "third.lock"}
    for name, guids in released.items():
        assert guids <= set(last[name].values())
        assert len(set(last[name].values())) == len(last[name])
    assert flashcards(project, "build").returncode == 0
    assert "(unchanged)" in flashcards(project, "build", "content/first.yaml").stdout


def _edit(project: Path, name: str, text: str, number: int) -> None:
    """Give a file one more question and take that of another number from it, in one step."""
    questions = (
        f"      - question: What is {name} {each}?\n        answer: It is {each * each}.\n"
        for each in range(number, number + 3)
    )
    draft = project / "draft"
    draft.write_text(text + "".join(questions), encoding="utf-8")
    draft.replace(project / "content" / f"{name}.yaml")


def _entries(data: bytes) -> dict[str, str]:
    """Give a lock's GUIDs by key; a package has none."""
    if not data.startswith(b"flashcards-lock"):
        return {}
    lines = [json.loads(line) for line in data.decode().splitlines()[1:]]
    return {line["key"]: line["guid"] for line in lines if "key" in line}


def _wait(builds: list[subprocess.Popen[str]]) -> None:
    ended = [(build.communicate(timeout=120)[1], build.returncode) for build in builds]
    assert {status for _, status in ended} == {0}, ended
    assert {err for err, _ in ended} <= {"", WAITING}


@pytest.mark.parametrize("is_there", [True, False])
def test_a_lock_that_changes_while_building_is_not_overwritten(
    project: Path, monkeypatch: pytest.MonkeyPatch, *, is_there: bool
) -> None:
    """Git asks no one before it writes."""
    monkeypatch.chdir(project)
    lock = Path("decks") / "second.lock"
    if is_there:
        assert flashcards(project, "build").returncode == 0
        write_second(project)
    plan = plan_release(compile_files(sorted(Path("content").glob("*.yaml"))), NOW)
    lock.parent.mkdir(exist_ok=True)
    lock.write_text("flashcards-lock 1.0\n", encoding="utf-8")
    before = read_decks(Path("decks"))
    with pytest.raises(FlashcardsError) as raised:
        write_decks(plan)
    assert str(raised.value) == (
        "`decks/second.lock` changed while building; run `flashcards build` again"
    )
    assert read_decks(Path("decks")) == before


def test_line_ends_that_git_turned_round_while_building_are_no_change(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    assert flashcards(project, "build").returncode == 0
    plan = plan_release(compile_files(sorted(Path("content").glob("*.yaml"))), NOW)
    lock = Path("decks") / "second.lock"
    lock.write_bytes(lock.read_bytes().replace(b"\n", b"\r\n"))
    assert [built.is_written for built in write_decks(plan)] == [False, False, False]


def test_a_lock_of_a_file_that_is_gone_is_not_overwritten_either(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    assert flashcards(project, "build").returncode == 0
    write_second(project)
    plan = plan_release(compile_files(sorted(Path("content").glob("*.yaml"))), NOW)
    (Path("decks") / "third.lock").unlink()
    with pytest.raises(FlashcardsError, match=r"^`decks/third\.lock` changed while building; "):
        write_decks(plan)
    assert not os.path.lexists("decks/third.lock")

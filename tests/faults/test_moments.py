"""Builds that end at any moment: by a kill, by Ctrl-C, by a disk that is full from then on."""

import io
import json
import re
import sqlite3
import subprocess
import sys
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.command import ROOT, environment, flashcards
from tests.faults.projects import read_decks, read_guids, write_first, write_second

INTERRUPTED = "flashcards: interrupted; nothing is half written\n"
FULL = re.compile(
    r"flashcards: can't write `decks/[a-z]+\.(lock|apkg)`: "
    r"No space left on device; make room and run it again\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A disturbed build, and the folder of decks it left and that the next build made of it."""

    where: str
    status: int
    output: str
    mended: int | None
    left: dict[str, bytes]
    decks: dict[str, bytes]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project that was never built."""
    project = tmp_path / "project"
    write_first(project)
    return project


@pytest.fixture
def edited(project: Path) -> Path:
    """Make a project that was built, and then edited."""
    assert flashcards(project, "build").stderr == ""
    write_second(project)
    return project


def _disturb(project: Path, watched: str, disturbance: str) -> tuple[tuple[Moment, ...], Moment]:
    """Disturb a build at each of its moments; give these, and the last, undisturbed one."""
    folder = project.parent / "moments"
    module = "tests.faults.moments"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", module, project, folder, watched, disturbance],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    numbers = sorted(int(path.name) for path in folder.iterdir() if path.name.isdecimal())
    *moments, undisturbed = [
        Moment(
            **json.loads(line),
            left=read_decks(folder / str(number) / "left"),
            decks=read_decks(folder / str(number) / "decks"),
        )
        for number, line in zip(numbers, done.stdout.splitlines(), strict=False)
    ]
    assert (undisturbed.where, undisturbed.status) == ("", 0)
    assert all(moment.where for moment in moments)
    return tuple(moments), undisturbed


def _say(capsys: pytest.CaptureFixture[str], what: str, moments: tuple[Moment, ...]) -> None:
    places = Counter(moment.where.partition(":")[0] for moment in moments)
    with capsys.disabled():
        said = ", ".join(f"{count} {place}" for place, count in places.most_common())
        print(f"\n{what} at {len(moments)} moments: {said}")  # noqa: T201 - how much was tried


def _is_temporary(name: str) -> bool:
    return name.startswith(".") and name.endswith(".tmp")


def _assert_whole(decks: dict[str, bytes]) -> None:
    for name, data in decks.items():
        if name.endswith(".apkg"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                assert archive.testzip() is None
                connection = sqlite3.connect(":memory:")
                connection.deserialize(archive.read("collection.anki2"))
                assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
                connection.close()
        else:
            assert name.endswith(".lock")
            assert data.startswith(b"flashcards-lock 1.0\n{")
            assert data.endswith(b"}\n")


def _assert_safe(moments: tuple[Moment, ...], before: dict[str, bytes], after: Moment) -> None:
    """Each file is the old or the new one, no GUID is lost, and the next build mends all."""
    _assert_whole(before)
    _assert_whole(after.decks)
    for moment in moments:
        for name, data in moment.left.items():
            if not _is_temporary(name):
                assert data in (before.get(name), after.decks[name]), (moment.where, name)
        assert {name for name in moment.left if not _is_temporary(name)} >= before.keys()
        assert read_guids(moment.left).keys() >= read_guids(before).keys()
        if moment.mended is not None:
            assert (moment.mended, moment.decks) == (0, after.decks), moment.where


def test_a_first_build_killed_at_any_moment_leaves_whole_files_and_the_next_build_mends_all(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    moments, after = _disturb(project, "calls", "kill")
    _say(capsys, "a first build was killed", moments)
    _assert_safe(moments, {}, after)
    assert len(moments) >= 60
    assert {moment.status for moment in moments} == {-9}
    names = [moment.where for moment in moments]
    *of_decks, _of_cache = (number for number, name in enumerate(names) if name == "replace")
    assert len(of_decks) >= 2
    for number in of_decks:
        # What is in the file is on the disk before it gets its name, and then the name.
        assert names[number - 1] == "fsync"
        assert names[number + 1 : number + 4] == ["close", "open", "io.open"]
        assert names[number + 4] == "fsync"
    # Else there would be nothing that the next build has cleared.
    assert any(_is_temporary(name) for moment in moments for name in moment.left)


def test_a_later_build_killed_at_any_moment_leaves_whole_files_and_the_next_build_mends_all(
    edited: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = read_decks(edited / "decks")
    moments, after = _disturb(edited, "calls", "kill")
    _say(capsys, "a later build was killed", moments)
    _assert_safe(moments, before, after)
    assert len(moments) >= 70
    assert {moment.status for moment in moments} == {-9}
    assert any(_is_temporary(name) for moment in moments for name in moment.left)
    assert {guid: locks for guid, locks in read_guids(after.decks).items() if len(locks) > 1} == {}
    changed = [name for name in after.decks if before.get(name) != after.decks[name]]
    assert sorted(changed) == [
        "first.apkg", "first.lock", "second.apkg", "second.lock", "third.lock", "zeroth.apkg",
        "zeroth.lock",
    ]  # fmt: skip


@pytest.mark.parametrize("watched", ["calls", "lines"])
def test_a_build_interrupted_at_any_moment_says_so_and_leaves_nothing_behind(
    edited: Path, capsys: pytest.CaptureFixture[str], watched: str
) -> None:
    before = read_decks(edited / "decks")
    moments, after = _disturb(edited, watched, "interrupt")
    _say(capsys, "a later build was interrupted", moments)
    _assert_safe(moments, before, after)
    assert len(moments) >= 60
    for moment in moments:
        assert moment.status == 130, moment.where
        assert moment.output.endswith(INTERRUPTED), moment.where
        assert "Traceback" not in moment.output
        assert not any(_is_temporary(name) for name in moment.left), moment.where


def test_a_start_interrupted_at_any_import_says_so(
    edited: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = read_decks(edited / "decks")
    moments, after = _disturb(edited, "imports", "interrupt")
    with capsys.disabled():
        print(f"\na start was interrupted at {len(moments)} imports")  # noqa: T201 - as above
    assert len(moments) >= 20
    for moment in moments:
        if moment.where == "backports_abc":
            continue  # code that an old Cython made asks for it, and passes over whatever happens
        assert moment.status == 130, moment.where
        if moment.output.startswith("decks/"):  # what is said of a deck that is written by then
            assert moment.output.endswith(INTERRUPTED), moment.where
            assert moment.left == after.decks
            continue
        assert moment.output.lstrip("\n") == INTERRUPTED, moment.where
        assert moment.left == before


@pytest.mark.parametrize("is_first", [True, False])
def test_a_disk_that_is_full_from_any_moment_on_is_said_and_leaves_nothing_behind(
    project: Path, capsys: pytest.CaptureFixture[str], *, is_first: bool
) -> None:
    if not is_first:
        assert flashcards(project, "build").stderr == ""
        write_second(project)
    before = read_decks(project / "decks")
    moments, after = _disturb(project, "calls", "full")
    _say(capsys, "the disk was full", moments)
    _assert_safe(moments, before, after)
    assert len(moments) >= 40
    for moment in moments:
        assert not any(_is_temporary(name) for name in moment.left), moment.where
        if moment.status == 0:
            # Only the last folder could not be synced, after all was in its place.
            assert moment.left == after.decks
        else:
            assert moment.status == 1
            assert FULL.fullmatch(moment.output), moment.output

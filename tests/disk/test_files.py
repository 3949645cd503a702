"""Writing files whole or not at all."""

import fcntl
import os
import resource
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from flashcards.diagnostics import FlashcardsError
from flashcards.disk.files import clear_leftovers, read_bytes, write_atomic, write_new
from tests.support import LEADS_OUTSIDE

MOVE_FILE = "move the file that stands in a folder's place out of the way"
_NOBODY = 65534

MOVE_FOLDER = "move the folder out of the way"


@pytest.fixture
def umask() -> Iterator[None]:
    """Give new files the permissions that most systems give, whatever this one's are."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Be another user for a while if this is the superuser, who may write anywhere."""
    before = os.geteuid()
    os.seteuid(before or _NOBODY)
    try:
        yield
    finally:
        os.seteuid(before)


@contextmanager
def small_disk() -> Iterator[None]:
    """Let no file grow beyond 100 bytes, as on a full disk.

    Only round the code under test: pytest's own output may go to a file as well.
    """
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def _listing(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_file_is_written_with_the_folders_above_it(tmp_path: Path) -> None:
    assert write_atomic(tmp_path / "a" / "b" / "c.txt", b"new")
    assert (tmp_path / "a" / "b" / "c.txt").read_bytes() == b"new"
    assert _listing(tmp_path) == ["a", "a/b", "a/b/c.txt"]


def test_an_empty_file_is_written_too(tmp_path: Path) -> None:
    assert write_atomic(tmp_path / "a.txt", b"")
    assert (tmp_path / "a.txt").read_bytes() == b""


def test_a_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a longer old text")
    assert write_atomic(path, b"new")
    assert path.read_bytes() == b"new"
    assert _listing(tmp_path) == ["a.txt"]


def test_one_who_reads_the_old_file_goes_on_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with path.open("rb") as reader:
        write_atomic(path, b"new")
        assert reader.read() == b"old"


def test_an_equal_file_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"same")
    os.utime(path, ns=(5, 5))
    before = path.stat()
    assert not write_atomic(path, b"same")
    after = path.stat()
    assert (
        (after.st_mtime_ns, after.st_ino)
        == (before.st_mtime_ns, before.st_ino)
        == (5, before.st_ino)
    )


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
@pytest.mark.usefixtures("umask")
def test_permissions_follow_the_umask(tmp_path: Path, mask: int, mode: int) -> None:
    os.umask(mask)
    write_atomic(tmp_path / "a.txt", b"new")
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == mode
    assert os.umask(mask) == mask


def test_a_full_disk_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with small_disk(), pytest.raises(FlashcardsError) as raised:
        write_atomic(path, b"x" * 200)
    assert (
        str(raised.value)
        == f"can't write `{path.as_posix()}`: File too large; make room and run it again"
    )
    assert path.read_bytes() == b"old"
    assert _listing(tmp_path) == ["a.txt"]


def test_a_path_below_a_file_can_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    path = tmp_path / "file" / "a.txt"
    with pytest.raises(FlashcardsError) as raised:
        read_bytes(path)
    assert str(raised.value) == f"can't read `{path.as_posix()}`: Not a directory; {MOVE_FILE}"


def test_a_path_below_a_file_can_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    path = tmp_path / "file" / "a.txt"
    with pytest.raises(FlashcardsError, match=rf"^can't read `.+`: Not a directory; {MOVE_FILE}$"):
        write_atomic(path, b"new")
    assert _listing(tmp_path) == ["file"]
    assert (tmp_path / "file").read_bytes() == b"x"


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(FlashcardsError, match=rf"^can't read `.+`: Is a directory; {MOVE_FOLDER}$"):
        write_atomic(tmp_path / "folder", b"new")
    assert _listing(tmp_path) == ["folder"]


def test_a_folder_that_may_not_be_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir(mode=0o555)
    tmp_path.chmod(0o755)  # pytest makes it for its own user alone
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FlashcardsError) as raised, ordinary_user():
        write_atomic(Path("folder/a.txt"), b"new")
    assert str(raised.value) == (
        "can't write `folder/a.txt`: Permission denied; "
        "check its permissions and those of its folder"
    )
    assert _listing(folder) == []


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    target = tmp_path / "elsewhere" / "b.txt"
    target.write_bytes(b"old")
    path = tmp_path / "a.txt"
    path.symlink_to(Path("elsewhere") / "b.txt")
    assert write_atomic(path, b"new")
    assert path.is_symlink()
    assert target.read_bytes() == b"new"
    assert _listing(tmp_path) == ["a.txt", "elsewhere", "elsewhere/b.txt"]


def test_a_link_that_leads_to_no_file_gets_one(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.symlink_to(tmp_path / "nowhere")
    assert write_atomic(path, b"new")
    assert path.is_symlink()
    assert (tmp_path / "nowhere").read_bytes() == b"new"


def test_a_link_into_a_folder_that_is_gone_is_refused(tmp_path: Path) -> None:
    """It may be a disk that is not in its place; a folder made there would hide it."""
    path = tmp_path / "a.txt"
    path.symlink_to(tmp_path / "gone" / "b.txt")
    with pytest.raises(FlashcardsError) as raised:
        write_atomic(path, b"new")
    assert str(raised.value) == (
        f"can't write `{path.as_posix()}`: No such file or directory; make its folder"
    )
    assert _listing(tmp_path) == ["a.txt"]


def test_a_link_that_leads_to_itself_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.symlink_to(path)
    with pytest.raises(FlashcardsError) as raised:
        write_atomic(path, b"new")
    assert str(raised.value) == (
        f"can't read `{path.as_posix()}`: Too many levels of symbolic links; remove the link"
    )


@pytest.mark.parametrize("is_pipe", [True, False])
def test_a_pipe_or_a_device_is_neither_read_nor_written(tmp_path: Path, *, is_pipe: bool) -> None:
    path = tmp_path / "a.txt"
    why = f"can't read `{path.as_posix()}`: it is no regular file; move it out of the way"
    if is_pipe:
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
        why = f"`{path.as_posix()}` {LEADS_OUTSIDE}"
    with pytest.raises(FlashcardsError) as raised:
        write_atomic(path, b"new")
    assert str(raised.value) == why
    assert _listing(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("mode", [0o600, 0o444, 0o666])
@pytest.mark.usefixtures("umask")
def test_a_file_that_is_replaced_passes_on_its_permissions(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(mode)
    assert write_atomic(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_temporary_files_of_dead_writers_are_cleared_and_all_others_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A living writer holds its own."""
    monkeypatch.chdir(tmp_path)
    elsewhere = tmp_path / "elsewhere"
    decks = tmp_path / "decks"
    for folder in (elsewhere, decks):
        folder.mkdir()
    (decks / "linked.apkg").symlink_to(elsewhere / "target.apkg")
    dead = [
        decks / ".a.apkg.abcd1234.tmp",
        decks / f".{'long' * 10}.abcd1234.tmp",
        elsewhere / ".target.apkg.abcd1234.tmp",
    ]
    kept = [
        decks / ".alive.lock.abcd1234.tmp",
        decks / ".a.apkg.tmp",
        decks / ".a.txt.abcd1234.tmp",
        decks / "a.apkg.abcd1234.tmp",
        elsewhere / ".a.apkg.abcd1234.tmp",
        elsewhere / "target.apkg",
    ]
    for path in (*dead, *kept):
        path.write_bytes(b"half")
    (decks / ".folder.lock.abcd1234.tmp").mkdir()
    os.mkfifo(decks / ".pipe.lock.abcd1234.tmp")
    with kept[0].open("rb") as writer:
        fcntl.flock(writer, fcntl.LOCK_EX)
        clear_leftovers(decks)
    assert [path for path in dead if path.exists()] == []
    assert [path for path in kept if not path.exists()] == []
    assert (decks / ".folder.lock.abcd1234.tmp").is_dir()
    assert (decks / ".pipe.lock.abcd1234.tmp").is_fifo()


def test_nothing_is_cleared_where_there_is_no_folder(tmp_path: Path) -> None:
    clear_leftovers(tmp_path / "decks")
    assert _listing(tmp_path) == []


def test_a_file_with_the_longest_name_a_system_takes_is_written(tmp_path: Path) -> None:
    path = tmp_path / f"{'a' * 250}.apkg"
    assert write_atomic(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_missing_file_reads_as_none(tmp_path: Path) -> None:
    assert read_bytes(tmp_path / "a.txt") is None


def test_a_new_file_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "content" / "a.txt"
    assert write_new(path, b"new")
    assert path.read_bytes() == b"new"
    assert _listing(path.parent) == ["a.txt"]


@pytest.mark.parametrize("data", [b"old", b"new"])
def test_a_new_file_is_never_written_over_another(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    assert not write_new(path, data)
    assert path.read_bytes() == b"old"
    assert _listing(tmp_path) == ["a.txt"]


def test_a_new_file_does_not_replace_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.symlink_to(tmp_path / "nowhere")
    assert not write_new(path, b"new")
    assert _listing(tmp_path) == ["a.txt"]


def test_a_new_file_below_a_file_can_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(FlashcardsError, match=r"^can't write `.+/file/a.txt`: "):
        write_new(tmp_path / "file" / "a.txt", b"new")
    assert _listing(tmp_path) == ["file"]


def test_of_two_who_write_a_new_file_at_once_one_wins(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(lambda number: write_new(path, bytes([number])), range(64)))
    assert won.count(True) == 1
    assert path.read_bytes() == bytes([won.index(True)])
    assert _listing(tmp_path) == ["a.txt"]

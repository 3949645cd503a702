"""Writing files whole or not at all."""

import os
import resource
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from flashcards.errors import FlashcardsError
from flashcards.files import read_bytes, write_atomic, write_new


@pytest.fixture
def umask() -> Iterator[None]:
    """Give new files the permissions that most systems give, whatever this one's are."""
    before = os.umask(0o022)
    yield
    os.umask(before)


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
    assert str(raised.value) == f"can't write `{path.as_posix()}`: File too large"
    assert path.read_bytes() == b"old"
    assert _listing(tmp_path) == ["a.txt"]


def test_a_path_below_a_file_can_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    path = tmp_path / "file" / "a.txt"
    with pytest.raises(FlashcardsError) as raised:
        read_bytes(path)
    assert str(raised.value) == f"can't read `{path.as_posix()}`: Not a directory"


def test_a_path_below_a_file_can_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    path = tmp_path / "file" / "a.txt"
    with pytest.raises(FlashcardsError, match=r"^can't (read|write) `.+`: Not a directory$"):
        write_atomic(path, b"new")
    assert _listing(tmp_path) == ["file"]
    assert (tmp_path / "file").read_bytes() == b"x"


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(FlashcardsError, match=r"^can't (read|write) `.+`: Is a directory$"):
        write_atomic(tmp_path / "folder", b"new")
    assert _listing(tmp_path) == ["folder"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_may_not_be_written_to(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir(mode=0o500)
    path = folder / "a.txt"
    with pytest.raises(FlashcardsError) as raised:
        write_atomic(path, b"new")
    assert str(raised.value) == f"can't write `{path.as_posix()}`: Permission denied"
    assert _listing(folder) == []


def test_a_link_that_leads_nowhere_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.symlink_to(tmp_path / "nowhere")
    assert write_atomic(path, b"new")
    assert path.read_bytes() == b"new"


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

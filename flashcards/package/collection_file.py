"""A learner's collection on disk, opened to be read: an export, a backup, or Anki's own file.

It may be anyone's, damaged, or made to harm: each limit here is one that no collection meets.
Nothing is written but, of a large export, one temporary file, which is gone at the end.
"""

import io
import sqlite3
import stat
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from flashcards.addon.merging.database import (
    SQLITE,
    check_compression,
    check_directory,
    limit,
    load,
)
from flashcards.addon.merging.package import TROUBLE
from flashcards.diagnostics import FlashcardsError

_COMPRESSED = "collection.anki21b"
_MEMBERS = (_COMPRESSED, "collection.anki21", "collection.anki2")
"""What an export packs its collection as, the newest form first. In the newer ones, the oldest
holds a single note that asks to update Anki."""

_IN_MEMORY = 64 * 1024**2
"""Bytes of a database up to which it is unpacked to memory."""

_LARGEST = 512 * 1024**2
_ALWAYS = 16 * 1024**2
_MOST_TIMES = 200
"""Bytes that any export may unpack to, that a small one may, and of the others how many times
their own; Anki's are three to ten times as large unpacked."""

_PIECE = 1024**2
_LARGEST_WINDOW = 32 * 1024**2
_LONGEST_VALUE = 8 * 1024**2
"""Bytes of a value: an older export has all its note types, with their styles, in one."""

_MOST_STEPS = 200_000_000
"""Steps of SQLite's machine; a million reviews take 30 million."""

_CACHE = "PRAGMA cache_size = -65536"
"""Kilobytes of pages that are kept: reviews are read card by card."""

_NO_ZSTD = (
    "`{}` is an export of a newer Anki, which takes the package zstandard to read; install it with "
    "`pip install 'video-flashcards[stats]'`, or tick Support older Anki versions when you export"
)
_DAMAGED = "`{}` can't be read as a collection: it is damaged, or not made by Anki"
_OPEN = (
    "`{}` can't be read as a collection without the changes in the file beside it; close Anki and "
    "copy it again, or use an export"
)


@contextmanager
def open_collection(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the collection in a file; raises FlashcardsError when there is none to read."""
    shown = path.as_posix()
    try:
        # A pipe would keep us waiting for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            raise FlashcardsError(f"`{shown}` is no regular file; name an export or a collection")
        with path.open("rb") as file:
            start = file.read(len(SQLITE))
            if start == SQLITE:
                with closing(_open_file(path)) as connection:
                    yield connection
                return
            if not start.startswith(b"PK"):
                raise FlashcardsError(_DAMAGED.format(shown))
            with _unpack(file, shown) as connection:
                yield connection
    except OSError as error:
        why = error.strerror
        message = f"can't read `{shown}`: {why}" if why else _DAMAGED.format(shown)
        raise FlashcardsError(message) from error
    except TROUBLE as error:
        message = (_OPEN if is_stale(path) else _DAMAGED).format(shown)
        raise FlashcardsError(message) from error


def is_stale(path: Path) -> bool:
    """Whether a file lies beside a collection that has changes of its own.

    Anki keeps its last ones there while it is open.
    """
    log = path.with_name(f"{path.name}-wal")
    return log.is_file() and log.stat().st_size > 0


def _open_file(path: Path) -> sqlite3.Connection:
    """Open a database without a lock, and without a file beside it: as one that nobody changes."""
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    return _limit(sqlite3.connect(address, uri=True))


def _limit(connection: sqlite3.Connection) -> sqlite3.Connection:
    try:
        limit(connection, _LONGEST_VALUE, _MOST_STEPS)
        connection.execute(_CACHE)
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.create_collation("unicase", _compare)
    except BaseException:
        connection.close()
        raise
    return connection


def _compare(one: str, other: str) -> int:
    """Order texts without case, as indexes of Anki's are; nothing here depends on that order."""
    first, second = one.casefold(), other.casefold()
    return (first > second) - (first < second)


@contextmanager
def _unpack(file: IO[bytes], shown: str) -> Iterator[sqlite3.Connection]:
    """Open the collection in a zip, in memory or, where it is large, in a temporary file."""
    check_directory(file)
    most = min(_LARGEST, max(_ALWAYS, file.seek(0, io.SEEK_END) * _MOST_TIMES))
    with ExitStack() as opened:
        archive = opened.enter_context(zipfile.ZipFile(file))
        names = archive.namelist()
        name = next((each for each in _MEMBERS if each in names), _MEMBERS[-1])
        member = archive.getinfo(name)
        check_compression(member)
        if member.file_size > most:
            raise ValueError("too large a database")
        packed = opened.enter_context(archive.open(member))
        pieces = _read_compressed(packed, shown) if name == _COMPRESSED else _read_pieces(packed)
        start = _take(pieces, min(most, _IN_MEMORY))
        more = next(pieces, b"")
        if not more:
            connection = opened.enter_context(closing(sqlite3.connect(":memory:")))
            load(connection, start)
            del start
            yield _limit(connection)
            return
        place = Path(opened.enter_context(TemporaryDirectory())) / "collection.anki2"
        left = most - len(start)
        with place.open("wb") as unpacked:
            unpacked.write(start)
            del start
            while more:
                left -= len(more)
                if left < 0:
                    raise ValueError("too large a database")
                unpacked.write(more)
                more = next(pieces, b"")
        yield opened.enter_context(closing(_open_file(place)))


def _take(pieces: Iterator[bytes], enough: int) -> bytes:
    """Give as many pieces as make `enough` bytes, or all there are."""
    taken = bytearray()
    while len(taken) < enough and (piece := next(pieces, b"")):
        taken += piece
    return bytes(taken)


def _read_pieces(packed: IO[bytes]) -> Iterator[bytes]:
    return iter(partial(packed.read, _PIECE), b"")


def _read_compressed(packed: IO[bytes], shown: str) -> Iterator[bytes]:
    try:
        import zstandard  # noqa: PLC0415 - an extra, which only newer exports need
    except ImportError:
        raise FlashcardsError(_NO_ZSTD.format(shown)) from None
    decompressor = zstandard.ZstdDecompressor(max_window_size=_LARGEST_WINDOW)
    try:
        yield from decompressor.read_to_iter(packed, write_size=_PIECE)
    except zstandard.ZstdError as error:
        raise ValueError("no compressed database") from error

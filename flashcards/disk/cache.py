"""What earlier runs found out, as JSON files in the platform's folder for caches.

Nothing here is needed: every file may be deleted at any time, and a damaged one counts as none.
"""

import json
import os
import re
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from flashcards import __version__

if TYPE_CHECKING:  # what is known must be found out without reading content
    from flashcards.disk.media import MediaFile

VARIABLE = "FLASHCARDS_CACHE"
"""Names the environment variable with another folder for the cache; empty for none at all."""

_FOLDER = "built-decks"
"""The folder of the cache below the one that is named: all that is in it by our names is ours."""

_OWN_NAME = re.compile(r"[0-9a-f]{32}\.(?:json|[0-9a-f]{8}\.tmp)")
_MOST_FILES = 200
"""The oldest are deleted when there are more; a project has a few."""


class Cache(NamedTuple):
    """Where it is kept; `tool` stands for everything but files that a result depends on."""

    folder: Path
    tool: str

    def path(self, *names: str) -> Path:
        """Give the path of a file of the cache by what it is about."""
        name = digest(repr((self.tool, *names)).encode())[:32]
        return self.folder / _FOLDER / f"{name}.json"


def find_cache(environment: Mapping[str, str]) -> Cache | None:
    """Find the cache, whose folder need not be there yet; `None` when none is wanted."""
    folder = environment.get(VARIABLE)
    if folder is None:
        folder = _cache_folder(environment)
    try:
        return Cache(folder=Path(folder), tool=_describe_tool()) if folder else None
    except OSError:
        return None  # what can't be described can't be told from another version either


def _cache_folder(environment: Mapping[str, str]) -> str:
    home = os.path.expanduser("~")  # noqa: PTH111 - unlike Path.home, it never raises
    if sys.platform == "darwin":
        base = f"{home}/Library/Caches"
    elif sys.platform == "win32":
        base = environment.get("LOCALAPPDATA", "")
    else:
        base = environment.get("XDG_CACHE_HOME", "") or f"{home}/.cache"
    return f"{base}/flashcards" if Path(base).is_absolute() else ""


def _describe_tool() -> str:
    """Describe this program and the libraries it runs with, without asking each for its version.

    An update of a library changes the folder that it is installed in; what is edited in a checkout
    changes its file.
    """
    own = sorted(
        (entry.path, entry.stat().st_size, entry.stat().st_mtime_ns)
        for entry in _iterate_files(Path(__file__).parent.parent)
    )
    libraries = [
        (path, Path(path).stat().st_mtime_ns)
        for path in sys.path
        if path.endswith(("site-packages", "dist-packages")) and Path(path).is_dir()
    ]
    return digest(repr((__version__, sys.version, own, libraries)).encode())


def _iterate_files(folder: Path) -> Iterable[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _iterate_files(Path(entry.path))
            else:
                yield entry


def digest(data: bytes) -> str:
    """Give the digest by which data is known."""
    return sha256(data).hexdigest()


def digest_text(text: str) -> str:
    """Give the digest of a file by its text, in which a byte order mark doesn't count."""
    return digest(text.encode())


def digest_media(files: Mapping[Path, "MediaFile"]) -> tuple[tuple[str, str], ...]:
    """Give the files that a content file shows, by their paths, each with its digest."""
    return tuple((place.as_posix(), digest(file.data)) for place, file in files.items())


def read_text_digest(path: Path) -> str:
    """Give the same digest of a file on disk; empty when it can't be read."""
    return digest(read_quietly(path).removeprefix(b"\xef\xbb\xbf"))


def read_quietly(path: Path) -> bytes:
    """Read a regular file; one that can't be read is empty, for whoever needs it to complain."""
    try:
        return path.read_bytes() if path.is_file() else b""
    except (OSError, ValueError):
        return b""


def read_cached(path: Path) -> dict[str, Any] | None:
    """Read a file of the cache; `None` when there is none, or it isn't as it was written."""
    checksum, _, body = read_quietly(path).partition(b"\n")
    if checksum != digest(body).encode():
        return None
    try:
        value = json.loads(body)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def write_cached(path: Path, value: dict[str, Any]) -> None:
    """Write a file of the cache whole, or not at all: no run fails for want of one."""
    body = json.dumps(value, ensure_ascii=False).encode(errors="surrogatepass")
    temporary = path.with_name(f"{path.stem}.{os.urandom(4).hex()}.tmp")
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.parent.is_symlink():
            return
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(temporary, flags, 0o600), "wb") as file:
            file.write(digest(body).encode() + b"\n" + body)
        temporary.replace(path)
        _prune(path.parent)


def _prune(folder: Path) -> None:
    """Delete the oldest files of the cache, and what a killed run left; nothing else is ours."""
    with os.scandir(folder) as entries:
        own = [entry for entry in entries if _OWN_NAME.fullmatch(entry.name)]
    files = [(each.stat(follow_symlinks=False).st_mtime_ns, each.path) for each in own]
    for _, path in sorted(files)[:-_MOST_FILES]:
        Path(path).unlink(missing_ok=True)

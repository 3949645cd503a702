"""Which file a reference means, by the names that folders list, and which one it nearly means.

A system may open `Pic.PNG` for `pic.png`, or a name in Unicode's other normal form, and the next
one not. So names are compared here: case counts on every system, the normal form on none.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize
from urllib.parse import unquote

_MOST_NAMES = 100_000
"""Names of a folder up to which it is listed; of a larger one the system is believed."""

_MOST_FILES = 20_000
"""Files below a root among which one is looked for in another folder."""

_MOST_COMPARED, _MOST_SEARCHES = 2_000, 200
"""Names among which a likely one is looked for, and how many times in a run."""

_LIKELY = 70
"""How alike two names are, of 100, for one to be offered for the other."""

ENDINGS = frozenset("png jpg jpeg gif webp svg mp3 ogg oga opus wav m4a flac".split())
"""How names of images and sounds end."""

_HEX = frozenset("0123456789abcdefABCDEF")
_ENCODED = {each: f"%{ord(each):02X}" for each in " ()<>&\\:\"'`"}


class _Names(NamedTuple):
    """A folder's names: all, by their composed form, and by that without case."""

    written: frozenset[str]
    composed: dict[str, str]
    folded: dict[str, str]


class MediaFolders:
    """What a run has listed of folders: each once, however many references lead there."""

    def __init__(self) -> None:
        self._names: dict[tuple[Path, Path], _Names | None] = {}
        self._files: dict[Path, dict[str, list[Path]]] = {}
        self._searches = 0

    def find(self, name: str, folder: Path, root: Path) -> Path | None:
        """Find the file of a relative path with `/` in it, seen from a folder.

        Only what lies below the root, a real path, is listed; elsewhere the name is believed.
        """
        return self._walk(name, folder, root, is_folded=False)

    def find_near(self, reference: str, folder: Path, root: Path) -> str:
        """Give how to write the file that a reference which finds none nearly names, or nothing."""
        for name in _respell(reference):
            for is_folded in (False, True):
                place = self._walk(name, folder, root, is_folded=is_folded)
                if place is not None and _is_own_file(place, root):
                    return _write(place, folder)
        # It may have another ending, lie in another folder, or both.
        wanted = _fold(unquote(reference).replace("\\", "/").rsplit("/", 1)[-1])
        files = self._list_files(root)
        likely = files.get(wanted) or files.get(_stem(wanted)) or ()
        place = next((each for each in likely if _is_own_file(each, root)), None)
        return _write(place, folder) if place else ""

    def find_likely(self, reference: str, folder: Path, root: Path) -> str:
        """Give how to write the file with the likeliest name, or nothing."""
        files = self._list_files(root)
        self._searches += 1
        if self._searches > _MOST_SEARCHES or len(files) > _MOST_COMPARED:
            return ""
        from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - only a mistake needs these
        from rapidfuzz.process import extractOne  # noqa: PLC0415 - as above

        wanted = _fold(unquote(reference).replace("\\", "/").rsplit("/", 1)[-1])
        found = extractOne(wanted, files.keys(), scorer=ratio, score_cutoff=_LIKELY)
        place = (
            next((each for each in files[found[0]] if _is_own_file(each, root)), None)
            if found
            else None
        )
        return _write(place, folder) if place else ""

    def _walk(self, name: str, folder: Path, root: Path, *, is_folded: bool) -> Path | None:
        place = folder
        for part in name.split("/"):
            if part in {"", "."}:
                continue
            names = None if part == ".." else self._list(place, root)
            found: str | None = part
            if names is not None and part not in names.written:
                found = names.composed.get(normalize("NFC", part))
                if found is None and is_folded:
                    found = names.folded.get(_fold(part))
            if found is None:
                return None
            place /= found
        return place

    def _list(self, folder: Path, root: Path) -> _Names | None:
        """Give a folder's names; `None` when its lister isn't to be asked, or can't say."""
        key = (folder, root)
        if key not in self._names:
            self._names[key] = _list_names(folder, root)
        return self._names[key]

    def _list_files(self, root: Path) -> dict[str, list[Path]]:
        """Give the images and sounds below a root, by name and by name without ending."""
        if root not in self._files:
            files: dict[str, list[Path]] = {}
            for path in _walk_files(root):
                name = _fold(path.name)
                files.setdefault(name, []).append(path)
                files.setdefault(_stem(name), []).append(path)
            self._files[root] = files
        return self._files[root]


def _list_names(folder: Path, root: Path) -> _Names | None:
    try:
        if not Path(os.path.realpath(folder)).is_relative_to(root):
            return None
        with os.scandir(folder) as entries:
            names = [entry.name for entry, _ in zip(entries, range(_MOST_NAMES + 1), strict=False)]
    except PermissionError:
        return None  # what may not be listed may still be opened
    except (OSError, ValueError):
        names = []
    if len(names) > _MOST_NAMES:
        return None
    names.sort(reverse=True)  # of two names that are one in another form, the first counts
    return _Names(
        frozenset(names),
        {normalize("NFC", each): each for each in names},
        {_fold(each): each for each in names},
    )


def _walk_files(root: Path) -> Iterator[Path]:
    """Give the images and sounds below a root, shallow ones first; no link is followed."""
    folders, count = [root], 0
    for folder in folders:
        try:
            with os.scandir(folder) as entries:
                found = sorted(
                    (each for each, _ in zip(entries, range(_MOST_FILES), strict=False)),
                    key=lambda each: each.name,
                )
        except OSError:
            continue
        for entry in found:
            count += 1
            if count > _MOST_FILES:
                return
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(Path(entry))
            elif entry.name.rpartition(".")[2].lower() in ENDINGS:
                yield Path(entry)


def _respell(reference: str) -> Iterator[str]:
    """Give what the author may have meant: blanks, backslashes, what follows names on the web."""
    name = unquote(reference)
    yield name
    yield from (name.replace("\\", "/"), reference, unquote(name), name.replace("+", " "))
    for sign in "?#":
        yield name.partition(sign)[0] or name


def _is_own_file(path: Path, root: Path) -> bool:
    try:
        return path.is_file() and Path(os.path.realpath(path)).is_relative_to(root)
    except (OSError, ValueError):
        return False


def _fold(name: str) -> str:
    return normalize("NFC", name).casefold()


def _stem(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return stem if dot and ending in ENDINGS else name


def _write(path: Path, folder: Path) -> str:
    """Write a reference to a file so that Markdown gives its name again."""
    name = os.path.relpath(path, os.path.realpath(folder) if path.is_absolute() else folder)
    name = name.replace(os.sep, "/")
    return "".join(
        "%25"
        if each == "%" and len(name) > at + 2 and {*name[at + 1 : at + 3]} <= _HEX
        else _ENCODED.get(each, each)
        for at, each in enumerate(name)
    )

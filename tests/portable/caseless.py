"""The command on a system that opens a file by its name in any case or Unicode form.

python -m tests.portable.caseless ARGUMENT...

So do Windows and macOS; folders list a name as it was written.
"""

import builtins
import io
import os
import sys
from typing import Any
from unicodedata import normalize

from flashcards.cli import main

_lstat, _listdir = os.lstat, os.listdir


def _find(path: Any) -> Any:  # noqa: ANN401 - a descriptor, a path or bytes
    """Give the path as it is written on disk."""
    if not isinstance(path, str | os.PathLike) or _is_there(path):
        return path
    folder, name = os.path.split(os.fspath(path))
    folder = _find(folder) if folder else "."
    try:
        names = _listdir(folder)
    except OSError:
        return path
    for each in names:
        if _fold(each) == _fold(str(name)):
            return f"{folder}/{each}"
    return path


def _is_there(path: Any) -> bool:  # noqa: ANN401 - as above
    try:
        _lstat(path)
    except OSError:
        return False
    return True


def _fold(name: str) -> str:
    return normalize("NFD", normalize("NFD", name).casefold())


def _take_over(module: Any, name: str) -> None:  # noqa: ANN401 - as above
    real = getattr(module, name)

    def call(path: Any, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - as above
        return real(_find(path), *arguments, **named)

    setattr(module, name, call)


if __name__ == "__main__":
    for name in ("stat", "lstat", "open", "scandir", "readlink"):
        _take_over(os, name)
    _take_over(io, "open")
    _take_over(builtins, "open")
    sys.argv[0] = "flashcards"
    main()

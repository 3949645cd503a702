"""Locks that stand elsewhere: before a deck gets its first lock, whether it has had one already.

A second lock would give every note a second identity where it was reworded since: learners would
have the note twice, and their history at the wrong one. Only a deck without a lock is looked for.
"""

import os
import re
import stat
import time
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Literal
from unicodedata import normalize

from flashcards.diagnostics import Diagnostic, Span, make_error
from flashcards.disk.files import DECKS
from flashcards.identity.store import lock_path
from flashcards.notes.note import Deck
from flashcards.text.normal_form import compose

_MOST_ENTRIES = 20_000
_SECONDS = 2.0
_MOST_LEVELS = 10
_NOT_OURS = frozenset(("node_modules", "__pycache__", "site-packages", "venv"))
_START = 64 * 1024
"""Bytes that tell a lock from another program's file of that name."""

_FORMS: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")
"""Of letters in a file's name, as systems keep them."""

_HEADER = re.compile(rb"^flashcards-lock [0-9]", re.MULTILINE)


def check_other_locks(decks: Iterable[Deck], folder: Path) -> Iterator[Diagnostic]:
    """Report decks that have no lock in the folder, but one elsewhere in or above the project.

    The search ends after some thousands of files or two seconds.
    """
    if folder.is_absolute():
        return  # not the folder of the project that the command is in
    paths = {deck.content_id: deck.path for deck in decks}
    others = {compose(path.stem): path for path in _find_others(paths)}
    for content_id, path in paths.items():
        if content_id not in others:
            continue
        own, other = (
            each.as_posix() for each in (lock_path(folder, content_id), others[content_id])
        )
        yield make_error(
            "lock-elsewhere",
            Span(path, 0, 0),
            f"`{own}` does not exist, but `{other}` remembers notes of `{content_id}`",
            f"move that lock to `{own}`, or give this file an `id:` if it is another deck",
        )


def _find_others(content_ids: Collection[str]) -> Iterator[Path]:
    names = {normalize(form, f"{content_id}.lock") for content_id in content_ids for form in _FORMS}
    found = {*_find_above(names), *_find_below(names)} if names else set()
    yield from sorted(found, key=lambda path: (-len(path.parts), path))  # of two, the last counts


def _find_above(names: Iterable[str]) -> Iterator[Path]:
    """Look into the `decks` of the folders above, up to the top of the git work tree."""
    here = Path.cwd()
    for folder in (here, *here.parents[:_MOST_LEVELS]):
        if folder != here:
            for name in names:
                path = folder / DECKS / name
                if _is_lock(path):
                    yield Path(os.path.relpath(path, here))
        if os.path.lexists(folder / ".git"):
            return


def _find_below(names: Collection[str]) -> Iterator[Path]:
    end = time.monotonic() + _SECONDS
    left = _MOST_ENTRIES
    folders = [Path()]
    for folder in folders:  # which grows meanwhile, so the nearest come first
        try:
            with os.scandir(folder) as entries:
                found = list(islice(entries, left))
                inner = [each.name for each in found if each.is_dir(follow_symlinks=False)]
        except OSError:
            continue
        folders += (
            folder / name
            for name in sorted(inner)
            if not name.startswith(".") and name not in _NOT_OURS
        )
        yield from (
            folder / each.name
            for each in found
            if each.name in names and _is_lock(folder / each.name)
        )
        left -= len(found)
        if left <= 0 or time.monotonic() > end:
            return


def _is_lock(path: Path) -> bool:
    """Whether a file, no link to one, is a lock with notes of the content id that names it."""
    key = f'"key": "{compose(path.stem)}/'.encode(errors="surrogateescape")
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return False
        with path.open("rb") as file:
            start = file.read(_START)
    except OSError:
        return False
    return _HEADER.search(start) is not None and key in start

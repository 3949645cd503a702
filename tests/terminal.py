"""Our command line at a terminal of its own: what it shows, and keys that a user presses."""

import os
import pty
import select
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from tests.command import environment

_SECONDS = 60


class Shown(NamedTuple):
    """What stood on the terminal when the command ended, with its exit status."""

    text: str
    status: int


def press(
    folder: Path, arguments: Sequence[str], keys: Sequence[tuple[str, str]], **env: str
) -> Shown:
    """Run the command at a terminal; each key is pressed once the text before it has appeared.

    A key that comes before the command listens for keys is lost, so it is pressed until something
    happens.
    """
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "flashcards", *arguments],
        cwd=folder,
        env=environment() | {"TERM": "xterm-256color", **env},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    shown, searched, unheard = b"", 0, b""
    waiting = list(keys)
    until = monotonic() + _SECONDS
    try:
        while monotonic() < until and (data := _read(ours)) is not None:
            shown += data
            if data:
                unheard = b""
            os.write(ours, unheard)
            if waiting and (found := shown.find(waiting[0][0].encode(), searched)) >= 0:
                text, key = waiting.pop(0)
                searched = found + len(text)
                unheard = key.encode()
        status = process.wait(_SECONDS)
    finally:
        process.kill()
        os.close(ours)
    assert waiting == [], shown.decode()
    return Shown(shown.decode().replace("\r\n", "\n"), status)


def _read(descriptor: int) -> bytes | None:
    """Give what has appeared, or `None` when the terminal was closed at the other end."""
    ready, _, _ = select.select([descriptor], [], [], 0.1)
    if not ready:
        return b""
    try:
        return os.read(descriptor, 65536) or None
    except OSError:
        return None

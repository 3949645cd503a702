"""The one way out for text: nothing of content's reaches a terminal or a runner as a command.

What is painted is marked by a word that no content can know, and only such marks become escapes.
"""

import os
import re
import shutil
import sys
from collections.abc import Mapping
from typing import Any

import click

from flashcards.diagnostics.human import WIDTH, Paint, plain
from flashcards.diagnostics.quoting import safe

_MARK = f"\x1b{os.urandom(8).hex()}["
_RUNNER = re.compile(r"##(?=\[)|^\s*:(?=:)")
"""What GitHub's runner takes for the start of a command: anywhere in a line, or at its start."""

QUIET = f"{__name__}.quiet"
"""Where the context of a run keeps that it is to be quiet."""

_BREAK = "\N{WORD JOINER}"

_STYLES: Mapping[str, dict[str, Any]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "info": {"fg": "cyan", "bold": True},
    "help": {"fg": "green"},
    "bold": {"bold": True},
    "dim": {"dim": True},
    "lost": {"fg": "red", "strikethrough": True},
    "gained": {"fg": "green", "underline": True},
    "new": {"fg": "green", "bold": True},
    "updated": {"fg": "yellow", "bold": True},
    "moved": {"fg": "blue", "bold": True},
    "renamed": {"fg": "cyan", "bold": True},
    "retired": {"fg": "red", "bold": True},
    "restored": {"fg": "magenta", "bold": True},
}


def painter(*, err: bool) -> Paint:
    """Give the painter for a stream: colour only on a terminal, and never with NO_COLOR."""
    stream = sys.stderr if err else sys.stdout
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not stream.isatty():
        return plain

    def paint(text: str, style: str) -> str:
        before, after = click.style("\0", **_STYLES[style]).replace("\x1b[", _MARK).split("\0")
        return f"{before}{text}{after}"

    return paint


def terminal_width(*, err: bool) -> int:
    """Give how many columns a stream has, if it is a terminal, or else what suits most."""
    stream = sys.stderr if err else sys.stdout
    return shutil.get_terminal_size((WIDTH, 24)).columns if stream.isatty() else WIDTH


def is_quiet() -> bool:
    """Whether the user asked for nothing but errors and results (`--quiet`)."""
    context = click.get_current_context(silent=True)
    return context is not None and context.meta.get(QUIET, False)


def say(text: str) -> None:
    """Print a message that is no error and no result, on standard error, unless it is unwanted."""
    if not is_quiet():
        echo(text, err=True)


def echo(text: str = "", *, err: bool = False, nl: bool = True) -> None:
    """Print lines of text, made safe."""
    click.echo("\n".join(map(_make_safe, text.split("\n"))), err=err, nl=nl)


def echo_data(data: str | bytes) -> None:
    """Print what a program reads or a file will hold: UTF-8 everywhere, with the same line ends.

    A terminal's or pipe's own encoding is for people. Half a character, as a file's name may hold
    it, has the spelling that JSON and Python share.
    """
    if isinstance(data, str):
        data = f"{data}\n".encode(errors="backslashreplace")
    click.echo(data, nl=False)


def _make_safe(line: str) -> str:
    first, *others = line.split(_MARK)
    painted = [each.partition("m") for each in others]
    shown = "".join([safe(first), *(f"\x1b[{code}m{safe(rest)}" for code, _, rest in painted)])
    return _RUNNER.sub(lambda found: found[0] + _BREAK, shown)

"""Printing: diagnostics with or without colour, sizes, JSON."""

import json
import os
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import click

from flashcards.diagnostics import Diagnostic, Source
from flashcards.diagnostics.human import Paint, plain, render_counts, render_diagnostic

_MEGABYTE = 1_000_000

_STYLES: Mapping[str, dict[str, Any]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "info": {"fg": "cyan", "bold": True},
    "help": {"fg": "green"},
    "bold": {"bold": True},
    "dim": {"dim": True},
}


def painter(*, err: bool) -> Paint:
    """Give the painter for a stream: colour only on a terminal, and never with NO_COLOR."""
    stream = sys.stderr if err else sys.stdout
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not stream.isatty():
        return plain

    def paint(text: str, style: str) -> str:
        return click.style(text, **_STYLES[style])

    return paint


def print_diagnostics(
    diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source], *, err: bool
) -> None:
    """Print each diagnostic, with an empty line between."""
    paint = painter(err=err)
    for diagnostic in diagnostics:
        click.echo(render_diagnostic(diagnostic, sources, paint=paint) + "\n", err=err)


def print_counts(diagnostics: Iterable[Diagnostic], *, err: bool) -> None:
    """Print how many problems there are, if any."""
    if counts := render_counts(diagnostics):
        click.echo(counts, err=err)


def print_json(value: object) -> None:
    """Print a value as JSON for another program."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def count(number: int, noun: str) -> str:
    """Give `1 note` or `2 notes`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def format_size(size: int) -> str:
    """Give a number of bytes for people."""
    return f"{size / _MEGABYTE:.1f} MB" if size >= _MEGABYTE else f"{size / 1000:.0f} kB"

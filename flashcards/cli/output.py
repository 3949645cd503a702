"""Printing: diagnostics with or without colour, sizes, JSON."""

import json
import os
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import click

from flashcards.diagnostics import Diagnostic, Severity, Source
from flashcards.diagnostics.human import Paint, plain, render_counts, render_diagnostic
from flashcards.notes.summary import Summary

MOST_WARNINGS = 20
"""Warnings that a build shows."""

MOST_SHOWN = 1_000
"""Problems that any command shows; more of them have few causes, and nobody reads on."""

_MEGABYTE = 1_000_000

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
        return click.style(text, **_STYLES[style])

    return paint


def print_diagnostics(
    diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source], *, err: bool
) -> None:
    """Print each diagnostic, with an empty line between; of very many the first."""
    paint = painter(err=err)
    told = tuple(diagnostics)
    for diagnostic in told[:MOST_SHOWN]:
        click.echo(render_diagnostic(diagnostic, sources, paint=paint) + "\n", err=err)
    if len(told) > MOST_SHOWN:
        more = count(len(told) - MOST_SHOWN, "more problem")
        click.echo(f"{more} not shown\n", err=err)


def print_told(diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source]) -> None:
    """Print a build's errors and its first warnings, and how many there are.

    A fresh draft has a hundred warnings; the place to work through them is `check`.
    """
    told = tuple(diagnostics)
    warnings = [each for each in told if each.severity is not Severity.ERROR]
    left_out = {id(each) for each in warnings[MOST_WARNINGS:]}
    print_diagnostics((each for each in told if id(each) not in left_out), sources, err=True)
    if left_out:
        click.echo(
            f"{count(len(left_out), 'more warning')} not shown: run `flashcards check`\n", err=True
        )
    print_counts(told, err=True)


def print_counts(diagnostics: Iterable[Diagnostic], *, err: bool) -> None:
    """Print how many problems there are, if any."""
    if counts := render_counts(diagnostics):
        click.echo(counts, err=err)


def print_summary(summary: Summary) -> None:
    """Print a run's numbers as a table, with the warnings by their codes."""
    per_hour = "unknown" if summary.cards_per_hour is None else f"{summary.cards_per_hour:,.1f}"
    rows = [
        ("files", f"{summary.files:,}"),
        ("notes", f"{summary.notes:,}"),
        ("cards", f"{summary.cards:,}"),
        ("cards per hour of video", per_hour),
        ("topics without definition", f"{summary.undefined_topics:,}"),
        ("questions without a time", f"{summary.waiting_questions:,}"),
        *((f"warning[{code}]", f"{number:,}") for code, number in summary.warnings),
    ]
    name_width, width = (max(len(row[column]) for row in rows) for column in (0, 1))
    for name, value in rows:
        click.echo(f"{name:<{name_width}}  {value:>{width}}")
    click.echo()


def summary_to_json(summary: Summary) -> dict[str, Any]:
    """Give a run's numbers as a JSON object."""
    return {**summary._asdict(), "warnings": dict(summary.warnings)}


def print_json(value: object) -> None:
    """Print a value as JSON for another program."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def count(number: int, noun: str) -> str:
    """Give `1 note` or `2 notes`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def format_size(size: int) -> str:
    """Give a number of bytes for people."""
    return f"{size / _MEGABYTE:.1f} MB" if size >= _MEGABYTE else f"{size / 1000:.0f} kB"

"""Printing: diagnostics with or without colour, sizes, JSON."""

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from flashcards.cli.echo import echo, echo_data, painter
from flashcards.cli.places import show_places
from flashcards.diagnostics import Diagnostic, Source
from flashcards.diagnostics.human import render_counts, render_diagnostic
from flashcards.diagnostics.quoting import safe

if TYPE_CHECKING:
    from flashcards.identity.changes import Change

MOST_SHOWN = 1_000
"""Problems that any command shows; more of them have few causes, and nobody reads on."""

_MEGABYTE = 1_000_000


def print_diagnostics(
    diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source], *, err: bool
) -> None:
    """Print each diagnostic, with an empty line between; of very many the first."""
    paint = painter(err=err)
    shown, sources = show_places(diagnostics, sources)
    for diagnostic in shown[:MOST_SHOWN]:
        echo(render_diagnostic(diagnostic, sources, paint=paint) + "\n", err=err)
    if len(shown) > MOST_SHOWN:
        more = count(len(shown) - MOST_SHOWN, "more problem")
        echo(f"{more} not shown\n", err=err)


def print_counts(diagnostics: Iterable[Diagnostic], *, err: bool) -> None:
    """Print how many problems there are, if any."""
    if counts := render_counts(diagnostics):
        echo(counts, err=err)


def print_json(value: object) -> None:
    """Print a value as JSON for another program."""
    echo_data(json.dumps(value, ensure_ascii=False, indent=2))


def count(number: int, noun: str) -> str:
    """Give `1 note` or `2 notes`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def format_size(size: int) -> str:
    """Give a number of bytes for people."""
    return f"{size / _MEGABYTE:.1f} MB" if size >= _MEGABYTE else f"{size / 1000:.0f} kB"


def print_retired(changes: tuple["Change", ...]) -> None:
    """Name the notes that left a deck, and give the search that finds them in Anki."""
    retired = [each for each in changes if each.kind.value == "retired"]
    if not retired:
        return
    from flashcards.identity.changes import retired_search  # noqa: PLC0415 - not for every command

    echo(f"\n{count(len(retired), 'note')} retired; learners keep them until they delete them:")
    for each in retired:
        echo(f"  {each.entry.kind.value}: {safe(each.entry.front)}")
    echo(f"To select them in Anki's browser, search for:\n  {retired_search(changes)}\n")

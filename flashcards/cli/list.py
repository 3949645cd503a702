"""`flashcards list`: the notes that the content makes, for people and for programs."""

import sys
from pathlib import Path
from typing import Any

import click

from flashcards.anki.cloze import fill_blanks
from flashcards.anki.note_types import NOTE_TYPES
from flashcards.app.compile import compile_files
from flashcards.cli.echo import echo, say
from flashcards.cli.options import (
    files_argument,
    format_option,
    make_selection,
    quiet_option,
    selection_options,
)
from flashcards.cli.output import NO_CONTENT, count, print_diagnostics, print_json
from flashcards.diagnostics.quoting import safe
from flashcards.disk.sources import find_files
from flashcards.identity.changes import retired_search
from flashcards.identity.entry import Entry
from flashcards.notes.note import Deck, Note
from flashcards.render.markdown import visible_text
from flashcards.text.times import format_time

_MOST_FITTED = 2_000
"""Notes up to which a table is fitted to the terminal; it takes a second for five thousand."""

_WIDEST_MODULE = 100

_Row = tuple[str, str, str, str]


@click.command("list")
@files_argument
@selection_options
@click.option(
    "--retired",
    "is_retired",
    is_flag=True,
    help="List the released notes that the content no longer has, with a search that finds them.",
)
@format_option("table", "json")
@quiet_option
def command(  # noqa: PLR0913 - one argument an option
    files: tuple[Path, ...],
    modules: tuple[str, ...],
    kinds: tuple[str, ...],
    tags: tuple[str, ...],
    format_: str,
    *,
    is_retired: bool,
) -> int:
    """List the notes that all files in `content`, or the FILEs named, make.

    With --retired, list those that were released and are no longer in the content: learners keep
    them until they delete them. The search finds them in every learner's collection, whichever
    releases they have imported.

    \b
    Examples:
      flashcards list --kind topic
      flashcards list --module 'scaling-*'
      flashcards list --tag ai --format json
      flashcards list --retired
    """
    if is_retired:
        if modules or kinds or tags:
            raise click.UsageError("--retired lists all of them: leave the other options out.")
        return _list_retired(files, format_)
    paths = find_files(files)
    if not paths:
        say(NO_CONTENT)
    compiled = compile_files(paths)
    if compiled.has_errors:
        print_diagnostics(compiled.diagnostics, compiled.sources, err=True)
        return 1
    selection = make_selection(modules, kinds, tags)
    chosen = [
        (deck, note)
        for deck in compiled.decks
        for note in (*deck.notes, *deck.mentioned)
        if selection.keeps(note, deck)
    ]
    if format_ == "json":
        print_json([_to_json(deck, note) for deck, note in chosen])
    else:
        _print_table(chosen)
        cards = sum(note.cards for _, note in chosen)
        notes = sum(note.cards > 0 for _, note in chosen)
        mentioned = f", {len(chosen) - notes:,} only mentioned" if notes < len(chosen) else ""
        say(f"{count(notes, 'note')}, {count(cards, 'card')}{mentioned}")
    return 0


def _list_retired(files: tuple[Path, ...], format_: str) -> int:
    from flashcards.app.retired import read_retired  # noqa: PLC0415 - not for every list

    found = read_retired(files)
    print_diagnostics(found.diagnostics, found.sources, err=True)
    if format_ == "json":
        print_json([_retired_to_json(entry, found.live) for entry in found.entries])
    else:
        for entry in found.entries:
            echo(f"{entry.kind.value}: {safe(entry.front)}  {safe(entry.key)}")
        if found.entries:
            search = retired_search(found.entries, found.live)
            echo(f"\nTo select them in Anki's browser, search for:\n  {search}")
        say(count(len(found.entries), "retired note"))
    return 1 if found.diagnostics else 0


def _retired_to_json(entry: Entry, live: tuple[Entry, ...]) -> dict[str, Any]:
    return {
        "key": entry.key,
        "former_keys": list(entry.former),
        "guid": entry.guid,
        "note_id": entry.note_id,
        "front": entry.front,
        "search": retired_search([entry], live),
    }


def _to_json(deck: Deck, note: Note) -> dict[str, Any]:
    return {
        "key": note.key,
        "kind": note.kind.value,
        "deck": deck.name,
        "language": note.language,
        "modules": list(note.modules),
        "seconds": [time / 1000 for time in note.times],
        "tags": list(note.tags),
        "cards": note.cards,
        "fields": dict(zip(NOTE_TYPES[note.kind].field_names, note.fields, strict=True)),
    }


def _print_table(chosen: list[tuple[Deck, Note]]) -> None:
    rows: list[_Row] = [
        (
            note.kind.value,
            format_time(note.times[0]),
            note.modules[0],
            safe(fill_blanks(visible_text(note.fields[0]), "[{}]")),
        )
        for _, note in chosen
    ]
    if sys.stdout.isatty() and len(rows) <= _MOST_FITTED:
        _print_fitted(rows)
    else:
        _print_lines(rows)


def _print_fitted(rows: list[_Row]) -> None:
    """Print a table that fits the terminal, its last column folded."""
    from rich.console import Console  # noqa: PLC0415 - slow to import, and only tables need it
    from rich.markup import escape  # noqa: PLC0415 - as above
    from rich.table import Table  # noqa: PLC0415 - as above

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("kind", no_wrap=True)
    table.add_column("time", no_wrap=True, justify="right")
    table.add_column("module", no_wrap=True, overflow="ellipsis")
    table.add_column("front", overflow="fold")
    for kind, time, module, front in rows:
        table.add_row(kind, time, module, escape(front))
    Console().print(table)


def _print_lines(rows: list[_Row]) -> None:
    """Print a line a note: a pipe has no edge to fold at, and a column no need to be filled up."""
    lines: list[_Row] = [("kind", "time", "module", "front"), *rows]
    kinds, times = (max(len(line[column]) for line in lines) for column in range(2))
    widths = {module: _width(module) for _, _, module, _ in lines}
    widest = min(max(widths.values()), _WIDEST_MODULE)
    for kind, time, module, front in lines:
        gap = " " * (widest - widths[module])
        echo(f"{kind:<{kinds}}  {time:>{times}}  {module}{gap}  {front}")


def _width(text: str) -> int:
    """Give the columns that a terminal takes for a text."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - as above, for letters of some scripts

    return cell_len(text)

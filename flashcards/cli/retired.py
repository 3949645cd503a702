"""What is said of notes that left a deck."""

import click

from flashcards.cli.output import count
from flashcards.diagnostics.human import safe
from flashcards.identity.changes import Change, ChangeKind, retired_search


def print_retired(changes: tuple[Change, ...]) -> None:
    """Name the notes that left a deck, and give the search that finds them in Anki."""
    retired = [change.entry for change in changes if change.kind is ChangeKind.RETIRED]
    if not retired:
        return
    click.echo(
        f"\n{count(len(retired), 'note')} retired; learners keep them until they delete them:"
    )
    for entry in retired:
        click.echo(f"  {entry.kind.value}: {safe(entry.front)}")
    click.echo(f"To select them in Anki's browser, search for:\n  {retired_search(changes)}\n")

"""`flashcards build`: content to decks on disk."""

from pathlib import Path

import click

from flashcards.build import build_decks, compile_files, environment, find_files, read_clock
from flashcards.cli.options import files_argument, make_selection, selection_options
from flashcards.cli.output import count, format_size, print_counts, print_diagnostics


@click.command("build")
@files_argument
@selection_options
def command(
    files: tuple[Path, ...],
    modules: tuple[str, ...],
    kinds: tuple[str, ...],
    tags: tuple[str, ...],
) -> int:
    """Build the decks of all files in `content`, or of the FILEs named.

    Each content file becomes decks/<content id>.apkg. With --module, --kind or --tag only the
    chosen notes are packed, into a file of its own beside the whole deck.

    \b
    Examples:
      flashcards build
      flashcards build content/rlhf.yaml
      flashcards build --module 'scaling-*' --kind topic
    """
    compiled = compile_files(find_files(files))
    print_diagnostics(compiled.diagnostics, compiled.sources, err=True)
    print_counts(compiled.diagnostics, err=True)
    if compiled.has_errors:
        click.echo("nothing was built", err=True)
        return 1
    selection = make_selection(modules, kinds, tags)
    built = build_decks(compiled, selection, read_clock(environment()))
    for deck in built:
        unchanged = "" if deck.written else " (unchanged)"
        click.echo(
            f"{deck.path.as_posix()}: {count(deck.notes, 'note')}, {count(deck.cards, 'card')}, "
            f"{format_size(deck.size)}{unchanged}"
        )
    if not built:
        what = "no note matches" if compiled.decks else "there is no content file to build"
        click.echo(f"{what}; nothing was built", err=True)
        return 1
    return 0

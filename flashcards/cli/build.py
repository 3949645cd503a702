"""`flashcards build`: content to decks on disk."""

import os
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import click

from flashcards.cli.options import (
    files_argument,
    make_policy,
    make_selection,
    policy_options,
    selection_options,
)
from flashcards.cli.output import count, format_size, print_told
from flashcards.content.levels import Level
from flashcards.disk.built_decks import Known, KnownDeck, read_sources, recall_decks
from flashcards.disk.cache import find_records
from flashcards.disk.files import DECKS
from flashcards.disk.folder_lock import hold_folder
from flashcards.disk.sources import find_files

_INTERVAL = 0.1
"""Seconds between two tries to be the only build."""

_TRIES = 600
"""After a minute it is no longer likely that the other build will end by itself."""


@click.command("build")
@files_argument
@selection_options
@policy_options
@click.option(
    "--check",
    "is_check",
    is_flag=True,
    help="Write nothing; end with status 1 if a lock or deck is out of date.",
)
def command(  # noqa: PLR0913 - one argument an option
    files: tuple[Path, ...],
    modules: tuple[str, ...],
    kinds: tuple[str, ...],
    tags: tuple[str, ...],
    rules: tuple[tuple[str, Level], ...],
    *,
    is_strict: bool,
    is_check: bool,
) -> int:
    """Build the decks of all files in `content`, or of the FILEs named.

    Each content file becomes decks/<content id>.apkg for Anki, and decks/<content id>.lock, which
    remembers every note's identity: commit it. With --module, --kind or --tag only the chosen
    notes are packed, into a file of its own beside the whole deck.

    The cards of files that changed are judged first, as by `check`, which compares them with
    those of all files, too; with --strict or --rule `build` does so itself.

    \b
    Examples:
      flashcards build
      flashcards build content/rlhf.yaml
      flashcards build --module 'scaling-*' --kind topic
      flashcards build --check
      flashcards build --strict --rule volatile=off
    """
    is_judged = bool(rules) or is_strict
    is_partial = bool(modules or kinds or tags)
    if not is_check:
        # Before content is read: a build that had to wait must not release what was edited since.
        click.get_current_context().with_resource(hold_folder(DECKS, _pauses()))
    paths = find_files(files)
    records = None if is_judged or is_partial else find_records(os.environ)
    known = recall_decks(records, paths, DECKS)
    if paths and len(known.decks) == len(paths):
        return _report_known(paths, known, is_check=is_check)
    from flashcards.cli.release import release  # noqa: PLC0415 - brings the whole compiler

    return release(
        paths,
        known,
        records,
        make_selection(modules, kinds, tags),
        make_policy(rules, is_strict=is_strict, is_gentle=True),
        is_judged=is_judged,
        is_check=is_check,
    )


def _pauses() -> Iterator[None]:
    """Give a moment for each try to be the only build."""
    yield
    click.echo("waiting for another build in this folder to end", err=True)
    for _ in range(_TRIES):
        sleep(_INTERVAL)
        yield


def _report_known(paths: tuple[Path, ...], known: Known, *, is_check: bool) -> int:
    decks = [known.decks[path.as_posix()] for path in paths]
    told = [each for deck in decks for each in deck.diagnostics]
    print_told(told, read_sources(told))
    if not is_check:
        for deck in decks:
            print_known_deck(deck)
    return 0


def print_known_deck(deck: KnownDeck) -> None:
    """Print the line of a deck that was left alone."""
    print_deck(deck.package, deck.notes, deck.cards, deck.size, is_written=False)


def print_deck(path: str, notes: int, cards: int, size: int, *, is_written: bool) -> None:
    """Print the line of a deck; its size is in bytes."""
    unchanged = "" if is_written else " (unchanged)"
    click.echo(
        f"{path}: {count(notes, 'note')}, {count(cards, 'card')}, {format_size(size)}{unchanged}"
    )

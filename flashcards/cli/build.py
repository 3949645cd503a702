"""`flashcards build`: content to decks on disk."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flashcards.app.build import BuildOptions, BuildResult, build
from flashcards.cli.ask import find_asker
from flashcards.cli.building import (
    hold_decks,
    make_decisions,
    print_deck,
    print_left,
    retire_option,
    show_findings,
)
from flashcards.cli.echo import echo, say
from flashcards.cli.options import (
    files_argument,
    make_policy,
    make_selection,
    policy_options,
    quiet_option,
    selection_options,
)
from flashcards.cli.output import NO_CONTENT, count, print_consequences, print_retired
from flashcards.cli.places import from_project, show_path
from flashcards.content.levels import Level
from flashcards.disk.cache import find_cache
from flashcards.disk.sources import find_files

if TYPE_CHECKING:
    from flashcards.app.since import Since


@click.command("build")
@files_argument
@selection_options
@click.option(
    "--since",
    "since_text",
    metavar="DATE|REVISION|OLD.apkg",
    help="Only notes that are new or changed since then: the patch deck.",
)
@policy_options
@retire_option
@click.option(
    "--check",
    "is_check",
    is_flag=True,
    help="Write nothing; end with status 1 if a lock or deck is out of date.",
)
@quiet_option
def command(  # noqa: PLR0913, PLR0917 - one argument an option
    files: tuple[Path, ...],
    modules: tuple[str, ...],
    kinds: tuple[str, ...],
    tags: tuple[str, ...],
    rules: tuple[tuple[str, Level], ...],
    retired: tuple[str, ...],
    *,
    since_text: str | None,
    is_strict: bool,
    is_check: bool,
) -> int:
    """Build the decks of all files in `content`, or of the FILEs named.

    Each content file becomes decks/<content id>.apkg for Anki, and decks/<content id>.lock, which
    remembers every note's identity: commit it. With --module, --kind or --tag only the chosen
    notes are packed, into a file of its own beside the whole deck.

    --since makes the patch deck, decks/<content id>.since-<what>.apkg, of the notes that are new or
    changed since a date (2026-01-31, midnight UTC, or 2026-01-31T12:00), since a git revision
    (v1.2, main, HEAD~3: as its locks have them), or since a package that learners have. It is for
    learners who miss an update because they touched the note first; they import it with Update
    notes: Always. Where nothing has changed nothing is written, with status 0.

    A file with errors is left out, and its deck stays as it is: the status is 1.

    Where a note vanished that may be one of the new ones, only you know: `build` asks at a
    terminal, and elsewhere stops with status 1. Then add `was: <former slug>` to the new one, or
    say --retire KEY of the old one.

    The cards of new and changed notes are judged first, the first 500 of them, each file by itself;
    `check` judges all, and compares those of all files. With --strict or --rule `build` does, too.

    \b
    Examples:
      flashcards build
      flashcards build content/rlhf.yaml
      flashcards build --module 'scaling-*' --kind topic
      flashcards build --since 2026-01-31
      flashcards build --since ~/published/rlhf.apkg content/rlhf.yaml
      flashcards build --retire rlhf/question/who-labels-the-data
      flashcards build --check
      flashcards build --strict --rule volatile=off
    """
    since = _parse_since(since_text, is_check=is_check)
    if not is_check:
        click.get_current_context().with_resource(hold_decks())
    options = BuildOptions(
        paths=find_files(files),
        selection=make_selection(modules, kinds, tags),
        policy=make_policy(rules, is_strict=is_strict, is_gentle=True),
        judges_all=bool(rules) or is_strict,
        is_check=is_check,
        since=since,
        is_all=not files,
        decisions=make_decisions(retired),
    )
    result = build(options, find_cache(os.environ), os.environ, show_findings, find_asker())
    if result.is_refused:
        echo("nothing was built", err=True)
        return 1
    return _report_check(result) if is_check else _report(options, result)


def _parse_since(text: str | None, *, is_check: bool) -> "Since | None":
    if text is None:
        return None
    if is_check:
        raise click.UsageError("--since writes a file, and --check none: leave one of them out.")
    from flashcards.app.since import parse_since  # noqa: PLC0415 - not for every build

    try:
        return parse_since(text, from_project)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="'--since'") from error


def _report_check(result: BuildResult) -> int:
    for path in result.outdated:
        echo(f"{show_path(path)}: out of date")
    if result.outdated:
        say("run `flashcards build`, and commit the locks")
    return 1 if result.outdated or result.broken else 0


def _report(options: BuildOptions, result: BuildResult) -> int:
    live = [entry for deck in result.decks if deck.release for entry in deck.release.live]
    for deck in result.decks:
        print_deck(deck)
        if deck.release is not None and not options.is_part:
            print_retired(deck.release.resolved.changes, live)
            print_consequences(deck.release)
    print_left(result)
    if result.unreleased:
        say(
            f"{count(result.unreleased, 'change')} not released yet: run `flashcards build` "
            "before you share a part of the deck"
        )
    if options.since is not None and result.selected:
        _print_patch(result, options.since.text)
        return 1 if result.broken else 0
    if not result.decks and not result.left:
        is_empty = not options.paths
        echo(NO_CONTENT if is_empty else "no note matches; nothing was built", err=True)
        return 1
    return 1 if result.broken else 0


def _print_patch(result: BuildResult, since: str) -> None:
    """Say what to do with a patch deck, in the words of Anki's own dialog."""
    if not result.decks:
        say(f"nothing is new or changed since {since}; nothing was built")
        return
    say(
        "To import a patch deck, set Updates > Update notes to Always in Anki's import dialog. "
        "Learners' own edits of just these notes are replaced; reviews stay.\n"
        "Anki remembers that setting: set it back to If newer with the next import."
    )

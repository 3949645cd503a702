"""`flashcards build`: content to decks on disk."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

import click

from flashcards.app.build import MOST_JUDGED, BuildOptions, BuildResult, build
from flashcards.app.packing import BuiltDeck
from flashcards.cli.ask import find_asker
from flashcards.cli.echo import echo, say
from flashcards.cli.options import (
    files_argument,
    make_policy,
    make_selection,
    policy_options,
    quiet_option,
    selection_options,
)
from flashcards.cli.output import (
    NO_CONTENT,
    count,
    format_size,
    print_consequences,
    print_retired,
    report,
)
from flashcards.cli.places import from_project, show_path
from flashcards.content.levels import Level
from flashcards.diagnostics import Diagnostic, Severity, Source
from flashcards.diagnostics.quoting import safe
from flashcards.disk.cache import find_cache
from flashcards.disk.files import DECKS
from flashcards.disk.folder_lock import hold_folder
from flashcards.disk.sources import find_files
from flashcards.identity.decisions import Decisions
from flashcards.text.normal_form import compose

if TYPE_CHECKING:
    from flashcards.app.since import Since

_ALL = "all"

_INTERVAL = 0.1
"""Seconds between two tries to be the only build."""

_TRIES = 600
"""After a minute it is no longer likely that the other build will end by itself."""

_MOST_WARNINGS = 20
"""Kinds of warnings that are shown; the place to work through more is `check`."""


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
@click.option(
    "--retire",
    "retired",
    multiple=True,
    metavar="KEY",
    help="Let a released note go: its key, its file's content id for all of a file that is gone, "
    "or 'all' for whatever is in doubt.",
)
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
        # Before content is read: a build that had to wait must not release what was edited since.
        click.get_current_context().with_resource(hold_folder(DECKS, _pauses()))
    options = BuildOptions(
        paths=find_files(files),
        selection=make_selection(modules, kinds, tags),
        policy=make_policy(rules, is_strict=is_strict, is_gentle=True),
        judges_all=bool(rules) or is_strict,
        is_check=is_check,
        since=since,
        is_all=not files,
        decisions=Decisions(
            gone=frozenset(map(compose, retired)) - {_ALL}, is_all_gone=_ALL in retired
        ),
    )
    result = build(options, find_cache(os.environ), os.environ, _show, find_asker())
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


def _pauses() -> Iterator[None]:
    """Give a moment for each try to be the only build."""
    yield
    say("waiting for another build in this folder to end")
    for _ in range(_TRIES):
        sleep(_INTERVAL)
        yield


def _show(diagnostics: Sequence[Diagnostic], sources: Mapping[str, Source], unjudged: int) -> None:
    """Print errors and the first warnings, and how many there are; of remarks, their number."""
    wrong = [each for each in diagnostics if each.severity is not Severity.INFO]
    report(wrong, sources, most_warnings=_MOST_WARNINGS)
    _say_cardless([each for each in diagnostics if each.code == "chapter-without-card"])
    if unjudged:
        say(
            f"judged the cards of {MOST_JUDGED} of {count(MOST_JUDGED + unjudged, 'note')} that "
            "are new or changed: run `flashcards check` for all"
        )


def _say_cardless(chapters: Sequence[Diagnostic]) -> None:
    """Say how many chapters make no card yet, and what would make one."""
    if not chapters:
        return
    paths = list(dict.fromkeys(each.span.path for each in chapters))
    more = f" and {count(len(paths) - 1, 'more file')}" if len(paths) > 1 else ""
    say(
        f"{safe(show_path(paths[0]))}{more}: {count(len(chapters), 'chapter')} without a card yet; "
        "a summary with ==blanks==, a topic with its definition or a question makes one: "
        "`flashcards check` names them"
    )


def _report_check(result: BuildResult) -> int:
    for path in result.outdated:
        echo(f"{show_path(path)}: out of date")
    if result.outdated:
        say("run `flashcards build`, and commit the locks")
    return 1 if result.outdated else 0


def _report(options: BuildOptions, result: BuildResult) -> int:
    live = [entry for deck in result.decks if deck.release for entry in deck.release.live]
    for deck in result.decks:
        _print_deck(deck)
        if deck.release is not None and not options.is_part:
            print_retired(deck.release.resolved.changes, live)
            print_consequences(deck.release)
    for path in result.left:
        echo(
            f"{show_path(path)}: remembers the notes of a file that is gone; "
            "`flashcards list --retired` lists those that went with it"
        )
    if result.unreleased:
        say(
            f"{count(result.unreleased, 'change')} not released yet: run `flashcards build` "
            "before you share a part of the deck"
        )
    if options.since is not None and result.selected:
        _print_patch(result, options.since.text)
        return 0
    if not result.decks and not result.left:
        is_empty = not options.paths
        echo(NO_CONTENT if is_empty else "no note matches; nothing was built", err=True)
        return 1
    return 0


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


def _print_deck(deck: BuiltDeck) -> None:
    unchanged = "" if deck.is_written else " (unchanged)"
    echo(
        f"{show_path(deck.path)}: {count(deck.notes, 'note')}, {count(deck.cards, 'card')}, "
        f"{format_size(deck.size)}{unchanged}"
    )

"""`flashcards build`: content to decks on disk."""

from collections.abc import Iterator
from pathlib import Path
from time import sleep

import click

from flashcards.build import (
    DECKS,
    Built,
    Plan,
    build_decks,
    build_selected,
    environment,
    find_outdated,
    plan_release,
    read_clock,
)
from flashcards.cli.options import (
    files_argument,
    make_policy,
    make_selection,
    policy_options,
    selection_options,
)
from flashcards.cli.output import (
    count,
    format_size,
    print_counts,
    print_diagnostics,
    print_retired,
)
from flashcards.compile import compile_files, find_files, judge_files
from flashcards.content.rules import Level
from flashcards.diagnostics import Severity
from flashcards.folder_lock import hold_folder

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

    The cards of files that changed are judged first, as by `check`; with --strict or --rule those
    of all files are.

    \b
    Examples:
      flashcards build
      flashcards build content/rlhf.yaml
      flashcards build --module 'scaling-*' --kind topic
      flashcards build --check
      flashcards build --strict --rule volatile=off
    """
    policy = make_policy(rules, is_strict=is_strict, is_gentle=True)
    is_judged = bool(rules) or is_strict
    if not is_check:
        # Before content is read: a build that had to wait must not release what was edited since.
        click.get_current_context().with_resource(hold_folder(DECKS, _pauses()))
    compiled = compile_files(find_files(files), policy if is_judged else None)
    plan = None if compiled.has_errors else plan_release(compiled, read_clock(environment()))
    if plan is not None and not is_judged:
        # An author hears of a card's faults before it is released; `check` names those of all.
        changed = {each.deck.path for each in plan.releases if each.resolved.changes}
        compiled = judge_files(compiled, changed, policy)
    # What is only worth knowing is for `check` to say.
    told = [each for each in compiled.diagnostics if each.severity is not Severity.INFO]
    told += plan.diagnostics if plan else ()
    print_diagnostics(told, plan.sources if plan else compiled.sources, err=True)
    print_counts(told, err=True)
    if plan is None or plan.diagnostics or compiled.has_errors:
        click.echo("nothing was built", err=True)
        return 1
    if is_check:
        return _check(plan)
    selection = make_selection(modules, kinds, tags)
    if selection:
        return _report_selected(plan, build_selected(plan, selection))
    return _report(build_decks(plan))


def _pauses() -> Iterator[None]:
    """Give a moment for each try to be the only build."""
    yield
    click.echo("waiting for another build in this folder to end", err=True)
    for _ in range(_TRIES):
        sleep(_INTERVAL)
        yield


def _check(plan: Plan) -> int:
    outdated = find_outdated(plan)
    for path in outdated:
        click.echo(f"{path.as_posix()}: out of date")
    if outdated:
        click.echo("run `flashcards build`, and commit the locks", err=True)
    return 1 if outdated else 0


def _report(built: tuple[Built, ...]) -> int:
    for deck in built:
        _print_deck(deck)
        print_retired(deck.changes)
    if not built:
        click.echo("there is no content file to build; nothing was built", err=True)
        return 1
    return 0


def _report_selected(plan: Plan, built: tuple[Built, ...]) -> int:
    for deck in built:
        _print_deck(deck)
    changes = sum(len(release.resolved.changes) for release in plan.releases)
    if changes:
        click.echo(
            f"{count(changes, 'change')} not released yet: run `flashcards build` before you "
            "share a part of the deck",
            err=True,
        )
    if not built:
        click.echo("no note matches; nothing was built", err=True)
        return 1
    return 0


def _print_deck(deck: Built) -> None:
    unchanged = "" if deck.written else " (unchanged)"
    click.echo(
        f"{deck.path.as_posix()}: {count(deck.notes, 'note')}, {count(deck.cards, 'card')}, "
        f"{format_size(deck.size)}{unchanged}"
    )

"""The part of `flashcards build` that compiles and writes what isn't known to be up to date."""

import os
from pathlib import Path

import click

from flashcards.app.build import (
    Built,
    Plan,
    build_selected,
    find_outdated,
    pack_decks,
    read_clock,
    write_decks,
)
from flashcards.app.increment import (
    Prepared,
    finish_judging,
    prepare_build,
    remember_build,
    told_before,
)
from flashcards.cli.build import print_deck, print_known_deck
from flashcards.cli.output import count, print_told
from flashcards.cli.retired import print_retired
from flashcards.content.levels import Policy
from flashcards.diagnostics import sort_diagnostics
from flashcards.disk.built_decks import Known, read_sources
from flashcards.disk.cache import Records
from flashcards.notes.select import Selection


def release(  # noqa: PLR0913 - what the command was asked for
    paths: tuple[Path, ...],
    known: Known,
    records: Records | None,
    selection: Selection,
    policy: Policy,
    *,
    is_judged: bool,
    is_check: bool,
) -> int:
    """Build the decks that aren't known; `is_judged` when the policy holds for all files."""
    now = read_clock(os.environ)
    prepared = prepare_build(paths, known, now, policy, is_judged=is_judged)
    plan = prepared.plan
    is_whole = not is_check and not selection
    packed = pack_decks(plan) if plan and not plan.diagnostics and is_whole else ()
    compiled = finish_judging(prepared)
    before = [each for deck in prepared.known.decks.values() for each in deck.diagnostics]
    told = sort_diagnostics(
        [*before, *told_before(compiled.diagnostics), *(plan.diagnostics if plan else ())]
    )
    sources = plan.sources if plan else compiled.sources
    print_told(told, {**read_sources(before), **sources})
    if plan is None or plan.diagnostics or compiled.has_errors:
        click.echo("nothing was built", err=True)
        return 1
    if is_check:
        return _check(plan)
    if selection:
        return _report_selected(plan, build_selected(plan, selection))
    built = write_decks(plan, packed)
    remember_build(records, prepared, built)
    return _report(paths, prepared, built)


def _check(plan: Plan) -> int:
    outdated = find_outdated(plan)
    for path in outdated:
        click.echo(f"{path.as_posix()}: out of date")
    if outdated:
        click.echo("run `flashcards build`, and commit the locks", err=True)
    return 1 if outdated else 0


def _report(paths: tuple[Path, ...], prepared: Prepared, built: tuple[Built, ...]) -> int:
    new = dict(zip((each.path for each in prepared.compiled.decks), built, strict=True))
    for path in paths:
        name = path.as_posix()
        if name in new:
            _print_built(new[name])
            print_retired(new[name].changes)
        else:
            print_known_deck(prepared.known.decks[name])
    if not paths:
        click.echo("there is no content file to build; nothing was built", err=True)
        return 1
    return 0


def _report_selected(plan: Plan, built: tuple[Built, ...]) -> int:
    for deck in built:
        _print_built(deck)
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


def _print_built(deck: Built) -> None:
    print_deck(
        deck.path.as_posix(), deck.notes, deck.cards, len(deck.data), is_written=deck.written
    )

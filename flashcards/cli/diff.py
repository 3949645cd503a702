"""`flashcards diff`: what the next build would release, note by note."""

import os
from collections import Counter
from pathlib import Path
from typing import Any

import click

from flashcards.app.diff import diff
from flashcards.app.release import Plan, Release, read_clock
from flashcards.cli.echo import echo, echo_data, painter, say
from flashcards.cli.options import files_argument, format_option, quiet_option
from flashcards.cli.output import (
    NO_CONTENT,
    WRITTEN_BLANK,
    count,
    print_consequences,
    print_diagnostics,
    print_json,
    print_retired,
    report,
)
from flashcards.cli.places import from_project, show_path
from flashcards.diagnostics import has_errors
from flashcards.diagnostics.human import Paint
from flashcards.diagnostics.machine import diagnostic_to_json
from flashcards.diagnostics.quoting import safe
from flashcards.disk.cache import find_cache
from flashcards.disk.sources import find_files
from flashcards.identity.changes import (
    Change,
    ChangeKind,
    changed_texts,
    other_fields,
    readable_texts,
)
from flashcards.text.word_diff import diff_words


@click.command("diff")
@files_argument
@click.option(
    "--against",
    metavar="OLD.apkg",
    type=click.Path(path_type=Path),
    help="Show what the next build brings to learners who have this package.",
)
@format_option("text", "json", "markdown")
@quiet_option
def command(files: tuple[Path, ...], against: Path | None, format_: str) -> int:
    """Show what the next build would release, note by note, and write nothing.

    First comes what will be lost: notes that vanished and may be one of the new ones, which `build`
    will ask about. The status is then 1. A renamed note is one that was recognised under another
    key, with how alike the two are; if they are not the same card, build with --retire and the old
    key. --format markdown is for release notes and pull requests.

    With --against, the next build is compared with a package that was published at any time: what
    goes wrong for learners who have it (updates that Anki will skip, notes that lose their
    history, empty cards, a renamed deck), then what they get. The status is 1 if an update or a
    history doesn't reach them.

    \b
    Examples:
      flashcards diff
      flashcards diff content/rlhf.yaml
      flashcards diff --against ~/published/rlhf.apkg
      flashcards diff --format markdown
      flashcards diff --format json
    """
    if against is not None:
        from flashcards.app.against import diff_against  # noqa: PLC0415 - not for every diff
        from flashcards.cli.diff_against import show_against  # noqa: PLC0415 - as above

        package = from_project(against)
        found = diff_against(
            find_files(files), package, read_clock(os.environ), find_cache(os.environ)
        )
        return show_against(found, package, format_)
    paths = find_files(files)
    if not paths:
        say(NO_CONTENT)
    plan = diff(paths, read_clock(os.environ), find_cache(os.environ))
    report(plan.diagnostics, plan.sources)
    if has_errors(plan.diagnostics):
        return 1
    if format_ == "json":
        print_json(_plan_to_json(plan))
    elif format_ == "markdown":
        from flashcards.cli.diff_markdown import write_markdown  # noqa: PLC0415 - as above

        echo_data(write_markdown(plan))
    else:
        _print_plan(plan, painter(err=False))
    return 1 if plan.losses else 0


def _print_plan(plan: Plan, paint: Paint) -> None:
    """Print what a build would lose, and then what it would release."""
    if plan.losses:
        print_diagnostics(plan.losses, plan.sources, err=False)
    live = plan.live
    for release in plan.releases:
        for change in release.resolved.changes:
            print_change(change, paint)
        print_retired(release.resolved.changes, live, is_named=False)
        print_consequences(release)
        echo(f"{show_path(release.path)}: {', '.join(count_changes(release))}")
    if plan.losses:
        lost = count(
            len(plan.doubts) + sum(each.notes for each in plan.vanished), "history", "histories"
        )
        echo(f"{paint('history will be lost', 'error')}: {lost}, see above", err=True)


def count_changes(release: Release) -> list[str]:
    """Say how many notes there are of each change."""
    changes = release.resolved.changes
    counts = Counter(change.kind for change in changes)
    unchanged = len(release.deck.notes) - sum(change.new is not None for change in changes)
    said = [f"{counts[kind]} {kind.value}" for kind in ChangeKind if counts[kind]]
    return [*said, f"{count(unchanged, 'note')} unchanged"]


def print_change(change: Change, paint: Paint) -> None:
    """Print what becomes of a note, its texts word by word."""
    entry = change.entry
    label = paint(change.kind.value, change.kind.value)
    echo(f"{label} {entry.kind.value}: {safe(entry.front)}")
    if change.old and change.new and change.old.key != change.new.key:
        score = "" if change.score is None else f" ({change.score:.0%} alike)"
        echo(f"  was {paint(change.old.key, 'dim')}{score}")
    for name, (old, new) in readable_texts(change, WRITTEN_BLANK).items():
        words = "".join(
            paint(safe(text), style) if style else safe(text)
            for text, style in diff_words(old, new)
        )
        echo(f"  {name}: {words}")
    if others := other_fields(change):
        echo(f"  {paint('also: ' + ', '.join(others), 'dim')}")


def _plan_to_json(plan: Plan) -> dict[str, Any]:
    return {
        "losses": [diagnostic_to_json(each, plan.sources) for each in plan.losses],
        "changes": [
            {"deck": release.deck.content_id, **change_to_json(change)}
            for release in plan.releases
            for change in release.resolved.changes
        ],
    }


def change_to_json(change: Change) -> dict[str, Any]:
    """Give what becomes of a note, for another program."""
    return {
        "change": change.kind.value,
        "kind": change.entry.kind.value,
        "key": change.entry.key,
        "old_key": change.old.key if change.old else None,
        "score": change.score,
        "fields": list(change.fields),
        "texts": {
            name: {"old": old, "new": new} for name, (old, new) in changed_texts(change).items()
        },
    }

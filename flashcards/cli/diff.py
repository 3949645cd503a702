"""`flashcards diff`: what the next build would release, note by note."""

import os
from collections import Counter
from pathlib import Path
from typing import Any

import click

from flashcards.app.diff import diff
from flashcards.app.release import read_clock
from flashcards.cli.echo import echo, painter
from flashcards.cli.options import files_argument, format_option
from flashcards.cli.output import (
    count,
    print_counts,
    print_diagnostics,
    print_json,
    print_retired,
)
from flashcards.diagnostics import has_errors
from flashcards.diagnostics.human import Paint
from flashcards.diagnostics.quoting import safe
from flashcards.disk.sources import find_files
from flashcards.identity.changes import Change, ChangeKind, changed_texts, other_fields
from flashcards.text.word_diff import diff_words


@click.command("diff")
@files_argument
@click.option(
    "--against",
    metavar="OLD.apkg",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Show what the next build brings to learners who have this package.",
)
@format_option("text", "json")
def command(files: tuple[Path, ...], against: Path | None, format_: str) -> int:
    """Show what the next build would release, note by note, and write nothing.

    A renamed note is one that was recognised under another key, with how alike the two are; if
    they are not the same note, give the new one an `id:`.

    With --against, the next build is compared with a package that was published at any time: what
    goes wrong for learners who have it (updates that Anki will skip, notes that lose their
    history, empty cards, a renamed deck), then what they get. The status is 1 if an update or a
    history doesn't reach them.

    \b
    Examples:
      flashcards diff
      flashcards diff content/rlhf.yaml
      flashcards diff --against ~/published/rlhf.apkg
      flashcards diff --format json
    """
    if against is not None:
        from flashcards.app.against import diff_against  # noqa: PLC0415 - not for every diff
        from flashcards.cli.diff_against import show_against  # noqa: PLC0415 - as above

        found = diff_against(find_files(files), against, read_clock(os.environ))
        return show_against(found, against, format_)
    plan = diff(find_files(files), read_clock(os.environ))
    print_diagnostics(plan.diagnostics, plan.sources, err=True)
    print_counts(plan.diagnostics, err=True)
    if has_errors(plan.diagnostics):
        return 1
    if format_ == "json":
        print_json(
            [
                {"deck": release.deck.content_id, **change_to_json(change)}
                for release in plan.releases
                for change in release.resolved.changes
            ]
        )
        return 0
    paint = painter(err=False)
    for release in plan.releases:
        changes = release.resolved.changes
        for change in changes:
            print_change(change, paint)
        print_retired(changes)
        counts = Counter(change.kind for change in changes)
        said = ", ".join(f"{counts[kind]} {kind.value}" for kind in ChangeKind if counts[kind])
        unchanged = len(release.deck.notes) - sum(change.new is not None for change in changes)
        said = f"{said}, " if said else ""
        echo(f"{release.path.as_posix()}: {said}{count(unchanged, 'note')} unchanged")
    return 0


def print_change(change: Change, paint: Paint) -> None:
    """Print what becomes of a note, its texts word by word."""
    entry = change.entry
    label = paint(change.kind.value, change.kind.value)
    echo(f"{label} {entry.kind.value}: {safe(entry.front)}")
    if change.old and change.new and change.old.key != change.new.key:
        score = "" if change.score is None else f" ({change.score:.0%} alike)"
        echo(f"  was {paint(change.old.key, 'dim')}{score}")
    texts = changed_texts(change)
    for name, (old, new) in texts.items():
        words = "".join(
            paint(safe(text), style) if style else safe(text)
            for text, style in diff_words(old, new)
        )
        echo(f"  {name}: {words}")
    if others := other_fields(change):
        echo(f"  {paint('also: ' + ', '.join(others), 'dim')}")


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

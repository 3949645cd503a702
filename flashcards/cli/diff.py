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
from flashcards.cli.places import show_path
from flashcards.diagnostics import has_errors
from flashcards.diagnostics.human import Paint
from flashcards.diagnostics.quoting import safe
from flashcards.disk.sources import find_files
from flashcards.identity.changes import Change, ChangeKind, changed_texts, other_fields
from flashcards.text.word_diff import diff_words


@click.command("diff")
@files_argument
@format_option("text", "json")
def command(files: tuple[Path, ...], format_: str) -> int:
    """Show what the next build would release, note by note, and write nothing.

    A renamed note is one that was recognised under another key, with how alike the two are; if
    they are not the same note, give the new one an `id:`.

    \b
    Examples:
      flashcards diff
      flashcards diff content/rlhf.yaml
      flashcards diff --format json
    """
    plan = diff(find_files(files), read_clock(os.environ))
    print_diagnostics(plan.diagnostics, plan.sources, err=True)
    print_counts(plan.diagnostics, err=True)
    if has_errors(plan.diagnostics):
        return 1
    if format_ == "json":
        print_json(
            [
                {"deck": release.deck.content_id, **_to_json(change)}
                for release in plan.releases
                for change in release.resolved.changes
            ]
        )
        return 0
    paint = painter(err=False)
    for release in plan.releases:
        changes = release.resolved.changes
        for change in changes:
            _print_change(change, paint)
        print_retired(changes)
        counts = Counter(change.kind for change in changes)
        said = ", ".join(f"{counts[kind]} {kind.value}" for kind in ChangeKind if counts[kind])
        unchanged = len(release.deck.notes) - sum(change.new is not None for change in changes)
        said = f"{said}, " if said else ""
        echo(f"{show_path(release.path)}: {said}{count(unchanged, 'note')} unchanged")
    return 0


def _print_change(change: Change, paint: Paint) -> None:
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


def _to_json(change: Change) -> dict[str, Any]:
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

"""`flashcards stats`: what cards cost learners, by the lines that make them."""

from pathlib import Path
from typing import Any

import click

from flashcards.app.stats import CardStats, EditedNote, ReadSource, Stats, read_stats
from flashcards.app.stats_messages import (
    describe_edits,
    describe_failure,
    describe_share,
    diagnose,
    name_card,
)
from flashcards.cli.echo import echo, echo_data, painter, say
from flashcards.cli.options import format_option, quiet_option
from flashcards.cli.output import count, print_json, report
from flashcards.cli.places import enter_project, from_project, show_path, show_places
from flashcards.cli.stats_table import find_line, format_duration, print_table
from flashcards.diagnostics.machine import render_annotation
from flashcards.diagnostics.quoting import safe
from flashcards.package.collection import Reviews

_TOP = 20
"""Cards in a table, unless told otherwise; other formats have all."""

_MOST_NAMED = 5
"""Other projects that are named."""


@click.command("stats")
@click.argument(
    "named",
    metavar="SOURCE...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
)
@click.option(
    "--top",
    type=click.IntRange(min=1),
    metavar="N",
    help=f"Only this many of the costliest cards; by default a table has {_TOP}, the rest all.",
)
@format_option("table", "concise", "json", "github")
@quiet_option
def command(named: tuple[Path, ...], top: int | None, format_: str) -> int:
    """Show which cards fail, what they cost, and what learners changed, line by line.

    A SOURCE is a copy of a learner's collection: an export with scheduling (.apkg or .colpkg), or
    the file collection.anki2. Several are added up; two of one learner count once. Nothing is
    written, and Anki isn't needed.

    Cards come by their lapses, then by the time they took. Retention is Anki's own: the share of
    reviews, after a day or more, that were right; of mature cards after 21 days or more. A card
    that is a leech, or failed 4 times and a third of all times, is named with its line. --format
    concise has these lines alone, --format github shows them beside the lines of a pull request.

    \b
    Examples:
      flashcards stats ~/export.apkg
      flashcards stats anna.colpkg ben.apkg --top 50
      flashcards stats ~/collection.anki2 --format json
    """
    enter_project(())
    stats = read_stats([from_project(path) for path in named])
    report(stats.diagnostics, stats.sources)
    for message in stats.refused:
        echo(f"flashcards: {safe(message)}", err=True)
    cards = stats.cards[:top]
    if format_ == "json":
        print_json(_to_json(stats, cards))
    elif format_ == "github":
        shown, sources = show_places(diagnose(stats, cards), stats.sources)
        for each in shown:
            echo_data(render_annotation(each, sources))
    else:
        if format_ == "table":
            touched = [each for each in stats.cards if each.is_touched]
            print_table(touched[: top or _TOP], stats)
            if left := len(touched[top or _TOP :]):
                say(f"{count(left, 'more card')} not shown: use --top")
        _print_lines(stats, cards)
    for source in stats.read:
        _say_source(source)
    if stats.read:
        _say_summary(stats)
    return 1 if stats.refused or stats.diagnostics else 0


def _print_lines(stats: Stats, cards: tuple[CardStats, ...]) -> None:
    """Print a line for each card that needs mending, and for each field that a learner edited."""
    paint = painter(err=False)
    has_sources = len(stats.read) > 1
    for card in cards:
        if card.is_failing:
            echo(f"{paint(find_line(card.released, stats), 'bold')}: {describe_failure(card)}")
    for note in stats.edited:
        place = paint(find_line(note.released, stats), "bold")
        source = f" ({safe(show_path(note.source))})" if has_sources else ""
        for edit in describe_edits(note, paint):
            echo(f"{place}: {edit}{source}")


def _say_source(source: ReadSource) -> None:
    """Say of a collection what makes it less than one of this project's, up to date."""
    shown = f"`{safe(show_path(source.path))}`"
    if source.is_stale:
        say(
            f"{shown} may be stale: Anki has it open, or left changes in the file beside it; close "
            "Anki and copy it again, or use an export"
        )
    if source.same_as is not None:
        first = safe(show_path(source.same_as))
        say(f"{shown} is of the same learner as `{first}`: what both have counts once")
    if source.foreign:
        notes = count(sum(source.foreign.values()), "note")
        named = ", ".join(f"`{safe(each)}`" for each in list(source.foreign)[:_MOST_NAMED] if each)
        more = len(source.foreign) - _MOST_NAMED
        rest = f" and {more:,} more" if more > 0 else ""
        say(f"{shown} has {notes} of other projects, left out: {named or 'without a key'}{rest}")
    if not source.notes:
        say(f"{shown} has no note of this project among its {count(source.total, 'note')}")


def _say_summary(stats: Stats) -> None:
    total = stats.total
    failing = sum(each.is_failing for each in stats.cards)
    known = {each.released.entry.guid for each in stats.cards if not each.released.entry.retired}
    said = [
        count(stats.learners, "learner"),
        f"{len(known):,} of {count(stats.released, 'note')}",
        count(len(stats.cards), "card"),
        count(total.answers, "answer"),
        f"{describe_share(_right(total), total.young + total.mature)} retention",
        format_duration(total.milliseconds),
    ]
    say(f"{', '.join(said)}; {count(failing, 'card')} to mend, {_count_edited(stats)}")
    if not total.answers:
        say(
            "no answers: the export was made without scheduling, or nothing was learnt yet; tick "
            "Include scheduling information when you export"
        )
    if stats.unreadable:
        say(
            f"{count(stats.unreadable, 'copy', 'copies')} of notes whose field `Released` was "
            "changed: own edits of these can't be told"
        )


def _count_edited(stats: Stats) -> str:
    edited = len({note.released.entry.guid for note in stats.edited if note.edits})
    return f"{count(edited, 'note')} with learners' own edits"


def _right(reviews: Reviews) -> int:
    return reviews.young_right + reviews.mature_right


def _to_json(stats: Stats, cards: tuple[CardStats, ...]) -> dict[str, Any]:
    return {
        "sources": [
            {
                "path": show_path(each.path),
                "notes": each.notes,
                "answers": each.answers,
                "notes_in_all": each.total,
                "notes_of_other_projects": dict(each.foreign),
                "stale": each.is_stale,
                "same_learner_as": show_path(each.same_as) if each.same_as else None,
            }
            for each in stats.read
        ],
        "refused": list(stats.refused),
        "learners": stats.learners,
        "notes_unreadable": stats.unreadable,
        "total": _reviews_to_json(stats.total),
        "cards": [_card_to_json(each, stats) for each in cards],
        "edits": [_edited_to_json(each, stats) for each in stats.edited],
    }


def _card_to_json(stats: CardStats, whole: Stats) -> dict[str, Any]:
    card = stats.card
    return {
        **_place_to_json(stats, whole),
        "card": card.number,
        "name": name_card(stats),
        "front": stats.released.entry.front,
        "learners": card.learners,
        "lapses": card.lapses,
        **_reviews_to_json(card.reviews),
        "leeches": card.leeches,
        "suspended": card.suspended,
        "flagged": card.flagged,
        "failing": stats.is_failing,
    }


def _place_to_json(each: CardStats | EditedNote, whole: Stats) -> dict[str, Any]:
    entry, span = each.released.entry, each.released.span
    line, column = whole.sources[span.path].position(span.start)
    return {
        "path": show_path(span.path),
        "line": line,
        "column": column,
        "key": entry.key,
        "guid": entry.guid,
        "kind": entry.kind.value,
        "retired": entry.retired,
    }


def _reviews_to_json(reviews: Reviews) -> dict[str, Any]:
    return {
        "answers": reviews.answers,
        "failed": reviews.failed,
        "seconds": reviews.milliseconds / 1000,
        "young": {"answers": reviews.young, "right": reviews.young_right},
        "mature": {"answers": reviews.mature, "right": reviews.mature_right},
    }


def _edited_to_json(note: EditedNote, whole: Stats) -> dict[str, Any]:
    return {
        **_place_to_json(note, whole),
        "source": show_path(note.source),
        "fields": {edit.field: {"old": edit.old, "new": edit.new} for edit in note.edits},
        "tags": list(note.tags),
    }

"""Printing: diagnostics with or without colour, sizes, JSON."""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from flashcards.cli.echo import echo, echo_data, is_quiet, painter, say, terminal_width
from flashcards.cli.places import show_places
from flashcards.diagnostics import Diagnostic, Severity, Source, quote
from flashcards.diagnostics.human import (
    group_diagnostics,
    render_concise,
    render_counts,
    render_diagnostic,
    render_more,
)
from flashcards.diagnostics.quoting import safe

if TYPE_CHECKING:
    from flashcards.app.release import Release
    from flashcards.identity.changes import Change
    from flashcards.identity.consequences import EmptyCards
    from flashcards.identity.entry import Entry

MOST_SHOWN = 1_000
"""Problems that any command shows; more of them have few causes, and nobody reads on."""

_MOST_NAMED = 10
"""Blanks that are named of a summary."""

_MANY = 3
"""Notes that one change of a title, time or link rewrites, from which it is worth a word."""

_MEGABYTE = 1_000_000

WRITTEN_BLANK = "=={}=="
"""A blank as an author writes it."""

NO_CONTENT = (
    "there is no content file: `flashcards draft SOURCE` makes one of what you have of a video, "
    "`flashcards init` an example"
)
"""Said where a command finds nothing to work on."""


def print_diagnostics(
    diagnostics: Iterable[Diagnostic],
    sources: Mapping[str, Source],
    *,
    err: bool,
    most_warnings: int = MOST_SHOWN,
) -> None:
    """Print each diagnostic, with an empty line between; many of one kind as one, with their lines.

    Of very many problems the first are shown, and of warnings as many kinds as asked for.
    """
    paint, width = painter(err=err), terminal_width(err=err)
    found, sources = show_places(_choose_wanted(diagnostics), sources)
    left_out = 0
    for group in group_diagnostics(found[:MOST_SHOWN]):
        if group[0].severity is not Severity.ERROR:
            most_warnings -= 1
        if group[0].severity is not Severity.ERROR and most_warnings < 0:
            left_out += len(group)
            continue
        echo(render_diagnostic(group[0], sources, paint=paint, width=width) + "\n", err=err)
        if len(group) > 1:
            echo(render_more(group, sources) + "\n", err=err)
    if left_out:
        more = count(left_out, "more warning")
        echo(f"{more} not shown: run `flashcards check`\n", err=err)
    if len(found) > MOST_SHOWN:
        more = count(len(found) - MOST_SHOWN, "more problem")
        echo(f"{more} not shown\n", err=err)


def print_concise(diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source]) -> None:
    """Print a line for each diagnostic, all of them: what editors and `grep` read."""
    shown, sources = show_places(_choose_wanted(diagnostics), sources)
    for each in shown:
        echo(render_concise(each, sources))


def _choose_wanted(diagnostics: Iterable[Diagnostic]) -> Iterable[Diagnostic]:
    """Leave out what `--quiet` doesn't want."""
    if not is_quiet():
        return diagnostics
    return [each for each in diagnostics if each.severity is Severity.ERROR]


def report(
    diagnostics: Collection[Diagnostic],
    sources: Mapping[str, Source],
    *,
    most_warnings: int = MOST_SHOWN,
) -> None:
    """Print diagnostics and how many there are, if any, beside a command's results."""
    print_diagnostics(diagnostics, sources, err=True, most_warnings=most_warnings)
    if counts := render_counts(diagnostics):
        say(counts)


def print_json(value: object) -> None:
    """Print a value as JSON for another program."""
    echo_data(json.dumps(value, ensure_ascii=False, indent=2))


def count(number: int, noun: str, plural: str = "") -> str:
    """Give `1 note` or `2 notes`; a `plural` that isn't made with an `s` is given."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def format_size(size: int) -> str:
    """Give a number of bytes for people."""
    return f"{size / _MEGABYTE:.1f} MB" if size >= _MEGABYTE else f"{size / 1000:.0f} kB"


def print_consequences(release: "Release") -> None:
    """Say what learners have to do, and whose edits give way, when they import a deck."""
    changes = release.resolved.changes
    if release.former_name:
        print_renamed(release.former_name, release.deck.name)
    print_empty_cards(changes)
    print_overwritten(changes)


def print_renamed(former_name: str, name: str) -> None:
    """Say what to do about a deck's new name before it is imported."""
    old, new = (safe(quote(each)) for each in (former_name, name))
    echo(
        f"\nThe deck {old} is now called {new}.\nRename it in Anki before you import, and let "
        "learners do so: Anki moves no cards, so new\nones would stand in a second deck."
    )


def print_empty_cards(changes: tuple["Change", ...]) -> None:
    """Say which cards will have no question, and how Anki finds them."""
    from flashcards.identity.consequences import (  # noqa: PLC0415 - not for every command
        find_empty_cards,
    )

    if empty := tuple(find_empty_cards(changes)):
        cards = count(sum(each.number for each in empty), "card")
        echo(f"\n{cards} will be empty; Tools > Empty Cards in Anki finds them:")
        for each in empty:
            echo(f"  {safe(each.front)}: {describe_empty_cards(each)}")


def print_overwritten(changes: tuple["Change", ...]) -> None:
    """Say how many notes are replaced that say the same as before."""
    from flashcards.identity.consequences import (  # noqa: PLC0415 - not for every command
        count_overwritten,
    )

    overwritten = count_overwritten(changes)
    if overwritten.standing >= _MANY:
        echo(
            f"\n{count(overwritten.standing, 'note')} are rewritten for a title, time, link or tag "
            "alone. Where learners\nedited these, plain import replaces their words; with the "
            "add-on (`flashcards addon`) they stay."
        )


def describe_empty_cards(cards: "EmptyCards") -> str:
    """Say which of a note's cards they are, and what is asked in their place."""
    if not cards.lost:
        return "no longer asked for by its definition"
    anew = f"; anew: {_name_some(cards.fresh)}" if cards.fresh else ""
    return safe(f"blanks that go: {_name_some(cards.lost)}{anew}")


def _name_some(texts: tuple[str, ...]) -> str:
    named = ", ".join(map(quote, texts[:_MOST_NAMED]))
    more = len(texts) - _MOST_NAMED
    return f"{named} and {more:,} more" if more > 0 else named


def print_retired(
    changes: tuple["Change", ...], live: Iterable["Entry"], *, is_named: bool = True
) -> None:
    """Name the notes that left a deck, if nothing did, and give the search that finds them."""
    from flashcards.identity.changes import (  # noqa: PLC0415 - not for every command
        list_retired,
        retired_search,
    )

    retired = list_retired(changes)
    if not retired:
        return
    end = ":" if is_named else "."
    echo(f"\n{count(len(retired), 'note')} retired; learners keep them until they delete them{end}")
    for entry in retired if is_named else ():
        echo(f"  {entry.kind.value}: {safe(entry.front)}")
    search = retired_search(retired, live)
    echo(f"To select them in Anki's browser, search for:\n  {search}\n")

"""What `build` and `push` share: one build at a time, what it has to say, and a line a deck."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from time import sleep
from typing import Any, TypeVar

import click

from flashcards.app.build import MOST_JUDGED, BuildResult
from flashcards.app.packing import BuiltDeck
from flashcards.cli.echo import echo, say
from flashcards.cli.output import count, format_size, report
from flashcards.cli.places import show_path
from flashcards.diagnostics import Diagnostic, Severity, Source
from flashcards.diagnostics.quoting import safe
from flashcards.disk.files import DECKS
from flashcards.disk.folder_lock import hold_folder
from flashcards.identity.decisions import Decisions
from flashcards.text.normal_form import compose

F = TypeVar("F", bound=Callable[..., Any])

_ALL = "all"

_INTERVAL = 0.1
"""Seconds between two tries to be the only build."""

_TRIES = 600
"""After a minute it is no longer likely that the other build will end by itself."""

_MOST_WARNINGS = 20
"""Kinds of warnings that are shown; the place to work through more is `check`."""


def retire_option(function: F) -> F:
    """Take `--retire`, as often as wanted."""
    return click.option(
        "--retire",
        "retired",
        multiple=True,
        metavar="KEY",
        help="Let a released note go: its key, its file's content id for all of a file that is "
        "gone, or 'all' for whatever is in doubt.",
    )(function)


def make_decisions(retired: tuple[str, ...]) -> Decisions:
    """Make the decisions that `--retire` gives."""
    return Decisions(gone=frozenset(map(compose, retired)) - {_ALL}, is_all_gone=_ALL in retired)


def hold_decks() -> AbstractContextManager[None]:
    """Keep other builds out; to be entered before content is read.

    A build that had to wait must not release what was edited since.
    """
    return hold_folder(DECKS, _pauses())


def _pauses() -> Iterator[None]:
    """Give a moment for each try to be the only build."""
    yield
    say("waiting for another build in this folder to end")
    for _ in range(_TRIES):
        sleep(_INTERVAL)
        yield


def show_findings(
    diagnostics: Sequence[Diagnostic], sources: Mapping[str, Source], unjudged: int
) -> None:
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


def print_deck(deck: BuiltDeck) -> None:
    """Say what a deck on disk holds."""
    unchanged = "" if deck.is_written else " (unchanged)"
    echo(
        f"{show_path(deck.path)}: {count(deck.notes, 'note')}, {count(deck.cards, 'card')}, "
        f"{format_size(deck.size)}{unchanged}"
    )


def print_left(result: BuildResult) -> None:
    """Name the locks of content files that are gone, and the files that were left out."""
    for path in result.broken:
        echo(f"{show_path(path)} has errors: its deck was left as it is", err=True)
    for path in result.left:
        echo(
            f"{show_path(path)}: remembers the notes of a file that is gone; "
            "`flashcards list --retired` lists those that went with it"
        )

"""`flashcards push`: build, hand Anki what changed, and say what its import can't do."""

import os
from pathlib import Path

import click

from flashcards.anki.program import VARIABLE, Program
from flashcards.app.build import BuildOptions, build
from flashcards.app.push import Handover, Handovers, find_handovers, hand_over
from flashcards.app.start_anki import Taken, find_anki, where_anki_may_be
from flashcards.cli.ask import find_asker, is_at_terminal, read_key
from flashcards.cli.building import (
    hold_decks,
    make_decisions,
    print_deck,
    print_left,
    retire_option,
    show_findings,
)
from flashcards.cli.echo import echo, painter, say
from flashcards.cli.options import (
    files_argument,
    make_policy,
    make_selection,
    quiet_option,
)
from flashcards.cli.output import (
    count,
    print_empty_cards,
    print_overwritten,
    print_renamed,
    print_retired,
)
from flashcards.cli.places import from_project, show_path
from flashcards.disk.cache import Cache, find_cache
from flashcards.disk.sources import find_files


@click.command("push")
@files_argument
@click.option("--all", "is_all", is_flag=True, help="Hand over decks that didn't change, too.")
@click.option(
    "--renamed",
    "is_renamed",
    is_flag=True,
    help="Don't wait for a renamed deck to be renamed in Anki: it is, or was never imported.",
)
@click.option(
    "--anki",
    "named",
    metavar="PROGRAM",
    type=click.Path(),
    default="",
    help=f"Anki's program, if it isn't found by itself; else {VARIABLE} of the environment.",
)
@retire_option
@quiet_option
def command(
    files: tuple[Path, ...],
    retired: tuple[str, ...],
    named: str,
    *,
    is_all: bool,
    is_renamed: bool,
) -> int:
    """Build the decks of all files in `content`, or of the FILEs named, and hand them to Anki.

    It builds as `build` does, with its questions. Then Anki is given each deck that it was not
    given in this state, whichever build wrote it, and is started if it doesn't run; you confirm the
    import there. What Anki's import can't do is said as well: what to do before (rename a deck),
    and after (Empty Cards, notes that were retired, with the search that finds them).

    A deck that you have to rename in Anki first is handed over once you say so: at a terminal
    `push` asks, elsewhere it leaves the deck, with status 1, unless there is --renamed. After Anki
    had to be started, it waits with the next deck in the same way.

    The status is 0 when Anki has all, and 1 when a deck is left for the next `push` or a file has
    errors. In which state each was handed over is remembered in your cache folder, not in the
    project.

    \b
    Examples:
      flashcards push
      flashcards push content/rlhf.yaml
      flashcards push --all
      flashcards push --anki ~/apps/Anki.AppImage
    """
    name, by = (named, "--anki") if named else (os.environ.get(VARIABLE, ""), VARIABLE)
    program = find_anki(_place(name), by, os.environ)
    cache = find_cache(os.environ)
    options = BuildOptions(
        paths=find_files(files),
        selection=make_selection((), (), ()),
        policy=make_policy((), is_strict=False, is_gentle=True),
        is_all=not files,
        decisions=make_decisions(retired),
    )
    with hold_decks():
        result = build(options, cache, os.environ, show_findings, find_asker())
    if result.is_refused:
        echo("nothing was built, and Anki was handed nothing", err=True)
        return 1
    for deck in result.decks:
        print_deck(deck)
    print_left(result)
    if not result.decks and not result.left:
        echo("there is no content file to build; Anki was handed nothing", err=True)
        return 1
    found = find_handovers(result.decks, cache, is_all=is_all)
    if not found.decks:
        if result.decks:
            say("Anki was handed all of it before; --all hands it over again")
        return 1 if result.broken else 0
    is_done = _push(found, program, cache, is_renamed=is_renamed)
    return 0 if is_done and not result.broken else 1


def _place(name: str) -> str:
    """Give a program's path as an absolute one; a name alone is looked up on PATH."""
    separators = {os.sep, os.altsep or os.sep}
    if not separators & set(name):
        return name
    return str(from_project(Path(name).expanduser()).absolute())


def _push(
    found: Handovers, program: Program | None, cache: Cache | None, *, is_renamed: bool
) -> bool:
    """Hand over deck by deck, with what to do before and after; say whether Anki has all."""
    taken = Taken.RUNNING if program else Taken.MISSING
    left = len(found.decks)
    for number, handover in enumerate(found.decks, 1):
        path = show_path(handover.deck.path)
        if handover.former_name:
            print_renamed(handover.former_name, handover.name)
        print_overwritten(handover.changes)
        if program and _goes_on(handover, path, taken, is_renamed=is_renamed):
            is_last = number == len(found.decks)
            taken, why = hand_over(handover, program, cache, is_last=is_last)
            if why:
                echo(f"flashcards: {why}", err=True)
            if taken in {Taken.RUNNING, Taken.STARTING}:
                echo(f"{path}: handed to Anki")
                left -= 1
        print_empty_cards(handover.changes)
        print_retired(handover.changes, found.live)
        if handover.retired_before:
            say(
                f"{path}: {count(handover.retired_before, 'note')} retired earlier; "
                "`flashcards list --retired` gives the search that finds them"
            )
    if taken is Taken.MISSING:
        _say_missing()
    if left:
        echo(f"{count(left, 'deck')} not handed to Anki", err=True)
    return not left


def _goes_on(handover: Handover, path: str, taken: Taken, *, is_renamed: bool) -> bool:
    """Find out whether a deck may be handed over now; `taken` tells of the deck before."""
    if taken in {Taken.FAILED, Taken.MISSING}:
        return False
    is_starting = taken is Taken.STARTING
    is_named = is_renamed or not handover.former_name
    if is_named and not is_starting:
        return True
    if is_at_terminal():
        return _ask(path, is_starting=is_starting, is_named=is_named)
    why = (
        "Anki is starting: run `flashcards push` again when it shows the deck before"
        if is_named
        else "rename the deck in Anki first, then run `flashcards push --renamed`"
    )
    echo(f"{path}: {why}", err=True)
    return False


def _ask(path: str, *, is_starting: bool, is_named: bool) -> bool:
    paint = painter(err=True)
    if is_starting:
        echo("\nAnki is starting: wait until it shows the deck before.", err=True)
    renamed = "" if is_named else ": the deck has its new name there, or you never had it"
    echo(
        f"\n  {paint('g', 'bold')}  go on with {path}{renamed}\n"
        f"  {paint('l', 'bold')}  leave it for the next push\n",
        err=True,
    )
    return read_key("gl") == "g"


def _say_missing() -> None:
    places = "".join(f"\n  {place}" for place in where_anki_may_be(os.environ))
    echo(
        f"flashcards: Anki was not found; it was looked for here:{places}\n"
        f"Name its program with --anki PROGRAM, or in {VARIABLE}, or import the decks by hand: "
        "File > Import in Anki.",
        err=True,
    )

"""`flashcards locate`: times into a content file, from a transcript of its video."""

from collections import Counter
from difflib import unified_diff
from pathlib import Path

import click

from flashcards.app.locate import Located, Outcome, locate_file, write_located
from flashcards.cli.echo import echo
from flashcards.cli.options import quiet_option
from flashcards.cli.output import report
from flashcards.cli.places import enter_project, from_project, show_path
from flashcards.diagnostics.quoting import safe
from flashcards.text.times import format_time


@click.command("locate")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--transcript",
    required=True,
    metavar="SUBTITLES",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What is said in the video, as a .vtt, .srt or YouTube's .json3 file.",
)
@click.option(
    "--replace", "is_replacing", is_flag=True, help="Set times that are set already, too."
)
@click.option(
    "-n", "--dry-run", "is_dry", is_flag=True, help="Print what would change, and write nothing."
)
@quiet_option
def command(file: Path, transcript: Path, *, is_replacing: bool, is_dry: bool) -> int:
    """Set the times of topics and questions in FILE to when a transcript talks about them.

    Only `at:` lines are added, or with --replace changed; every other byte of the file stays. Each
    has a comment with the words heard then, for you to check; a moment that is not clear enough is
    not set. A topic written as `Term: its definition` has no place for a time: write it with
    `definition:` first, or set its time by hand.

    A time stands on the card, so the next build updates each note whose time was set, and Anki
    replaces what a learner changed on it.

    \b
    Examples:
      flashcards locate content/rlhf.yaml --transcript rlhf.en.vtt --dry-run
      flashcards locate content/rlhf.yaml --transcript rlhf.en.vtt
    """
    (file,) = enter_project((file,))
    located = locate_file(file, from_project(transcript), is_replacing=is_replacing)
    if located.diagnostics or located.source is None:
        report(located.diagnostics, located.sources)
        echo("no time was set", err=True)
        return 1
    if is_dry:
        _print_diff(located.source.text, located.text, show_path(file))
    else:
        write_located(located)
    _print_unwritable(located)
    _print_summary(located, is_dry=is_dry)
    return 0


def _print_diff(before: str, after: str, name: str) -> None:
    # Only these are line ends; a text may hold signs that Python takes for them, too.
    old, new = (
        text.replace("\r\n", "\n").removesuffix("\n").split("\n") for text in (before, after)
    )
    for line in unified_diff(old, new, f"a/{name}", f"b/{name}", lineterm=""):
        echo(safe(line))


def _print_unwritable(located: Located) -> None:
    assert located.source is not None  # noqa: S101 - the caller has seen to it
    for result in located.results:
        if result.outcome is Outcome.UNWRITABLE and result.talk is not None:
            line, column = located.source.position(result.span.start)
            echo(
                f"{show_path(result.span.path)}:{line}:{column}: "
                f"set `at: {format_time(result.talk.at)}` by hand: {safe(result.name)}",
                err=True,
            )


def _print_summary(located: Located, *, is_dry: bool) -> None:
    counts = Counter(result.outcome for result in located.results)
    said = [f"{counts[outcome]} {outcome.value}" for outcome in Outcome if counts[outcome]]
    topics = sum(each.is_topic for each in located.results if each.outcome is Outcome.SET)
    questions = counts[Outcome.SET] - topics
    what = f" (set: {topics} of topics, {questions} of questions)" if counts[Outcome.SET] else ""
    would = "times that would be: " if is_dry else "times: "
    echo(
        f"{show_path(located.path)}: {would}{', '.join(said) or 'nothing to set'}{what}",
        err=is_dry,
    )

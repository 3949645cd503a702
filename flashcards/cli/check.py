"""`flashcards check`: everything there is to say about the content, and nothing written."""

from pathlib import Path
from typing import Any

import click

from flashcards.app.check import Checked, Summary, check
from flashcards.cli.echo import echo, echo_data, is_quiet, say
from flashcards.cli.options import (
    files_argument,
    format_option,
    make_policy,
    policy_options,
    quiet_option,
)
from flashcards.cli.output import NO_CONTENT, count, print_concise, print_diagnostics, print_json
from flashcards.cli.places import from_project, show_places
from flashcards.content.levels import RULES, Level
from flashcards.diagnostics.human import render_counts
from flashcards.diagnostics.machine import diagnostic_to_json, render_annotation
from flashcards.diagnostics.quoting import safe
from flashcards.disk.sources import find_files, find_unread

_MOST_FOR_PROGRAMS = 10_000
"""Problems that a program is told; how many more there are is told as well."""


@click.command("check")
@files_argument
@policy_options
@click.option(
    "--stats",
    "collections",
    metavar="SOURCE",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="Say what rules cost learners, from a copy of a collection as `stats` reads it.",
)
@format_option("text", "concise", "json", "github")
@quiet_option
def command(
    files: tuple[Path, ...],
    rules: tuple[tuple[str, Level], ...],
    collections: tuple[Path, ...],
    format_: str,
    *,
    is_strict: bool,
) -> int:
    """Report every problem of all files in `content`, or of the FILEs named.

    Writes nothing. Ends with status 1 when there are errors; `flashcards explain CODE` says
    more about any of them. Many problems of one kind in a file are shown as one, with all their
    lines; --format concise gives each a line. With --format github, problems show beside the
    changed lines of a pull request.

    With --stats, given as often as there are learners, each rule says how often the notes fail that
    it finds, beside the others: where there are enough answers, and chance doesn't explain it.

    \b
    Examples:
      flashcards check
      flashcards check content/rlhf.yaml
      flashcards check --strict --rule answer-long=off
      flashcards check --format concise
      flashcards check --stats ~/export.apkg
    """
    paths = find_files(files)
    if not paths:
        say(NO_CONTENT)
    policy = make_policy(rules, is_strict=is_strict)
    copies = [from_project(path) for path in collections]
    checked = check(paths, policy, find_unread(files), copies)
    for message in checked.refused:
        echo(f"flashcards: {safe(message)}", err=True)
    shown, sources = show_places(checked.diagnostics[:_MOST_FOR_PROGRAMS], checked.sources)
    left = len(checked.diagnostics) - len(shown)
    if format_ == "json":
        found = [diagnostic_to_json(each, sources) for each in shown]
        rest = {"not_shown": left} if left else {}
        costs = {}
        if collections:
            from flashcards.cli.check_costs import cost_to_json  # noqa: PLC0415 - not for every check

            costs = {"costs": [cost_to_json(each) for each in checked.costs]}
        summary = _summary_to_json(checked.summary)
        print_json({"diagnostics": found, **rest, "summary": summary, **costs})
    elif format_ == "github":
        for each in shown:
            echo_data(render_annotation(each, sources))
        if left:
            echo_data(f"::notice::{count(left, 'more problem')} not shown")
    elif format_ == "concise":
        print_concise(checked.diagnostics, checked.sources)
    else:
        print_diagnostics(checked.diagnostics, checked.sources, err=False)
        if not is_quiet():
            _print_summary(checked)
        if collections:
            from flashcards.cli.check_costs import print_costs  # noqa: PLC0415 - as above

            print_costs(checked.costs)
    return 1 if checked.has_errors or checked.refused else 0


def _print_summary(checked: Checked) -> None:
    """Print a run's numbers as a table, with the warnings by their codes."""
    summary = checked.summary
    per_hour = "unknown" if summary.cards_per_hour is None else f"{summary.cards_per_hour:,.1f}"
    rows = [
        ("files", f"{summary.files:,}"),
        ("notes", f"{summary.notes:,}"),
        ("cards", f"{summary.cards:,}"),
        ("cards per hour of video", per_hour),
        ("topics without definition", f"{summary.undefined_topics:,}"),
        ("questions without a time", f"{summary.waiting_questions:,}"),
        *((f"warning[{code}]", f"{number:,}") for code, number in summary.warnings),
    ]
    name_width, width = (max(len(row[column]) for row in rows) for column in (0, 1))
    for name, value in rows:
        echo(f"{name:<{name_width}}  {value:>{width}}")
    for code, silent in summary.silent_rules:
        judging = f"{len(RULES) - len(silent)} of {len(RULES)}"
        name = f"rules in {code}"
        echo(f"{name:<{name_width}}  {judging}; for English alone: {', '.join(silent)}")
    counts = render_counts(checked.diagnostics) or "no problems"
    echo(f"\n{counts} in {count(summary.files, 'file')}")


def _summary_to_json(summary: Summary) -> dict[str, Any]:
    """Give a run's numbers as a JSON object; rules are silent where a file isn't in English."""
    numbers = summary._asdict() | {"warnings": dict(summary.warnings)}
    del numbers["silent_rules"]
    return numbers | ({"silent_rules": dict(summary.silent_rules)} if summary.silent_rules else {})

"""`flashcards check`: everything there is to say about the content, and nothing written."""

from pathlib import Path
from typing import Any

import click

from flashcards.app.check import Checked, Summary, check
from flashcards.cli.echo import echo, echo_data, is_quiet
from flashcards.cli.options import (
    files_argument,
    format_option,
    make_policy,
    policy_options,
    quiet_option,
)
from flashcards.cli.output import count, print_concise, print_diagnostics, print_json
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
@click.option(
    "--fix",
    "is_fixing",
    is_flag=True,
    help="Mend what a machine can, shown as a diff before anything is written.",
)
@click.option("--yes", "is_sure", is_flag=True, help="With --fix: write without asking.")
@format_option("text", "concise", "json", "github")
@quiet_option
def command(  # noqa: PLR0913 - one argument an option
    files: tuple[Path, ...],
    rules: tuple[tuple[str, Level], ...],
    collections: tuple[Path, ...],
    format_: str,
    *,
    is_strict: bool,
    is_fixing: bool,
    is_sure: bool,
) -> int:
    """Report every problem of all files in `content`, or of the FILEs named.

    Writes nothing without --fix. Ends with status 1 when there are errors; `flashcards explain
    CODE` says more about any of them. Many problems of one kind in a file are shown as one, with
    all their lines; --format concise gives each a line. With --format github, problems show beside
    the changed lines of a pull request.

    With --stats, given as often as there are learners, each rule says how often the notes fail that
    it finds, beside the others: where there are enough answers, and chance doesn't explain it.

    With --fix, what a machine can mend is mended, as edits that change nothing else: later
    sentences of an answer go to `extra`, `Llms` becomes `LLMs`, lost backslashes, cut-off texts
    and quotes are put right, and \\(x\\) becomes $x$. It shows the diff and asks first; where
    nobody can be asked, nothing is written without --yes.

    \b
    Examples:
      flashcards check
      flashcards check content/rlhf.yaml
      flashcards check --strict --rule answer-long=off
      flashcards check --format concise
      flashcards check --fix
      flashcards check --stats ~/export.apkg
    """
    if is_sure and not is_fixing:
        raise click.UsageError("--yes goes with --fix")
    policy = make_policy(rules, is_strict=is_strict)
    if is_fixing:
        from flashcards.cli.check_fixes import fix  # noqa: PLC0415 - not for every check

        fix(find_files(files), policy, is_sure=is_sure)
    copies = [from_project(path) for path in collections]
    checked = check(find_files(files), policy, find_unread(files), copies)
    for message in checked.refused:
        echo(f"flashcards: {safe(message)}", err=True)
    _print(checked, format_, is_costed=bool(collections))
    return 1 if checked.has_errors or checked.refused else 0


def _print(checked: Checked, format_: str, *, is_costed: bool) -> None:
    shown, sources = show_places(checked.diagnostics[:_MOST_FOR_PROGRAMS], checked.sources)
    left = len(checked.diagnostics) - len(shown)
    if format_ == "json":
        found = [diagnostic_to_json(each, sources) for each in shown]
        rest = {"not_shown": left} if left else {}
        costs = {}
        if is_costed:
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
        if is_costed:
            from flashcards.cli.check_costs import print_costs  # noqa: PLC0415 - as above

            print_costs(checked.costs)


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

"""`flashcards check`: everything there is to say about the content, and nothing written."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from flashcards.app.check import Checked, Summary, check
from flashcards.cli.check_table import files_to_json, print_table
from flashcards.cli.check_weakest import list_errors, print_weakest, weak_card_to_json
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
from flashcards.content.levels import RULES, Level, Policy
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
@click.option(
    "--top",
    type=click.IntRange(1),
    metavar="N",
    help="Show errors, and of the rest only what the craft rules say of the N weakest cards, "
    "the weakest first.",
)
@format_option("text", "concise", "json", "github")
@quiet_option
def command(  # noqa: PLR0913 - one argument an option
    files: tuple[Path, ...],
    rules: tuple[tuple[str, Level], ...],
    collections: tuple[Path, ...],
    top: int | None,
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

    At the end stands what each chapter has: its minutes, questions, topics and blanks, and what is
    waiting for a definition or a time. Of more than 60 chapters, files or modules are shown;
    --format json has all. -q leaves it out.

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
      flashcards check --top 5
      flashcards check --strict --rule answer-long=off
      flashcards check --format concise
      flashcards check --fix
      flashcards check --stats ~/export.apkg
    """
    paths = find_files(files)
    if not paths:
        say(NO_CONTENT)
    policy = make_policy(rules, is_strict=is_strict)
    _mend(paths, policy, is_fixing=is_fixing, is_sure=is_sure)
    copies = [from_project(path) for path in collections]
    checked = check(paths, policy, find_unread(files), copies, top or 0)
    for message in checked.refused:
        echo(f"flashcards: {safe(message)}", err=True)
    if format_ == "json":
        _print_json(checked, has_top=top is not None, has_costs=bool(collections))
    elif format_ == "github":
        _print_annotations(_choose(checked, top))
    elif format_ == "concise":
        print_concise(_choose(checked, top).diagnostics, checked.sources)
    else:
        _print_text(checked, top)
        if collections:
            from flashcards.cli.check_costs import print_costs  # noqa: PLC0415 - not for every check

            print_costs(checked.costs)
    return 1 if checked.has_errors or checked.refused else 0


def _mend(paths: Sequence[Path], policy: Policy, *, is_fixing: bool, is_sure: bool) -> None:
    if is_sure and not is_fixing:
        raise click.UsageError("--yes goes with --fix")
    if is_fixing:
        from flashcards.cli.check_fixes import fix  # noqa: PLC0415 - not for every check

        fix(paths, policy, is_sure=is_sure)


def _choose(checked: Checked, top: int | None) -> Checked:
    """Leave out what `--top` doesn't ask for: all but errors and the weakest cards' findings."""
    if top is None:
        return checked
    weakest = [finding for card in checked.weakest for finding in card.findings]
    return checked._replace(diagnostics=(*list_errors(checked), *dict.fromkeys(weakest)))


def _print_json(checked: Checked, *, has_top: bool, has_costs: bool) -> None:
    shown, sources = show_places(checked.diagnostics[:_MOST_FOR_PROGRAMS], checked.sources)
    left = len(checked.diagnostics) - len(shown)
    found: dict[str, Any] = {
        "diagnostics": [diagnostic_to_json(each, sources) for each in shown],
        **({"not_shown": left} if left else {}),
        "summary": _summary_to_json(checked.summary),
        "coverage": files_to_json(checked.files, checked.sources),
    }
    if has_top:
        found["weakest"] = [weak_card_to_json(each, checked.sources) for each in checked.weakest]
    if has_costs:
        from flashcards.cli.check_costs import cost_to_json  # noqa: PLC0415 - not for every check

        found["costs"] = [cost_to_json(each) for each in checked.costs]
    print_json(found)


def _print_annotations(checked: Checked) -> None:
    shown, sources = show_places(checked.diagnostics[:_MOST_FOR_PROGRAMS], checked.sources)
    for each in shown:
        echo_data(render_annotation(each, sources))
    if left := len(checked.diagnostics) - len(shown):
        echo_data(f"::notice::{count(left, 'more problem')} not shown")


def _print_text(checked: Checked, top: int | None) -> None:
    if top is None:
        print_diagnostics(checked.diagnostics, checked.sources, err=False)
    else:
        print_weakest(checked)
    if not is_quiet():
        print_table(checked.files)
        _print_summary(checked)


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

"""`flashcards check`: everything there is to say about the content, and nothing written."""

import os
from collections.abc import Mapping
from pathlib import Path

import click

from flashcards.app.known_checks import recall_check, remember_check
from flashcards.cli.options import files_argument, format_option, make_policy, policy_options
from flashcards.cli.output import (
    count,
    print_diagnostics,
    print_json,
    print_summary,
    summary_to_json,
)
from flashcards.content.levels import Level
from flashcards.diagnostics import Diagnostic, Source
from flashcards.diagnostics.human import render_counts
from flashcards.diagnostics.machine import diagnostic_to_json, render_annotation
from flashcards.disk.built_decks import read_sources
from flashcards.disk.cache import find_records
from flashcards.disk.sources import find_files
from flashcards.notes.summary import Summary


@click.command("check")
@files_argument
@policy_options
@format_option("text", "json", "github")
def command(
    files: tuple[Path, ...],
    rules: tuple[tuple[str, Level], ...],
    format_: str,
    *,
    is_strict: bool,
) -> int:
    """Report every problem of all files in `content`, or of the FILEs named.

    Writes nothing. Ends with status 1 when there are errors; `flashcards explain CODE` says
    more about any of them. With --format github, problems show beside the changed lines of a
    pull request.

    \b
    Examples:
      flashcards check
      flashcards check content/rlhf.yaml
      flashcards check --strict --rule answer-long=off
      flashcards check --format json
    """
    paths = find_files(files)
    policy = make_policy(rules, is_strict=is_strict)
    records = find_records(os.environ)
    known = recall_check(records, paths, policy)
    if known is not None:
        _report(known.diagnostics, known.summary, read_sources(known.diagnostics), format_)
        return 0
    from flashcards.app.compile import compile_files  # noqa: PLC0415 - brings the whole compiler

    compiled = compile_files(paths, policy)
    remember_check(records, compiled, policy)
    _report(compiled.diagnostics, compiled.summary, compiled.sources, format_)
    return 1 if compiled.has_errors else 0


def _report(
    diagnostics: tuple[Diagnostic, ...],
    summary: Summary,
    sources: Mapping[str, Source],
    format_: str,
) -> None:
    if format_ == "json":
        found = [diagnostic_to_json(each, sources) for each in diagnostics]
        print_json({"diagnostics": found, "summary": summary_to_json(summary)})
    elif format_ == "github":
        for each in diagnostics:
            click.echo(render_annotation(each, sources))
    else:
        print_diagnostics(diagnostics, sources, err=False)
        print_summary(summary)
        counts = render_counts(diagnostics) or "no problems"
        click.echo(f"{counts} in {count(summary.files, 'file')}")

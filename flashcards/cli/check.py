"""`flashcards check`: everything there is to say about the content, and nothing written."""

from pathlib import Path

import click

from flashcards.cli.options import files_argument, format_option, make_policy, policy_options
from flashcards.cli.output import (
    count,
    print_diagnostics,
    print_json,
    print_summary,
    summary_to_json,
)
from flashcards.compile import compile_files, find_files
from flashcards.content.rules import Level
from flashcards.diagnostics.human import render_counts
from flashcards.diagnostics.machine import diagnostic_to_json, render_annotation


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
    compiled = compile_files(find_files(files), make_policy(rules, is_strict=is_strict))
    if format_ == "json":
        found = [diagnostic_to_json(each, compiled.sources) for each in compiled.diagnostics]
        print_json({"diagnostics": found, "summary": summary_to_json(compiled.summary)})
    elif format_ == "github":
        for each in compiled.diagnostics:
            click.echo(render_annotation(each, compiled.sources))
    else:
        print_diagnostics(compiled.diagnostics, compiled.sources, err=False)
        print_summary(compiled.summary)
        counts = render_counts(compiled.diagnostics) or "no problems"
        click.echo(f"{counts} in {count(len(compiled.sources), 'file')}")
    return 1 if compiled.has_errors else 0

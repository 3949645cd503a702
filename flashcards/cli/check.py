"""`flashcards check`: everything there is to say about the content, and nothing written."""

from pathlib import Path

import click

from flashcards.cli.options import files_argument, format_option
from flashcards.cli.output import count, print_diagnostics, print_json
from flashcards.compile import compile_files, find_files
from flashcards.diagnostics.human import render_counts
from flashcards.diagnostics.machine import diagnostic_to_json


@click.command("check")
@files_argument
@format_option("text", "json")
def command(files: tuple[Path, ...], format_: str) -> int:
    """Report every problem of all files in `content`, or of the FILEs named.

    Writes nothing. Ends with status 1 when there are errors; `flashcards explain CODE` says
    more about any of them.

    \b
    Examples:
      flashcards check
      flashcards check content/rlhf.yaml
      flashcards check --format json
    """
    compiled = compile_files(find_files(files))
    if format_ == "json":
        print_json([diagnostic_to_json(each, compiled.sources) for each in compiled.diagnostics])
    else:
        print_diagnostics(compiled.diagnostics, compiled.sources, err=False)
        counts = render_counts(compiled.diagnostics) or "no problems"
        click.echo(f"{counts} in {count(len(compiled.sources), 'file')}")
    return 1 if compiled.has_errors else 0

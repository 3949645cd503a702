"""`check --fix`: the diff of what can be mended, and the question before it is written."""

from collections.abc import Sequence
from pathlib import Path

from flashcards.app.fix import Fixed, find_fixes, write_fixes
from flashcards.cli.ask import is_at_terminal, read_key
from flashcards.cli.echo import echo, painter
from flashcards.cli.output import count
from flashcards.content.levels import Policy
from flashcards.diagnostics.quoting import safe


def fix(paths: Sequence[Path], policy: Policy, *, is_sure: bool) -> None:
    """Show what can be mended, and write it if the author says so."""
    fixes = find_fixes(paths, policy)
    edits = count(sum(each.edits for each in fixes), "edit")
    if not fixes:
        echo("nothing that a machine can mend\n", err=True)
        return
    _show(fixes)
    where = f"{edits} in {count(len(fixes), 'file')}"
    if is_sure or (is_at_terminal() and _agree(where)):
        write_fixes(fixes)
        echo(f"{where} written\n", err=True)
    else:
        echo(f"{where} not written; `--yes` writes without asking\n", err=True)


def _show(fixes: Sequence[Fixed]) -> None:
    for fixed in fixes:
        for line in fixed.diff.splitlines():
            echo(safe(line), err=True)
        echo("", err=True)


def _agree(where: str) -> bool:
    paint = painter(err=True)
    echo(
        f"  {paint('y', 'bold')}  write the {where}\n  {paint('n', 'bold')}  write nothing\n",
        err=True,
    )
    return read_key("yn") == "y"

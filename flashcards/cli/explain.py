"""`flashcards explain`: what a diagnostic code means, why it matters, and how to mend it."""

import click

from flashcards.cli.echo import echo
from flashcards.content.codes import explain_code, list_codes
from flashcards.diagnostics.quoting import nearest_word


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> int:
    """Explain a diagnostic CODE; without one, list all codes.

    \b
    Examples:
      flashcards explain
      flashcards explain time-outside-chapter
    """
    codes = list_codes()
    if code is None:
        for each in codes:
            echo(each)
        return 0
    if code not in codes:
        near = nearest_word(code, codes)
        hint = f" Did you mean {near!r}?" if near else ""
        raise click.UsageError(f"There is no code {code!r}.{hint}")
    echo(explain_code(code), nl=False)
    return 0

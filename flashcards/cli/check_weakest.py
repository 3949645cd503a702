"""The weakest cards, as `flashcards check --top` shows them."""

from collections.abc import Mapping
from typing import Any

from flashcards.app.check import Checked
from flashcards.app.weakest import WeakCard
from flashcards.cli.echo import echo, is_quiet, painter
from flashcards.cli.output import count, print_diagnostics
from flashcards.cli.places import show_path
from flashcards.content.levels import RULES
from flashcards.diagnostics import Diagnostic, Severity, Source
from flashcards.diagnostics.quoting import safe, shorten

_LONGEST_FRONT = 100


def print_weakest(checked: Checked) -> None:
    """Print errors, then the weakest cards with what is said of each, and what is left out."""
    told = {finding for card in checked.weakest for finding in card.findings}
    others = list_errors(checked)
    print_diagnostics(others, checked.sources, err=False)
    paint = painter(err=False)
    for number, card in enumerate(checked.weakest, start=1):
        line, _ = checked.sources[card.span.path].position(card.span.start)
        place = f"{safe(show_path(card.span.path))}:{line}"
        front = safe(shorten(card.front, _LONGEST_FRONT))
        echo(f"{number}. {paint(place, 'bold')} {card.kind}: {paint(front, 'bold')}")
        for each in card.findings:
            line, column = checked.sources[each.span.path].position(each.span.start)
            label = paint(f"{each.severity.value}[{each.code}]", each.severity.value)
            echo(f"   {line}:{column}: {label}: {safe(each.message)}")
            echo(f"     {paint('help:', 'help')} {safe(each.help)}")
        echo()
    if not checked.weakest:
        echo("the craft rules find no weak card\n")
    left = len(checked.diagnostics) - len(told) - len(others)
    if left and not is_quiet():
        echo(f"{count(left, 'more problem')} not shown: run `flashcards check`\n")


def list_errors(checked: Checked) -> list[Diagnostic]:
    """Give the errors that are no matter of a card's quality: nothing is built before they go."""
    return [
        each
        for each in checked.diagnostics
        if each.severity is Severity.ERROR and each.code not in RULES
    ]


def weak_card_to_json(card: WeakCard, sources: Mapping[str, Source]) -> dict[str, Any]:
    """Give a weak card for another program; its findings are among the diagnostics as well."""
    line, column = sources[card.span.path].position(card.span.start)
    return {
        "path": show_path(card.span.path),
        "line": line,
        "column": column,
        "kind": card.kind,
        "front": card.front,
        "codes": [each.code for each in card.findings],
    }

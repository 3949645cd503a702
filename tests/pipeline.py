"""What the tests of diagnostics share: one file's way from text to notes."""

from typing import NoReturn

import pytest

from flashcards.content.load import load_source
from flashcards.diagnostics import Diagnostic, Source, has_errors, sort_diagnostics
from flashcards.lint.judge import Levels, judge
from flashcards.notes.generate import generate_deck

CASE_PATH = "content/case.yaml"


def diagnose(
    text: str, path: str = CASE_PATH, levels: Levels | None = None
) -> tuple[Source, tuple[Diagnostic, ...]]:
    """Take a content file's text as far as a build would, and give all that is said of it.

    The craft rules are asked only when there are levels to weigh their findings by.
    """
    source = Source(path=path, text=text)
    found: list[Diagnostic] = []
    breakdown = load_source(source, found)
    if breakdown is not None and not has_errors(found):
        generate_deck(breakdown, found)
        if levels is not None:
            found += judge([breakdown], {path: source}, levels)
    return source, sort_diagnostics(found)


def refuse(diagnostic: Diagnostic) -> NoReturn:
    """Fail the test: the report of a reader that should have nothing to say."""
    pytest.fail(f"{diagnostic.code}: {diagnostic.message}")


def codes(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    """Give the codes in the order in which they are shown."""
    return [diagnostic.code for diagnostic in diagnostics]

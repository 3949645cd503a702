"""Checks on decoded content, each a function from a file's outline to diagnostics."""

from collections.abc import Callable, Iterable, Iterator

from flashcards.content.checks import names, repetition, timing
from flashcards.content.model import Breakdown
from flashcards.content.outline import Outline
from flashcards.diagnostics import Diagnostic

Check = Callable[[Outline], Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    names.check_content_id,
    names.check_duplicate_modules,
    names.check_duplicate_chapters,
    names.check_duplicate_questions,
    names.check_duplicate_topics,
    names.check_conflicting_topics,
    timing.check_ranges,
    timing.check_chapter_order,
    timing.check_duration,
    timing.check_times_in_chapter,
    names.check_reserved_tags,
    repetition.check_repetition,
)
"""Checks of what could be decoded, run on every file."""

WHOLE_CHECKS: tuple[Check, ...] = (timing.check_placed_questions, names.check_undefined_topics)
"""Checks that would accuse the wrong line if a broken chapter were missing from the model."""


def check_outline(outline: Outline, *, is_whole: bool) -> Iterator[Diagnostic]:
    """Run the checks of one file; `is_whole` when all of it could be decoded."""
    for check in CHECKS + (WHOLE_CHECKS if is_whole else ()):
        yield from check(outline)


def check_together(breakdowns: Iterable[Breakdown]) -> Iterator[Diagnostic]:
    """Run the checks over all files of a run."""
    yield from names.check_duplicate_content_ids(breakdowns)

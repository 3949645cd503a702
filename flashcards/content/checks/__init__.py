"""Checks on decoded content, each a function from a file's outline to diagnostics."""

from collections.abc import Callable, Iterable, Iterator

from flashcards.content.checks.names import (
    check_content_id,
    check_duplicate_chapters,
    check_duplicate_content_ids,
    check_duplicate_modules,
    check_duplicate_questions,
    check_reserved_tags,
)
from flashcards.content.checks.repetition import check_repetition
from flashcards.content.checks.timing import (
    check_chapter_order,
    check_duration,
    check_placed_questions,
    check_ranges,
    check_times_in_chapter,
)
from flashcards.content.checks.topics import (
    check_conflicting_topics,
    check_duplicate_topics,
    check_undefined_topics,
)
from flashcards.content.model import Breakdown
from flashcards.content.outline import Outline, make_outline
from flashcards.diagnostics import Diagnostic

Check = Callable[[Outline], Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    check_content_id,
    check_duplicate_modules,
    check_duplicate_chapters,
    check_duplicate_questions,
    check_duplicate_topics,
    check_conflicting_topics,
    check_ranges,
    check_chapter_order,
    check_duration,
    check_times_in_chapter,
    check_reserved_tags,
    check_repetition,
)
"""Checks of what could be decoded, run on every file."""

WHOLE_CHECKS: tuple[Check, ...] = (
    check_placed_questions,
    check_undefined_topics,
)
"""Checks that would accuse the wrong line if a broken chapter were missing from the model."""


def check_breakdown(breakdown: Breakdown, *, is_whole: bool) -> Iterator[Diagnostic]:
    """Run the checks of one file; `is_whole` when all of it could be decoded."""
    outline = make_outline(breakdown)
    for check in CHECKS + (WHOLE_CHECKS if is_whole else ()):
        yield from check(outline)


def check_together(breakdowns: Iterable[Breakdown]) -> Iterator[Diagnostic]:
    """Run the checks over all files of a run."""
    yield from check_duplicate_content_ids(breakdowns)

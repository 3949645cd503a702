"""Whether the times of a file agree with one another."""

from collections.abc import Iterator
from itertools import pairwise

from flashcards.content.model import Question, Topic
from flashcards.content.outline import Outline
from flashcards.content.walk import Place, place_at, place_question
from flashcards.diagnostics import Diagnostic, Related, make_error, make_warning, quote
from flashcards.text.times import format_time


def _range(place: Place) -> str:
    start = format_time(place.chapter.start.time)
    return f"{start} - {'the end' if place.end is None else format_time(place.end)}"


def check_ranges(outline: Outline) -> Iterator[Diagnostic]:
    """Check that each chapter ends after it starts."""
    for chapter in (place.chapter for place in outline.places):
        if chapter.end and chapter.end.time <= chapter.start.time:
            yield make_error(
                "reversed-time-range",
                chapter.end.span,
                f"{quote(chapter.title.value)} ends at {format_time(chapter.end.time)}, "
                f"not after its start at {format_time(chapter.start.time)}",
                "write the start first: 12:03 - 24:05",
            )


def check_chapter_order(outline: Outline) -> Iterator[Diagnostic]:
    """Check that chapters follow one another through the video without overlap."""
    for before, chapter in pairwise([place.chapter for place in outline.places]):
        start = chapter.start.time
        above = (Related((before.end or before.start).span, "the chapter above it"),)
        if start < before.start.time:
            yield make_error(
                "chapters-out-of-order",
                chapter.start.span,
                f"{quote(chapter.title.value)} starts before the chapter above it",
                "put the chapters in the order of the video",
                related=above,
            )
        elif start == before.start.time or (before.end and before.end.time > start):
            yield make_error(
                "chapters-overlap",
                chapter.start.span,
                f"{quote(chapter.title.value)} starts while the chapter above it lasts",
                "end the one where the other starts",
                related=above,
            )


def check_duration(outline: Outline) -> Iterator[Diagnostic]:
    """Check that no chapter goes on after the video has ended."""
    duration = outline.breakdown.duration
    if duration is None:
        return
    for chapter in (place.chapter for place in outline.places):
        last = chapter.end or chapter.start
        if last.time > duration.time:
            yield make_error(
                "time-past-duration",
                last.span,
                f"{format_time(last.time)} is past the video's duration "
                f"({format_time(duration.time)})",
                "correct the time, or the file's `duration`",
            )


def check_times_in_chapter(outline: Outline) -> Iterator[Diagnostic]:
    """Check that the moments of a chapter's items lie in the chapter."""
    for record, _, place in outline.items:
        at = record.at if isinstance(record, Topic | Question) else None
        if at is None or place is None:
            continue
        if place.end is not None and place.end <= place.chapter.start.time:
            continue  # the chapter's own times are wrong, and reported
        if not place.contains(at.time) and place_at(outline.places, at.time) is not place:
            yield make_error(
                "time-outside-chapter",
                at.span,
                f"`at` {format_time(at.time)} is outside its chapter ({_range(place)})",
                "use a time inside the chapter, or move the item",
            )


def check_placed_questions(outline: Outline) -> Iterator[Diagnostic]:
    """Check that questions outside any chapter have a time, and that it finds them one."""
    for record, module, place in outline.items:
        if place is not None or not isinstance(record, Question):
            continue
        if record.at is None:
            yield make_warning(
                "question-waiting-for-time",
                record.question.span,
                f"the question {quote(record.question.value)} has no time behind "
                "its `at`, so no card",
                "write the time behind `at:`, or move the question into a chapter",
            )
        elif place_question(outline.places, record, module) is None:
            where = f"the chapters of {quote(module.title.value)}" if module else "any chapter"
            yield make_error(
                "time-outside-chapters",
                record.at.span,
                f"`at` {format_time(record.at.time)} is outside {where}",
                "use a time inside a chapter, or move the question",
            )

"""Whether the times of a file agree with one another."""

from collections.abc import Iterator
from itertools import pairwise

from flashcards.content.checks.outline import Outline
from flashcards.content.model import Question
from flashcards.content.places import Place, place_at, place_in_module
from flashcards.diagnostics import Diagnostic, make_error, make_warning, quote
from flashcards.text.times import format_time


def _range(place: Place) -> str:
    start = format_time(place.chapter.start.time)
    return f"{start} - {'the end' if place.end is None else format_time(place.end)}"


def check_ranges(outline: Outline) -> Iterator[Diagnostic]:
    """Check that each chapter ends after it starts."""
    for chapter in outline.chapters:
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
    for before, chapter in pairwise(outline.chapters):
        start = chapter.start.time
        if start < before.start.time:
            yield make_error(
                "chapters-out-of-order",
                chapter.start.span,
                f"{quote(chapter.title.value)} starts before the chapter above it",
                "put the chapters in the order of the video",
            )
        elif start == before.start.time or (before.end and before.end.time > start):
            yield make_error(
                "chapters-overlap",
                chapter.start.span,
                f"{quote(chapter.title.value)} starts while the chapter above it lasts",
                "end the one where the other starts",
            )


def check_duration(outline: Outline) -> Iterator[Diagnostic]:
    """Check that no chapter goes on after the video has ended."""
    duration = outline.breakdown.duration
    if duration is None:
        return
    for chapter in outline.chapters:
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
    places = outline.places
    for place in places:
        if place.end is not None and place.end <= place.chapter.start.time:
            continue  # the chapter's own times are wrong, and reported
        moments = [topic.at for topic in place.chapter.topics]
        moments += [question.at for question in place.chapter.questions]
        for at in moments:
            if at and not place.contains(at.time) and place_at(places, at.time) is not place:
                yield make_error(
                    "time-outside-chapter",
                    at.span,
                    f"`at` {format_time(at.time)} is outside its chapter ({_range(place)})",
                    "use a time inside the chapter, or move the item",
                )


def check_placed_questions(outline: Outline) -> Iterator[Diagnostic]:
    """Check that the times of a module's and the file's questions find a chapter."""
    breakdown, places = outline.breakdown, outline.places
    for question in breakdown.questions:
        if question.at and place_at(places, question.at.time) is None:
            yield _placeless(question, "any chapter")
    for module in breakdown.modules:
        for question in module.questions:
            if question.at and place_in_module(places, module, question.at.time) is None:
                yield _placeless(question, f"the chapters of {quote(module.title.value)}")


def check_waiting_questions(outline: Outline) -> Iterator[Diagnostic]:
    """List the questions outside any chapter that still wait for the time that places them."""
    breakdown = outline.breakdown
    for questions in (*(module.questions for module in breakdown.modules), breakdown.questions):
        for question in questions:
            if question.at is None:
                yield make_warning(
                    "question-waiting-for-time",
                    question.question.span,
                    f"the question {quote(question.question.value)} has no time behind "
                    "its `at`, so no card",
                    "write the time behind `at:`, or move the question into a chapter",
                )


def _placeless(question: Question, where: str) -> Diagnostic:
    assert question.at is not None  # noqa: S101 - the callers have looked
    return make_error(
        "time-outside-chapters",
        question.at.span,
        f"`at` {format_time(question.at.time)} is outside {where}",
        "use a time inside a chapter, or move the question",
    )

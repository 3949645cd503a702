"""Chapters as the formats list them, to the modules of a draft; what can't be used is reported.

Nobody mends a downloaded file by hand, so a chapter that can be used in part is, with a warning.
Order and overlaps are left to `normalise_draft`: they are the same for all formats.
"""

from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

from flashcards.diagnostics import Report, Span, make_error, make_warning, quote
from flashcards.drafts.records import DraftChapter, DraftModule, DraftQuestion
from flashcards.text.times import Milliseconds, format_time

DEEPEST = 32
"""Levels of chapters in chapters that are kept apart; two have a meaning."""

_TOO_LONG = 10_000 * 3600
"""Seconds; no time of a source has more than four digits of hours."""


class FoundTime(NamedTuple):
    """What stands where a time should; `time` is `None` when it is no moment of a video.

    `path` says where in a source without lines of its own, such as `chapters[3].start_time`.
    """

    time: Milliseconds | None
    written: str
    span: Span
    path: str = ""


class FoundQuestion(NamedTuple):
    """A question with its answer as a reader sees them, and what neither has a place for."""

    question: str
    answer: str
    comment: str


class FoundChapter(NamedTuple):
    """A chapter, or with `parts` a group of them, whose own times don't matter.

    `path` is as that of a time; `comment` is what has no place in a content file,
    `questions` are those that stand below it.
    """

    title: str
    start: FoundTime | None
    end: FoundTime | None
    span: Span
    parts: tuple["FoundChapter", ...] = ()
    path: str = ""
    summary: str = ""
    comment: str = ""
    questions: tuple[FoundQuestion, ...] = ()


def to_milliseconds(seconds: float) -> Milliseconds | None:
    """Round to whole milliseconds; `None` for what can't be a moment of a video."""
    return Milliseconds(round(seconds * 1000)) if 0 <= seconds < _TOO_LONG else None


def make_modules(
    found: Iterable[FoundChapter], place: Span, report: Report
) -> tuple[DraftModule, ...]:
    """Make modules of chapters and groups of chapters; report at `place` when none is left."""
    found = tuple(found)
    modules: list[DraftModule] = []
    numbers = count(1)
    for outer in found:
        leaves = _iterate_leaves(outer) if outer.parts else (outer,)
        chapters = [_make_chapter(leaf, next(numbers), report) for leaf in leaves]
        usable = tuple(chapter for chapter in chapters if chapter is not None)
        if usable:
            title = outer.title if outer.parts else usable[0].title
            if not title:
                what = "a group of chapters"
                title = _name_untitled("module", len(modules) + 1, what, outer.span, report)
            modules.append(DraftModule(title=title, chapters=usable))
    if not modules:
        message = "none of the chapters can be used" if found else "there are no chapters here"
        help_ = "name a source that lists the video's chapters with their times"
        report(make_error("no-chapters", place, message, help_))
    return tuple(modules)


def _iterate_leaves(outer: FoundChapter, prefix: str = "") -> Iterator[FoundChapter]:
    """Give the innermost chapters; those below the second level keep the title of their group."""
    for part in outer.parts:
        if part.parts:
            yield from _iterate_leaves(part, part.title)
        elif prefix and part.title:
            yield part._replace(title=f"{prefix}: {part.title}")
        else:
            yield part


def _make_chapter(found: FoundChapter, number: int, report: Report) -> DraftChapter | None:
    name = quote(found.title) if found.title else f"chapter {number}"
    if found.start is None:
        problem = f"{name}{_locate(found.path)} has no start time and is left out"
        _report_time(report, found.span, problem, "add the chapter to the draft by hand")
        return None
    start = found.start.time
    if start is None:
        problem = f"{name} starts at {_show(found.start)}, which is no time: it is left out"
        _report_time(report, found.start.span, problem, "add the chapter to the draft by hand")
        return None
    what = f"the chapter at {format_time(start)}"
    return DraftChapter(
        title=found.title or _name_untitled("chapter", number, what, found.span, report),
        start=start,
        end=_make_end(found.end, start, name, report),
        summary=found.summary,
        comment=found.comment,
        questions=tuple(
            DraftQuestion(**each._asdict(), span=found.span) for each in found.questions
        ),
        span=found.span,
    )


def _make_end(
    end: FoundTime | None, start: Milliseconds, name: str, report: Report
) -> Milliseconds | None:
    """Give the end when there is one; a chapter that ends as it starts is a mark without length."""
    if end is None or end.time == start:
        return None
    if end.time is not None and end.time > start:
        return end.time
    problem = f"{name} ends at {_show(end)}, which is no time"
    if end.time is not None:
        shown = f"{format_time(end.time)}{_locate(end.path)}"
        problem = f"{name} ends at {shown}, before its start at {format_time(start)}"
    help_ = "write the chapter's end into the draft if it isn't the start of the next"
    _report_time(report, end.span, f"{problem}: its end is left out", help_)
    return None


def _report_time(report: Report, span: Span, message: str, help_: str) -> None:
    report(make_warning("invalid-chapter-time", span, message, help_))


def _show(time: FoundTime) -> str:
    return f"{quote(time.written)}{_locate(time.path)}"


def _locate(path: str) -> str:
    return f" (`{path}`)" if path else ""


def _name_untitled(kind: str, number: int, what: str, span: Span, report: Report) -> str:
    title = f"Untitled {kind} {number}"
    message = f"{what} has no title: it is named {quote(title)}"
    help_ = f"give the {kind} a title in the draft"
    report(make_warning("chapter-without-title", span, message, help_))
    return title

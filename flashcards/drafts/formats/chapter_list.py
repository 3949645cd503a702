"""Chapters as the formats list them, to the modules of a draft; what can't be used is reported.

Nobody mends a downloaded file by hand, so a chapter that can be used in part is, with a warning.
Order and overlaps are left to `order_draft`: they are the same for all formats.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from flashcards.diagnostics import Diagnostic, Report, Span, make_error, make_warning, quote
from flashcards.drafts.draft import DraftChapter, DraftModule
from flashcards.text.times import Milliseconds, format_time

DEEPEST = 32
"""Levels of chapters in chapters that are kept apart; two have a meaning."""

_TOO_LONG = 10_000 * 3600
"""Seconds; no time of a source has more than four digits of hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTime:
    """What stands where a time should; `time` is `None` when it is no moment of a video.

    `path` says where in a source without lines of its own, such as `chapters[3].start_time`.
    """

    time: Milliseconds | None
    written: str
    path: str = ""
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundChapter:
    """A chapter, or with `parts` a group of them, whose own times don't matter.

    `path` is as that of a time.
    """

    title: str
    path: str = ""
    start: FoundTime | None
    end: FoundTime | None = None
    parts: tuple["FoundChapter", ...] = ()
    span: Span = field(compare=False)


def to_milliseconds(seconds: float) -> Milliseconds | None:
    """Round to whole milliseconds; `None` for what can't be a moment of a video."""
    return Milliseconds(round(seconds * 1000)) if 0 <= seconds < _TOO_LONG else None


def make_modules(
    found: Iterable[FoundChapter], place: Span, report: Report
) -> tuple[DraftModule, ...]:
    """Make modules of chapters and groups of chapters; report at `place` when none is left."""
    modules: list[DraftModule] = []
    number = 0
    listed = False
    for outer in found:
        listed = True
        leaves = tuple(_iterate_leaves(outer)) if outer.parts else (outer,)
        chapters = []
        for leaf in leaves:
            number += 1
            if chapter := _make_chapter(leaf, number, report):
                chapters.append(chapter)
        if chapters:
            title = outer.title if outer.parts else chapters[0].title
            if not title:
                what = "a group of chapters"
                title = _name_untitled("module", len(modules) + 1, what, outer.span, report)
            modules.append(DraftModule(title=title, chapters=tuple(chapters)))
    if not modules:
        message = "none of the chapters can be used" if listed else "there are no chapters here"
        help_ = "name a source that lists the video's chapters with their times"
        report(make_error("no-chapters", place, message, help_))
    return tuple(modules)


def _iterate_leaves(outer: FoundChapter, prefix: str = "") -> Iterator[FoundChapter]:
    """Give the innermost chapters; those below the second level keep the title of their group."""
    for part in outer.parts:
        if part.parts:
            yield from _iterate_leaves(part, part.title)
        elif prefix and part.title:
            yield replace(part, title=f"{prefix}: {part.title}")
        else:
            yield part


def _make_chapter(found: FoundChapter, number: int, report: Report) -> DraftChapter | None:
    name = quote(found.title) if found.title else f"chapter {number}"
    if found.start is None:
        message = f"{name}{_locate(found.path)} has no start time and is left out"
        report(_leave_out(message, found.span))
        return None
    start = found.start.time
    if start is None:
        message = f"{name} starts at {_show(found.start)}, which is no time: it is left out"
        report(_leave_out(message, found.start.span))
        return None
    what = f"the chapter at {format_time(start)}"
    return DraftChapter(
        title=found.title or _name_untitled("chapter", number, what, found.span, report),
        start=start,
        end=_make_end(found.end, start, name, report),
        span=found.span,
    )


def _make_end(
    end: FoundTime | None, start: Milliseconds, name: str, report: Report
) -> Milliseconds | None:
    """Give the end when there is one; a chapter that ends as it starts is a mark without length."""
    if end is None or end.time == start:
        return None
    if end.time is None:
        problem = f"{name} ends at {_show(end)}, which is no time"
    elif end.time > start:
        return end.time
    else:
        shown = f"{format_time(end.time)}{_locate(end.path)}"
        problem = f"{name} ends at {shown}, before its start at {format_time(start)}"
    report(
        make_warning(
            "invalid-chapter-time",
            end.span,
            f"{problem}: its end is left out",
            "write the chapter's end into the draft if it isn't the start of the next",
        )
    )
    return None


def _leave_out(message: str, span: Span) -> Diagnostic:
    return make_warning(
        "invalid-chapter-time", span, message, "add the chapter to the draft by hand"
    )


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

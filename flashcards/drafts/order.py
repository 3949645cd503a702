"""Times of a draft brought into the order that a content file demands, and nothing dropped."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from flashcards.content.places import GAP
from flashcards.diagnostics import Report, Span, make_warning, quote
from flashcards.drafts.draft import (
    AnyItem,
    Draft,
    DraftChapter,
    DraftModule,
)
from flashcards.text.times import Milliseconds, format_time

_SECOND = 1_000
_LATEST = Milliseconds(999 * 3_600_000)
"""Hours that a time can be written with end before the thousandth."""

_HELP = "compare the draft's times with the video"


def order_draft(draft: Draft, path: str, report: Report) -> Draft:
    """Sort the chapters and make all times agree; what was changed by more is reported."""
    draft = _with_chapters(draft, path, report)
    pairs = sorted(
        ((module, chapter) for module in draft.modules for chapter in module.chapters),
        key=lambda pair: pair[1].start,
    )
    starts = _distinct_starts([chapter for _, chapter in pairs], report)
    duration = _checked_duration(draft.duration, starts[-1], Span(path, 0, 0), report)
    following = [*starts[1:], None]
    chapters = [
        _fit(replace(chapter, start=start), after, duration, report)
        for (_, chapter), start, after in zip(pairs, starts, following, strict=True)
    ]
    modules = _regroup([module for module, _ in pairs], chapters)
    inside = [
        range(chapter.start, _find_last(chapter, after, duration) + 1)
        for chapter, after in zip(chapters, following, strict=True)
    ]
    questions = tuple(
        each
        if each.at is None or any(each.at in moments for moments in inside)
        else _untimed(each, "outside all chapters", report)
        for each in draft.questions
    )
    return replace(draft, modules=modules, questions=questions, duration=duration)


def _with_chapters(draft: Draft, path: str, report: Report) -> Draft:
    """Keep what a module without chapters says as a comment; a draft has one chapter at least."""
    span = Span(path, 0, 0)
    comment = draft.comment
    for module in draft.modules:
        if not module.chapters and (module.title or module.summary):
            message = f"the module {quote(module.title)} has no chapters in the source"
            report(
                make_warning(
                    "source-without-chapters", span, message, "add its chapters to the draft"
                )
            )
            comment = "\n".join(filter(None, (comment, module.title, module.summary)))
    modules = tuple(module for module in draft.modules if module.chapters)
    if not modules:
        message = "the source has no chapters, so the draft has one for the whole video"
        report(make_warning("source-without-chapters", span, message, "divide it into chapters"))
        chapter = DraftChapter(title=draft.title, start=Milliseconds(0), span=span)
        modules = (DraftModule(title=draft.title, chapters=(chapter,)),)
    return replace(draft, modules=modules, comment=comment)


def _distinct_starts(chapters: list[DraftChapter], report: Report) -> list[Milliseconds]:
    starts: list[Milliseconds] = []
    for index, chapter in enumerate(chapters):
        earliest = starts[-1] + _SECOND if starts and chapter.start <= starts[-1] else 0
        # Room is left for the chapters that follow, so that they stay apart, too.
        latest = _LATEST - (len(chapters) - index) * _SECOND
        start = Milliseconds(min(max(chapter.start, earliest), latest))
        if start != chapter.start:
            message = f"{quote(chapter.title)} can't start with the chapter before it"
            if not 0 <= chapter.start <= latest:
                message = f"{quote(chapter.title)} starts at no time that a video has"
            _report(report, f"{message}, so it starts at {format_time(start)}", chapter.span)
        starts.append(start)
    return starts


def _checked_duration(
    duration: Milliseconds | None, last_start: Milliseconds, span: Span, report: Report
) -> Milliseconds | None:
    if duration is None or last_start <= duration < _LATEST:
        return duration if duration != 0 else None
    _report(report, "the source's duration doesn't fit its chapters, so it is left out", span)
    return None


def _fit(
    chapter: DraftChapter,
    after: Milliseconds | None,
    duration: Milliseconds | None,
    report: Report,
) -> DraftChapter:
    """End a chapter before the next starts, and let its items stand inside it."""
    end = chapter.end
    limit = min(each for each in (after, duration, _LATEST) if each is not None)
    if end is not None and end <= chapter.start:
        message = f"{quote(chapter.title)} ends before it starts, so its end is left out"
        _report(report, message, chapter.span)
        end = None
    elif end is not None and end > limit:
        if end - limit > _SECOND:
            message = f"{quote(chapter.title)} would last beyond {format_time(limit)}"
            _report(report, f"{message}, where it must end", chapter.span)
        end = limit if limit > chapter.start else None
    chapter = replace(chapter, end=end)
    moments = range(chapter.start, _find_last(chapter, after, duration) + 1)

    def fit(item: AnyItem) -> AnyItem:
        if item.at is None or item.at in moments:
            return item
        return _untimed(item, f"outside {quote(chapter.title)}", report)

    return replace(
        chapter,
        topics=tuple(map(fit, chapter.topics)),
        questions=tuple(map(fit, chapter.questions)),
    )


def _find_last(
    chapter: DraftChapter, after: Milliseconds | None, duration: Milliseconds | None
) -> Milliseconds:
    """Give a chapter's last moment; a short gap before the next one, `after`, belongs to it."""
    ends = (chapter.end, after, duration, _LATEST)
    last = next(each for each in ends if each is not None)
    return last if after is None else Milliseconds(max(last, min(after - 1, last + GAP)))


def _untimed(item: AnyItem, where: str, report: Report) -> AnyItem:
    """Take away a time that can't be right, and leave it to the author in the comment."""
    time = format_time(item.at or Milliseconds(0))
    _report(report, f"the time {time} is {where}, so it stands in a comment", item.span)
    said = f"The source's time, {time}, is {where}."
    comment = "\n".join(filter(None, (item.comment, said)))
    return replace(item, at=None, comment=comment)


def _regroup(
    owners: Iterable[DraftModule], chapters: Iterable[DraftChapter]
) -> tuple[DraftModule, ...]:
    """Give the chapters back to their modules; one that another interrupts stands twice."""
    modules: list[DraftModule] = []
    seen: set[int] = set()
    pairs = zip(owners, chapters, strict=True)
    for key, group in groupby(pairs, key=lambda pair: id(pair[0])):
        found = list(group)
        module = replace(found[0][0], chapters=tuple(chapter for _, chapter in found))
        modules.append(replace(module, summary="") if key in seen else module)
        seen.add(key)
    return tuple(modules)


def _report(report: Report, message: str, span: Span) -> None:
    report(make_warning("source-times-disagree", span, message, _HELP))

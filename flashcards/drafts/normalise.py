"""Any draft to one that is sound content: it builds at once, and nothing of it is dropped.

Texts are cleaned first, then times brought into the order that a content file demands; last, what
would share a name gets an `id`. Names are made of the text as it will stand in the file, escapes
included.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from flashcards.content.values import LONGEST_ID
from flashcards.content.walk import GAP
from flashcards.diagnostics import Report, Span, make_warning, quote
from flashcards.drafts.clean import clean_draft
from flashcards.drafts.markup import escape_block, escape_inline, escape_term
from flashcards.drafts.records import (
    AnyItem,
    Draft,
    DraftChapter,
    DraftModule,
    DraftQuestion,
    DraftTopic,
    join_lines,
)
from flashcards.text.slugs import Slug, cut_slug, fold_term, key_slug, tag_slug
from flashcards.text.times import Milliseconds, format_time

_SECOND = 1_000
_LATEST = Milliseconds(999 * 3_600_000)
"""Hours that a time can be written with end before the thousandth."""

_LONGEST_STEM = LONGEST_ID - 10
"""Bytes of an `id` before its number."""

_HELP = "compare the draft's times with the video"


def normalise_draft(draft: Draft, path: str, report: Report) -> Draft:
    """Clean the texts, order the times and tell namesakes apart.

    What is changed beyond recognition is reported at its place in the source, `path`.
    """
    return _identify(_order(clean_draft(draft, path, report), path, report))


def _order(draft: Draft, path: str, report: Report) -> Draft:
    """Sort the chapters and make all times agree; what was changed by more is reported."""
    draft = _give_chapters(draft, path, report)
    pairs = sorted(
        ((module, chapter) for module in draft.modules for chapter in module.chapters),
        key=lambda pair: pair[1].start,
    )
    starts = _distinct_starts([chapter for _, chapter in pairs], report)
    duration = _checked_duration(draft.duration, starts[-1], Span(path, 0, 0), report)
    ordered: list[tuple[DraftModule, DraftChapter]] = []
    inside: list[range] = []
    for (module, chapter), start, after in zip(pairs, starts, [*starts[1:], None], strict=True):
        limit = min(each for each in (after, duration, _LATEST) if each is not None)
        end = _fit_end(chapter, start, limit, report)
        last = limit if end is None else end
        if after is not None:  # a short gap before the next chapter belongs to this one
            last = Milliseconds(max(last, min(after - 1, last + GAP)))
        moments = range(start, last + 1)
        where = f"outside {quote(chapter.title)}"
        fitted = replace(
            chapter,
            start=start,
            end=end,
            topics=tuple(_fit_item(each, [moments], where, report) for each in chapter.topics),
            questions=tuple(
                _fit_item(each, [moments], where, report) for each in chapter.questions
            ),
        )
        ordered.append((module, fitted))
        inside.append(moments)
    return replace(
        draft,
        modules=_regroup(ordered),
        questions=tuple(
            _fit_item(each, inside, "outside all chapters", report) for each in draft.questions
        ),
        duration=duration,
    )


def _give_chapters(draft: Draft, path: str, report: Report) -> Draft:
    """Keep what a module without chapters says as a comment; a draft has one chapter at least."""
    span = Span(path, 0, 0)
    lines = [draft.comment]
    for module in draft.modules:
        if not module.chapters and (module.title or module.summary):
            message = f"the module {quote(module.title)} has no chapters in the source"
            report(
                make_warning(
                    "source-without-chapters", span, message, "add its chapters to the draft"
                )
            )
            lines += [module.title, module.summary]
    modules = tuple(module for module in draft.modules if module.chapters)
    if not modules:
        message = "the source has no chapters, so the draft has one for the whole video"
        report(make_warning("source-without-chapters", span, message, "divide it into chapters"))
        chapter = DraftChapter(title=draft.title, start=Milliseconds(0), span=span)
        modules = (DraftModule(title=draft.title, chapters=(chapter,)),)
    return replace(draft, modules=modules, comment=join_lines(*lines))


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


def _fit_end(
    chapter: DraftChapter, start: Milliseconds, limit: Milliseconds, report: Report
) -> Milliseconds | None:
    """Give a chapter's end if it can be one: after the start, and not beyond the limit."""
    end = chapter.end
    if end is None or start < end <= limit:
        return end
    if end <= start:
        message = f"{quote(chapter.title)} ends before it starts, so its end is left out"
        _report(report, message, chapter.span)
        return None
    if end - limit > _SECOND:
        message = f"{quote(chapter.title)} would last beyond {format_time(limit)}"
        _report(report, f"{message}, where it must end", chapter.span)
    return limit if limit > start else None


def _fit_item(item: AnyItem, inside: Sequence[range], where: str, report: Report) -> AnyItem:
    """Take away a time that can't be right, and leave it to the author in the comment."""
    if item.at is None or any(item.at in moments for moments in inside):
        return item
    time = format_time(item.at)
    _report(report, f"the time {time} is {where}, so it stands in a comment", item.span)
    comment = join_lines(item.comment, f"The source's time, {time}, is {where}.")
    return replace(item, at=None, comment=comment)


def _regroup(ordered: Sequence[tuple[DraftModule, DraftChapter]]) -> tuple[DraftModule, ...]:
    """Give the chapters back to their modules; one that another interrupts stands twice."""
    modules: list[DraftModule] = []
    seen: set[int] = set()
    for key, pairs in groupby(ordered, key=lambda pair: id(pair[0])):
        (module, *_), chapters = zip(*pairs, strict=True)
        summary = "" if key in seen else module.summary
        modules.append(replace(module, summary=summary, chapters=chapters))
        seen.add(key)
    return tuple(modules)


def _report(report: Report, message: str, span: Span) -> None:
    report(make_warning("source-times-disagree", span, message, _HELP))


class _Names:
    """The names of one kind that are taken."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._numbers: dict[str, int] = {}

    def take(self, slug: Slug) -> str:
        """Give the `id` that an item needs to have a name of its own; empty when it needs none."""
        name: str = slug
        stem = cut_slug(slug, _LONGEST_STEM)
        number = self._numbers.get(stem, 1)
        while name in self._taken:
            number += 1
            name = f"{stem}-{number}"
            # Those up to this one are taken for good: thousands of one name aren't tried again.
            self._numbers[stem] = number
        self._taken.add(name)
        return "" if name == slug else name


def _identify(draft: Draft) -> Draft:
    """Merge topics that a chapter has twice, and give an `id` where two items share a name."""
    modules, chapters, questions, topics = _Names(), _Names(), _Names(), _Names()
    terms: set[str] = set()
    has_modules = draft.has_modules

    def of_question(question: DraftQuestion) -> DraftQuestion:
        slug = key_slug(escape_block(question.question))
        return replace(question, identifier=questions.take(slug))

    def of_topic(topic: DraftTopic) -> DraftTopic:
        term = escape_term(topic.term)
        if fold_term(term) in terms:
            return topic  # one note: the first mention names it
        terms.add(fold_term(term))
        return replace(topic, identifier=topics.take(key_slug(term)))

    def of_chapter(chapter: DraftChapter) -> DraftChapter:
        return replace(
            chapter,
            identifier=chapters.take(key_slug(escape_inline(chapter.title))),
            topics=tuple(map(of_topic, _merge(chapter.topics))),
            questions=tuple(map(of_question, chapter.questions)),
        )

    def of_module(module: DraftModule) -> DraftModule:
        return replace(
            module,
            identifier=modules.take(tag_slug(escape_inline(module.title))) if has_modules else "",
            chapters=tuple(map(of_chapter, module.chapters)),
        )

    return replace(
        draft,
        modules=tuple(map(of_module, draft.modules)),
        questions=tuple(map(of_question, draft.questions)),
    )


def _merge(topics: tuple[DraftTopic, ...]) -> tuple[DraftTopic, ...]:
    found: dict[str, DraftTopic] = {}
    for topic in topics:
        first = found.setdefault(fold_term(escape_term(topic.term)), topic)
        if first is not topic:
            at = topic.at if first.at is None else first.at
            comment = join_lines(*dict.fromkeys((first.comment, topic.comment)))
            found[fold_term(escape_term(topic.term))] = replace(first, at=at, comment=comment)
    return tuple(found.values())

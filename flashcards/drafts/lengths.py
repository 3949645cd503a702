"""Texts of a draft that no card can hold: a mistake in the source, not something to cut."""

from collections.abc import Iterator

from flashcards.content.parse import LONGEST_TEXT
from flashcards.diagnostics import Diagnostic, Span, make_error
from flashcards.drafts.draft import Draft

_LONGEST = LONGEST_TEXT // 2
"""Characters: each may need an escape in Markdown."""


def check_lengths(draft: Draft, path: str) -> Iterator[Diagnostic]:
    """Check every text that becomes part of the content file; `path` is the source's."""
    for text, span in _iterate_texts(draft, Span(path, 0, 1)):
        if len(text) > _LONGEST:
            yield make_error(
                "text-too-long",
                Span(span.path, span.start, span.start + 1),
                f"a text is longer than {_LONGEST:,} characters",
                "look for a line end that is missing, or shorten the text in the source",
            )


def _iterate_texts(draft: Draft, start: Span) -> Iterator[tuple[str, Span]]:
    for text in (draft.title, draft.url, draft.author, *draft.objectives):
        yield text, start
    for module in draft.modules:
        span = module.chapters[0].span if module.chapters else start
        yield module.title, span
        yield module.summary, span
        for chapter in module.chapters:
            yield chapter.title, chapter.span
            yield chapter.summary, chapter.span
            for topic in chapter.topics:
                yield topic.term, topic.span
            for question in chapter.questions:
                yield question.question, question.span
                yield question.answer, question.span
    for question in draft.questions:
        yield question.question, question.span
        yield question.answer, question.span

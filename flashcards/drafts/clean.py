"""Texts of a draft made fit for a content file: on one line, printable, and none missing.

What is missing gets a stand-in that says so, and nothing that makes a card without an author.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from flashcards.content.parse import LONGEST_TEXT
from flashcards.content.values import LONGEST_TITLE, LONGEST_URL
from flashcards.diagnostics import Diagnostic, Report, Span, make_error, make_warning, quote
from flashcards.disk.sources import NOT_IN_YAML
from flashcards.drafts.draft import Draft, DraftChapter, DraftModule, DraftQuestion
from flashcards.text.times import Milliseconds, format_time, is_date
from flashcards.text.urls import is_web_url

UNTITLED = "Untitled video"
"""The stand-in for a title; importers of formats without one put it in themselves."""

_LOST = "\N{REPLACEMENT CHARACTER}"
_HALF = re.compile("[\ud800-\udfff]")
"""Half of a character: something readable is missing."""

LONGEST_DRAFT_TITLE = LONGEST_TITLE // 2
_LONGEST = LONGEST_TEXT // 2
"""Characters: each may need an escape in Markdown."""


def clean_text(text: str) -> str:
    """Put a text on one line; what YAML forbids is left out, or shown when it was readable."""
    # Some of what YAML forbids is white space, and so stands between words.
    kept = NOT_IN_YAML.sub("", _HALF.sub(_LOST, " ".join(text.split())))
    return " ".join(kept.split())


def clean_date(text: str) -> str:
    """Give `20260131`, `2026-01-31` or a longer form of it as `YYYY-MM-DD`; empty for no date."""
    digits = text.strip()[:10].replace("-", "")[:8]
    found = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    return found if is_date(found) else ""


def check_lengths(draft: Draft, path: str) -> Iterator[Diagnostic]:
    """Report texts that no card can hold: a mistake in the source, not something to cut."""
    for text, longest, span in _iterate_texts(draft, Span(path, 0, 1)):
        if len(text) > longest:
            yield make_error(
                "text-too-long",
                Span(span.path, span.start, span.start + 1),
                f"a text is longer than {longest:,} characters",
                "look for a line end that is missing, or shorten the text in the source",
            )


def _iterate_texts(draft: Draft, start: Span) -> Iterator[tuple[str, int, Span]]:
    """Give each text with the most characters that it may have."""
    yield from ((text, LONGEST_DRAFT_TITLE, start) for text in (draft.title, draft.author))
    yield draft.url, LONGEST_URL, start
    yield from ((text, _LONGEST, start) for text in draft.objectives)
    for module in draft.modules:
        span = module.chapters[0].span if module.chapters else start
        yield module.title, LONGEST_DRAFT_TITLE, span
        yield module.summary, _LONGEST, span
    for chapter in draft.chapters:
        yield chapter.title, LONGEST_DRAFT_TITLE, chapter.span
        yield chapter.summary, _LONGEST, chapter.span
        yield from ((topic.term, _LONGEST, topic.span) for topic in chapter.topics)
        yield from (text for each in chapter.questions for text in _question_texts(each))
    yield from (text for each in draft.questions for text in _question_texts(each))


def _question_texts(question: DraftQuestion) -> Iterator[tuple[str, int, Span]]:
    return ((text, _LONGEST, question.span) for text in (question.question, question.answer))


def clean_draft(draft: Draft, path: str, report: Report) -> Draft:
    """Clean every text, and give what has none a stand-in that is reported."""
    start = Span(path, 0, 0)
    title = clean_text(draft.title)
    if title in {"", UNTITLED}:
        report(
            make_warning(
                "source-text-missing",
                start,
                "the source gives the video no title",
                "give it with --title, or write it in the draft",
            )
        )
    modules = tuple(_clean_module(each, report) for each in draft.modules)
    # A question without its answer makes no card before someone has written it.
    found = [_clean_question(each, report) for each in draft.questions if _is_there(each)]
    halves = [
        replace(_clean_question(each, report), at=None)
        for module in draft.modules
        for chapter in module.chapters
        for each in chapter.questions
        if _is_there(each) and not _is_complete(each)
    ]
    draft = replace(
        draft,
        title=title or UNTITLED,
        author=clean_text(draft.author),
        url=clean_text(draft.url),
        published=clean_text(draft.published),
        objectives=tuple(text for each in draft.objectives if (text := clean_text(each))),
        modules=modules,
        questions=(*found, *halves),
        comment=_clean_comment(draft.comment),
    )
    return _check_facts(draft, start, report)


def _check_facts(draft: Draft, start: Span, report: Report) -> Draft:
    """Move an address or a date that is none into the comment."""
    if draft.url and not is_web_url(draft.url):
        _report_unusable(report, draft.url, "web address", start)
        draft = replace(draft, url="", comment=_joined(draft.comment, f"Address: {draft.url}"))
    if draft.published and not is_date(draft.published):
        _report_unusable(report, draft.published, "date", start)
        comment = _joined(draft.comment, f"Published: {draft.published}")
        draft = replace(draft, published="", comment=comment)
    return draft


def _clean_module(module: DraftModule, report: Report) -> DraftModule:
    chapters = tuple(_clean_chapter(each, report) for each in module.chapters)
    title = clean_text(module.title)
    if not title and chapters:
        title = chapters[0].title
        is_alone = len(chapters) == 1 and not module.summary.strip()
        if not is_alone:
            _report_missing(report, "a module", "title", chapters[0].span)
    return replace(module, title=title, summary=clean_text(module.summary), chapters=chapters)


def _clean_chapter(chapter: DraftChapter, report: Report) -> DraftChapter:
    title = clean_text(chapter.title)
    if not title:
        _report_missing(report, "a chapter", "title", chapter.span)
        title = f"Chapter at {format_time(Milliseconds(max(0, chapter.start)))}"
    topics = (
        replace(each, term=clean_text(each.term), comment=_clean_comment(each.comment))
        for each in chapter.topics
    )
    return replace(
        chapter,
        title=title,
        summary=clean_text(chapter.summary),
        topics=tuple(topic for topic in topics if topic.term),
        questions=tuple(
            _clean_question(each, report) for each in chapter.questions if _is_complete(each)
        ),
    )


def _is_there(question: DraftQuestion) -> bool:
    return bool(clean_text(question.question) or clean_text(question.answer))


def _is_complete(question: DraftQuestion) -> bool:
    return bool(clean_text(question.question) and clean_text(question.answer))


def _clean_question(question: DraftQuestion, report: Report) -> DraftQuestion:
    texts = {"question": clean_text(question.question), "answer": clean_text(question.answer)}
    comment = _clean_comment(question.comment)
    at = question.at
    for name, text in texts.items():
        if not text:
            _report_missing(report, "a question", name, question.span)
            texts[name] = "…"
            comment = _joined(comment, f"The source has no {name} here.")
            if at is not None:
                comment = _joined(comment, f"The source's time: {format_time(at)}")
            at = None
    return replace(
        question, question=texts["question"], answer=texts["answer"], at=at, comment=comment
    )


def _clean_comment(comment: str) -> str:
    return "\n".join(map(clean_text, comment.splitlines())).strip("\n")


def _joined(*comments: str) -> str:
    return "\n".join(comment for comment in comments if comment)


def _report_missing(report: Report, owner: str, name: str, span: Span) -> None:
    report(
        make_warning(
            "source-text-missing",
            span,
            f"{owner} has no {name} in the source",
            f"write the {name} in the draft, where a stand-in is",
        )
    )


def _report_unusable(report: Report, text: str, noun: str, span: Span) -> None:
    report(
        make_warning(
            "source-fact-unusable",
            span,
            f"{quote(text)} is no {noun}, so it stands in a comment of the draft",
            f"write the {noun} into the draft",
        )
    )

"""Texts of a draft made fit for a content file: on one line, printable, and none missing.

What is missing gets a stand-in that says so, and nothing that makes a card without an author.
"""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any, TypeVar

from flashcards.content.parse import LONGEST_TEXT
from flashcards.content.values import LONGEST_TITLE, LONGEST_URL
from flashcards.diagnostics import Diagnostic, Report, Span, make_error, make_warning, quote
from flashcards.disk.sources import NOT_IN_YAML
from flashcards.drafts.records import (
    Draft,
    DraftChapter,
    DraftModule,
    DraftQuestion,
    DraftTopic,
    iterate_texts,
    join_lines,
)
from flashcards.render.letters import has_visible
from flashcards.text.times import Milliseconds, format_time, is_date
from flashcards.text.urls import is_web_url

UNTITLED = "Untitled video"
"""The stand-in for a title; importers of formats without one put it in themselves."""

_NOTHING = frozenset(("none", "null", "undefined", "nan", "n/a"))

_LOST = "\N{REPLACEMENT CHARACTER}"
_HALF = re.compile("[\ud800-\udfff]")
"""Half of a character: something readable is missing."""

LONGEST_DRAFT_TITLE = LONGEST_TITLE // 2
_LONGEST = LONGEST_TEXT // 2
"""Characters: each may need an escape in Markdown."""

_Record = TypeVar("_Record", Draft, DraftModule, DraftChapter, DraftTopic, DraftQuestion)


def clean_text(text: str) -> str:
    """Put a text on one line; what YAML forbids is left out, or shown when it was readable.

    A text of nothing but signs that don't show, as YouTube's zero-width space, is none.
    """
    text = " ".join(text.split())
    if text.isascii() and text.isprintable():
        return text
    # Some of what YAML forbids is white space, and so stands between words.
    kept = NOT_IN_YAML.sub("", _HALF.sub(_LOST, text))
    return " ".join(kept.split()) if has_visible(kept) else ""


def name_or_nothing(text: str) -> str:
    """Give a text unless it is what a program writes of nothing: `None`, `null`."""
    return "" if text.strip().lower() in _NOTHING else text


def clean_date(text: str) -> str:
    """Give `20260131`, `2026-01-31` or a longer form of it as `YYYY-MM-DD`; empty for no date."""
    digits = text.strip()[:10].replace("-", "")[:8]
    found = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    return found if is_date(found) else ""


def check_lengths(draft: Draft, path: str) -> Iterator[Diagnostic]:
    """Report texts that no card can hold: a mistake in the source, not something to cut."""
    start = Span(path, 0, 1)
    head = (
        (draft.title, LONGEST_DRAFT_TITLE),
        (draft.author, LONGEST_DRAFT_TITLE),
        (draft.url, LONGEST_URL),
        *((text, _LONGEST) for text in draft.objectives),
    )
    below = (
        (text, LONGEST_DRAFT_TITLE if is_title else _LONGEST, span)
        for text, span, is_title in iterate_texts(draft, start)
    )
    for text, longest, span in (*((*each, start) for each in head), *below):
        if len(text) > longest:
            place = Span(span.path, span.start, span.start + 1)
            message = f"a text is longer than {longest:,} characters"
            help_ = "look for a line end that is missing, or shorten the text in the source"
            yield make_error("text-too-long", place, message, help_)


def clean_draft(draft: Draft, path: str, report: Report) -> Draft:
    """Clean every text, and give what has none a stand-in that is reported."""
    draft = _clean_texts(draft)
    start = Span(path, 0, 0)
    if draft.title in {"", UNTITLED}:
        message = "the source gives the video no title"
        help_ = "give it with --title, or write it in the draft"
        report(make_warning("source-text-missing", start, message, help_))
    # A question without its answer makes no card before someone has written it.
    halves = [
        each
        for chapter in draft.chapters
        for each in chapter.questions
        if not (each.question and each.answer)
    ]
    questions = (*draft.questions, *halves)
    draft = replace(
        draft,
        title=draft.title or UNTITLED,
        objectives=tuple(filter(None, draft.objectives)),
        modules=tuple(_complete_module(each, report) for each in draft.modules),
        questions=tuple(
            _complete_question(each, report) for each in questions if each.question or each.answer
        ),
    )
    return _check_facts(draft, start, report)


def _clean_texts(record: _Record) -> _Record:
    """Clean the texts of a record and of all that it holds; a comment keeps its lines."""
    changes: dict[str, Any] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name == "comment":
            changes["comment"] = "\n".join(map(clean_text, value.splitlines())).strip("\n")
        elif isinstance(value, str):
            changes[field.name] = clean_text(value)
        elif isinstance(value, tuple) and field.name not in {"span", "left_out"}:
            changes[field.name] = tuple(
                clean_text(each) if isinstance(each, str) else _clean_texts(each) for each in value
            )
    return replace(record, **changes)


def _check_facts(draft: Draft, start: Span, report: Report) -> Draft:
    """Move an address or a date that is none into the comment."""
    facts = (
        ("url", "web address", "Address", is_web_url),
        ("published", "date", "Published", is_date),
    )
    for name, noun, label, is_one in facts:
        text = getattr(draft, name)
        if text and not is_one(text):
            message = f"{quote(text)} is no {noun}, so it stands in a comment of the draft"
            help_ = f"write the {noun} into the draft"
            report(make_warning("source-fact-unusable", start, message, help_))
            comment = join_lines(draft.comment, f"{label}: {text}")
            changes: dict[str, Any] = {name: "", "comment": comment}
            draft = replace(draft, **changes)
    return draft


def _complete_module(module: DraftModule, report: Report) -> DraftModule:
    chapters = tuple(_complete_chapter(each, report) for each in module.chapters)
    title = module.title
    if not title and chapters:
        title = chapters[0].title
        if len(chapters) > 1 or module.summary:
            _report_missing(report, "a module", "title", chapters[0].span)
    return replace(module, title=title, chapters=chapters)


def _complete_chapter(chapter: DraftChapter, report: Report) -> DraftChapter:
    title = chapter.title
    if not title:
        _report_missing(report, "a chapter", "title", chapter.span)
        title = f"Chapter at {format_time(Milliseconds(max(0, chapter.start)))}"
    return replace(
        chapter,
        title=title,
        topics=tuple(each for each in chapter.topics if each.term),
        questions=tuple(each for each in chapter.questions if each.question and each.answer),
    )


def _complete_question(question: DraftQuestion, report: Report) -> DraftQuestion:
    for name in ("question", "answer"):
        if not getattr(question, name):
            _report_missing(report, "a question", name, question.span)
            lines = [question.comment, f"The source has no {name} here."]
            if question.at is not None:
                lines.append(f"The source's time: {format_time(question.at)}")
            changes: dict[str, Any] = {name: "…", "at": None, "comment": join_lines(*lines)}
            question = replace(question, **changes)
    return question


def _report_missing(report: Report, owner: str, name: str, span: Span) -> None:
    message = f"{owner} has no {name} in the source"
    help_ = f"write the {name} in the draft, where a stand-in is"
    report(make_warning("source-text-missing", span, message, help_))

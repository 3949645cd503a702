"""Any draft to one that is sound content: it builds at once, and nothing of it is dropped.

Texts are cleaned first, then times put in order; last, what would share a name gets an `id`. Names
are made of the text as it will stand in the file, escapes included.
"""

from dataclasses import replace

from flashcards.diagnostics import Report
from flashcards.drafts.clean import clean_draft
from flashcards.drafts.draft import (
    Draft,
    DraftChapter,
    DraftModule,
    DraftQuestion,
    DraftTopic,
    join_lines,
)
from flashcards.drafts.markup import escape_block, escape_inline, escape_term
from flashcards.drafts.order import order_draft
from flashcards.text.slugs import fold_term, key_slug, tag_slug


def normalise_draft(draft: Draft, path: str, report: Report) -> Draft:
    """Clean the texts, order the times and tell namesakes apart.

    What is changed beyond recognition is reported at its place in the source, `path`.
    """
    return _identify(order_draft(clean_draft(draft, path, report), path, report))


def _identify(draft: Draft) -> Draft:
    """Merge topics that a chapter has twice, and give an `id` where two items share a name."""
    modules: set[str] = set()
    chapters: set[str] = set()
    questions: set[str] = set()
    topics: set[str] = set()
    terms: set[str] = set()

    def of_question(question: DraftQuestion) -> DraftQuestion:
        slug = key_slug(escape_block(question.question))
        return replace(question, identifier=_take_name(questions, slug))

    def of_topic(topic: DraftTopic) -> DraftTopic:
        term = escape_term(topic.term)
        if fold_term(term) in terms:
            return topic  # one note: the first mention names it
        terms.add(fold_term(term))
        return replace(topic, identifier=_take_name(topics, key_slug(term)))

    def of_chapter(chapter: DraftChapter) -> DraftChapter:
        return replace(
            chapter,
            identifier=_take_name(chapters, key_slug(escape_inline(chapter.title))),
            topics=tuple(map(of_topic, _merge(chapter.topics))),
            questions=tuple(map(of_question, chapter.questions)),
        )

    def of_module(module: DraftModule) -> DraftModule:
        slug = tag_slug(escape_inline(module.title))
        return replace(
            module,
            identifier=_take_name(modules, slug) if draft.has_modules else "",
            chapters=tuple(map(of_chapter, module.chapters)),
        )

    return replace(
        draft,
        modules=tuple(map(of_module, draft.modules)),
        questions=tuple(map(of_question, draft.questions)),
    )


def _take_name(taken: set[str], slug: str) -> str:
    """Give the `id` that an item needs to have a name of its own; empty when it needs none."""
    name, number = slug, 1
    while name in taken:
        number += 1
        name = f"{slug}-{number}"
    taken.add(name)
    return "" if name == slug else name


def _merge(topics: tuple[DraftTopic, ...]) -> tuple[DraftTopic, ...]:
    found: dict[str, DraftTopic] = {}
    for topic in topics:
        first = found.setdefault(fold_term(escape_term(topic.term)), topic)
        if first is not topic:
            at = topic.at if first.at is None else first.at
            comment = join_lines(*dict.fromkeys((first.comment, topic.comment)))
            found[fold_term(escape_term(topic.term))] = replace(first, at=at, comment=comment)
    return tuple(found.values())

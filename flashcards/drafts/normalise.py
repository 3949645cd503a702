"""Any draft to one that is sound content: it builds at once, and nothing of it is dropped.

Texts are cleaned first, then times put in order; last, what would share a name gets an `id`. Names
are made of the text as it will stand in the file, escapes included.
"""

from dataclasses import replace

from flashcards.content.values import LONGEST_ID
from flashcards.diagnostics import Report
from flashcards.drafts.clean import clean_draft
from flashcards.drafts.draft import Draft, DraftChapter, DraftModule, DraftQuestion, DraftTopic
from flashcards.drafts.markup import escape_block, escape_inline, escape_term
from flashcards.drafts.order import order_draft
from flashcards.text.slugs import fold_term, key_slug, tag_slug


def normalise_draft(draft: Draft, path: str, report: Report) -> Draft:
    """Clean the texts, order the times and tell namesakes apart.

    What is changed beyond recognition is reported at its place in the source, `path`.
    """
    return _identify(order_draft(clean_draft(draft, path, report), path, report))


_LONGEST_STEM = LONGEST_ID - 10
"""Characters of an `id` before its number."""


class _Names:
    """The names of one kind that are taken."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._numbers: dict[str, int] = {}

    def take(self, slug: str, identifier: str = "") -> str:
        """Give the `id` that an item needs to have a name of its own; empty when it needs none."""
        wanted = identifier or slug
        name, stem = wanted, wanted[:_LONGEST_STEM].rstrip("-")
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
        return replace(question, identifier=questions.take(slug, question.identifier))

    def of_topic(topic: DraftTopic) -> DraftTopic:
        term = escape_term(topic.term)
        if fold_term(term) in terms:
            return replace(topic, identifier="")  # one note: the first mention names it
        terms.add(fold_term(term))
        return replace(topic, identifier=topics.take(key_slug(term), topic.identifier))

    def of_chapter(chapter: DraftChapter) -> DraftChapter:
        slug = key_slug(escape_inline(chapter.title))
        return replace(
            chapter,
            identifier=chapters.take(slug, chapter.identifier),
            topics=tuple(map(of_topic, _merged(chapter.topics))),
            questions=tuple(map(of_question, chapter.questions)),
        )

    def of_module(module: DraftModule) -> DraftModule:
        slug = tag_slug(escape_inline(module.title))
        return replace(
            module,
            identifier=modules.take(slug, module.identifier) if has_modules else "",
            chapters=tuple(map(of_chapter, module.chapters)),
        )

    return replace(
        draft,
        modules=tuple(map(of_module, draft.modules)),
        questions=tuple(map(of_question, draft.questions)),
    )


def _merged(topics: tuple[DraftTopic, ...]) -> tuple[DraftTopic, ...]:
    found: dict[str, DraftTopic] = {}
    for topic in topics:
        term = fold_term(escape_term(topic.term))
        first = found.get(term)
        if first is None:
            found[term] = topic
            continue
        comments = dict.fromkeys((first.comment, topic.comment))
        found[term] = replace(
            first,
            at=topic.at if first.at is None else first.at,
            comment="\n".join(filter(None, comments)),
        )
    return tuple(found.values())

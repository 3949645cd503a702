"""All Markdown texts of a content file, wherever they stand."""

from collections.abc import Iterator

from flashcards.content.model import Breakdown, Chapter, Question, Text


def iterate_texts(breakdown: Breakdown) -> Iterator[Text]:
    """Give every Markdown text that can stand on a card, in the file's order."""
    yield breakdown.title
    for module in breakdown.modules:
        yield module.title
        for chapter in module.chapters:
            yield from _chapter_texts(chapter)
        for question in module.questions:
            yield from _question_texts(question)
    for question in breakdown.questions:
        yield from _question_texts(question)


def _chapter_texts(chapter: Chapter) -> Iterator[Text]:
    yield chapter.title
    yield from _present(chapter.summary, chapter.hint, chapter.extra)
    for topic in chapter.topics:
        yield topic.term
        yield from _present(topic.definition, topic.hint, topic.extra)
    for question in chapter.questions:
        yield from _question_texts(question)


def _question_texts(question: Question) -> Iterator[Text]:
    yield question.question
    yield question.answer
    yield from _present(question.hint, question.extra)


def _present(*texts: Text | None) -> Iterator[Text]:
    return (text for text in texts if text is not None)

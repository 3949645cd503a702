"""All Markdown texts of a content file, wherever they stand."""

from collections.abc import Iterator

from flashcards.content.model import Breakdown, Question, Text, Topic


def iterate_texts(breakdown: Breakdown) -> Iterator[Text]:
    """Give every Markdown text that can stand on a card, in the file's order."""
    return (text for text in _possible_texts(breakdown) if text is not None)


def _possible_texts(breakdown: Breakdown) -> Iterator[Text | None]:
    yield breakdown.title
    for module in breakdown.modules:
        yield module.title
        for chapter in module.chapters:
            yield from (chapter.title, chapter.summary, chapter.hint, chapter.extra)
            for topic in chapter.topics:
                yield from _topic_texts(topic)
            for question in chapter.questions:
                yield from _question_texts(question)
        for question in module.questions:
            yield from _question_texts(question)
    for question in breakdown.questions:
        yield from _question_texts(question)


def _topic_texts(topic: Topic) -> tuple[Text | None, ...]:
    return topic.term, topic.definition, topic.hint, topic.extra


def _question_texts(question: Question) -> tuple[Text | None, ...]:
    return question.question, question.answer, question.hint, question.extra

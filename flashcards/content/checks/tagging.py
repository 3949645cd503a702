"""Whether the author's tags leave Anki's own alone."""

from collections.abc import Iterator

from flashcards.content.checks.outline import Outline
from flashcards.content.model import Breakdown, Text
from flashcards.diagnostics import Diagnostic, make_warning

_ANKI_OWN = {"marked", "leech"}


def _all_tags(breakdown: Breakdown) -> Iterator[Text]:
    yield from breakdown.tags
    for module in breakdown.modules:
        yield from module.tags
        for chapter in module.chapters:
            yield from chapter.tags
            for topic in chapter.topics:
                yield from topic.tags
            for question in chapter.questions:
                yield from question.tags
        for question in module.questions:
            yield from question.tags
    for question in breakdown.questions:
        yield from question.tags


def check_reserved_tags(outline: Outline) -> Iterator[Diagnostic]:
    """Warn of tags that Anki sets by itself."""
    for tag in _all_tags(outline.breakdown):
        if tag.value.casefold() in _ANKI_OWN:
            yield make_warning(
                "reserved-tag",
                tag.span,
                f"Anki uses the tag `{tag.value}` itself",
                "choose another word, or learners' own marks will be mixed with yours",
            )

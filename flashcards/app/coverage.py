"""What each chapter has, and what it lacks: the numbers of `check`, and chapters without a card."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flashcards.anki.note_types import Kind
from flashcards.app.compile import Compiled
from flashcards.content.model import Breakdown, Question
from flashcards.content.outline import Outline, Term, make_outline, questions_by_place
from flashcards.diagnostics import (
    Diagnostic,
    Severity,
    Span,
    make_warning,
    quote,
)
from flashcards.notes.note import Deck
from flashcards.text.times import Milliseconds

_WHAT_MAKES_ONE = (
    "write a `summary` with ==blanks==, a topic with its definition, or a question; or "
    "`card: false` where none is needed"
)


class Coverage(NamedTuple):
    """What a stretch of a video has: a chapter, or several together, which `chapters` counts.

    `topics` are those with a definition, each once, wherever that stands; `waiting` are topics
    without one and questions without a time. `length` is `None` where an end isn't known.
    """

    length: Milliseconds | None = Milliseconds(0)
    questions: int = 0
    topics: int = 0
    blanks: int = 0
    waiting: int = 0
    chapters: int = 1

    @property
    def has_card(self) -> bool:
        """Whether any card is about it."""
        return bool(self.questions or self.topics or self.blanks)


class CoveredChapter(NamedTuple):
    """A chapter, as it is called, with what it has; it needs a card unless its author says no."""

    title: str
    span: Span
    module: int
    start: Milliseconds
    coverage: Coverage
    needs_card: bool

    @property
    def lacks_card(self) -> bool:
        """Whether a card is still to be made of it."""
        return self.needs_card and not self.coverage.has_card


class CoveredFile(NamedTuple):
    """A content file with its modules' titles, its chapters, and all of them together.

    `unplaced` are the questions that no chapter has yet: they are waiting, too.
    """

    path: str
    title_span: Span
    modules: tuple[str, ...]
    chapters: tuple[CoveredChapter, ...]
    total: Coverage
    unplaced: int


def cover_files(compiled: Compiled) -> tuple[CoveredFile, ...]:
    """Say what the chapters of all sound files have."""
    pairs = zip(compiled.breakdowns, compiled.decks, strict=True)
    return tuple(_cover(breakdown, deck) for breakdown, deck in pairs)


def find_cardless(files: Sequence[CoveredFile]) -> Iterator[Diagnostic]:
    """Say which files and chapters make no card yet; of a file without any, that alone."""
    for file in files:
        lacking = [each for each in file.chapters if each.lacks_card]
        if lacking and not file.total.has_card:
            yield make_warning(
                "deck-without-card",
                file.title_span,
                "the file makes no card yet, so its deck is empty",
                _WHAT_MAKES_ONE,
            )
            continue
        for chapter in lacking:
            yield Diagnostic(
                code="chapter-without-card",
                severity=Severity.INFO,
                message=f"the chapter {quote(chapter.title)} makes no card yet",
                span=chapter.span,
                help=_WHAT_MAKES_ONE,
            )


def _cover(breakdown: Breakdown, deck: Deck) -> CoveredFile:
    outline = make_outline(breakdown)
    blanks = {note.span: note.cards for note in deck.notes if note.kind is Kind.CHAPTER}
    defined, undefined = _count_topics(outline)
    modules = {id(module): index for index, module in enumerate(breakdown.modules)}
    chapters = tuple(
        CoveredChapter(
            place.chapter.title.value,
            place.chapter.title.span,
            modules[id(place.module)],
            place.chapter.start.time,
            Coverage(
                length=_measure(place.chapter.start.time, place.end),
                questions=sum(question.card for question in asked),
                topics=defined.get(id(place), 0),
                blanks=blanks.get(place.chapter.title.span, 0),
                waiting=undefined.get(id(place), 0),
            ),
            needs_card=place.chapter.card
            and all(topic.card for topic in place.chapter.topics)
            and all(question.card for question in asked),
        )
        for place, asked in zip(outline.places, questions_by_place(outline), strict=True)
    )
    unplaced = sum(
        isinstance(record, Question) and place is None and record.at is None
        for record, _, place in outline.items
    )
    kinds = [note.kind for note in deck.notes]
    total = add_up([each.coverage for each in chapters])._replace(
        topics=kinds.count(Kind.TOPIC),
        waiting=sum(_is_waiting(term) for term in outline.terms) + unplaced,
    )
    titles = tuple(module.title.value for module in breakdown.modules)
    return CoveredFile(breakdown.path, breakdown.title.span, titles, chapters, total, unplaced)


def _count_topics(outline: Outline) -> tuple[dict[int, int], dict[int, int]]:
    """Count the terms of each place, those with a definition and those without."""
    defined: dict[int, int] = {}
    undefined: dict[int, int] = {}
    for term in outline.terms:
        if not term.topic.card:
            continue
        counts = undefined if _is_waiting(term) else defined
        for place in {id(mention.place) for mention in term.mentions}:
            counts[place] = counts.get(place, 0) + 1
    return defined, undefined


def _is_waiting(term: Term) -> bool:
    return term.topic.card and term.topic.definition is None


def _measure(start: Milliseconds, end: Milliseconds | None) -> Milliseconds | None:
    return None if end is None else Milliseconds(max(0, end - start))


def add_up(parts: Sequence[Coverage]) -> Coverage:
    """Give what several stretches have together; a topic of two of them counts twice."""
    lengths = [each.length for each in parts if each.length is not None]
    return Coverage(
        length=Milliseconds(sum(lengths)) if len(lengths) == len(parts) else None,
        questions=sum(each.questions for each in parts),
        topics=sum(each.topics for each in parts),
        blanks=sum(each.blanks for each in parts),
        waiting=sum(each.waiting for each in parts),
        chapters=sum(each.chapters for each in parts),
    )

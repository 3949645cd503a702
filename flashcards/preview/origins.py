"""Where each note comes from in its content file: its chapters, and what is said of its texts."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flashcards.anki.note_types import Kind
from flashcards.content.keys import Key
from flashcards.content.model import Breakdown, Chapter, Moment, Question, Text, Topic
from flashcards.content.outline import make_outline, questions_by_place
from flashcards.diagnostics import Diagnostic, Span
from flashcards.notes.note import Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """An item of the content that makes a note, or is one of its mentions.

    `front` is the span that the note carries, `chapter` the chapter's index in the file, and
    `spans` are those of the item's own texts.
    """

    kind: Kind
    front: Span
    chapter: int
    spans: tuple[Span, ...]


def find_origins(breakdown: Breakdown) -> Iterator[Origin]:
    """Give each chapter, each mention of a topic and each question with its chapter."""
    outline = make_outline(breakdown)
    for index, place in enumerate(outline.places):
        yield _origin(Kind.CHAPTER, place.chapter.title, index, place.chapter)
    index_of = {id(place): index for index, place in enumerate(outline.places)}
    for term in outline.terms:
        for mention in term.mentions:
            chapter = index_of[id(mention.place)]
            yield _origin(Kind.TOPIC, term.main.topic.term, chapter, mention.topic)
    for index, questions in enumerate(questions_by_place(outline)):
        for question in questions:
            yield _origin(Kind.QUESTION, question.question, index, question)


def find_chapters(
    notes: Iterable[Note], origins: Iterable[Origin]
) -> Mapping[Key, tuple[int, ...]]:
    """Give the chapters that each note belongs to, as indices in the file's order."""
    chapters: dict[tuple[Kind, Span], set[int]] = defaultdict(set)
    for origin in origins:
        chapters[origin.kind, origin.front].add(origin.chapter)
    return {note.key: tuple(sorted(chapters[note.kind, note.span])) for note in notes}


def find_warnings(
    notes: Iterable[Note], origins: Iterable[Origin], diagnostics: Iterable[Diagnostic]
) -> Mapping[Key, tuple[Diagnostic, ...]]:
    """Give each note the diagnostics whose span lies in one of its item's own texts."""
    keys = {(note.kind, note.span): note.key for note in notes}
    owners: dict[Span, dict[Key, None]] = defaultdict(dict)
    for origin in origins:
        if key := keys.get((origin.kind, origin.front)):
            for span in origin.spans:
                owners[span][key] = None
    # Texts don't overlap, so only the last one to start before a place can contain it.
    spans = sorted(owners)
    found: dict[Key, list[Diagnostic]] = defaultdict(list)
    for diagnostic in diagnostics:
        path, start, end = diagnostic.span
        index = bisect_right(spans, (path, start), key=lambda span: (span.path, span.start)) - 1
        if index >= 0 and spans[index].path == path and end <= spans[index].end:
            for key in owners[spans[index]]:
                found[key].append(diagnostic)
    return {key: tuple(each) for key, each in found.items()}


def _origin(kind: Kind, front: Text, chapter: int, record: Chapter | Question | Topic) -> Origin:
    return Origin(kind=kind, front=front.span, chapter=chapter, spans=tuple(_own_spans(record)))


def _own_spans(record: Chapter | Question | Topic) -> Iterator[Span]:
    for value in record:
        # Records are tuples, too, so a text or a time is looked for first.
        if isinstance(value, Text | Moment):
            yield value.span
        elif isinstance(value, tuple):
            yield from (part.span for part in value if isinstance(part, Text))

"""Where each note comes from in its content file: its chapters, and what is said of its texts."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from flashcards.anki.note_types import Kind
from flashcards.content.keys import Key
from flashcards.content.model import Breakdown, Chapter, Moment, Question, Text, Topic
from flashcards.content.outline import make_outline, questions_by_place
from flashcards.diagnostics import Diagnostic, Span
from flashcards.notes.note import Note


class Origin(NamedTuple):
    """An item of the content that makes the note of that key, or is one of its mentions.

    `chapter` is the chapter's index in the file, and `spans` are those of the item's own texts.
    """

    key: Key
    chapter: int
    spans: tuple[Span, ...]


def find_origins(breakdown: Breakdown, notes: Iterable[Note]) -> Iterator[Origin]:
    """Give each chapter, each mention of a topic and each question that has a note."""
    outline = make_outline(breakdown)
    index_of = {id(place): index for index, place in enumerate(outline.places)}
    found: list[tuple[Kind, Text, int, Chapter | Question | Topic]] = []
    for index, (place, asked) in enumerate(
        zip(outline.places, questions_by_place(outline), strict=True)
    ):
        found.append((Kind.CHAPTER, place.chapter.title, index, place.chapter))
        found += ((Kind.QUESTION, question.question, index, question) for question in asked)
    for term in outline.terms:
        front = term.main.topic.term
        found += ((Kind.TOPIC, front, index_of[id(place)], topic) for place, topic in term.mentions)
    keys = {(note.kind, note.span): note.key for note in notes}
    for kind, front, index, record in found:
        if key := keys.get((kind, front.span)):
            yield Origin(key, index, tuple(_own_spans(record)))


def find_chapters(origins: Iterable[Origin]) -> Mapping[Key, tuple[int, ...]]:
    """Give the chapters that each note belongs to, as indices in the file's order."""
    chapters: dict[Key, set[int]] = defaultdict(set)
    for origin in origins:
        chapters[origin.key].add(origin.chapter)
    return {key: tuple(sorted(found)) for key, found in chapters.items()}


def find_warnings(
    origins: Iterable[Origin], diagnostics: Iterable[Diagnostic]
) -> Mapping[Key, tuple[Diagnostic, ...]]:
    """Give each note the diagnostics whose span lies in one of its item's own texts."""
    owners: dict[Span, dict[Key, None]] = defaultdict(dict)
    for origin in origins:
        for span in origin.spans:
            owners[span][origin.key] = None
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


def _own_spans(record: Chapter | Question | Topic) -> Iterator[Span]:
    for value in record:
        # Records are tuples, too, so a text or a time is looked for first.
        if isinstance(value, Text | Moment):
            yield value.span
        elif isinstance(value, tuple):
            yield from (part.span for part in value if isinstance(part, Text))

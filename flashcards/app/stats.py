"""`stats`: what learners' collections say of each note's line; writes nothing."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from flashcards.app.compile import compile_files
from flashcards.app.released_notes import PlacedNote, find_released
from flashcards.diagnostics import Diagnostic, FlashcardsError, Severity, Source, Span
from flashcards.disk.sources import find_files
from flashcards.identity.own_edits import OwnEdit, find_own_edits
from flashcards.package.collection import Learnt, Reviews, read_collection
from flashcards.package.collection_file import is_stale, open_collection
from flashcards.package.pooling import Pool, PooledCard, add_reviews, pool

_MANY_FAILURES = 4
_LARGE_SHARE = 3
"""Wrong answers from which a card needs mending, if they are a third of all: fewer are bad luck."""


class CardStats(NamedTuple):
    """What a card costs its learners."""

    released: PlacedNote
    card: PooledCard

    @property
    def is_failing(self) -> bool:
        """Whether the card needs mending: it is a leech, or is answered wrong again and again."""
        reviews = self.card.reviews
        is_many = reviews.failed >= _MANY_FAILURES
        is_share = reviews.failed * _LARGE_SHARE >= reviews.answers
        return self.card.leeches > 0 or (is_many and is_share)

    @property
    def is_touched(self) -> bool:
        """Whether any learner has answered, suspended or flagged it."""
        card = self.card
        return any((card.reviews.answers, card.lapses, card.suspended, card.flagged))


class EditedNote(NamedTuple):
    """A learner's own edits of a note, and own tags; `source` is the collection that has them."""

    released: PlacedNote
    source: Path
    edits: tuple[OwnEdit, ...]
    tags: tuple[str, ...]


class ReadSource(NamedTuple):
    """A collection that was read: how many notes and answers of the project it has.

    `total` counts all its notes, `foreign` those of other projects by content id. `same_as` is an
    earlier one of the same learner. `is_stale`: Anki had it open, and has changes beside it.
    """

    path: Path
    notes: int
    answers: int
    total: int
    foreign: Mapping[str, int]
    is_stale: bool
    same_as: Path | None


class Stats(NamedTuple):
    """What learners' collections say: the costliest cards first, edits in the content's order.

    `unreadable` counts copies of notes that don't say how they were released, because a learner
    changed that field: own edits of these can't be told. `refused` are messages about collections
    that can't be read.
    """

    cards: tuple[CardStats, ...]
    edited: tuple[EditedNote, ...]
    read: tuple[ReadSource, ...]
    learners: int
    released: int
    unreadable: int
    total: Reviews
    refused: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, Source]


def read_stats(paths: Iterable[Path]) -> Stats:
    """Read collections, and find what they say of the project's notes.

    Raises FlashcardsError when there is no lock, or none of the collections has a note of them.
    """
    compiled = compile_files(find_files(()))
    sources = dict(compiled.sources)
    found = [each for each in compiled.diagnostics if each.severity is Severity.ERROR]
    released = find_released(compiled, sources, found)
    read, learnt, refused = _read_all(paths, released)
    pooled = pool(learnt)
    read = _tell_same(read, pooled)
    if not pooled.notes and read:
        raise FlashcardsError(_describe_nothing(read, released, compiled.project.decks))
    cards = [CardStats(released[card.guid], card) for card in pooled.cards]
    edited, unreadable = _find_edited(pooled, released, [each.path for each in read])
    return Stats(
        cards=tuple(sorted(cards, key=_cost)),
        edited=edited,
        read=read,
        learners=len(set(pooled.learners)),
        released=sum(not each.entry.retired for each in released.values()),
        unreadable=unreadable,
        total=add_reviews(each.card.reviews for each in cards),
        refused=refused,
        diagnostics=tuple(found),
        sources=sources,
    )


def _cost(stats: CardStats) -> tuple[int, int, Span, int]:
    """Order by lapses, then by time, the most first; then as the content has them."""
    card = stats.card
    return -card.lapses, -card.reviews.milliseconds, stats.released.span, card.number


def _read_all(
    paths: Iterable[Path], released: Mapping[str, PlacedNote]
) -> tuple[tuple[ReadSource, ...], tuple[Learnt, ...], tuple[str, ...]]:
    """Read what can be read, and say of the rest why it can't."""
    read, found, refused = [], [], []
    for path in dict.fromkeys(paths):
        try:
            with open_collection(path) as connection:
                learnt = read_collection(connection, released.keys())
        except FlashcardsError as error:
            refused.append(str(error))
            continue
        found.append(learnt)
        answers = sum(card.reviews.answers for card in learnt.cards)
        notes, foreign = len(learnt.notes), learnt.foreign
        read.append(
            ReadSource(path, notes, answers, learnt.total, foreign, is_stale(path), same_as=None)
        )
    return tuple(read), tuple(found), tuple(refused)


def _tell_same(read: tuple[ReadSource, ...], pooled: Pool) -> tuple[ReadSource, ...]:
    firsts: dict[int, Path] = {}
    return tuple(
        each._replace(same_as=first if first != each.path else None)
        for each, learner in zip(read, pooled.learners, strict=True)
        for first in [firsts.setdefault(learner, each.path)]
    )


def _find_edited(
    pooled: Pool, released: Mapping[str, PlacedNote], paths: list[Path]
) -> tuple[tuple[EditedNote, ...], int]:
    """Find what learners edited, and how many copies don't say how they were released."""
    edited: list[EditedNote] = []
    unreadable = 0
    for guid, copies in pooled.notes.items():
        each = released[guid]
        for source, note in copies:
            own = find_own_edits(each.entry, each.note, note.fields, note.tags)
            if own is None:
                unreadable += 1
            elif own.edits or own.tags:
                edited.append(EditedNote(each, paths[source], own.edits, own.tags))
    return tuple(sorted(edited, key=lambda each: (each.released.span, each.source))), unreadable


def _describe_nothing(
    read: tuple[ReadSource, ...], released: Mapping[str, PlacedNote], folder: Path
) -> str:
    """Say that no note was found, and what was looked at."""
    looked = ", ".join(f"`{each.path.as_posix()}` ({each.total:,} notes)" for each in read)
    foreign = sum(sum(each.foreign.values()) for each in read)
    others = f"; {foreign:,} of them are of other projects of `flashcards`" if foreign else ""
    return (
        f"no note of this project in {looked}{others}; looked for {len(released):,} notes of the "
        f"locks in `{folder.as_posix()}`"
    )

"""What a learner's collection says of notes of ours, read without Anki."""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from flashcards.addon.merging.database import is_plain_table, only_reading
from flashcards.anki.note_types import BETWEEN_FIELDS, NOTE_TYPES, STANDING
from flashcards.content.keys import is_key, split_key

_MOST_TEXT = 512 * 1024**2
"""Characters of all notes: many rows can say that they continue on the same pages."""

_MOST_CARDS = 2_000_000
_AT_A_TIME = 20_000
"""Cards that one statement asks for."""

_MOST_FOREIGN = 1_000
"""Content ids of other projects that are told apart."""

_LEECH = "leech"
_SUSPENDED = -1
_FLAGS = 0b111
"""The bits of a card's flags that have its colour."""

_NAMES = {each.note_type_id: each.field_names for each in NOTE_TYPES.values()}
_OURS = frozenset((*STANDING, "Key"))

_REVIEWS = """
SELECT cid, count(*), sum(ease = 1), sum(time), min(id), max(id),
    sum(long AND lastIvl < 21), sum(long AND lastIvl < 21 AND ease > 1),
    sum(long AND lastIvl >= 21), sum(long AND lastIvl >= 21 AND ease > 1)
FROM (
    SELECT *, type = 1 OR lastIvl >= 1 OR lastIvl <= -86400 AS long FROM revlog
    WHERE ease > 0 AND (type <> 3 OR factor <> 0)
    AND cid IN ({})
)
GROUP BY cid
"""
"""Answers as Anki's statistics count them. None were given where a card was rescheduled (no ease)
or crammed (type 3 without factor), and for retention only those count that came after a day or
more, which are called mature where it was 21 days."""


class Reviews(NamedTuple):
    """All answers to a card: how many, how many of them wrong, and the time they took.

    `young` and `mature` are the answers that count for retention, as Anki tells them apart, and
    those of them that were right. `first` and `last` are the times of answers, which no two
    learners share, in milliseconds since 1970; 0 where there are none.
    """

    answers: int = 0
    failed: int = 0
    milliseconds: int = 0
    first: int = 0
    last: int = 0
    young: int = 0
    young_right: int = 0
    mature: int = 0
    mature_right: int = 0


class LearntCard(NamedTuple):
    """A card as a learner has it; `number` is that of its template or blank, from 0."""

    guid: str
    number: int
    lapses: int
    is_suspended: bool
    flag: int
    reviews: Reviews


class LearntNote(NamedTuple):
    """A note as a learner has it; `names` are those of its fields, in the learner's own type."""

    guid: str
    mod: int
    names: tuple[str, ...]
    texts: str
    joined_tags: str

    @property
    def fields(self) -> dict[str, str]:
        """The fields, HTML, by their names."""
        return dict(zip(self.names, self.texts.split(BETWEEN_FIELDS), strict=False))

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags, in the order in which Anki keeps them."""
        return tuple(dict.fromkeys(self.joined_tags.split()))

    @property
    def is_leech(self) -> bool:
        """Whether Anki's own tag says so."""
        return any(tag.lower() == _LEECH for tag in self.tags)


class Learnt(NamedTuple):
    """What a collection has of a project: its notes by GUID, and their cards.

    `foreign` counts notes of other projects by their content ids; `total` counts all notes.
    """

    notes: Mapping[str, LearntNote]
    cards: tuple[LearntCard, ...]
    foreign: Mapping[str, int]
    total: int


def read_collection(connection: sqlite3.Connection, guids: Collection[str]) -> Learnt:
    """Read the notes of these GUIDs, with their cards and reviews.

    Raises one of `TROUBLE` where the database is no collection.
    """
    if not all(is_plain_table(connection, each) for each in ("col", "notes", "cards", "revlog")):
        raise ValueError("no collection")
    names = _read_names(connection)
    notes: dict[int, LearntNote] = {}
    foreign: Counter[str] = Counter()
    total = 0
    for note_id, type_id, note in _iterate_notes(connection, names):
        total += 1
        if note.guid in guids:
            notes[note_id] = note
        elif type_id in _NAMES or _OURS.issubset(note.names):
            key = note.fields.get("Key", "")
            content_id = split_key(key).content_id if is_key(key) else ""
            if content_id in foreign or len(foreign) < _MOST_FOREIGN:
                foreign[content_id] += 1
    return Learnt(
        notes={note.guid: note for note in notes.values()},
        cards=tuple(_iterate_cards(connection, notes)),
        foreign=foreign,
        total=total,
    )


def _read_names(connection: sqlite3.Connection) -> dict[int, tuple[str, ...]]:
    """Read the names of the fields of each note type, in the old form and the new one."""
    with only_reading(connection):
        (models,) = connection.execute("SELECT models FROM col").fetchone()
    if models:
        return {
            int(type_id): tuple(str(field["name"]) for field in note_type["flds"])
            for type_id, note_type in json.loads(models).items()
        }
    if not is_plain_table(connection, "fields"):
        raise ValueError("no note types")
    with only_reading(connection):
        rows = connection.execute("SELECT ntid, ord, name FROM fields").fetchall()
    fields: dict[int, dict[int, str]] = {}
    for type_id, place, name in rows:
        fields.setdefault(int(type_id), {})[int(place)] = str(name)
    return {
        type_id: tuple(name for _, name in sorted(places.items()))
        for type_id, places in fields.items()
    }


def _iterate_notes(
    connection: sqlite3.Connection, names: Mapping[int, tuple[str, ...]]
) -> Iterator[tuple[int, int, LearntNote]]:
    """Give each note with its id and the id of its type; rows that hold what none has are not."""
    with only_reading(connection):
        rows = connection.execute("SELECT id, mid, guid, mod, flds, tags FROM notes")
    left = _MOST_TEXT
    for note_id, type_id, guid, mod, texts, tags in rows:
        if type(guid) is not str or type(texts) is not str or type(tags) is not str:
            continue
        left -= len(texts) + len(tags) + len(guid) + 100
        if left < 0:
            raise ValueError("more text than any collection has")
        known = names.get(type_id) or _NAMES.get(type_id, ())
        yield note_id, type_id, LearntNote(guid, int(mod), known, texts, tags)


def _iterate_cards(
    connection: sqlite3.Connection, notes: Mapping[int, LearntNote]
) -> Iterator[LearntCard]:
    """Give the cards of notes."""
    with only_reading(connection):
        rows = connection.execute("SELECT id, nid, ord, lapses, queue, flags FROM cards")
    cards = []
    for number, row in enumerate(rows):
        if number == _MOST_CARDS:
            raise ValueError("more cards than any collection has")
        if row[1] in notes:
            cards.append(tuple(map(int, row)))
    reviews = _read_reviews(connection, [card[0] for card in cards])
    for card_id, note_id, place, lapses, queue, flags in cards:
        yield LearntCard(
            guid=notes[note_id].guid,
            number=place,
            lapses=lapses,
            is_suspended=queue == _SUSPENDED,
            flag=flags & _FLAGS,
            reviews=reviews.get(card_id, _NONE),
        )


_NONE = Reviews()


def _read_reviews(connection: sqlite3.Connection, card_ids: list[int]) -> dict[int, Reviews]:
    """Sum up the reviews of cards, which an index of Anki's finds without the others."""
    found: dict[int, Reviews] = {}
    for start in range(0, len(card_ids), _AT_A_TIME):
        some = ",".join(map(str, card_ids[start : start + _AT_A_TIME]))
        with only_reading(connection):
            rows = connection.execute(_REVIEWS.format(some))
        found |= {card_id: Reviews(*map(int, sums)) for card_id, *sums in rows}
    return found

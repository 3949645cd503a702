"""What a learner's collection has of a package: notes, where their fields are, and their deck."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from .package import BETWEEN_FIELDS, Json
from .released import RELEASED, UNRELEASED

if TYPE_CHECKING:
    from anki.collection import Collection
    from anki.dbproxy import DBProxy
    from anki.models import NotetypeId

_AT_A_TIME = 500
"""Values in one question to the database, which has a limit."""


class LearnersNote(NamedTuple):
    """A note as the learner has it; `numbers` are those of its cards' templates or blanks."""

    note_id: int
    guid: str
    note_type_id: int
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    numbers: frozenset[int]


class Places(NamedTuple):
    """Where the author's fields and templates are in the learner's note type.

    `fields` and `templates` are in the author's order; `None` where the learner has none.
    `compared` are the places, in the author's order, of all that `Released` has digests of.
    """

    fields: tuple[int | None, ...]
    templates: tuple[int | None, ...]
    released: int | None
    compared: tuple[int, ...]
    authors_released: int


def find_notes(col: "Collection", guids: Iterable[str]) -> dict[str, LearnersNote]:
    """Give the notes of the collection that have one of the GUIDs."""
    rows = list(_select(col, "SELECT id, guid, mid, flds, tags FROM notes WHERE guid", guids))
    numbers = defaultdict(set)
    cards = _select(col, "SELECT nid, ord FROM cards WHERE nid", (row[0] for row in rows))
    for note_id, number in cards:
        numbers[note_id].add(number)
    return {
        guid: LearnersNote(
            note_id=note_id,
            guid=guid,
            note_type_id=note_type_id,
            fields=tuple(fields.split(BETWEEN_FIELDS)),
            tags=tuple(tags.split()),
            numbers=frozenset(numbers[note_id]),
        )
        for note_id, guid, note_type_id, fields, tags in rows
    }


def find_type(col: "Collection", note_type_id: int) -> Json | None:
    """Give a note type of the collection."""
    return col.models.get(cast("NotetypeId", note_type_id))


def find_deck(col: "Collection", note_ids: Iterable[int]) -> int | None:
    """Give the deck in which most cards of notes are, or will be when a filtered deck is done."""
    rows = _select(col, "SELECT iif(odid, odid, did) FROM cards WHERE nid", note_ids)
    decks = Counter(deck_id for (deck_id,) in rows)
    return max(decks, key=lambda each: (decks[each], -each), default=None)


def match_places(authors: Json, learners: Json) -> Places | None:
    """Match a note type of a package with the learner's, by ids and then by names.

    Gives nothing when the learner's is another one.
    """
    is_same = str(authors["id"]) == str(learners["id"])
    fields = _match(authors["flds"], learners["flds"])
    templates = _match(authors["tmpls"], learners["tmpls"])
    names = [field["name"] for field in authors["flds"]]
    released = names.index(RELEASED) if RELEASED in names else -1
    if authors["type"] != learners["type"] or fields[0] is None:
        return None
    if not is_same and not (_is_field(authors, learners, fields, released)):
        return None
    return Places(
        fields=fields,
        templates=templates,
        released=fields[released] if released >= 0 else None,
        compared=tuple(place for place, name in enumerate(names) if name not in UNRELEASED),
        authors_released=released,
    )


def _is_field(authors: Json, learners: Json, fields: Sequence[int | None], place: int) -> bool:
    """Whether a field is the author's own, by its id: Anki copies a note type when it can't merge.

    A note type that the learner made has no field of such an id.
    """
    found = fields[place] if place >= 0 else None
    if found is None:
        return False
    field_id = authors["flds"][place].get("id")
    return field_id is not None and learners["flds"][found].get("id") == field_id


def _match(authors: Sequence[Json], learners: Sequence[Json]) -> tuple[int | None, ...]:
    by_id = {each.get("id"): place for place, each in enumerate(learners) if each.get("id")}
    places = [by_id.get(each.get("id")) for each in authors]
    taken = set(places)
    by_name = {each["name"]: place for place, each in enumerate(learners) if place not in taken}
    return tuple(
        by_name.get(each["name"]) if place is None else place
        for place, each in zip(places, authors, strict=True)
    )


def _select(col: "Collection", query: str, values: Iterable[Any]) -> Iterator[Sequence[Any]]:
    values = list(values)
    for start in range(0, len(values), _AT_A_TIME):
        some = values[start : start + _AT_A_TIME]
        yield from _database(col).all(f"{query} IN ({','.join('?' * len(some))})", *some)


def _database(col: "Collection") -> "DBProxy":
    if col.db is None:
        raise RuntimeError("the collection is closed")
    return col.db

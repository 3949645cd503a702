"""What an update of a learner's collection will do, worked out before anything is written."""

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .decide import (
    CONFLICT,
    RETIRED_DIGEST,
    Decision,
    MergedTags,
    decide_field,
    merge_tags,
    retire_tags,
)
from .decks_and_looks import DeckUpdate, update_deck, update_looks
from .learners import LearnersNote, Places, find_notes, find_type, match_places
from .package import AuthorsNote, Json, UpdatePackage, read_package
from .released import Released, digest_html, read_released

if TYPE_CHECKING:
    from anki.collection import Collection


class NoteOutcome(StrEnum):
    """What becomes of a note of the package; each is exactly one of these."""

    NEW = "new"
    UPDATED = "updated"
    KEPT = "kept"
    CONFLICT = "conflicts"
    UNCHANGED = "unchanged"


class Conflict(NamedTuple):
    """A field that author and learner both changed, or of which nobody can tell.

    `place` is the field's in the learner's note; `mine` and `theirs` are HTML.
    """

    guid: str
    note_id: int
    field: str
    place: int
    is_base_known: bool
    mine: str
    theirs: str


class NoteUpdate(NamedTuple):
    """A note that the learner has: its fields and tags after the merge, the conflicts left mine."""

    mine: LearnersNote
    theirs: AuthorsNote
    places: Places
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    outcome: NoteOutcome

    @property
    def is_written(self) -> bool:
        """Whether anything of it differs from what the learner has."""
        return self.fields != self.mine.fields or set(self.tags) != set(self.mine.tags)


class Retirement(NamedTuple):
    """A note that gets the tag of those that left the deck."""

    note_id: int
    fields: tuple[str, ...]
    tags: tuple[str, ...]


class UpdatePlan(NamedTuple):
    """All that an update does.

    `untouchable` are notes whose type the learner changed to another, left alone as they are;
    `older` counts notes of which the learner has a later release, or which one retired. `is_first`
    says that nothing of the deck is there yet.
    """

    package: UpdatePackage
    new: tuple[AuthorsNote, ...]
    updates: tuple[NoteUpdate, ...]
    retired: tuple[Retirement, ...]
    untouchable: tuple[AuthorsNote, ...]
    looks: tuple[Json, ...]
    deck: DeckUpdate
    outcomes: Mapping[str, int]
    older: int
    is_first: bool

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """All conflicts."""
        return tuple(conflict for update in self.updates for conflict in update.conflicts)

    @property
    def is_nothing(self) -> bool:
        """Whether all is up to date."""
        return not (
            self.new
            or self.retired
            or self.looks
            or self.deck.is_renamed
            or self.deck.description is not None
            or any(update.is_written for update in self.updates)
        )

    @property
    def counts(self) -> dict[str, int]:
        """What becomes of the package's notes, and how many are newly retired."""
        counts = {outcome.value: self.outcomes.get(outcome, 0) for outcome in NoteOutcome}
        return {**counts, "retired": len(self.retired)}


def plan_update(col: "Collection", package: UpdatePackage | Path | str) -> UpdatePlan:
    """Plan the update of a collection; raises PackageError when the package can't be merged."""
    if not isinstance(package, UpdatePackage):
        package = read_package(Path(package))
    listed = {each.guid: each for each in package.about.retired}
    notes = find_notes(col, [*(each.guid for each in package.notes), *listed])
    deck = update_deck(col, package, notes)
    outcomes = Counter[str]()
    new, updates, untouchable = [], [], []
    known_places: dict[tuple[int, int], Places | None] = {}
    older = 0
    for theirs in package.notes:
        mine = notes.get(theirs.guid)
        pair = (theirs.note_type_id, mine.note_type_id if mine else theirs.note_type_id)
        if pair not in known_places:
            known_places[pair] = _match_types(col, package, *pair)
        places = known_places[pair]
        if places is None:
            outcomes[NoteOutcome.UNCHANGED] += 1
            untouchable.append(theirs)
            continue
        if mine is None:
            outcomes[NoteOutcome.NEW] += 1
            new.append(theirs)
            continue
        base = _read_base(mine, places)
        is_gone = deck.is_older and base is not None and RETIRED_DIGEST in base.tags
        if base is not None and (is_gone or base.mod > theirs.mod):
            outcomes[NoteOutcome.UNCHANGED] += 1
            older += 1
            continue
        update = _merge(theirs, mine, places, base, _name_fields(col, mine))
        outcomes[update.outcome] += 1
        if update.is_written:
            updates.append(update)
    return UpdatePlan(
        package=package,
        new=tuple(new),
        updates=tuple(updates),
        retired=tuple(_retire(package, notes)),
        untouchable=tuple(untouchable),
        looks=tuple(update_looks(col, package)),
        deck=deck,
        outcomes=outcomes,
        older=older,
        is_first=not notes and not any(find_type(col, each) for each in package.note_types),
    )


def _match_types(
    col: "Collection", package: UpdatePackage, theirs: int, mine: int
) -> Places | None:
    authors = package.note_types[theirs]
    return match_places(authors, find_type(col, mine) or authors)


def _name_fields(col: "Collection", mine: LearnersNote) -> list[str]:
    note_type = find_type(col, mine.note_type_id)
    return [field["name"] for field in note_type["flds"]] if note_type else []


def _read_base(mine: LearnersNote, places: Places) -> Released | None:
    if places.released is None:
        return None
    base = read_released(mine.fields[places.released])
    return base if base and len(base.fields) == len(places.compared) else None


def _merge(
    theirs: AuthorsNote,
    mine: LearnersNote,
    places: Places,
    base: Released | None,
    names: list[str],
) -> NoteUpdate:
    fields = list(mine.fields)
    conflicts = []
    decisions = set()
    digests = _read_digests(theirs, places)
    for number, place in enumerate(places.compared):
        target = places.fields[place]
        if target is None or fields[target] == theirs.fields[place]:
            continue
        known = base.fields[number] if base else None
        decision = decide_field(known, digest_html(fields[target]), digests[number])
        decisions.add(decision)
        if decision is Decision.TAKE:
            fields[target] = theirs.fields[place]
        elif decision is Decision.CONFLICT:
            conflicts.append(
                Conflict(
                    guid=mine.guid,
                    note_id=mine.note_id,
                    field=names[target],
                    place=target,
                    is_base_known=base is not None,
                    mine=fields[target],
                    theirs=theirs.fields[place],
                )
            )
    tags = merge_tags(base.tags if base else None, mine.tags, theirs.tags)
    if places.released is not None:
        fields[places.released] = Released(theirs.mod, digests, tags.released).write()
    if conflicts and CONFLICT not in map(str.casefold, tags.tags):
        tags = tags._replace(tags=(*tags.tags, CONFLICT))
    return NoteUpdate(
        mine=mine,
        theirs=theirs,
        places=places,
        fields=tuple(fields),
        tags=tags.tags,
        conflicts=tuple(conflicts),
        outcome=_find_outcome(decisions, tags),
    )


def _read_digests(theirs: AuthorsNote, places: Places) -> tuple[str, ...]:
    """Give the digests of a package's fields, which it says itself."""
    if places.authors_released >= 0:
        said = read_released(theirs.fields[places.authors_released])
        if said is not None and len(said.fields) == len(places.compared):
            return said.fields
    return tuple(digest_html(theirs.fields[place]) for place in places.compared)


def _find_outcome(decisions: set[Decision], tags: MergedTags) -> NoteOutcome:
    if Decision.CONFLICT in decisions:
        return NoteOutcome.CONFLICT
    if Decision.TAKE in decisions or tags.is_taken:
        return NoteOutcome.UPDATED
    return NoteOutcome.KEPT if Decision.KEEP in decisions else NoteOutcome.UNCHANGED


def _retire(package: UpdatePackage, notes: Mapping[str, LearnersNote]) -> Iterator[Retirement]:
    packaged = {each.guid for each in package.notes}
    for each in package.about.retired:
        mine = notes.get(each.guid)
        if mine is None or each.guid in packaged:
            continue
        bases = [(place, read_released(text)) for place, text in enumerate(mine.fields)]
        place, base = next(((place, base) for place, base in bases if base), (-1, None))
        # A package can name any GUID: only a note of the deck's own is believed to have left it.
        if base is None and each.keys.isdisjoint(mine.fields):
            continue
        if base is not None and base.mod > each.mod:
            continue  # the learner has a later release, in which it is back
        told = retire_tags(base.tags if base else None, mine.tags)
        if told is None:
            continue
        tags, released = told
        fields = list(mine.fields)
        if base is not None and released is not None:
            fields[place] = base._replace(tags=released).write()
        yield Retirement(mine.note_id, tuple(fields), tags)

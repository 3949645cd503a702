"""What an update changes beside notes: the deck's name and description, the look of note types."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple, cast

from .learners import LearnersNote, find_deck, find_type, match_places
from .looks import is_as_signed, read_description, read_signature
from .package import SIDES, Json, UpdatePackage

if TYPE_CHECKING:
    from anki.collection import Collection
    from anki.decks import DeckId


class DeckUpdate(NamedTuple):
    """Where new cards go. `deck_id` is `None` when the learner has none of this deck yet.

    `name` is what the deck will be called, `former` what it is called now; `description` is what it
    will say: `None` for no change. `is_older` says that the learner has a later release.
    """

    deck_id: int | None
    name: str
    former: str
    description: str | None
    is_older: bool = False

    @property
    def is_renamed(self) -> bool:
        """Whether the learner's deck follows a renamed one of the author's."""
        return self.name != self.former


def update_looks(col: "Collection", package: UpdatePackage) -> Iterator[Json]:
    """Give the learner's note types with the package's look, where it is newer.

    A look that the learner changed stays; so do own templates beside the author's.
    """
    for note_type_id, authors in package.note_types.items():
        learners = find_type(col, note_type_id)
        offered = read_signature(authors["css"])
        if learners is None or offered is None:
            continue
        present = read_signature(learners["css"])
        places = match_places(authors, learners)
        if present is None or places is None or present.mod >= offered.mod:
            continue
        templates = [
            learners["tmpls"][place] if place is not None else None for place in places.templates
        ]
        sides = [(each["qfmt"], each["afmt"]) for each in templates if each]
        if not is_as_signed(learners["css"], sides):
            continue
        changed = {
            template["ord"]: {key: authors["tmpls"][number][key] for key in SIDES}
            for number, template in enumerate(templates)
            if template
        }
        yield {
            **learners,
            "css": authors["css"],
            "tmpls": [{**each, **changed.get(each["ord"], {})} for each in learners["tmpls"]],
        }


def update_deck(
    col: "Collection", package: UpdatePackage, notes: Mapping[str, LearnersNote]
) -> DeckUpdate:
    """Say where new cards go, and follow the author where the learner's deck is as it was.

    It is renamed only while it has a former name, and can have the new one, and never by an older
    package: the name may be one that the author came back to.
    """
    wanted = package.about.deck
    deck_id = find_deck(col, (note.note_id for note in notes.values()))
    if deck_id is None:  # where the learner deleted all its notes, the new ones go by its name
        deck_id = col.decks.id_for_name(wanted)
    deck = col.decks.get(cast("DeckId", deck_id), default=False) if deck_id is not None else None
    if deck is None:
        return DeckUpdate(None, wanted, wanted, None)
    name = deck["name"]
    offered = read_description(package.deck["desc"])
    present = read_description(deck.get("desc", ""))
    is_older = present is not None and package.about.released < present.released
    is_former = name in package.about.former_decks
    is_renamed = is_former and not is_older and _is_free(col, wanted)
    is_newer = (
        offered is not None
        and present is not None
        and present.is_as_signed
        and offered.released >= present.released
        and offered != present  # also where only the time is: it tells older packages
    )
    return DeckUpdate(
        deck_id=deck_id,
        name=wanted if is_renamed else name,
        former=name,
        description=package.deck["desc"] if is_newer else None,
        is_older=is_older,
    )


def _is_free(col: "Collection", name: str) -> bool:
    """Whether a deck can have that name: none has it, and it isn't below a filtered deck."""
    is_below = any(deck["dyn"] for deck in col.decks.parents_by_name(name))
    return not is_below and not col.decks.id_for_name(name)

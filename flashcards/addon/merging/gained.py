"""Which cards a note gains by an update: a blank, a reverse, or a template of the learner's own."""

import json
from typing import TYPE_CHECKING, cast

from anki.errors import TemplateError

from .learners import LearnersNote, Places
from .package import AuthorsNote, Json, PackagedCard, derive_card_id
from .plan import NoteUpdate

if TYPE_CHECKING:
    from anki.collection import Collection
    from anki.notes import Note, NoteId

_CLOZE = 1


def find_gained(col: "Collection", note_type: Json, update: NoteUpdate) -> tuple[PackagedCard, ...]:
    """Give the cards that Anki would make of a note as updated, and that it hasn't got."""
    mine, fields = update.mine, update.fields
    offered = _offer(note_type, update.places, update.theirs)
    is_cloze = note_type["type"] == _CLOZE
    if not is_cloze and not _may_gain(note_type, mine, fields, set(offered)):
        return ()
    note = col.get_note(cast("NoteId", mine.note_id))
    note.fields = list(fields)
    if is_cloze:
        needed = {number - 1 for number in note.cloze_numbers_in_fields() if number > 0}
    else:
        needed = {each["ord"] for each in note_type["tmpls"] if _shows(col, each, note)}
    return tuple(
        offered.get(number) or _own_card(update.theirs, number)
        for number in sorted(needed - mine.numbers)
    )


def list_cards(
    col: "Collection",
    note_type: Json,
    places: Places,
    theirs: AuthorsNote,
    fields: tuple[str, ...],
) -> tuple[PackagedCard, ...]:
    """Give the cards of a new note: the author's, and those of the learner's own templates."""
    offered = _offer(note_type, places, theirs)
    own = [
        each
        for each in note_type["tmpls"]
        if note_type["type"] != _CLOZE and each["ord"] not in places.templates
    ]
    if own and note_type.get("id"):
        note = col.new_note(note_type)
        note.fields = list(fields)
        shown = [each["ord"] for each in own if _shows(col, each, note)]
        return (*offered.values(), *(_own_card(theirs, number) for number in shown))
    return tuple(offered.values())


def _offer(note_type: Json, places: Places, theirs: AuthorsNote) -> dict[int, PackagedCard]:
    """Give the author's cards by their numbers in the learner's note type."""
    offered = {}
    for card in theirs.cards:
        number: int | None = card.number
        if note_type["type"] != _CLOZE:
            has_template = card.number < len(places.templates)
            number = places.templates[card.number] if has_template else None
        if number is not None:
            offered[number] = card._replace(number=number)
    return offered


def _own_card(theirs: AuthorsNote, number: int) -> PackagedCard:
    """Make a card of the learner's own; each of the learner's devices gives it the same id."""
    due = theirs.cards[0].due if theirs.cards else 0
    return PackagedCard(derive_card_id(theirs.note_id, -1 - number), number, due)


def _may_gain(
    note_type: Json, mine: LearnersNote, fields: tuple[str, ...], offered: set[int]
) -> bool:
    """Whether it is worth asking: not where the same fields are filled, and no card is missing."""
    return (
        [bool(field) for field in fields] != [bool(field) for field in mine.fields]
        or len(note_type["tmpls"]) > len(mine.numbers | offered)
        or not offered <= mine.numbers
    )


def _shows(col: "Collection", template: Json, note: "Note") -> bool:
    """Whether a template makes a card of a note, by Anki's own rule."""
    try:
        rendered = col._backend.render_uncommitted_card_legacy(  # noqa: SLF001 - its only door
            note=note._to_backend_note(),  # noqa: SLF001 - as above
            card_ord=template["ord"],
            template=json.dumps(template).encode(),
            fill_empty=False,
            partial_render=True,
        )
    except TemplateError:
        return False
    return bool(not rendered.is_empty)

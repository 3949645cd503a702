"""Which cards a note gains by an update: a blank, a reverse, or a template of the learner's own."""

import json
from typing import TYPE_CHECKING, cast

from anki.errors import TemplateError

from .learners import LearnersNote, Places
from .package import Json, PackagedCard
from .plan import NoteUpdate

if TYPE_CHECKING:
    from anki.collection import Collection
    from anki.notes import Note, NoteId

_CLOZE = 1
_FAR = 10_000_000_000
"""Milliseconds from a note's id to those of cards of the learner's own templates: four months."""


def find_number(note_type: Json, places: Places, number: int) -> int | None:
    """Give the number that an author's card has in the learner's note type, if it has that card."""
    if note_type["type"] == _CLOZE:
        return number
    return places.templates[number] if number < len(places.templates) else None


def find_gained(col: "Collection", note_type: Json, update: NoteUpdate) -> tuple[PackagedCard, ...]:
    """Give the cards that Anki would make of a note as updated, and that it hasn't got."""
    mine, theirs, places, fields = update.mine, update.theirs, update.places, update.fields
    is_cloze = note_type["type"] == _CLOZE
    offered = {find_number(note_type, places, card.number): card for card in theirs.cards}
    if not is_cloze and not _may_gain(note_type, mine, fields, set(offered)):
        return ()
    note = col.get_note(cast("NoteId", mine.note_id))
    note.fields = list(fields)
    if is_cloze:
        needed = {number - 1 for number in note.cloze_numbers_in_fields() if number > 0}
    else:
        needed = {template["ord"] for template in note_type["tmpls"] if _shows(col, template, note)}
    due = theirs.cards[0].due if theirs.cards else 0
    return tuple(
        offered[number]._replace(number=number)
        if number in offered
        # The same id on each device of the learner's.
        else PackagedCard(theirs.note_id + _FAR * (number + 1), number, due)
        for number in sorted(needed - mine.numbers)
    )


def _may_gain(
    note_type: Json, mine: LearnersNote, fields: tuple[str, ...], offered: set[int | None]
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

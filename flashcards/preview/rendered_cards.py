"""A note's cards, as Anki will make and show them. Pure."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from flashcards.anki.cloze import cloze_numbers
from flashcards.anki.note_types import NOTE_TYPES
from flashcards.anki.template_language import (
    is_empty,
    render_cloze_template,
    render_template,
)
from flashcards.notes.note import Note
from flashcards.render.markdown import visible_text

_MATH_END = re.compile(r"\\[()\[\]]")


class RenderedCard(NamedTuple):
    """One card of a note. `front` and `back` are HTML, `label` is one line of plain text.

    `number` is Anki's: the template's, or the blank's, counted from 1.
    """

    number: int
    template: str
    label: str
    front: str
    back: str


def render_cards(note: Note) -> Iterator[RenderedCard]:
    """Render the cards of a note, in Anki's order; of what is only mentioned, none."""
    if not note.cards:
        return
    note_type = NOTE_TYPES[note.kind]
    fields = dict(zip(note_type.field_names, note.fields, strict=True))
    if note_type.is_cloze:
        (template,) = note_type.templates
        for number in cloze_numbers(note.fields[0]):
            yield RenderedCard(
                number=number,
                template=template.name,
                label=plain_text(render_cloze_template(template.browser_front, fields, number)),
                front=render_cloze_template(template.front, fields, number),
                back=render_cloze_template(template.back, fields, number, is_back=True),
            )
        return
    for number, template in enumerate(note_type.templates, start=1):
        front = render_template(template.front, fields)
        if not is_empty(front):
            yield RenderedCard(
                number=number,
                template=template.name,
                label=plain_text(render_template(template.browser_front, fields)),
                front=front,
                back=render_template(template.back, fields, front=front),
            )


def plain_text(html: str) -> str:
    """Give a text as a reader sees it, on one line, with math as its bare source."""
    return visible_text(_MATH_END.sub("", html))

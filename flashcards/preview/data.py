"""What the preview's page knows: a deck, its video's timeline and its warnings, as JSON. Pure."""

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from flashcards.anki.note_types import NOTE_TYPES
from flashcards.content.keys import Key
from flashcards.content.model import Breakdown, Text
from flashcards.content.walk import Place, find_places
from flashcards.diagnostics import Diagnostic, Source
from flashcards.disk.media import MediaFile, is_sound
from flashcards.notes.note import Note
from flashcards.preview.origins import find_chapters, find_origins, find_warnings
from flashcards.preview.rendered_cards import plain_text, render_cards
from flashcards.render.markdown import render_inline
from flashcards.text.slugs import Slug
from flashcards.text.times import format_time

_UNSEARCHED = frozenset(
    field.name
    for note_type in NOTE_TYPES.values()
    for field in note_type.fields
    if field.unsearched
)
"""Fields that Anki's search leaves out, too: the same on every card, or not made to be read."""

_SOUND = re.compile(r"\[sound:[0-9a-f]+\.[a-z0-9]+\]")

_SHORTEST = 60_000
"""Milliseconds given to a last chapter whose end nobody wrote, if there is no other to go by."""


MOST_CHARACTERS = 48_000_000
"""Characters of a page: ten times those of a thousand notes. Browsers get slow long before."""

_CARD, _BLANK = 700, 160
"""What the page has for a card beside its fields, and for each blank on each card of a summary."""


class Preview(NamedTuple):
    """What a page is made of: content, the notes as they would be released, and what is wrong.

    `diagnostics` may be those of other files too; `sources` gives each its line. `editor` is the
    address that opens the content file, without the place in it, if the page may have one.
    """

    breakdown: Breakdown
    notes: tuple[Note, ...]
    sources: Mapping[str, Source]
    diagnostics: tuple[Diagnostic, ...] = ()
    media: tuple[MediaFile, ...] = ()
    editor: str = ""


def make_data(preview: Preview) -> dict[str, Any]:
    """Gather everything the page shows; times are in milliseconds, links between lists indices."""
    breakdown = preview.breakdown
    places = find_places(breakdown)
    ends, total = _find_ends(breakdown, places, preview.notes)
    origins = tuple(find_origins(breakdown, preview.notes))
    own = [each for each in preview.diagnostics if each.span.path == breakdown.path]
    place_of = {diagnostic: place for place, diagnostic in enumerate(own)}
    warnings = find_warnings(origins, own)
    facts = (
        breakdown.author,
        breakdown.published,
        breakdown.duration and format_time(breakdown.duration.time),
    )
    modules = {module.slug: index for index, module in enumerate(breakdown.modules)}
    return {
        "id": breakdown.content_id,
        "title": _text(breakdown.title),
        "url": breakdown.url,
        "deck": breakdown.deck,
        "path": breakdown.path,
        "editor": preview.editor,
        "facts": [fact for fact in facts if fact],
        "css": next(iter(NOTE_TYPES.values())).style,
        "media": {file.name: _data_url(file) for file in preview.media if not is_sound(file.name)},
        "total": total,
        "modules": [
            {"title": _text(module.title), "tag": f"{breakdown.content_id}::{module.slug}"}
            for module in breakdown.modules
        ],
        "chapters": [
            {
                "title": _text(place.chapter.title),
                "module": modules[place.module.slug],
                "start": place.chapter.start.time,
                "end": end,
            }
            for place, end in zip(places, ends, strict=True)
        ],
        **_make_notes(
            preview.notes,
            preview.sources[breakdown.path],
            modules,
            find_chapters(origins),
            {key: [place_of[each] for each in found] for key, found in warnings.items()},
        ),
        "problems": [_problem(each, preview.sources) for each in own],
    }


def estimate_size(notes: Iterable[Note]) -> int:
    """Say about how many characters the cards of a page will have, before they are made.

    Each blank has a card, and each card the whole summary.
    """
    return sum(
        note.cards * (_CARD + _BLANK * note.cards + 2 * sum(map(len, note.fields)))
        for note in notes
    )


def _make_notes(
    notes: Iterable[Note],
    source: Source,
    modules: Mapping[Slug, int],
    chapters: Mapping[Key, tuple[int, ...]],
    warnings: Mapping[Key, list[int]],
) -> dict[str, Any]:
    rows = []
    cards: list[dict[str, Any]] = []
    for index, note in enumerate(notes):
        named = zip(NOTE_TYPES[note.kind].field_names, note.fields, strict=True)
        rows.append(
            {
                "key": note.key,
                "kind": note.kind.value,
                "place": source.position(note.span.start),
                "tags": note.tags,
                "modules": [modules[slug] for slug in note.modules],
                "chapters": chapters[note.key],
                "times": note.times,
                "text": plain_text(
                    " ".join(html for name, html in named if name not in _UNSEARCHED)
                ),
                "warnings": warnings.get(note.key, []),
            }
        )
        cards += (
            {
                "note": index,
                "number": card.number,
                "template": card.template,
                "label": card.label,
                "front": _for_page(card.front),
                "back": _for_page(card.back),
            }
            for card in render_cards(note)
        )
    return {"notes": rows, "cards": cards}


def _for_page(html: str) -> str:
    """Make a side fit for the page: a sign in place of a sound."""
    return _SOUND.sub("<kbd>♪ sound</kbd>", html)


def _data_url(file: MediaFile) -> str:
    kind = file.name.rsplit(".", 1)[-1]
    mime = {"jpg": "jpeg", "svg": "svg+xml"}.get(kind, kind)
    return f"data:image/{mime};base64,{b64encode(file.data).decode()}"


def _find_ends(
    breakdown: Breakdown, places: Sequence[Place], notes: Iterable[Note]
) -> tuple[list[int], int]:
    """Give each chapter's end and the length of the whole, estimating an open end."""
    starts = [place.chapter.start.time for place in places]
    known = [place.end for place in places if place.end is not None]
    latest = max([0, *starts, *known, *(time for note in notes for time in note.times)])
    total = breakdown.duration.time if breakdown.duration else 0
    if total <= latest:
        is_open = any(place.end is None for place in places)
        usual = max(starts) // (len(places) - 1) if len(places) > 1 else _SHORTEST
        total = latest + (usual or _SHORTEST) * is_open
    ends = [total if place.end is None else int(place.end) for place in places]
    return ends, max(total, 1)


def _text(text: Text) -> str:
    return plain_text(render_inline(text.value).html)


def _problem(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> dict[str, Any]:
    path, start, _ = diagnostic.span
    line, column = sources[path].position(start)
    return {
        "where": f"{path}:{line}:{column}",
        "place": (line, column),
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "help": diagnostic.help,
    }

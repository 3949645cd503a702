"""A note as the rest of the pipeline sees it: fields and tags, no time, no GUID yet."""

from typing import NamedTuple

from flashcards.anki.note_types import NOTE_TYPES, Kind
from flashcards.content.keys import Key
from flashcards.content.model import Text
from flashcards.diagnostics import Span
from flashcards.disk.media import MediaFile
from flashcards.text.slugs import Slug
from flashcards.text.times import Milliseconds

_PLACES = {
    kind: {name: place for place, name in enumerate(note_type.field_names)}
    for kind, note_type in NOTE_TYPES.items()
}


class Note(NamedTuple):
    """One note. `fields` are HTML, in the order of its note type's fields.

    `modules` and `times` say where in the video it belongs, each in the video's order;
    `cards` counts the cards Anki will make of it, 0 for what is only mentioned. `is_named`: its key
    is an `id` of the author's. `was` is what the author says it was called before, `language` the
    code of its file's language.
    """

    key: Key
    kind: Kind
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    modules: tuple[Slug, ...]
    times: tuple[Milliseconds, ...]
    cards: int
    span: Span
    is_named: bool = False
    was: Text | None = None
    language: str = "en"

    def get_field(self, name: str) -> str:
        """Give a field by its name; KeyError when the note type has none of that name."""
        return self.fields[_PLACES[self.kind][name]]


class ModuleName(NamedTuple):
    """What a module is known by: the slug in its tag, and its title as a reader sees it."""

    slug: Slug
    title: str


class Deck(NamedTuple):
    """One content file's notes, in the file's order, with what its deck says of itself.

    `path` is the content file's, `description` is HTML; `name` nests with `::`; `media` are the
    files that its fields name. `mentioned` is what the content has and wants no card of.
    """

    content_id: str
    path: str
    name: str
    description: str
    notes: tuple[Note, ...]
    media: tuple[MediaFile, ...] = ()
    modules: tuple[ModuleName, ...] = ()
    mentioned: tuple[Note, ...] = ()

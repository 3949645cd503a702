"""The three note types: a published interface.

Anki stops updating the notes of a type whose field or template list has changed, so the lists
and every id below are frozen at the first release. What a template shows may change; its
`mod` must then move, or learners keep the old look.
"""

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

_TEMPLATES = Path(__file__).parent / "templates"
"""The cards' templates and their style, one file each, in Anki's template language."""


@cache
def _read(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


class Kind(StrEnum):
    """What a note is made from; the middle part of its key."""

    QUESTION = "question"
    TOPIC = "topic"
    CHAPTER = "chapter"

    __hash__ = str.__hash__  # an enumeration's own is slow, and kinds are looked up for every note


STANDING = ("Context", "Module", "Chapter", "Time", "Link", "Source")
"""The fields that say where in the video a note stands; every note type has them in this order."""


BETWEEN_FIELDS = "\x1f"
"""Stands between the fields of a note, as Anki keeps them."""


class FieldSpec(NamedTuple):
    """A field of a note type; a collapsed one stays folded in Anki's editor."""

    name: str
    field_id: int
    collapsed: bool = False


class TemplateSpec(NamedTuple):
    """A card template. `file` names its front and back in the folder `templates`.

    `browser_front` and `browser_back` are what Anki's browser lists in its columns.
    """

    name: str
    template_id: int
    file: str
    browser_front: str
    browser_back: str

    @property
    def front(self) -> str:
        """The front, in Anki's template language (`qfmt`)."""
        return _read(f"{self.file}.front.html")

    @property
    def back(self) -> str:
        """The back (`afmt`), which ends with the footer that all cards share."""
        return _read(f"{self.file}.back.html") + _read("footer.html")


class NoteType(NamedTuple):
    """A note type in Anki's words.

    `mod` is when its templates or style last changed, in seconds since 1970.
    """

    note_type_id: int
    name: str
    is_cloze: bool
    fields: tuple[FieldSpec, ...]
    templates: tuple[TemplateSpec, ...]
    mod: int

    @property
    def css(self) -> str:
        """The style of its cards."""
        return _read("style.css")

    @property
    def field_names(self) -> tuple[str, ...]:
        """The fields' names, in order."""
        return tuple(field.name for field in self.fields)


_QUESTION_FIELDS = (
    FieldSpec(name="Question", field_id=2003022578467383),
    FieldSpec(name="Answer", field_id=4292556591493023),
    FieldSpec(name="Hint", field_id=1450092397942764),
    FieldSpec(name="Extra", field_id=932673272145338),
    FieldSpec(name="Context", field_id=2495741808228850),
    FieldSpec(name="Module", field_id=2640600165391808),
    FieldSpec(name="Chapter", field_id=3394097008710201),
    FieldSpec(name="Time", field_id=2927223900982962),
    FieldSpec(name="Link", field_id=2556300665535340),
    FieldSpec(name="Source", field_id=1208552439367838),
    FieldSpec(name="Key", field_id=999257807173722),
    FieldSpec(name="Reserved 1", field_id=761986045158661, collapsed=True),
    FieldSpec(name="Reserved 2", field_id=666743633067773, collapsed=True),
)
_TOPIC_FIELDS = (
    FieldSpec(name="Term", field_id=1919422935297121),
    FieldSpec(name="Definition", field_id=2497572270413100),
    FieldSpec(name="Reverse", field_id=1451674600132347),
    FieldSpec(name="Hint", field_id=4229094466548555),
    FieldSpec(name="Extra", field_id=1241910725175077),
    FieldSpec(name="Context", field_id=2561331326005860),
    FieldSpec(name="Module", field_id=3265190766585926),
    FieldSpec(name="Chapter", field_id=4022499073319760),
    FieldSpec(name="Time", field_id=2071553437891553),
    FieldSpec(name="Link", field_id=3866613447277716),
    FieldSpec(name="Source", field_id=3698283330766977),
    FieldSpec(name="Key", field_id=2150590403333855),
    FieldSpec(name="Reserved 1", field_id=136720031072106, collapsed=True),
    FieldSpec(name="Reserved 2", field_id=1253851398330474, collapsed=True),
)
_CHAPTER_FIELDS = (
    FieldSpec(name="Text", field_id=3827267932420685),
    FieldSpec(name="Hint", field_id=2704949055232114),
    FieldSpec(name="Extra", field_id=3730585041386731),
    FieldSpec(name="Context", field_id=746707317961445),
    FieldSpec(name="Module", field_id=1484203704609799),
    FieldSpec(name="Chapter", field_id=3913012188654310),
    FieldSpec(name="Time", field_id=10301795492296),
    FieldSpec(name="Link", field_id=2298709366721139),
    FieldSpec(name="Source", field_id=218204278028596),
    FieldSpec(name="Key", field_id=684581989672704),
    FieldSpec(name="Reserved 1", field_id=1840996028395989, collapsed=True),
    FieldSpec(name="Reserved 2", field_id=109889163593372, collapsed=True),
)

_CHANGED = 1_795_888_800
"""2026-11-28: when a template or the style last changed. A test over their hash guards it."""

NOTE_TYPES = {
    Kind.QUESTION: NoteType(
        note_type_id=1685890822260,
        name="Flashcards Question",
        is_cloze=False,
        fields=_QUESTION_FIELDS,
        templates=(
            TemplateSpec(
                name="Question",
                template_id=1345765770851714,
                file="question",
                browser_front="{{Question}}",
                browser_back="{{Answer}}",
            ),
        ),
        mod=_CHANGED,
    ),
    Kind.TOPIC: NoteType(
        note_type_id=1626030060004,
        name="Flashcards Topic",
        is_cloze=False,
        fields=_TOPIC_FIELDS,
        templates=(
            TemplateSpec(
                name="Term to definition",
                template_id=848476707799075,
                file="topic",
                browser_front="{{Term}}",
                browser_back="{{Definition}}",
            ),
            TemplateSpec(
                name="Definition to term",
                template_id=3244020183403496,
                file="topic-reverse",
                browser_front="{{Reverse}}",
                browser_back="{{Term}}",
            ),
        ),
        mod=_CHANGED,
    ),
    Kind.CHAPTER: NoteType(
        note_type_id=1609123159298,
        name="Flashcards Chapter",
        is_cloze=True,
        fields=_CHAPTER_FIELDS,
        templates=(
            TemplateSpec(
                name="Cloze",
                template_id=687719131482607,
                file="chapter",
                browser_front="{{cloze:Text}}",
                browser_back="{{cloze:Text}}",
            ),
        ),
        mod=_CHANGED,
    ),
}
"""The note type of each kind of note."""

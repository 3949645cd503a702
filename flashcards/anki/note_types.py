"""The three note types: a published interface.

Anki stops updating the notes of a type whose field or template list has changed, so the lists
and every id below are frozen at the first release. What a template shows may change; its
`mod` must then move, or learners keep the old look.
"""

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from flashcards.addon.merging.looks import sign_style

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
    """A field of a note type; a collapsed one stays folded in Anki's editor.

    `description` is what Anki's editor shows in an empty one. A search that names no field leaves
    an unsearched one out: what stands on every note would make every word of it useless.
    """

    name: str
    field_id: int
    description: str = ""
    collapsed: bool = False
    unsearched: bool = False


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
    def style(self) -> str:
        """The style of its cards; all note types have the same."""
        return _read("style.css")

    @property
    def css(self) -> str:
        """The style as a package has it: at its end it says what this look is."""
        sides = [(template.front, template.back) for template in self.templates]
        return sign_style(self.style, sides, self.mod)

    @property
    def field_names(self) -> tuple[str, ...]:
        """The fields' names, in order."""
        return tuple(field.name for field in self.fields)


_MY_NOTES = "Yours: no update of the deck ever writes here"
_FOLDED = {
    "Context": "Module and chapter, as the card shows them",
    "Module": "The modules of the video that this note belongs to",
    "Chapter": "The chapters that this note belongs to",
    "Time": "When the video speaks of it",
    "Link": "The video at that time",
    "Source": "The video",
    "Key": "How the deck's author knows this note; leave it as it is",
    "Released": "How the author released this note, to tell your edits by; leave it as it is",
    "Reserved 1": "Kept for later; leave it empty",
    "Reserved 2": "Kept for later; leave it empty",
}
"""The fields that no learner edits, with what each is; Anki's editor shows them folded."""

_UNSEARCHED = frozenset(("Link", "Source", "Key", "Released"))


def _folded(name: str, field_id: int) -> FieldSpec:
    return FieldSpec(name, field_id, _FOLDED[name], collapsed=True, unsearched=name in _UNSEARCHED)


_QUESTION_FIELDS = (
    FieldSpec("Question", 2003022578467383),
    FieldSpec("Answer", 4292556591493023),
    FieldSpec("Hint", 1450092397942764),
    FieldSpec("Extra", 932673272145338),
    FieldSpec("My notes", 516827551946045, _MY_NOTES),
    _folded("Context", 2495741808228850),
    _folded("Module", 2640600165391808),
    _folded("Chapter", 3394097008710201),
    _folded("Time", 2927223900982962),
    _folded("Link", 2556300665535340),
    _folded("Source", 1208552439367838),
    _folded("Key", 999257807173722),
    _folded("Released", 3987974048896629),
    _folded("Reserved 1", 761986045158661),
    _folded("Reserved 2", 666743633067773),
)
_TOPIC_FIELDS = (
    FieldSpec("Term", 1919422935297121),
    FieldSpec("Definition", 2497572270413100),
    FieldSpec("Reverse", 1451674600132347),
    FieldSpec("Hint", 4229094466548555),
    FieldSpec("Extra", 1241910725175077),
    FieldSpec("My notes", 430650404403702, _MY_NOTES),
    _folded("Context", 2561331326005860),
    _folded("Module", 3265190766585926),
    _folded("Chapter", 4022499073319760),
    _folded("Time", 2071553437891553),
    _folded("Link", 3866613447277716),
    _folded("Source", 3698283330766977),
    _folded("Key", 2150590403333855),
    _folded("Released", 65475997980342),
    _folded("Reserved 1", 136720031072106),
    _folded("Reserved 2", 1253851398330474),
)
_CHAPTER_FIELDS = (
    FieldSpec("Text", 3827267932420685),
    FieldSpec("Hint", 2704949055232114),
    FieldSpec("Extra", 3730585041386731),
    FieldSpec("My notes", 1774819946041023, _MY_NOTES),
    _folded("Context", 746707317961445),
    _folded("Module", 1484203704609799),
    _folded("Chapter", 3913012188654310),
    _folded("Time", 10301795492296),
    _folded("Link", 2298709366721139),
    _folded("Source", 218204278028596),
    _folded("Key", 684581989672704),
    _folded("Released", 1621870794143997),
    _folded("Reserved 1", 1840996028395989),
    _folded("Reserved 2", 109889163593372),
)

_CHANGED = 1_795_900_293
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
                browser_back="{{cloze-only:Text}}",
            ),
        ),
        mod=_CHANGED,
    ),
}
"""The note type of each kind of note."""

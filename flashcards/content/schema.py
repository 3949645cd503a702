"""The keys of each level of a content file, each declared once, and the JSON Schema made of them.

`decode` takes no other keys, and what is done with all texts of an item (images read, rules asked,
mentions brought together) goes by what is declared here. The JSON Schema is for editors: YAML
editors type plain scalars (`1.10` is a number to them), so a text may be any scalar in it.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from flashcards.content.levels import LEVELS, RULES
from flashcards.text.slugs import SLUG
from flashcards.text.times import DATE, TIME, TIME_RANGE
from flashcards.text.urls import URL

Schema = dict[str, Any]

_TAG_PART = r"[^\s:\u3000]+(?::[^\s:\u3000]+)*"
TAG = rf"{_TAG_PART}(?:::{_TAG_PART})*"
"""One tag: no white space, and something on both sides of each `::`."""

_SCALARS = ["string", "number", "boolean"]
_EMPTY: Schema = {"type": ["string", "null"], "pattern": r"^\s*$"}
_TEXT: Schema = {"type": _SCALARS, "pattern": r"\S"}


class KeySpec(NamedTuple):
    """A key with the JSON Schema of what stands behind it.

    `is_on_cards`: that is a Markdown text which can stand on a card; the record of the level has
    it in a field of the same name.
    """

    name: str
    schema: Schema
    is_required: bool = False
    is_on_cards: bool = False


class LevelSpec(NamedTuple):
    """The keys of one level, and what messages call it."""

    owner: str
    keys: tuple[KeySpec, ...]
    names: tuple[str, ...]

    @property
    def card_texts(self) -> frozenset[str]:
        """The names of the texts that can stand on a card."""
        return frozenset(key.name for key in self.keys if key.is_on_cards)


def _level(owner: str, *keys: KeySpec) -> LevelSpec:
    return LevelSpec(owner, keys, tuple(key.name for key in keys))


def _described(schema: Schema, description: str) -> Schema:
    return {"description": description, **schema} if description else schema


def _optional(schema: Schema, description: str = "") -> Schema:
    return _described({"anyOf": [_EMPTY, schema]}, description)


def _pattern(pattern: str, types: list[str] | None = None) -> Schema:
    return {"type": types or ["string"], "pattern": rf"^\s*(?:{pattern})\s*$"}


def _one_of(words: tuple[str, ...]) -> Schema:
    # An enumeration would refuse spaces round a word, and a pattern alone offers no completion.
    return {"anyOf": [{"enum": list(words)}, _pattern("|".join(words))]}


def _list_of(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def _level_list(name: str) -> Schema:
    return _list_of({"$ref": f"#/$defs/{name}"})


def _text(name: str, description: str, *, is_on_cards: bool = False) -> KeySpec:
    return KeySpec(name, _optional(_TEXT, description), is_on_cards=is_on_cards)


def _required_text(name: str, description: str = "") -> KeySpec:
    return KeySpec(name, _described(_TEXT, description), is_required=True, is_on_cards=True)


def _required_list(name: str, level: str) -> KeySpec:
    schema = {**_level_list(level), "minItems": 1}
    return KeySpec(name, _described(schema, "In the order of the video."), is_required=True)


_ID = KeySpec("id", _optional(_pattern(SLUG, _SCALARS), "A name that stays when the text changes."))
_TITLE = _required_text("title")
_SUMMARY = _text("summary", "In a chapter: a cloze note whose blanks are ==marked==.")
_EXTRA = _text("extra", "Shown small on the back: Markdown.", is_on_cards=True)
_HINT = _text("hint", "Shown on the front when asked for: Markdown.", is_on_cards=True)
_AT = KeySpec("at", _optional(_pattern(TIME), "The moment in the video, such as 52:00 or 1:02:03."))
_TAGS = KeySpec("tags", _optional(_list_of(_pattern(TAG, _SCALARS)), "Tags for every note below."))
_ALLOW = KeySpec(
    "allow",
    _optional(_list_of(_one_of(RULES)), "The craft rules that this item breaks for a good reason."),
)
_MODULES = _required_list("modules", "module")
_CHAPTERS = _required_list("chapters", "chapter")
_QUESTIONS = KeySpec("questions", _optional(_level_list("question")))
_PLACED_QUESTIONS = KeySpec("questions", _optional(_level_list("placed-question")))

FILE = _level(
    "the file",
    _ID,
    _TITLE,
    _text("deck", "The deck's name in Anki; `::` nests. Default: the title."),
    KeySpec("url", _optional(_pattern(URL), "Where to watch the video.")),
    _text("author", "Who made the video."),
    KeySpec(
        "published",
        _optional(
            {**_pattern(DATE), "format": "date"}, "The day the video was published, YYYY-MM-DD."
        ),
    ),
    KeySpec("duration", _optional(_pattern(TIME), "How long the video is, such as 4:25:04.")),
    KeySpec("objectives", _optional(_list_of(_TEXT), "What a learner will be able to do.")),
    _TAGS,
    KeySpec(
        "check",
        _optional(
            {
                "type": "object",
                "properties": {rule: _optional(_one_of(LEVELS)) for rule in RULES},
                "additionalProperties": False,
            },
            "Craft rules with the level of their findings in this file: off, info, warning, error.",
        ),
    ),
    _MODULES._replace(is_required=False),  # or `chapters`; the schema says so by itself
    _CHAPTERS._replace(is_required=False),
    _PLACED_QUESTIONS,
)
MODULE = _level("a module", _ID, _TITLE, _SUMMARY, _TAGS, _CHAPTERS, _PLACED_QUESTIONS)
CHAPTER = _level(
    "a chapter",
    _ID,
    _TITLE,
    KeySpec("time", _described(_pattern(TIME_RANGE), "Start, or start - end."), is_required=True),
    _SUMMARY._replace(is_on_cards=True),
    _EXTRA,
    _HINT,
    _TAGS,
    _ALLOW,
    KeySpec(
        "topics",
        _optional(
            {
                "type": "object",
                "propertyNames": {"pattern": r"\S"},
                "additionalProperties": {
                    "anyOf": [_EMPTY, _TEXT, {"$ref": "#/$defs/topic"}],
                },
            },
            "Terms with their definitions; empty for a term defined in another chapter.",
        ),
    ),
    _QUESTIONS,
)
TOPIC = _level(
    "a topic",
    _ID,
    _text("definition", "What the term means: Markdown.", is_on_cards=True),
    _EXTRA,
    _HINT,
    _AT,
    KeySpec(
        "reverse",
        _optional(
            {"enum": [True, False, "true", "false", "True", "False", "TRUE", "FALSE"]},
            "Also ask for the term by its definition.",
        ),
    ),
    _TAGS,
    _ALLOW,
)
QUESTION = _level(
    "a question",
    _ID,
    _required_text("question", "The question: Markdown, specific, with one right answer."),
    _required_text("answer", "The answer: Markdown, short, one sentence."),
    _EXTRA,
    _HINT,
    _AT,
    _TAGS,
    _ALLOW,
)


def make_schema() -> Schema:
    """Make the schema, JSON Schema draft 2020-12."""
    placed = [key._replace(is_required=key.is_required or key is _AT) for key in QUESTION.keys]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A flashcards content file",
        **_mapping(FILE.keys),
        "oneOf": [{"required": ["modules"]}, {"required": ["chapters"]}],
        "$defs": {
            "module": _mapping(MODULE.keys),
            "chapter": _mapping(CHAPTER.keys),
            "topic": _mapping(TOPIC.keys),
            "question": _mapping(QUESTION.keys),
            "placed-question": _mapping(placed),
        },
    }


def _mapping(keys: Sequence[KeySpec]) -> Schema:
    return {
        "type": "object",
        "properties": {key.name: key.schema for key in keys},
        "required": [key.name for key in keys if key.is_required],
        "additionalProperties": False,
    }

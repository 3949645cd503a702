"""The JSON Schema of content files: what `decode` accepts, for editors.

YAML editors type plain scalars (`1.10` is a number to them), so a text may be any scalar here.
"""

from typing import Any

from flashcards.content.decode import (
    CHAPTER_KEYS,
    FILE_KEYS,
    MODULE_KEYS,
    QUESTION_KEYS,
    TOPIC_KEYS,
)
from flashcards.content.levels import LEVELS, RULES
from flashcards.content.tags import TAG
from flashcards.text.slugs import SLUG
from flashcards.text.times import DATE, TIME, TIME_RANGE
from flashcards.text.urls import URL

Schema = dict[str, Any]

_SCALARS = ["string", "number", "boolean"]
_EMPTY: Schema = {"type": ["string", "null"], "pattern": r"^\s*$"}
_TEXT: Schema = {"type": _SCALARS, "pattern": r"\S"}


def _pattern(pattern: str, types: list[str] | None = None) -> Schema:
    return {"type": types or ["string"], "pattern": rf"^\s*(?:{pattern})\s*$"}


def _optional(schema: Schema, description: str = "") -> Schema:
    found: Schema = {"anyOf": [_EMPTY, schema]}
    return {"description": description, **found} if description else found


def _described(schema: Schema, description: str) -> Schema:
    return {"description": description, **schema}


def _list_of(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


_FLAGS = ("true", "True", "TRUE", "false", "False", "FALSE")


def _one_of(words: tuple[str, ...]) -> Schema:
    # An enumeration would refuse spaces round a word, and a pattern alone offers no completion.
    return {"anyOf": [{"enum": list(words)}, _pattern("|".join(words))]}


_PROPERTIES: dict[str, Schema] = {
    "allow": _optional(
        _list_of(_one_of(RULES)), "The craft rules that this item breaks for a good reason."
    ),
    "answer": _described(_TEXT, "The answer: Markdown, short, one sentence."),
    "at": _optional(_pattern(TIME), "The moment in the video, such as 52:00 or 1:02:03."),
    "author": _optional(_TEXT, "Who made the video."),
    "chapters": _described(
        {**_list_of({"$ref": "#/$defs/chapter"}), "minItems": 1}, "In the order of the video."
    ),
    "check": _optional(
        {
            "type": "object",
            "properties": {rule: _optional(_one_of(LEVELS)) for rule in RULES},
            "additionalProperties": False,
        },
        "Craft rules with the level of their findings in this file: off, info, warning, error.",
    ),
    "deck": _optional(_TEXT, "The deck's name in Anki; `::` nests. Default: the title."),
    "definition": _optional(_TEXT, "What the term means: Markdown."),
    "duration": _optional(_pattern(TIME), "How long the video is, such as 4:25:04."),
    "extra": _optional(_TEXT, "Shown small on the back: Markdown."),
    "hint": _optional(_TEXT, "Shown on the front when asked for: Markdown."),
    "id": _optional(_pattern(SLUG, _SCALARS), "A name that stays when the text changes."),
    "modules": _described(
        {**_list_of({"$ref": "#/$defs/module"}), "minItems": 1}, "In the order of the video."
    ),
    "objectives": _optional(_list_of(_TEXT), "What a learner will be able to do."),
    "published": _optional(
        {**_pattern(DATE), "format": "date"}, "The day the video was published, YYYY-MM-DD."
    ),
    "question": _described(_TEXT, "The question: Markdown, specific, with one right answer."),
    "questions": _optional(_list_of({"$ref": "#/$defs/question"})),
    "reverse": _optional(
        {"enum": [True, False, "true", "false", "True", "False", "TRUE", "FALSE"]},
        "Also ask for the term by its definition.",
    ),
    "summary": _optional(_TEXT, "In a chapter: a cloze note whose blanks are ==marked==."),
    "tags": _optional(_list_of(_pattern(TAG, _SCALARS)), "Tags for every note below."),
    "time": _described(_pattern(TIME_RANGE), "Start, or start - end."),
    "title": _TEXT,
    "topics": _optional(
        {
            "type": "object",
            "propertyNames": {"pattern": r"\S"},
            "additionalProperties": {
                "anyOf": [_EMPTY, _TEXT, {"$ref": "#/$defs/topic"}],
            },
        },
        "Terms with their definitions; empty for a term defined in another chapter.",
    ),
    "url": _optional(_pattern(URL), "Where to watch the video."),
}


def _mapping(keys: tuple[str, ...], required: tuple[str, ...], **changed: Schema) -> Schema:
    return {
        "type": "object",
        "properties": {key: changed.get(key, _PROPERTIES[key]) for key in keys},
        "required": list(required),
        "additionalProperties": False,
    }


def make_schema() -> Schema:
    """Make the schema, JSON Schema draft 2020-12."""
    placed = _optional(_list_of({"$ref": "#/$defs/placed-question"}))
    question = _mapping(QUESTION_KEYS, ("question", "answer"))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A flashcards content file",
        **_mapping(FILE_KEYS, ("title",), questions=placed),
        "oneOf": [{"required": ["modules"]}, {"required": ["chapters"]}],
        "$defs": {
            "module": _mapping(MODULE_KEYS, ("title", "chapters"), questions=placed),
            "chapter": _mapping(CHAPTER_KEYS, ("title", "time")),
            "topic": _mapping(TOPIC_KEYS, ()),
            "question": question,
            "placed-question": {
                **_mapping(QUESTION_KEYS, ("question", "answer", "at")),
            },
        },
    }

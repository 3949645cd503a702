"""The keys of a content file's levels and of `flashcards.yaml`, and the JSON Schemas made of them.

`decode` takes no other keys and reads each by its getter, and what is done with all texts of an
item (images read, rules asked, mentions brought together) goes by what is declared here. The JSON
Schema is for editors: YAML editors type plain scalars (`1.10` is a number to them), so a text may
be any scalar in it.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from flashcards.content.deck_names import DECK, read_deck
from flashcards.content.levels import LEVELS, RULES
from flashcards.content.values import (
    FOLDER,
    LANGUAGE,
    TAG,
    Getter,
    read_allowed,
    read_card,
    read_date,
    read_folder,
    read_identifier,
    read_language,
    read_moment,
    read_range,
    read_reverse,
    read_rule_levels,
    read_tags,
    read_text,
    read_texts,
    read_title,
    read_url,
)
from flashcards.text.slugs import SLUG
from flashcards.text.times import DATE, TIME, TIME_RANGE
from flashcards.text.urls import URL

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SCALARS = ["string", "number", "boolean"]
_EMPTY: Schema = {"type": ["string", "null"], "pattern": r"^\s*$"}
_TEXT: Schema = {"type": _SCALARS, "pattern": r"\S"}


class KeySpec(NamedTuple):
    """A key with what stands behind it: its JSON Schema, and how it is read.

    Without a getter, that is the level below. The level's record has the value in a field of the
    key's name, or else in `field`. `is_on_cards`: it is a Markdown text that can stand on a card;
    `is_for_card`: it is required only of an item that makes a card.
    """

    name: str
    schema: Schema
    read: Getter[Any] | None = None
    field: str = ""
    is_required: bool = False
    is_on_cards: bool = False
    is_for_card: bool = False


class LevelSpec(NamedTuple):
    """The keys of one level, and what messages call it.

    A record has to have what is `needed`, and, unless it is without `card`, what that takes.
    """

    owner: str
    keys: tuple[KeySpec, ...]
    keys_by_name: dict[str, KeySpec]
    needed: frozenset[str]
    needed_for_card: frozenset[str] = frozenset()

    @property
    def names(self) -> tuple[str, ...]:
        """The keys' names, in order."""
        return tuple(self.keys_by_name)

    @property
    def card_texts(self) -> frozenset[str]:
        """The names of the texts that can stand on a card."""
        return frozenset(key.name for key in self.keys if key.is_on_cards)


def _level(owner: str, *keys: KeySpec) -> LevelSpec:
    needed = [key for key in keys if key.is_required and key.read]
    return LevelSpec(
        owner,
        keys,
        {key.name: key for key in keys},
        frozenset(key.name for key in needed if not key.is_for_card),
        frozenset(key.name for key in needed if key.is_for_card),
    )


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


def _key(
    name: str, schema: Schema, read: Getter[Any] | None, description: str = "", field: str = ""
) -> KeySpec:
    return KeySpec(name, _optional(schema, description), read, field)


def _text(name: str, description: str, *, is_on_cards: bool = False) -> KeySpec:
    return KeySpec(name, _optional(_TEXT, description), read_text, is_on_cards=is_on_cards)


def _required_text(name: str, description: str = "") -> KeySpec:
    schema = _described(_TEXT, description)
    return KeySpec(name, schema, read_text, is_required=True, is_on_cards=True)


def _required_list(name: str, level: str) -> KeySpec:
    schema = {**_level_list(level), "minItems": 1}
    return KeySpec(name, _described(schema, "In the order of the video."), is_required=True)


_ID = _key(
    "id",
    _pattern(SLUG, _SCALARS),
    read_identifier,
    "A name that stays when the text changes.",
    field="identifier",
)
_WAS = _text("was", "What it was called when it was last released: its slug, wording or key.")
_TITLE = _required_text("title")._replace(read=read_title)
_SUMMARY = _text("summary", "In a chapter: a cloze note whose blanks are ==marked==.")
_EXTRA = _text("extra", "Shown small on the back: Markdown.", is_on_cards=True)
_HINT = _text("hint", "Shown on the front when asked for: Markdown.", is_on_cards=True)
_FLAG: Schema = {"enum": [True, False, "true", "false", "True", "False", "TRUE", "FALSE"]}
_NO: Schema = {"enum": [False, "false", "False", "FALSE"]}
_CARD_HELP = "false: talked about, and worth no card. Default: true."
_CARD = _key("card", _FLAG, read_card, _CARD_HELP)
_AT_HELP = "The moment in the video, such as 52:00 or 1:02:03."
_AT = _key("at", _pattern(TIME), read_moment, _AT_HELP)
_TAGS = _key("tags", _list_of(_pattern(TAG, _SCALARS)), read_tags, "Tags for every note below.")
_ALLOW_HELP = "The craft rules that this item breaks for a good reason."
_ALLOW = _key("allow", _list_of(_one_of(RULES)), read_allowed, _ALLOW_HELP)
_MODULES = _required_list("modules", "module")
_CHAPTERS = _required_list("chapters", "chapter")
_QUESTIONS = _key("questions", _level_list("question"), None)
_PLACED_QUESTIONS = _key("questions", _level_list("placed-question"), None)
_CHECK: Schema = {
    "type": "object",
    "properties": {rule: _optional(_one_of(LEVELS)) for rule in RULES},
    "additionalProperties": False,
}
_CHECK_HELP = (
    "Craft rules with the level of their findings in this file: off, info, warning, error."
)
_PROJECT_CHECK_HELP = (
    "Craft rules with the level of their findings, if a file doesn't set its own: off, info, "
    "warning, error."
)
_DECK_HELP = "The deck's name in Anki; `::` nests. Default: the title."
_LANGUAGE_HELP = "The language of its texts, as its BCP 47 code, such as de or pt-BR. Default: en."
_PROJECT_LANGUAGE_HELP = "The language of all files that name no other, as its BCP 47 code."
_TOPICS: Schema = {
    "type": "object",
    "propertyNames": {"pattern": r"\S"},
    "additionalProperties": {"anyOf": [_EMPTY, _TEXT, {"$ref": "#/$defs/topic"}]},
}
_TOPICS_HELP = "Terms with their definitions; empty for a term defined in another chapter."
_TIME_SCHEMA = _described(_pattern(TIME_RANGE), "Start, or start - end.")
_DATE: Schema = {**_pattern(DATE), "format": "date"}

FILE = _level(
    "the file",
    _ID,
    _TITLE,
    _key("deck", _pattern(DECK, _TEXT["type"]), read_deck, _DECK_HELP),
    _key("url", _pattern(URL), read_url, "Where to watch the video."),
    _key("author", _TEXT, read_title, "Who made the video."),
    _key("published", _DATE, read_date, "The day the video was published, YYYY-MM-DD."),
    _key("duration", _pattern(TIME), read_moment, "How long the video is, such as 4:25:04."),
    _key("language", _pattern(LANGUAGE), read_language, _LANGUAGE_HELP),
    _key("objectives", _list_of(_TEXT), read_texts, "What a learner will be able to do."),
    _TAGS,
    _key("check", _CHECK, read_rule_levels, _CHECK_HELP, field="levels"),
    _MODULES._replace(is_required=False),  # or `chapters`; the schema says so by itself
    _CHAPTERS._replace(is_required=False),
    _PLACED_QUESTIONS,
)
MODULE = _level("a module", _ID, _TITLE, _SUMMARY, _TAGS, _CHAPTERS, _PLACED_QUESTIONS)
CHAPTER = _level(
    "a chapter",
    _ID,
    _WAS,
    _TITLE,
    KeySpec("time", _TIME_SCHEMA, read_range, is_required=True),
    _SUMMARY._replace(is_on_cards=True),
    _CARD,
    _EXTRA,
    _HINT,
    _TAGS,
    _ALLOW,
    _key("topics", _TOPICS, None, _TOPICS_HELP),
    _QUESTIONS,
)
TOPIC = _level(
    "a topic",
    _ID,
    _WAS,
    _text("definition", "What the term means: Markdown.", is_on_cards=True),
    _CARD,
    _EXTRA,
    _HINT,
    _AT,
    _key("reverse", _FLAG, read_reverse, "Also ask for the term by its definition."),
    _TAGS,
    _ALLOW,
)
QUESTION = _level(
    "a question",
    _ID,
    _WAS,
    _required_text("question", "The question: Markdown, specific, with one right answer."),
    _required_text("answer", "The answer: Markdown, short, one sentence.")._replace(
        is_for_card=True
    ),
    _CARD,
    _EXTRA,
    _HINT,
    _AT,
    _TAGS,
    _ALLOW,
)

PROJECT = _level(
    "`flashcards.yaml`",
    _TAGS._replace(schema=_optional(_list_of(_pattern(TAG, _SCALARS)), "Tags for every note.")),
    _key("language", _pattern(LANGUAGE), read_language, _PROJECT_LANGUAGE_HELP),
    _key("check", _CHECK, read_rule_levels, _PROJECT_CHECK_HELP, field="levels"),
    _key("decks", _pattern(FOLDER), read_folder, "The folder of decks and locks. Default: decks."),
)
"""What all files share. Whatever is declared here needs a field in `model.Settings`."""


def make_project_schema() -> Schema:
    """Make the schema of `flashcards.yaml`, JSON Schema draft 2020-12."""
    return {
        "$schema": _DIALECT,
        "title": "What all files of a flashcards project share",
        **_mapping(PROJECT.keys),
    }


def make_schema() -> Schema:
    """Make the schema, JSON Schema draft 2020-12."""
    placed = [key._replace(is_required=key.is_required or key is _AT) for key in QUESTION.keys]
    return {
        "$schema": _DIALECT,
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
    of_card = [key for key in keys if key.is_for_card]
    schema = {
        "type": "object",
        "properties": {
            key.name: _described(_optional(_TEXT), key.schema["description"])
            if key.is_for_card
            else key.schema
            for key in keys
        },
        "required": [key.name for key in keys if key.is_required and not key.is_for_card],
        "additionalProperties": False,
    }
    if not of_card:
        return schema
    return {
        **schema,
        "if": {"required": [_CARD.name], "properties": {_CARD.name: _NO}},
        "else": {
            "required": [key.name for key in of_card],
            "properties": {key.name: key.schema for key in of_card},
        },
    }

"""The names of the craft rules and how much they can matter, for all who only name them."""

from enum import StrEnum
from typing import NamedTuple

RULES = (
    "answer-long",
    "answer-multi",
    "answer-list",
    "question-double",
    "question-yes-no",
    "question-broad",
    "reporting-words",
    "dangling-reference",
    "term-in-definition",
    "answer-leak",
    "context-leak",
    "hint-leak",
    "duplicate-front",
    "near-twin",
    "same-fact",
    "volatile",
    "cloze-shape",
    "cloze-leak",
    "over-cloze",
    "mirror-blank",
    "definition-list",
    "vague-term",
    "text-hygiene",
    "density",
    "chapter-start-fallback",
)
"""All rules, which are also the codes that they report."""


class Level(StrEnum):
    """How much a rule's findings matter, or that they don't."""

    OFF = "off"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Policy(NamedTuple):
    """What a run makes of findings: levels that override the files', and whether to be strict.

    Strict takes every warning for an error, whoever gives it. Gentle takes what is an error by a
    rule's own measure for a warning: a build doesn't stop at style.
    """

    levels: tuple[tuple[str, Level], ...] = ()
    is_strict: bool = False
    is_gentle: bool = False


LEVELS = tuple(level.value for level in Level)

"""A rule on what a card points to: everything it speaks of has to stand on it."""

import re
from collections.abc import Iterator
from itertools import pairwise

from flashcards.anki.note_types import Kind
from flashcards.diagnostics import quote
from flashcards.lint.cards import Card
from flashcards.lint.prose import Prose
from flashcards.lint.rule import (
    FilteredPattern,
    Finding,
    compile_later,
    needs_english,
    require_word,
)
from flashcards.lint.rules.wording import REPORTING, find_reporting, list_texts
from flashcards.text.language import any_phrase, any_word, list_words
from flashcards.text.words import OBJECT, STOP_WORDS, split_words

POINTING = FilteredPattern(
    prefilter=require_word(list_words("word of pointing")),
    pattern=any_phrase("pointing"),
    flags=re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:(?:(?-i:It)|this|they|these|its|their|he|she)\b|(?:his|her)\b(?=\s+[a-z]))(?!\s+days\b)(?!\s+who\b)"
    r"(?!\s+(?-i:[A-Z]))(?:['’]s|['’]re)?",  # noqa: RUF001 - typographic signs of texts
    re.IGNORECASE,
)
_EXPLETIVE = r"it\s+(?:is|was|takes|took)\s+(?:an?\s+)?(?:\w+\s+){1,3}(?:that|to|who)\b"
_ASKING = r"(?:how|why|what|when|where|who|whom|whose|which)"
_AUXILIARY = any_word("auxiliary")
_BETWEEN = r"(?:\s+(?!(?:and|or)\b)[\w'-]+){0,3}?"
_START = rf"(?:(?:\w+\s+)?{_ASKING}\b{_BETWEEN}\s+{_AUXILIARY}|{_AUXILIARY})\s+"
_PRONOUNS = frozenset("it its they their them he him his she her this that these those".split())
_OWNING = (
    r"(?:\w+\s+)?(?:which|what|whose)(?:\s+\w+){1,3}\s+(?:has|have|had)\s+(?:its|their|his|her)\b"
)
"""`Which country has its capital ...`: what is asked for is whose it is."""

_LOST = (
    rf"(?!{_OWNING})(?:and\s+)?(?:{_START})(?P<lost>(?:its|their|his|her)\s+(?!own\b)[\w-]+"
    r"|(?:this|these|those)\s+(?!(?:days|year|century)\b)[\w-]+"
    r"|it\b(?!\s+(?:called|said|that|a|an|rain|to)\b)"
    # `Which year was it in which ...`
    r"(?!\s+(?:(?:in|to|on|of|for|by|with|from)\s+)?(?:that|which|who|whom|where)\b)"
    r"(?!\s+(?:mean|take|cost|matter|follow|help|make)s?\b[^?]*\s(?:to|when|that|for|if)\b)"
    r"|they\b(?!\s+(?:call|say)\b)|(?:he|she)\b)"
)
_ITS = (
    r"(?:who|what)\s+(?:\w+\s+)?\w+(?:ed|s|t|ote|ew|ound|ade|ave)\s+"
    r"(?P<lost>(?:its|their)\s+[\w-]+)[^,]*\?$"
)
_OBJECT_PRONOUN = compile_later(
    r"\b(?:it\b(?!\s+(?:rains?|snows?|that)\b)|them\b|him\b|they\b(?!\s+(?:call|say)\b)"
    r"|(?:these|those|this|that)(?=\s*\?))",
    re.IGNORECASE,
)
_NO_NOUN_AFTER = frozenset(
    "who what how why when where you we one anyone to not never always first".split()
)
"""Behind these stands a verb; behind an auxiliary a subject may: `What do plants do if they`."""

_GERUND_AFTER = frozenset("after before by for when while without".split())
_ASKING_WORDS = frozenset("who what how why when where".split())
_MAY_BE_NAMED = compile_later(rf"[,.;:?!{OBJECT}]|\b(?:and|or)\b", re.IGNORECASE)

_IT_IS_NOTHING_AFTER = frozenset("call calls called make makes made find finds found think".split())
"""`What makes it hard to ...`."""

_THAT = (
    rf"(?:\w+\s+)?{_ASKING}\b{_BETWEEN}\s+(?:is|are|was|were|did)\s+"
    r"(?P<lost>that\s+(?!(?:the|an?|it|they|he|she|we|you|there|this|of|which|who)\b)[\w-]+)"
    r"(?!\s+(?:of|that|which|who|where)\b)"
)
_OF_WHOM = r"(?:in\s+)?which\s+of\s+(?P<lost>(?:its|their|his|her)\s+[\w-]+)(?![^?]*\s(?-i:[A-Z]))"

_WITHOUT_NAME = (_LOST, _ITS, _THAT, _OF_WHOM)
_POINTERS = frozenset(
    "this that these those latter former other next then afterwards one him her it them instead "
    "otherwise doing such".split()
)
_NAMELESS = frozenset((*list_words("nameless"), *list_words("someone")))
_CONDITION = compile_later(
    r",|[.!?]\s|\b(?:if|when|where|suppose|given|while|and|or|than)\b", re.IGNORECASE
)
_IMPERSONAL = compile_later(r"\b(?:is|was)\s+it$", re.IGNORECASE)
_WHAT_FOLLOWS = compile_later(r"\s+\w+(?:\s+\w+)?\s+(?:to|that|for|if|when)\b", re.IGNORECASE)
_NAME = compile_later(r"(?<=[\w,] )[A-Z]\w+")


@needs_english
def check_dangling_reference(card: Card) -> Iterator[Finding]:
    """Check that a text points to nothing that isn't on the card."""
    for prose in list_texts(card):
        # An answer may say `it` of what its question names.
        is_answer = card.kind is Kind.QUESTION and prose is not card.front
        found = "" if is_answer else _find_opening(prose, card)
        if not found and prose is card.front and not _PRONOUNS.isdisjoint(prose.vocabulary):
            found = _find_lost(prose.plain)
        if not found and prose is card.front:
            found = _find_set_phrase(prose)
        if not found and (pointing := POINTING.search(prose)):
            found = pointing[0]
        if found:
            yield Finding(
                code="dangling-reference",
                message=f"{quote(found)} points to something that is not on the card",
                help="name it: a card is seen alone, months later",
                text=prose.text,
                fragment=found,
            )


def _find_opening(prose: Prose, card: Card) -> str:
    opening = _OPENING.match(prose.plain)
    return opening[0] if opening and not _is_excused(prose, card) else ""


def _is_excused(prose: Prose, card: Card) -> bool:
    """Whether an opening such as `it` points to nothing, or is reported by another rule."""
    # `It is a crime to ...` points to nothing; a definition that starts so does.
    if card.kind is not Kind.TOPIC and re.match(_EXPLETIVE, prose.plain, re.IGNORECASE):
        return True
    return re.match(REPORTING.pattern, prose.plain, REPORTING.flags) is not None


def _find_lost(question: str) -> str:
    """Find a pronoun right behind a question's verb: nothing before it can be what it means."""
    kinds = (re.match(pattern, question, re.IGNORECASE) for pattern in _WITHOUT_NAME)
    found = next(filter(None, kinds), None) or _find_unnamed(question)
    if not found:
        return ""
    lost = found[found.lastgroup or 0]
    if _IMPERSONAL().search(question, 0, found.end()) and _WHAT_FOLLOWS().match(
        question, found.end()
    ):
        return ""  # `Why is it dangerous to ...`
    # `In which year was his sonata printed, Liszt's only one?`
    is_named_later = _NAME().search(question, found.end()) is not None
    is_personal = lost.split()[0].lower() in {"he", "she", "him", "his", "her", "they", "their"}
    return "" if is_personal and is_named_later else lost


def _find_unnamed(question: str) -> re.Match[str] | None:
    """Find a pronoun with nothing before it but what asks, and verbs: `Who issues these?`."""
    found = _OBJECT_PRONOUN().search(question)
    if not found or _MAY_BE_NAMED().search(question, 0, found.start()):
        return None
    words = split_words(question[: found.start()].lower())
    if words[-1:] and words[-1] in _IT_IS_NOTHING_AFTER:
        return None
    told = [
        before
        for before, word in pairwise(words)
        if not (word in STOP_WORDS or word in _NO_NOUN_AFTER or word.endswith("ly"))
        and not (before in _GERUND_AFTER and word.endswith("ing"))
    ]
    return found if told and words[0] in _ASKING_WORDS and _NO_NOUN_AFTER.issuperset(told) else None


def _find_set_phrase(prose: Prose) -> str:
    if _POINTERS.isdisjoint(prose.vocabulary) and _NAMELESS.isdisjoint(prose.vocabulary):
        return ""
    if find_reporting(prose):
        return ""
    found = re.search(any_phrase("lost phrase"), prose.plain, re.IGNORECASE)
    if not found or _CONDITION().search(prose.plain, 0, found.start()):
        return ""
    if re.search(r"[:?]\s*\S", prose.words[found.end() :]):
        return ""  # what is meant stands behind it
    return next(str(each) for each in found.groups() if each)

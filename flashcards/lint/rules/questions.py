"""Rules on questions: one at a time, open, and with one right answer."""

import re
from collections.abc import Iterator

from flashcards.diagnostics import quote
from flashcards.lint.cards import Card
from flashcards.lint.rule import (
    FilteredPattern,
    Finding,
    compile_later,
    needs_english,
    require_word,
    works_everywhere,
)
from flashcards.text.language import any_phrase, any_word, list_words

_MARK = re.compile(r"(?<=\S)(?<!\?\?)\?++(?=\s|$|[)\]”\"])|؟|？")  # noqa: RUF001 - typographic signs of texts
_FRENCH_MARK = re.compile(r"(?<=\w)[ \u00a0\u202f]\?+(?=\s|$)")
_ASKING = r"(?:how|why|what|when|where|who|whom|whose|which)"
_SECOND = re.compile(
    rf"\band,?\s+(?:(?:if so|in|by|for|to|from|of|with|at|on|under|into|within)\s+)?{_ASKING}\b",
    re.IGNORECASE,
)
_ORDERED = compile_later(
    r"(?:name|list|give|state|define|identify|explain|describe)\b[^?]{0,200}[.;:!]\s+"
    rf"{_ASKING}\b|[^?]{{1,200}}\?\s+(?:name|list|give|state|define|identify|explain|describe)\b",
    re.IGNORECASE,
)
_LONGEST_OPENING = 12
_OPENS_CLAUSE = compile_later(rf"(?<=\s)(?:whether|if|{_ASKING})\s+$", re.IGNORECASE)
_ASKING_WORD = re.compile(rf"\b{_ASKING}\b", re.IGNORECASE)
_FIRST_ASKING_WORD = re.compile(rf"(?:\w+\s+)?{_ASKING}\b", re.IGNORECASE)

_AUXILIARY = any_word("auxiliary")
_YES_NO = re.compile(
    rf"(?:(?:and|but|so),?\s+)?{_AUXILIARY}\s+\S+(?:\s+\S+)*\?$|(?:true or false|yes or no)\b|"
    r"(?:say|state|tell|decide|determine)\s+(?:if|whether)\b|"
    rf"[^?:]{{1,60}}?(?::|\s[\u2013\u2014])\s+{_AUXILIARY}\s+[^?]+\?$|"
    r"[^?]+[.:;,\u2013\u2014]\s+(?:true or false|yes or no)\?$",
    re.IGNORECASE,
)
_ASKS_YES_NO = compile_later(rf"{_AUXILIARY}\s", re.IGNORECASE)
_NAMED = re.compile(r"(?:Will|May|Might)\s+(?:[A-Z0-9]|[^?]*\b(?:which|what|whom|whose)\b)")
_OPEN_AFTER_ALL = re.compile(rf"[:;,–—]\s(?:\w+\s)?{_ASKING}\s+{_AUXILIARY}\b", re.IGNORECASE)  # noqa: RUF001 - typographic signs of texts
_AFTER_CLAUSE = re.compile(
    rf"(?:if|when|while|after|before|in|at|on|under|unlike|according to|during|for|given)\b"
    rf"[^,?]*,\s+({_AUXILIARY}\s.*\?)$",
    re.IGNORECASE,
)
_OPEN_WORD = re.compile(r"\b(?:which|what|whom|whose|how|why)\b", re.IGNORECASE)
_CHOICE = re.compile(
    r"(?:which|what|who|where|when)\b[^\s,:?]*\s[^,:?]*[,:–—]\s*((?:[^\s,]{1,60}\s){1,6}or\s[^\s,?]+(?:\s[^\s,?]+){0,10})\?$",  # noqa: RUF001 - typographic signs of texts
    re.IGNORECASE,
)

BROAD = FilteredPattern(
    prefilter=require_word(list_words("word of broad questions")),
    pattern=any_phrase("broad"),
    flags=re.IGNORECASE,
)
LOOSE = FilteredPattern(
    prefilter=require_word(list_words("word of loose questions")),
    pattern=any_phrase("loose"),
    flags=re.IGNORECASE,
)
"""What has one answer, or several: its author's answer tells."""

_JOINED = compile_later(r"\band\b|,[^,]+,")


@works_everywhere
def check_question_double(card: Card) -> Iterator[Finding]:
    """Check that a question asks once."""
    text = card.front.plain
    marks = _count_marks(text)
    if marks > 1 and _count_marks(card.back[0].plain) >= marks:
        return  # a translation
    can_go_on = "and" in card.front.vocabulary and card.front.is_english
    second = _find_second(text) if can_go_on else ""
    is_ordered = card.front.is_english and _ORDERED().match(text) is not None
    if marks > 1 or second or is_ordered:
        quoted = f": `{second}` starts another" if second and marks < 2 else ""  # noqa: PLR2004 - one question has one mark
        yield Finding(
            code="question-double",
            message=f"this asks two questions at once{quoted}",
            help="make each of them a question of its own",
            text=card.front.text,
            fragment=second,
        )


def _count_marks(text: str) -> int:
    if text.isascii() and text.count("?") <= 1:
        return 1  # nearly always
    return len(_MARK.findall(text)) + len(_FRENCH_MARK.findall(text))


def _find_second(text: str) -> str:
    """Find the words that start a second question, in the same sentence as the first.

    After another asking word in mid-sentence, `and what` goes on with that clause: `between what
    is said and what is meant`.
    """
    for found in _SECOND.finditer(text):
        before = text[: found.start()]
        if _OPENS_CLAUSE().search(text, max(0, found.start() - _LONGEST_OPENING), found.start()):
            continue  # `whether and when`
        first = _FIRST_ASKING_WORD.match(before)
        inner = _ASKING_WORD.search(before, first.end() if first else 0)
        if not inner and (first or _ASKING_WORD.search(before) or _ASKS_YES_NO().match(before)):
            return found[0]
    return ""


@needs_english
def check_question_yes_no(card: Card) -> Iterator[Finding]:
    """Check that an answer can't be guessed by tossing a coin."""
    if not card.front.is_english:
        return
    text = card.front.plain.strip()
    choice = _CHOICE.match(text) if "or" in card.front.vocabulary else None
    if choice and "whether or" in choice[1].lower():
        choice = None
    if choice or _is_closed(text):
        yield Finding(
            code="question-yes-no",
            message="the answer is one of the two that the question offers"
            if choice
            else "the question can be answered with yes or no",
            help="ask for the fact itself, with what, which, how or why",
            text=card.front.text,
            fragment=choice[1] if choice else "",
        )


def _is_closed(text: str) -> bool:
    is_closed = _YES_NO.match(text) and not _NAMED.match(text)
    if not is_closed:
        is_closed = _AFTER_CLAUSE.match(text) and not _OPEN_WORD.search(text)
    return bool(is_closed) and not _OPEN_AFTER_ALL.search(text)


@needs_english
def check_question_broad(card: Card) -> Iterator[Finding]:
    """Check that a question has one answer, the same every time."""
    if not card.front.is_english:
        return
    found = BROAD.search(card.front)
    if not found and any(_JOINED().search(back.plain) for back in card.back):
        found = LOOSE.search(card.front)
    if found:
        yield Finding(
            code="question-broad",
            message=f"{quote(found[0].rstrip('?'))} has no single right answer",
            help="ask a sharper question for each thing worth knowing",
            text=card.front.text,
            fragment=found[0],
        )

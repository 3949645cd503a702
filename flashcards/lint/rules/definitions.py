"""Rules on what a definition is: a thing of its kind, told from its neighbours."""

import re
from collections.abc import Iterator

from flashcards.anki.note_types import Kind
from flashcards.diagnostics import quote
from flashcards.lint.cards import Card
from flashcards.lint.prose import MARK, Prose
from flashcards.lint.rule import Finding, compile_later, needs_english, works_everywhere
from flashcards.lint.rules.answers import count_in_list
from flashcards.text.language import Language, any_phrase, count_words

_ENUMERATION = 3
_LEAST_OF_FACT = 4
_MEANING = compile_later(r"(?:to|an?|the)\s", re.IGNORECASE)
_BLANK = rf"{MARK}[^{MARK}\n]+{MARK}"
_JOINED = compile_later(
    rf"{_BLANK}(?:\s*[,、،،]\s*(?:\w{{1,3}}\s+)?(?:(?:the|an?)\s+)?{_BLANK}){{1,}}"
    rf"(?:[,،]?\s+(?!(?:is|are|was|has|had|in|of|by|to|at|on|for)\b)\w{{1,3}}\s+(?:(?:the|an?)\s+)?{_BLANK})?"
)
_ORDERED = compile_later(
    r"\b(?:first|then|next|order|turn|sequence|steps?|finally)\b", re.IGNORECASE
)
_APART = compile_later(
    r"\b(?:that|which|who|whom|whose|where|when|by|if|because|so)\b", re.IGNORECASE
)


@works_everywhere
def check_definition_list(card: Card) -> Iterator[Finding]:
    """Check that a definition says one thing, and that no blanks could change places."""
    (back,) = card.back or (None,)
    if back is None:
        return
    message = _describe_blanks(back) if card.kind is Kind.CHAPTER else _describe_list(card, back)
    if message:
        yield Finding(
            code="definition-list",
            message=message,
            help="blank the one that matters, or ask for each by what sets it apart"
            if card.kind is Kind.CHAPTER
            else "keep what sets it apart, ask for the rest in questions, or move it to `extra`",
            text=back.text,
        )


def _describe_blanks(back: Prose) -> str:
    if len(back.blanks) < _ENUMERATION:
        return ""
    for line in back.marked.split("\n"):
        for found in _JOINED().finditer(line):
            count = found[0].count(MARK) // 2
            if count >= _ENUMERATION and not _ORDERED().search(line):
                return f"{count} blanks are a list, and could change places"
    return ""


def _describe_list(card: Card, back: Prose) -> str:
    if back.entries >= _ENUMERATION and "\n" in back.text.value:
        return f"the definition is a list of {back.entries} things"
    if card.is_vocabulary:
        return ""
    parts = [part.strip() for part in back.plain.split(";")]
    if len(parts) > 1 and not all(map(_MEANING().match, parts)):
        is_told_apart = all(count_words(part) >= _LEAST_OF_FACT for part in parts)
        if len(parts) >= _ENUMERATION or (is_told_apart and back.is_english):
            return f"the definition joins {len(parts)} facts by semicolons"
    if not back.is_english or card.front.language is Language.OTHER:
        return ""
    count = count_in_list(back, is_plural=_is_plural(card.front.plain))
    return f"the definition is a list of {count} things" if count >= _ENUMERATION else ""


def _is_plural(term: str) -> bool:
    """Whether a term names several things: `Functions of money`, `Fines herbes`."""
    return any(
        word.endswith("s") and not word.endswith(("ss", "us", "is")) for word in term.split()
    )


@needs_english
def check_vague_term(card: Card) -> Iterator[Finding]:
    """Check that a definition is one, and not only what a talk was about."""
    (back,) = card.back
    if not back.is_english or card.is_vocabulary:
        return
    found = re.match(any_phrase("vague opening"), back.plain, re.IGNORECASE)
    if not found:
        found = re.match(any_phrase("vague unless set apart"), back.plain, re.IGNORECASE)
        if found and _APART().search(back.plain, found.end()):
            return
    if found:
        yield Finding(
            code="vague-term",
            message=f"a definition that opens with {quote(found[0])} leaves nothing to recall",
            help="say what kind of thing it is and what sets it apart, ask a sharp question, "
            "or write `card: false`",
            text=back.text,
            fragment=found[0],
        )

"""Rules against cards that give their own answer away."""

import re
from collections.abc import Iterator

from flashcards.diagnostics import Severity, quote
from flashcards.lint.cards import Card
from flashcards.lint.rule import Finding
from flashcards.lint.rules.lookalike import split_names
from flashcards.lint.rules.questions import check_question_yes_no
from flashcards.text.words import (
    STOP_WORDS,
    find_cjk,
    join_parts,
    split_hyphens,
    split_words,
    stem,
)

_LEAK = 0.6
_ALL_CAPITALS = re.compile(r"[A-Z]{3,7}s?")
_SEPARATOR = re.compile(r"[\s-]")
_SHORT = 3
_OFFERS = re.compile(r"which\s+of\b|[^:,\n]*+[:,](?>.*\sor\s)[^?]*+\?$", re.IGNORECASE)
_WORDS_A_LETTER = 4
"""Words of an expansion for each letter of its acronym; more of them are a coincidence."""

_NAMED_AFTER = r"(?<!named after )(?<!named for )(?<!called after )"


def check_answer_leak(card: Card) -> Iterator[Finding]:
    """Check that a question doesn't say most of its answer."""
    (answer,) = card.back
    if not (card.front.is_english and answer.is_english):
        return
    asked, answered = (
        [word for word in prose.spoken if word not in STOP_WORDS] for prose in (card.front, answer)
    )
    stems = set(map(stem, asked))
    given = [word for word in answered if stem(word) in stems]
    if len(given) < _LEAK * len(answered):
        return
    if _OFFERS.match(card.front.plain) or not any(map(str.isalpha, map(join_parts, answered))):
        return  # one of several alternatives, or a number that may well be the same
    # Of two alternatives one is the answer, of course: that is a fault of another kind.
    if not any(check_question_yes_no(card)):
        yield Finding(
            code="answer-leak",
            message="the question says most of the answer already"
            if len(given) < len(answered)
            else "the question says all of the answer already",
            help="take the answer's words out of the question, or answer with the new part alone",
            text=answer.text,
        )


def check_term_in_definition(card: Card) -> Iterator[Finding]:
    """Check that a definition doesn't use the term that it defines."""
    (back,) = card.back
    term, definition = card.front.shown, back.shown
    found = next(filter(None, (_find_name(name, definition) for name in split_names(term))), "")
    is_expansion = False
    if not found and card.is_reversed and _ALL_CAPITALS.fullmatch(term):
        found = _find_expansion(term.rstrip("s"), definition)
        is_expansion = bool(found)
    if found:
        of = f", which {quote(term)} stands for" if is_expansion else ""
        yield Finding(
            code="term-in-definition",
            severity=Severity.ERROR if card.is_reversed else Severity.WARNING,
            message=f"the definition uses the term itself, {quote(found)}{of}",
            help="say what kind of thing it is and what sets it apart, in other words",
            text=back.text,
            fragment=found,
        )


def _find_name(name: str, text: str) -> str:
    if find_cjk(name):
        return name if name in text else ""
    parts = re.split(r"[\s-]+", name)
    # Nearly always it isn't there, which is found out much faster than by a pattern of its own.
    bare, folded = " ".join(parts).casefold().rstrip("s"), text.casefold()
    if not all(part in folded for part in bare.split()):
        return ""
    if bare not in _SEPARATOR.sub(" ", text).casefold():
        return ""
    pattern = r"[\s-]".join(map(re.escape, parts))
    flags = 0 if len(name) <= _SHORT else re.IGNORECASE
    # A plural term stands in for its singular, and the other way round.
    singular = pattern[:-1] if name.endswith("s") and len(name) > _SHORT + 1 else pattern
    found = re.search(
        rf"(?<![\w-]){_NAMED_AFTER}(?:(?!{pattern})[A-Z]\w+ )?({singular}(?:s|es)?)(?![\w-])",
        text,
        flags,
    )
    return found[1] if found and not _is_namesake(text, found.start(1)) else ""


def _is_namesake(text: str, start: int) -> bool:
    """Whether the name there is the one that the term was taken from: `after Isaac Newton`."""
    return (
        re.search(r"\b(?:named|called)\s+(?:after|for)\s+(?:\w+\s+){0,3}$", text[:start])
        is not None
    )


def _find_expansion(acronym: str, text: str) -> str:
    words = split_words(text)
    parts = [part for word in words for part in split_hyphens(word)]
    wanted = acronym.casefold()
    for start in range(len(parts)):
        initials, taken = "", []
        for part in parts[start : start + _WORDS_A_LETTER * len(wanted)]:
            taken.append(part)
            if part.lower() not in STOP_WORDS or part[:1].isupper():
                initials += part[:1].casefold()
            if not wanted.startswith(initials):
                break
            if initials == wanted:
                return " ".join(taken)
    return ""

"""Rules against cards that give their own answer away."""

import re
from collections.abc import Iterator, Mapping
from unicodedata import category

from flashcards.diagnostics import Severity, quote
from flashcards.lint.cards import Card
from flashcards.lint.prose import Prose
from flashcards.lint.rule import Finding, works_everywhere
from flashcards.lint.rules.answers import FORMS
from flashcards.lint.rules.lookalike import split_names
from flashcards.lint.rules.questions import check_question_yes_no
from flashcards.text.derivation import is_derived
from flashcards.text.language import count_words, has_unspaced, list_words
from flashcards.text.slugs import fold_term
from flashcards.text.words import (
    OBJECT,
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
_AROUND = " .!?。！？।"  # noqa: RUF001 - typographic signs of texts
_OR = "or|oder|ou|o|u|of|eller|czy|albo|lub|или|либо|або|чи|veya|yoksa|ή|أو|أم|או|या|hay|hoặc|atau"  # noqa: RUF001 - Cyrillic
_UNSPACED_OR = "还是|還是|或|または|それとも|หรือ"
_SIGN = "[/,;:、،，；：()（）]"  # noqa: RUF001 - of several scripts
_OFFERED_BEFORE = rf"(?:{_SIGN}|(?:^|\s)(?:{_OR})|{_UNSPACED_OR})\s*$"
_OFFERED_AFTER = rf"\s*(?:{_SIGN}|(?:{_OR})(?:\s|$)|{_UNSPACED_OR})"
"""What sets alternatives apart in several languages, so that one of them is no leak."""

_WORDS_A_LETTER = 4
"""Words of an expansion for each letter of its acronym; more of them are a coincidence."""

_LONG_WORD = 6
_MOST_COMPARED = 8
_NUMBERS = frozenset(list_words("number"))
_OF_ACTION = ("tion", "sion", "ment", "ance", "ence")
_SHORTEST_TERM, _LEAST_OF_DEFINITION = 5, 4
_NAMED_AFTER = r"(?<!named after )(?<!named for )(?<!called after )"


@works_everywhere
def check_answer_leak(card: Card) -> Iterator[Finding]:
    """Check that a question doesn't say most of its answer."""
    (answer,) = card.back
    if not (card.front.is_english and answer.is_english):
        yield from _find_verbatim(card.front, answer)
        return
    asked, answered = (
        [word for word in prose.spoken if word not in STOP_WORDS] for prose in (card.front, answer)
    )
    stems = set(map(stem, asked))
    starts: dict[str, list[str]] = {}
    for word in dict.fromkeys(asked):
        starts.setdefault(word[:_SHORT], []).append(word)
    # A letter alone is a name that formulas share.
    given = [
        word
        for word in answered
        if len(word) > 1 and (stem(word) in stems or _is_derived_from(word, starts))
    ]
    if not given or len(given) < _LEAK * len(answered):
        return
    if len(answered) == 1 and FORMS.search(card.front.plain):
        return  # a form may well be the same
    if len(given) < len(answered) and _is_new_a_number(answered, given):
        return
    if _OFFERS.match(card.front.plain) or not any(map(str.isalpha, map(join_parts, answered))):
        return  # one of several alternatives, or a number that may well be the same
    # Of two alternatives one is the answer, of course: that is a fault of another kind.
    if not any(check_question_yes_no.find(card)):
        yield Finding(
            code="answer-leak",
            message="the question says most of the answer already"
            if len(given) < len(answered)
            else "the question says all of the answer already",
            help="take the answer's words out of the question, or answer with the new part alone",
            text=answer.text,
        )


def _is_derived_from(word: str, starts: Mapping[str, list[str]]) -> bool:
    """Whether a word comes from one of those that begin like it, of which few are compared."""
    if len(word) < _LONG_WORD:
        return False
    return any(is_derived(word, other) for other in starts.get(word[:_SHORT], ())[:_MOST_COMPARED])


def _is_new_a_number(answered: list[str], given: list[str]) -> bool:
    """Whether a number is what the question doesn't say: `Eight legs`."""
    new = [word for word in answered if word not in given]
    return all(any(map(str.isdigit, word)) or word in _NUMBERS for word in new)


def _find_verbatim(question: Prose, answer: Prose) -> Iterator[Finding]:
    """Find an answer of several words that stands in its question as it is, in any language.

    One word may well be the same: a plural, a loan. What signs or an `or` set apart is offered.
    """
    said = answer.plain.strip(_AROUND)
    text = question.plain
    start = text.casefold().find(said.casefold()) if count_words(said) > 1 else -1
    if start < 0 or OBJECT in said:
        return
    before, after = text[:start], text[start + len(said) :]
    is_whole = has_unspaced(said) or not (_goes_on(before[-1:]) or _goes_on(after[:1]))
    is_offered = re.search(_OFFERED_BEFORE, before, re.IGNORECASE) or re.match(
        _OFFERED_AFTER, after, re.IGNORECASE
    )
    if is_whole and not is_offered:
        yield Finding(
            code="answer-leak",
            message="the question says all of the answer already",
            help="take the answer's words out of the question, or answer with the new part alone",
            text=answer.text,
        )


def _goes_on(character: str) -> bool:
    """Whether a word goes on at a character; many scripts write vowels as marks."""
    return character == "-" or character.isalnum() or category(character or " ")[0] == "M"


@works_everywhere
def check_term_in_definition(card: Card) -> Iterator[Finding]:
    """Check that a definition doesn't use the term that it defines."""
    (back,) = card.back
    term, definition = card.front.shown, back.shown
    if card.is_vocabulary and fold_term(definition) == fold_term(term):
        return  # a word that two languages share
    found = next(filter(None, (_find_name(name, definition) for name in split_names(term))), "")
    is_expansion = False
    if not found and card.is_reversed and _ALL_CAPITALS.fullmatch(term):
        found = _find_expansion(term.rstrip("s"), definition)
        is_expansion = bool(found)
    if not found and card.front.is_english and back.is_english and not card.is_vocabulary:
        found = _find_derived(card.front, back)
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


def _find_derived(front: Prose, back: Prose) -> str:
    """Find what the term is derived from, or all of its words in other forms or order."""
    spoken = (part for word in front.spoken for part in split_hyphens(word))
    words = [word for word in spoken if word not in STOP_WORDS]
    told = [word for word in dict.fromkeys(back.spoken) if word not in STOP_WORDS]
    if len(back.spoken) < _LEAST_OF_DEFINITION or not all(map(str.isalpha, words)):
        return ""
    if len(words) == 1:
        return _find_root(words[0], back)
    if len(set(map(stem, words))) < len(words) or len(words) < 2:  # noqa: PLR2004 - a term of several words
        return ""
    found = [next((each for each in told if _is_form(word, each)), "") for word in words]
    if all(found):
        return found[0]
    # `Correlation coefficient`: what an action is called, told by its verb.
    return found[0] if len(words) == 2 and words[0].endswith(_OF_ACTION) else ""  # noqa: PLR2004 - a term and what it is


def _is_form(word: str, other: str) -> bool:
    return stem(word) == stem(other) or is_derived(word, other)


def _find_root(term: str, back: Prose) -> str:
    if len(term) < _SHORTEST_TERM or not term.isascii():
        return ""
    for word in back.spoken:
        if word[:3] == term[:3] and word not in STOP_WORDS and is_derived(term, word):
            start = back.plain.lower().find(word)
            return "" if _is_namesake(back.plain, start) or _is_name(back.plain, start) else word
    return ""


def _is_name(text: str, start: int) -> bool:
    """Whether a word inside a text has a capital, as in `the Marxist Antonio Gramsci`."""
    return start > 0 and text[start : start + 1].isupper()


def _find_name(name: str, text: str) -> str:
    if find_cjk(name) or has_unspaced(name):
        # One character is a part of many words.
        return name if name in text and len(name) > 1 else ""
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
    if not found or _goes_on(text[found.end() : found.end() + 1]):
        return ""
    return "" if _is_namesake(text, found.start(1)) else found[1]


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

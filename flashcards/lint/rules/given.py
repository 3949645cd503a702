"""Rules against what stands beside a front and holds its answer: titles above it, and the hint."""

from collections.abc import Iterator

from flashcards.anki.note_types import Kind
from flashcards.diagnostics import quote
from flashcards.lint.cards import Card
from flashcards.lint.meaning import list_meaningful, read_said, says
from flashcards.lint.prose import Prose
from flashcards.lint.rule import Finding, compile_later, works_everywhere
from flashcards.text.language import has_unspaced

_HEAD_END = compile_later(
    r"[,;:(–—]|(?<=\w)\s(?=(?:between|from|which|that|who|because|by|in|on|at|for|with|as|when|to)\s)"  # noqa: RUF001 - typographic signs of texts
)
_LEAST_OF_ANSWER = 0.4
"""How much of an answer its beginning must be to stand for it."""

_HALF = 0.5
_SHORTEST_NUMBER = 3


@works_everywhere
def check_context_leak(card: Card) -> Iterator[Finding]:
    """Check that the titles above a front don't say what it asks for."""
    if not (card.context and card.back):
        return
    titles = [title.shown for title in card.context]
    said = read_said(titles)
    if card.kind is Kind.CHAPTER:
        (back,) = card.back
        for blank in dict.fromkeys(back.blanks):
            if _is_told(said.stems, blank, frozenset()) or _is_verbatim(said.text, blank):
                yield _leak(back, blank, f"=={blank}==")
    elif card.kind is Kind.QUESTION:
        (answer,) = card.back
        asked = read_said([card.front.shown]).stems
        if _is_told(said.stems, answer.shown, asked) or _is_verbatim(said.text, answer.shown):
            yield _leak(answer, answer.shown)
    elif card.is_reversed and says(said, card.front.shown):
        yield _leak(card.front, card.front.shown)


def _leak(prose: Prose, told: str, fragment: str = "") -> Finding:
    return Finding(
        code="context-leak",
        message=f"a title above the card gives away {quote(told)}",
        help="word the title so that it names the matter, or ask for what it doesn't say",
        text=prose.text,
        fragment=fragment,
    )


def _is_told(said: frozenset[str], answer: str, asked: frozenset[str]) -> bool:
    """Whether titles say what an answer begins with, as far as the question doesn't say it, too."""
    words = list_meaningful(answer)
    head = list_meaningful(_HEAD_END().split(answer.strip(), maxsplit=1)[0]) or words
    new = [word for word in head if word not in asked]
    if not new or len(head) < _LEAST_OF_ANSWER * len(words) or _are_small_numbers(new):
        return False
    if said.issuperset(new):
        return True
    # Who knows the surname knows who it is.
    return _is_name(answer) and new[-1] in said and len(new) > 1


def _are_small_numbers(words: list[str]) -> bool:
    return all(word.isdigit() and len(word) < _SHORTEST_NUMBER for word in words)


def _is_name(answer: str) -> bool:
    parts = _HEAD_END().split(answer.strip(), maxsplit=1)[0].split()
    return len(parts) > 1 and all(part[:1].isupper() for part in parts)


def _is_verbatim(said: str, answer: str) -> bool:
    bare = answer.casefold().strip(" .。！？!?")  # noqa: RUF001 - Chinese signs
    return len(bare) > 1 and has_unspaced(bare) and bare in said


@works_everywhere
def check_hint_leak(card: Card) -> Iterator[Finding]:
    """Check that a hint helps to find an answer and doesn't hold it."""
    hint = card.hint
    if hint is None or not card.back:
        return
    said = read_said([hint.shown])
    (back,) = card.back
    wanted = back.blanks if card.kind is Kind.CHAPTER else (back.shown,)
    asked = read_said([card.front.shown]).stems if card.kind is not Kind.CHAPTER else frozenset()
    told = next((text for text in wanted if _holds(said.stems, text, asked, hint)), "")
    if not told and card.is_reversed and says(said, card.front.shown):
        told = card.front.shown
    if not told:
        told = next((text for text in wanted if _is_verbatim(said.text, text)), "")
    if told:
        yield Finding(
            code="hint-leak",
            message=f"the hint holds the answer, {quote(told)}",
            help="hint at where the answer comes from, or at its first letter",
            text=hint.text,
        )


def _holds(said: frozenset[str], answer: str, asked: frozenset[str], hint: Prose) -> bool:
    parts = list_meaningful(answer.replace("-", " "))
    new = [word for word in parts if word not in asked]
    if not new or _are_small_numbers(new):
        return False
    given = [word for word in new if word in said]
    if len(given) >= _HALF * len(new):
        return True
    # All that the hint says is a part of the answer.
    hinted = list_meaningful(hint.shown)
    return len(hinted) > 1 and frozenset(parts).issuperset(hinted)

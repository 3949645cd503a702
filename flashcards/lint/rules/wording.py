"""Rules on words that make sense only beside the video, or only for a while."""

import re
from collections.abc import Iterator

from flashcards.anki.note_types import Kind
from flashcards.diagnostics import quote
from flashcards.lint.cards import Card
from flashcards.lint.prose import Prose
from flashcards.lint.rule import FilteredPattern, Finding, needs_english, require_word
from flashcards.text.language import any_phrase, list_words

REPORTING = FilteredPattern(
    prefilter=require_word(
        [
            *list_words("medium"),
            *(f"{teller}{plural}" for teller in list_words("teller") for plural in ("", "s")),
            *list_words("delving"),
        ]
    ),
    pattern=any_phrase("reporting"),
    flags=re.IGNORECASE,
)
REPORTING_BACK = FilteredPattern(
    prefilter=require_word(list_words("opening of a back that reports")),
    pattern=any_phrase("reporting back"),
    flags=re.IGNORECASE,
)
POINTING = FilteredPattern(
    prefilter=require_word(list_words("word of pointing")),
    pattern=any_phrase("pointing"),
    flags=re.IGNORECASE,
)
VOLATILE = FilteredPattern(
    prefilter=require_word(list_words("word of what ages")),
    pattern=any_phrase("volatile"),
    flags=re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:it|this|they|these)\b(?!\s+days\b)(?:['’]s|['’]re)?",  # noqa: RUF001 - typographic signs of texts
    re.IGNORECASE,
)
_EXPLETIVE = r"it\s+(?:is|was|takes|took)\s+(?:an?\s+)?(?:\w+\s+){1,3}(?:that|to|who)\b"


def _texts(card: Card) -> tuple[Prose, ...]:
    """Give what is asked and what is answered; a chapter's title is neither, nor is a word alone.

    `heutzutage` may well mean `nowadays`.
    """
    if card.is_vocabulary:
        return ()
    texts = (card.front, *card.back) if card.kind is Kind.QUESTION else card.back
    return tuple([prose for prose in texts if prose.is_english])


@needs_english
def check_reporting_words(card: Card) -> Iterator[Finding]:
    """Check that a card speaks of the thing, not of the video about it."""
    for prose in _texts(card):
        is_back = prose is not card.front and card.kind is not Kind.QUESTION
        found = REPORTING.search(prose) or (REPORTING_BACK.search(prose) if is_back else None)
        if found:
            yield Finding(
                code="reporting-words",
                message=f"{quote(found[0])} speaks of the source rather than of its subject",
                help="state the fact itself; the card links to its moment in the video",
                text=prose.text,
                fragment=found[0],
            )


@needs_english
def check_dangling_reference(card: Card) -> Iterator[Finding]:
    """Check that a text points to nothing that isn't on the card."""
    for prose in _texts(card):
        # An answer may say `it` of what its question names.
        is_answer = card.kind is Kind.QUESTION and prose is not card.front
        opening = None if is_answer else _OPENING.match(prose.plain)
        if opening and _is_excused(prose, card):
            opening = None
        if found := opening or POINTING.search(prose):
            yield Finding(
                code="dangling-reference",
                message=f"{quote(found[0])} points to something that is not on the card",
                help="name it: a card is seen alone, months later",
                text=prose.text,
                fragment=found[0],
            )


def _is_excused(prose: Prose, card: Card) -> bool:
    """Whether an opening such as `it` points to nothing, or is reported by another rule."""
    # `It is a crime to ...` points to nothing; a definition that starts so does.
    if card.kind is not Kind.TOPIC and re.match(_EXPLETIVE, prose.plain, re.IGNORECASE):
        return True
    return re.match(REPORTING.pattern, prose.plain, REPORTING.flags) is not None


@needs_english
def check_volatile(card: Card) -> Iterator[Finding]:
    """Check that what will age says as of when, or in whose view."""
    for prose in _texts(card):
        if found := VOLATILE.search(prose):
            context = " ".join(each.shown for each in card.texts)
            is_owned = re.search(any_phrase("owned"), context, re.IGNORECASE)
            if is_owned or re.search(any_phrase("dated"), context):
                return
            word = found[0].strip(" ,.")
            yield Finding(
                code="volatile",
                message=f"{quote(word)} will age, and nothing says when it was true",
                help="add the date or the source, such as `as of January 2026`",
                text=prose.text,
                fragment=word,
            )
            return

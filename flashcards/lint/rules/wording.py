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
            *list_words("told"),
            *list_words("mentioning"),
            *("through", "learn", "cover", "discuss", "we", "part"),
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
VOLATILE = FilteredPattern(
    prefilter=require_word(list_words("word of what ages")),
    pattern=any_phrase("volatile"),
    flags=re.IGNORECASE,
)


def list_texts(card: Card) -> tuple[Prose, ...]:
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
    for prose in list_texts(card):
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
def check_volatile(card: Card) -> Iterator[Finding]:
    """Check that what will age says as of when, or in whose view."""
    for prose in list_texts(card):
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

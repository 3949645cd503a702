"""Rules on words that make sense only beside the video, or only for a while."""

import re
from collections.abc import Iterator

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
from flashcards.text.language import any_phrase, any_word, list_words

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
PERFORMANCE = FilteredPattern(
    prefilter=require_word(
        [
            *(
                word
                for name in ("audience", "recording", "medium", "mentioning")
                for word in list_words(name)
            ),
            *("we", "us", "screen", "slide", "slides", "course", "module", "demo", "demonstration"),
            *("demoed", "touched", "talked", "brought", "heard", "played", "told", "tip", "remark"),
            *("remarks", "thoughts"),
            *("advice", "words", "thought", "message", "messages", "today", "half", "part"),
            *("recommend", "mention", "confess", "joke", "share"),
            *("takeaway", "takeaways", "take-away", "take-aways"),
        ]
    ),
    pattern=any_phrase("performance"),
    flags=re.IGNORECASE,
)
"""What is going on in the video, and who is watching."""

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
OFFICE = FilteredPattern(
    prefilter=require_word(list_words("office")),
    pattern=rf"^who is (?:the )?(?:[\w'’-]+ ){{0,3}}?{any_word('office')}\b",  # noqa: RUF001 - typographic signs of texts
    flags=re.IGNORECASE,
)
"""Who holds an office, which passes from one to the next."""

PRICE = FilteredPattern(
    prefilter=require_word(list_words("price")),
    pattern=rf"^(?:what|how much) (?:is|are|do|does) [^?\d]*\b{any_word('price')}\b[^?\d]*\?",
    flags=re.IGNORECASE,
)
PATTERNS = (REPORTING, PERFORMANCE, REPORTING_BACK, VOLATILE, OFFICE, PRICE)
"""All that the rules look for; where none of it can be, they aren't asked."""

_MONEY = compile_later(rf"[€$£¥]|\b{any_word('money')}\b")


def list_texts(card: Card) -> tuple[Prose, ...]:
    """Give what is asked and what is answered; a chapter's title is neither, nor is a word alone.

    `heutzutage` may well mean `nowadays`.
    """
    if card.is_vocabulary:
        return ()
    texts = (card.front, *card.back) if card.kind is Kind.QUESTION else card.back
    return tuple([prose for prose in texts if prose.is_english])


def find_reporting(prose: Prose) -> re.Match[str] | None:
    """Find words about the video, its people or its viewers."""
    return REPORTING.search(prose) or PERFORMANCE.search(prose)


@needs_english
def check_reporting_words(card: Card) -> Iterator[Finding]:
    """Check that a card speaks of the thing, not of the video about it."""
    for prose in list_texts(card):
        is_back = prose is not card.front and card.kind is not Kind.QUESTION
        found = find_reporting(prose) or (REPORTING_BACK.search(prose) if is_back else None)
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
        is_front = prose is card.front and card.kind is Kind.QUESTION
        if found := VOLATILE.search(prose) or (_find_asked(card) if is_front else None):
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


def _find_asked(card: Card) -> re.Match[str] | None:
    """Find what is asked for and changes, where the answer is a person or a sum of money."""
    (answer,) = card.back
    if _MONEY().search(answer.words):
        return PRICE.search(card.front)
    words = answer.words.split(",")[0].split()
    return OFFICE.search(card.front) if all(word[:1].isupper() for word in words) else None

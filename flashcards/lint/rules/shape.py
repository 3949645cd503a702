"""Rules on the shape of a summary's blanks, and on missing times."""

import re
from collections.abc import Container, Iterator

from flashcards.diagnostics import Severity, quote
from flashcards.lint.cards import Card
from flashcards.lint.rule import Finding, works_everywhere
from flashcards.text.language import any_word, count_words, list_words
from flashcards.text.words import STOP_WORDS, split_words

_MOST_BLANKED = 5
_MEANINGFUL = frozenset(list_words("stop word that makes a blank"))
_GRAMMAR = re.compile(rf"\b{any_word('grammar')}s?\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?؟।։။።])\s+|(?<=[。！？])|\n")  # noqa: RUF001 - signs of several scripts
_SENTENCE_SIGNS = " .!?؟।։။።。！？"  # noqa: RUF001 - as above


@works_everywhere
def check_cloze_shape(card: Card) -> Iterator[Finding]:
    """Check that a blank is short and carries a fact.

    A summary without any blank is found by rendering, which knows what becomes of it.
    """
    for prose in card.back:
        sentences = {
            sentence.strip(_SENTENCE_SIGNS) for sentence in _SENTENCE_END.split(prose.words)
        }
        needs_fact = prose.is_english and not _GRAMMAR.search(prose.plain)
        for blank in dict.fromkeys(prose.blanks):
            if message := _describe_blank(blank, sentences, needs_fact=needs_fact):
                yield Finding(
                    code="cloze-shape",
                    message=message,
                    help="mark the one or two words that carry the fact",
                    text=prose.text,
                    fragment=f"=={blank}==",
                )


def _describe_blank(blank: str, sentences: Container[str], *, needs_fact: bool) -> str:
    count = count_words(blank)
    if count > 1 and blank.strip(_SENTENCE_SIGNS) in sentences:
        return f"the blank {quote(blank)} takes up a whole sentence"
    if count > _MOST_BLANKED:
        return f"the blank {quote(blank)} has {count} words, more than {_MOST_BLANKED}"
    words = [word.lower() for word in split_words(blank)]
    # `A` may be a note, or a blood group.
    is_empty = blank == "a" or all(word in STOP_WORDS - _MEANINGFUL for word in words)
    if words and is_empty and needs_fact:
        return f"the blank {quote(blank)} carries no fact"
    return ""


@works_everywhere
def check_chapter_start_fallback(card: Card) -> Iterator[Finding]:
    """Check that an item of a long chapter says where in it it stands."""
    for text in card.untimed:
        yield Finding(
            code="chapter-start-fallback",
            severity=Severity.INFO,
            message="without `at`, this links to the start of a chapter of more than 5 minutes",
            help="add `at:` with the moment in the video",
            text=text,
        )

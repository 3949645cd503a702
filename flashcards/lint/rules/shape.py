"""Rules on a summary's blanks, on how texts are written, and on missing times."""

import re
from collections.abc import Container, Iterator

from flashcards.diagnostics import Severity, quote
from flashcards.lint.cards import Card
from flashcards.lint.prose import Prose
from flashcards.lint.rule import (
    FilteredPattern,
    Finding,
    Prefilter,
    join_prefilters,
    require_word,
    works_everywhere,
)
from flashcards.text.language import any_word, count_words, list_words
from flashcards.text.words import OBJECT, STOP_WORDS, split_words

_MOST_BLANKED = 5
_MEANINGFUL = frozenset(list_words("stop word that makes a blank"))
_GRAMMAR = re.compile(rf"\b{any_word('grammar')}s?\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?؟।։။።])\s+|(?<=[。！？])|\n")  # noqa: RUF001 - signs of several scripts
_SENTENCE_SIGNS = " .!?؟।։။።。！？"  # noqa: RUF001 - as above

_TWICE = list_words("often twice")

ARTEFACTS = {
    "capital after an apostrophe": FilteredPattern(
        prefilter=Prefilter(signs=("'", "’")),  # noqa: RUF001 - typographic signs of texts
        pattern=r"(?<=[A-Za-z]{2})['’](?:S|T|Re|Ve|Ll|D|M)\b(?!['’])",  # noqa: RUF001 - as above
    ),
    "acronym or name in a title-caser's case": FilteredPattern(
        prefilter=require_word(map(str.lower, list_words("misspelled name"))),
        pattern=rf"\b{any_word('misspelled name')}\b",
    ),
    "Roman numeral in a title-caser's case": FilteredPattern(
        prefilter=require_word(map(str.lower, list_words("misspelled numeral"))),
        pattern=rf"(?<=[A-Za-z] ){any_word('misspelled numeral')}\b",
    ),
    "ordinal in a title-caser's case": FilteredPattern(
        prefilter=require_word(
            f"{zero}{number}{ending}"
            for number in range(100)
            for zero in ("", "0" if number < 10 else "")  # noqa: PLR2004 - two digits at most
            for ending in ("st", "nd", "rd", "th")
        ),
        pattern=r"\b[0-9]{1,2}(?:St|Nd|Rd|Th)\b",
    ),
    "word that stands twice": FilteredPattern(
        prefilter=Prefilter(signs=tuple(f"{word} {word}" for word in _TWICE)),
        pattern=rf"\b({'|'.join(_TWICE)}) \1\b",
    ),
}
"""What a machine left behind, by what it is called."""

_ANY_ARTEFACT = join_prefilters(artefact.prefilter for artefact in ARTEFACTS.values())

_CUT_OFF = re.compile(r"[^\W\d_](?:…|\.\.\.)$")
_ASKS = re.compile(
    r"(?:what|which|who|whose|how|why|when|where|is|are|does|do|did)\b", re.IGNORECASE
)
_PLACEHOLDER = re.compile(
    r"(?:(?-i:TODO)|tbd|tba|fixme|n/a|(?-i:xxx+)|lorem ipsum\b.*)[.:!]?|todo[:!]|[?.…\-–—_\s]+",  # noqa: RUF001 - typographic signs of texts
    re.IGNORECASE,
)
"""`todo` is Spanish and Portuguese, `XXX` thirty."""


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
        for blank in prose.blanks:
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
    is_empty = all(word in STOP_WORDS - _MEANINGFUL for word in words)
    if words and is_empty and needs_fact:
        return f"the blank {quote(blank)} carries no fact"
    return ""


@works_everywhere
def check_text_hygiene(card: Card) -> Iterator[Finding]:
    """Check for what a machine left behind: a title-caser's capitals, cut ends, placeholders."""
    for prose in card.texts:
        if prose.is_english and _ANY_ARTEFACT.passes(prose):
            yield from _find_artefacts(prose)
        is_back = bool(card.back) and prose is card.back[0]
        if is_back and _PLACEHOLDER.fullmatch(prose.words.strip()):
            yield _unclean(
                prose, f"{quote(prose.shown)} is a placeholder", "write what belongs here"
            )
        elif (
            prose.plain.endswith(("…", "..."))
            and _CUT_OFF.search(prose.plain)
            and not card.is_vocabulary
            and (prose is not card.front or _ASKS.match(prose.plain))
        ):
            yield _unclean(prose, "the text is cut off at its end", "write the rest of it")


def _find_artefacts(prose: Prose) -> Iterator[Finding]:
    for name, artefact in ARTEFACTS.items():
        if found := artefact.search(prose):
            before = re.search(r"(?<!\S)\S*$", prose.plain[: found.start()])
            after = re.match(r"[^\s]*", prose.plain[found.end() :])
            word = (before[0] if before else "") + found[0] + (after[0] if after else "")
            word = word.strip(f".,;:?!()\"'{OBJECT}")
            yield _unclean(
                prose, f"{quote(word)} holds a {name}", "write it as it is spelled", word
            )


def _unclean(prose: Prose, message: str, help_: str, fragment: str = "") -> Finding:
    return Finding(
        code="text-hygiene", message=message, help=help_, text=prose.text, fragment=fragment
    )


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

"""A rule on how texts are written: what machines, and authors in haste, leave behind."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from operator import eq

from flashcards.diagnostics import quote
from flashcards.lint.cards import Card
from flashcards.lint.prose import Prose
from flashcards.lint.rule import (
    FilteredPattern,
    Finding,
    Prefilter,
    compile_later,
    join_prefilters,
    require_word,
    works_everywhere,
)
from flashcards.text.language import any_word, list_words
from flashcards.text.words import OBJECT, STOP_WORDS, split_words

_OPENERS = ("The", "That", "It", "In", "And", "But", "He", "She", "We", "You")
_TWICE = list_words("often twice")

ARTEFACTS = {
    "a capital after an apostrophe": FilteredPattern(
        prefilter=Prefilter(signs=("'", "’")),  # noqa: RUF001 - typographic signs of texts
        pattern=r"(?<=[A-Za-z]{2})['’](?:S|T|Re|Ve|Ll|D|M)\b(?!['’])",  # noqa: RUF001 - as above
    ),
    "an acronym or name in a title-caser's case": FilteredPattern(
        prefilter=require_word(map(str.lower, list_words("misspelled name"))),
        pattern=rf"\b{any_word('misspelled name')}\b",
    ),
    "a Roman numeral in a title-caser's case": FilteredPattern(
        prefilter=require_word(map(str.lower, list_words("misspelled numeral"))),
        pattern=rf"(?<=[A-Za-z] ){any_word('misspelled numeral')}\b",
    ),
    "an ordinal in a title-caser's case": FilteredPattern(
        prefilter=require_word(
            f"{zero}{number}{ending}"
            for number in range(100)
            for zero in ("", "0" if number < 10 else "")  # noqa: PLR2004 - two digits at most
            for ending in ("st", "nd", "rd", "th")
        ),
        pattern=r"\b[0-9]{1,2}(?:St|Nd|Rd|Th)\b",
    ),
    "a word that stands twice": FilteredPattern(
        prefilter=Prefilter(signs=tuple(f"{word} {word}" for word in _TWICE)),
        pattern=rf"\b({'|'.join(_TWICE)}) \1\b",
    ),
    "a note to oneself": FilteredPattern(
        prefilter=Prefilter(
            signs=(
                *("TODO", "FIXME", "TBD", "XXX", "citation needed", "source needed"),
                *(
                    "??",
                    "[add ",
                    "[insert ",
                    "[fill ",
                    "(check",
                    "(verify",
                    "(unsure",
                    "(not sure",
                    "?)",
                    "?]",
                ),
            )
        ),
        pattern=r"\b(?:TODO|FIXME|TBD|XXX)\b(?!\s*$)|[(\[](?:TODO|FIXME|TBD|XXX)\b"
        r"|\[(?:citation|source) needed\]|[(\[]\?+[)\]]|(?<=[a-z]{3})\?\?+$"
        r"|[(\[][a-z ]{2,20}\?[)\]]|\?\?\?|(?<=[a-z]{2}) \?\?$"
        r"|\[(?:add|insert|fill) [^\]]*\]|\((?:check|verify|unsure|not sure)\b[^)]{0,20}\)",
    ),
    "a dot that stands twice": FilteredPattern(
        prefilter=Prefilter(signs=("..",)), pattern=r"(?<=[a-z0-9)])\.\.(?=\s|$)"
    ),
    "a mark of a footnote": FilteredPattern(
        prefilter=Prefilter(signs=tuple(f"[{digit}" for digit in range(1, 10))),
        pattern=r"(?<=[a-z])[ .,]\[[1-9][0-9]?\](?=[\s.,]|$)",
    ),
    "no blank behind a sign": FilteredPattern(
        prefilter=Prefilter(signs=(",", ";", *(f".{word}" for word in _OPENERS))),
        pattern=r"(?<=[a-z]{3})[,;](?=[a-z]{3,}\b(?!-))"
        rf"|(?<=[a-z]{{3}})\.(?=(?:{'|'.join(_OPENERS)})\b )",
    ),
    "a mark that stands twice": FilteredPattern(
        prefilter=Prefilter(signs=("!!",)), pattern=r"(?<=[a-z]{2})!!+(?=\s|$)"
    ),
    "an escape that was written out": FilteredPattern(
        prefilter=Prefilter(signs=("\\n", "\\t", "\\r")),
        pattern=r"(?<=[a-z. ])\\[ntr](?=\s|$)",
    ),
    "small words in a title-caser's case": FilteredPattern(
        prefilter=require_word(("the", "a", "an")),
        pattern=r"(?<=[a-z,] )(?:Of|In|And|To|For|By|With|At|On|From) (?:The|A|An) [A-Z]",
    ),
    "a blank before a sign": FilteredPattern(
        prefilter=Prefilter(signs=(" ,", " ?", " ;", " )")),
        pattern=r"(?<=[a-z]{2}) [,?;)](?=\s|$|[a-z.])",
    ),
}
"""What a machine left behind, by what it is called."""

_ANY_ARTEFACT = join_prefilters(artefact.prefilter for artefact in ARTEFACTS.values())

_LOOSE_END = compile_later(r"(?:[\s,][(\[]|(?<=\w),|\s(?:and|or|the|a|an|of|because|which|whose))$")
_ASIDE = compile_later(r"\s\(\d[^()]*[a-z]")
_OPENING_MARK = compile_later(r'(?:^|[\s(])"(?=\w)')
_LONGEST_END = 12
_LOOSE_SIGNS = (",", "(", "[", "d", "r", "e", "a", "n", "f", "h")
"""Last signs of what a text can't end with."""

_AROUND = f".,;:?!()\"'{OBJECT}"
"""Signs that stand around a word."""

_GARBLED = compile_later(r"[^\x00-\x7f]{2,}")
_LONGEST_GARBLED = 12
_GARBLED_DASH = "\u00e2\u20ac"
"""What is left of a dash or a curly quotation mark whose last byte was lost or made straight."""

_TAUTOLOGIES = frozenset(list_words("well said twice"))
_CUT_OFF = re.compile(r"[^\W\d_](?:…|\.\.\.)$")
_ASKS = re.compile(
    r"(?:what|which|who|whose|how|why|when|where|is|are|does|do|did)\b", re.IGNORECASE
)
_PLACEHOLDER = re.compile(
    r"(?:(?-i:TODO)|tbd|tba|fixme|n/a|(?-i:xxx+)|lorem ipsum\b.*)[.:!]?|todo[:!]|\[[a-z ]+\]"
    r"|[?.…\-–—_\s]+",  # noqa: RUF001 - typographic signs of texts
    re.IGNORECASE,
)
"""`todo` is Spanish and Portuguese, `XXX` thirty."""


@works_everywhere
def check_text_hygiene(card: Card) -> Iterator[Finding]:
    """Check for what a machine left behind: a title-caser's capitals, cut ends, placeholders."""
    for prose in card.texts:
        if prose.is_english and _ANY_ARTEFACT.passes(prose):
            yield from _find_artefacts(prose)
        if prose.is_english and _is_title_cased(prose.plain):
            yield _unclean(
                prose, "the question is in a title's case", "write its words as in a sentence"
            )
        if prose.is_english and (twice := _find_doubled(prose)):
            yield _unclean(prose, f"{quote(twice)} stands twice", "write it once", twice)
        if not prose.shown.isascii() and (garbled := _find_garbled(prose.shown)):
            yield _unclean(
                prose,
                f"{quote(garbled)} was read in the wrong encoding",
                "write the letters that belong here",
                garbled,
            )
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
        elif (
            prose.is_english
            and prose.words.rstrip().endswith(_LOOSE_SIGNS)
            and _LOOSE_END().search(prose.words.rstrip()[-_LONGEST_END:])
        ) or _is_left_open(prose.words):
            yield _unclean(prose, "the text breaks off at its end", "write the rest of it")


def _is_left_open(text: str) -> bool:
    """Whether a bracket or quotation mark opens before a word and is never closed."""
    if text.count('"') == 1 and _OPENING_MARK().search(text):
        return True
    start = text.rfind("(")
    is_aside = text[start + 1 : start + 2].isalpha() or _ASIDE().match(text, start - 1) is not None
    return is_aside and start > max(text.rfind(")"), text.rfind("]"))


def _is_title_cased(text: str) -> bool:
    """Whether a question has capitals even on its small words."""
    words = split_words(text) if text.endswith("?") and not text.isupper() else []
    small = [word for word in words[1:] if word.lower() in STOP_WORDS and len(word) > 1]
    return len(small) > 1 and all(word[:1].isupper() for word in small)


def _find_artefacts(prose: Prose) -> Iterator[Finding]:
    for name, artefact in ARTEFACTS.items():
        if found := artefact.search(prose):
            before = re.search(r"(?<!\S)\S*$", prose.plain[: found.start()])
            after = re.match(r"[^\s]*", prose.plain[found.end() :])
            start = before[0].lstrip(_AROUND) if before else ""
            word = start + found[0] + (after[0].rstrip(_AROUND) if after else "")
            yield _unclean(prose, f"{quote(word)} holds {name}", "write it as it is spelled", word)


def _unclean(prose: Prose, message: str, help_: str, fragment: str = "") -> Finding:
    return Finding(
        code="text-hygiene", message=message, help=help_, text=prose.text, fragment=fragment
    )


def _find_doubled(prose: Prose) -> str:
    """Find a word that stands twice in a row, or two words that do."""
    spoken = prose.spoken
    twice = (
        (word, word)
        for word, following in pairwise(spoken)
        if word == following and len(word) > _LONGEST_REPEATED and word not in _TAUTOLOGIES
    )
    if any(map(eq, spoken, spoken[1:])):
        for words in islice(twice, _MOST_TRIED):
            if found := _find_words(words, prose.plain):
                return found[0]
    half = len(spoken) // 2
    if half > 1 and spoken[:half] == spoken[half:]:
        return prose.plain if _find_words(spoken, prose.plain, re.IGNORECASE) else ""
    pairs = list(map(eq, spoken, spoken[2:]))
    places = (at for at in range(len(pairs) - 1) if pairs[at] and pairs[at + 1])
    for at in islice(places, _MOST_TRIED):
        found = _find_words(spoken[at : at + 4], prose.plain, re.IGNORECASE)
        if found and not all(map(str.istitle, found[0].split())):
            return found[0]
    return ""


def _find_words(
    words: Iterable[str], text: str, flags: re.RegexFlag = re.NOFLAG
) -> re.Match[str] | None:
    """Find words with nothing but blanks between."""
    pattern = r"\s+".join(map(re.escape, words))
    return re.search(rf"(?<!\S){pattern}\b", text, flags)


_MOST_TRIED = 4
_LONGEST_REPEATED = 3
"""Letters of a word that may well stand twice: `had had`, `cha cha`."""


def _find_garbled(text: str) -> str:
    """Find UTF-8 that was read in Windows' encoding: in sound text, nothing can be read back."""
    for found in _GARBLED().finditer(text):
        piece = found[0][:_LONGEST_GARBLED]
        for start in range(len(piece) - 1):
            if piece.startswith(_GARBLED_DASH, start) or any(
                _is_garbled(piece[start : start + size]) for size in (2, 3)
            ):
                return piece
    return "\N{REPLACEMENT CHARACTER}" if "\N{REPLACEMENT CHARACTER}" in text else ""


def _is_garbled(piece: str) -> bool:
    try:
        read = b"".join(
            sign.encode("latin-1") if sign < "\xa0" else sign.encode("cp1252") for sign in piece
        ).decode()
    except UnicodeError:
        return False
    return len(read) == 1

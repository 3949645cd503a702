"""What a title-caser made of names, acronyms and numerals, put right."""

import re
from functools import cache

from flashcards.lint.prose import QUOTED
from flashcards.text.language import any_word, list_words

_APOSTROPHE = r"(?<=[A-Za-z]{2})['’](?:S|T|Re|Ve|Ll|D|M)\b"  # noqa: RUF001 - typographic signs of texts
_KEPT = re.compile(
    r"(`+).+?\1|\]\([^()]*\)|<[^<>]+>|\b[a-z]+://\S+|(?<!\*)\*(?!\*)(?=[^*\n]+\s)[^*\n]+\*|"
    + QUOTED.pattern,
    re.DOTALL,
)
"""Code, addresses, and what is talked about: it is spelled as it is."""

_ORDINAL = r"\b[0-9]{1,2}(?:St|Nd|Rd|Th)\b"


@cache
def _names() -> dict[str, str]:
    """Give names and acronyms as they are spelled, by how a title-caser spells them."""
    spelled = {name.casefold(): name for name in list_words("name as it is spelled")}
    return {
        wrong: spelled.get(wrong.casefold()) or _make_acronym(wrong)
        for wrong in list_words("misspelled name")
    }


def _make_acronym(wrong: str) -> str:
    is_plural = wrong.endswith("s") and wrong[:-1] in list_words("misspelled name")
    return f"{wrong[:-1].upper()}s" if is_plural else wrong.upper()


def mend_case(text: str) -> str:
    """Write what a title-caser left in a text as it is spelled; what else stands there stays."""
    pieces, position = [], 0
    for kept in _KEPT.finditer(text):
        pieces += [_mend(text[position : kept.start()]), kept[0]]
        position = kept.end()
    return "".join((*pieces, _mend(text[position:])))


def _mend(text: str) -> str:
    text = re.sub(_APOSTROPHE, lambda found: found[0].lower(), text)
    text = re.sub(_ORDINAL, lambda found: found[0].lower(), text)
    text = re.sub(rf"\b{any_word('misspelled name')}\b", lambda found: _names()[found[0]], text)
    return re.sub(
        rf"(?<=[A-Za-z] ){any_word('misspelled numeral')}\b", lambda found: found[0].upper(), text
    )

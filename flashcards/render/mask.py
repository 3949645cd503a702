"""Definitions with their own term taken out, for the card that asks for the term."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from flashcards.render.anki_syntax import break_before
from flashcards.render.markdown import without_markup
from flashcards.text.inflection import is_inflected
from flashcards.text.normal_form import compose
from flashcards.text.readings import without_readings
from flashcards.text.scripts import (
    HANGUL,
    KATAKANA,
    MARKS,
    PARTICLES,
    UNSPACED,
    UNSPACED_MARKS,
)

MASK = "[…]"

_SHORT = 3
_MOST_WORDS = 8
"""Words of a term up to which its inflections are looked for."""

_TAG = r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>"""
_HELD = rf"{_TAG}|\\\(.*?(?:\\\)|\Z)|\\\[.*?(?:\\\]|\Z)|\[sound:.*?(?:\]|\Z)"
"""What stays whole: a tag, math, a sound."""

_EACH_HELD = re.compile(_HELD, re.DOTALL)
_ACRONYM = re.compile("^(.*\\S)\\s*[(\uff08]([^()\uff08\uff09]+)[)\uff09]$")
_WORD = re.compile("[a-z0-9]+")
_SPELLED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "{": "(?:\\{|&#123;)", "}": "(?:\\}|&#125;)"}
"""How HTML spells the signs that a term may have."""

_RUBY = re.compile(r"<ruby\b[^>]*>.*?</ruby>", re.DOTALL)
_GAP = re.compile(r"\s+|-")
_NOT_IN_WORDS = rf"[^\w\s{MARKS}-]|[{UNSPACED}{KATAKANA}{HANGUL}]"


def mask_term(html: str, term: str, language: str = "en") -> str:
    """Replace the term in a definition's HTML.

    `term` is plain text. `Long name (LN)` is masked as a whole, as `Long name` and as `LN`; a
    plural `s` goes with it, and so do the inflections that are known of the language, a BCP 47
    code. A short term in capitals is matched by its case, for `US` is not `us`. Where a script has
    no blanks, the term is masked wherever it stands. Nothing inside math or a sound is replaced,
    unless the term has the whole of it. Where `<ruby>` has characters of the term, their reading
    goes as well.
    """
    html, term = compose(html), compose(term)
    together = _ACRONYM.match(term)
    named = {name.strip(): None for name in (term, *(together.groups() if together else ()))}
    names = sorted(filter(None, named), key=len, reverse=True)
    html = _RUBY.sub(lambda ruby: _open_ruby(ruby[0], names), html)
    is_ascii = html.isascii()
    patterns = [_pattern(name, is_ascii=is_ascii) for name in names if _can_stand_in(html, name)]
    masked = _mask(html, "|".join(patterns)) if patterns else html
    return _mask_inflected(masked, names, language)


def _open_ruby(ruby: str, names: Sequence[str]) -> str:
    """Leave out the readings of characters that belong to a name: they would tell it."""
    bare = without_readings(ruby)
    text = without_markup(bare)
    return bare if any(text in name or name in text for name in names) else ruby


def _mask(html: str, names: str) -> str:
    held = [found.span() for found in _EACH_HELD.finditer(html)]
    name_or_held = re.compile(rf"(?P<name>{names})|{_HELD}", re.DOTALL)
    parts: list[str] = []
    place = 0
    while found := name_or_held.search(html, place):
        start, end = found.span()
        parts.append(html[place:start])
        last = bisect_left(held, (end,)) - 1
        place = max(end, held[last][1] if last >= 0 else 0)
        if found["name"] is None or place > end:  # what is held, or a name that ends inside it
            parts.append(html[start:place])
        else:
            parts.append(MASK)
    return break_before(MASK, "".join((*parts, html[place:])))


def _mask_inflected(html: str, names: Sequence[str], language: str) -> str:
    """Replace what is a name in other forms of its words, with a blank or a hyphen between them."""
    wanted = [words for name in names if (words := _split(name))]
    if not wanted:
        return html
    found = list(_words_or_held().finditer(html))
    words = [each["word"].casefold() if each["word"] else "" for each in found]
    parts: list[str] = []
    place = 0
    for start, each in enumerate(found):
        if each.start() < place:
            continue
        for name in wanted:
            end = start + len(name)
            if _is_form(words[start:end], name, language) and all(
                _GAP.fullmatch(html, before.end(), after.start())
                for before, after in pairwise(found[start:end])
            ):
                parts += (html[place : each.start()], MASK)
                place = found[end - 1].end()
                break
    return break_before(MASK, "".join((*parts, html[place:]))) if parts else html


def _is_form(words: Sequence[str], name: Sequence[str], language: str) -> bool:
    return len(words) == len(name) and all(
        word == own or is_inflected(word, own, language)
        for word, own in zip(words, name, strict=True)
    )


def _split(name: str) -> list[str]:
    """Give a name's words without case; none where it isn't of words, or has no other forms."""
    words = _GAP.split(name.casefold())
    if name.isupper() or len(words) > _MOST_WORDS or re.search(_NOT_IN_WORDS, name):
        return []
    return words


@cache
def _words_or_held() -> re.Pattern[str]:
    return re.compile(rf"{_HELD}|&#?\w+;|(?P<word>[\w{MARKS}]+)", re.DOTALL)


def _can_stand_in(html: str, name: str) -> bool:
    """Whether a name's words are there at all: nearly never, and a pattern takes time to make."""
    if not (html.isascii() and name.isascii()):
        return True  # letters that have no case of their own, as the Turkish ones
    lower = html.lower()
    return all(word in lower for word in _WORD.findall(name.lower()))


def _pattern(name: str, *, is_ascii: bool) -> str:
    signs = "".join(
        r"(?:\s+|-)" if sign.isspace() else _SPELLED.get(sign) or re.escape(sign)
        for sign in " ".join(name.split())
    )
    has_case = name.isupper() and len(name) <= _SHORT
    # Neither inside a word nor inside an entity, such as the `amp` of `&amp;`.
    before, after = (r"(?<![\w&#])", r"(?:s|es)?(?!\w)") if is_ascii else _edges(name)
    return rf"(?{'' if has_case else 'i'}:{before}{signs}{after})"


def _edges(name: str) -> tuple[str, str]:
    """Give what must not, or may, stand beside a name by the scripts that it begins and ends in."""
    joined = rf"[^\W{UNSPACED}{KATAKANA}{HANGUL}]"
    before = rf"(?<!{joined})(?<![&#])"
    after = rf"(?:s|es)?(?!{joined})(?![{MARKS}])"
    first, last = name[0], name[-1]
    if re.match(f"[{UNSPACED}]", first):
        before = ""
    elif re.match(f"[{KATAKANA}]", first):
        before = f"(?<![{KATAKANA}])"
    elif re.match(f"[{HANGUL}]", first):
        before = f"(?<![{HANGUL}])"
    if re.match(f"[{UNSPACED}{UNSPACED_MARKS}]", last):
        after = f"(?![{UNSPACED_MARKS}])"
    elif re.match(f"[{KATAKANA}]", last):
        after = f"(?![{KATAKANA}{UNSPACED_MARKS}])"
    elif re.match(f"[{HANGUL}]", last):
        after = f"(?=(?:{'|'.join(PARTICLES)})?(?![{HANGUL}]))"
    return before, after

"""Definitions with their own term taken out, for the card that asks for the term."""

import re
from bisect import bisect_left

from flashcards.render.anki_syntax import break_before

MASK = "[…]"

_SHORT = 3

_TAG = r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>"""
_HELD = rf"{_TAG}|\\\(.*?(?:\\\)|\Z)|\\\[.*?(?:\\\]|\Z)|\[sound:.*?(?:\]|\Z)"
"""What stays whole: a tag, math, a sound."""

_EACH_HELD = re.compile(_HELD, re.DOTALL)
_ACRONYM = re.compile(r"^(.*\S)\s*\(([^()]+)\)$")
_WORD = re.compile("[a-z0-9]+")
_SPELLED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "{": "(?:\\{|&#123;)", "}": "(?:\\}|&#125;)"}
"""How HTML spells the signs that a term may have."""


def mask_term(html: str, term: str) -> str:
    """Replace the term in a definition's HTML.

    `term` is plain text. `Long name (LN)` is masked as a whole, as `Long name` and as `LN`; a
    plural `s` goes with it. A short term in capitals is matched by its case, for `US` is not `us`.
    Nothing inside math or a sound is replaced, unless the term has the whole of it.
    """
    together = _ACRONYM.match(term)
    names = {name.strip(): None for name in (term, *(together.groups() if together else ()))}
    patterns = [
        _pattern(name)
        for name in sorted(names, key=len, reverse=True)
        if name and _can_stand_in(html, name)
    ]
    return _mask(html, "|".join(patterns)) if patterns else html


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


def _can_stand_in(html: str, name: str) -> bool:
    """Whether a name's words are there at all: nearly never, and a pattern takes time to make."""
    if not (html.isascii() and name.isascii()):
        return True  # letters that have no case of their own, as the Turkish ones
    lower = html.lower()
    return all(word in lower for word in _WORD.findall(name.lower()))


def _pattern(name: str) -> str:
    signs = "".join(
        r"(?:\s+|-)" if sign.isspace() else _SPELLED.get(sign) or re.escape(sign)
        for sign in " ".join(name.split())
    )
    has_case = name.isupper() and len(name) <= _SHORT
    # Neither inside a word nor inside an entity, such as the `amp` of `&amp;`.
    return rf"(?{'' if has_case else 'i'}:(?<![\w&#]){signs}(?:s|es)?(?!\w))"

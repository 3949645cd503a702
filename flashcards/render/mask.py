"""Definitions with their own term taken out, for the card that asks for the term."""

import re

MASK = "[…]"

_SHORT = 3

_TAG = re.compile(r"""(<(?:[^>"']|"[^"]*"|'[^']*')*>)""")
_ACRONYM = re.compile(r"^(.*\S)\s*\(([^()]+)\)$")
_WORD = re.compile("[a-z0-9]+")
_SPELLED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "{": "(?:\\{|&#123;)", "}": "(?:\\}|&#125;)"}
"""How HTML spells the signs that a term may have."""


def mask_term(html: str, term: str) -> str:
    """Replace the term in a definition's HTML.

    `term` is plain text. `Long name (LN)` is masked as a whole, as `Long name` and as `LN`; a
    plural `s` goes with it. A short term in capitals is matched by its case, for `US` is not `us`.
    """
    together = _ACRONYM.match(term)
    names = sorted({term, *(together.groups() if together else ())}, key=len, reverse=True)
    patterns = [_pattern(name) for name in names if _can_stand_in(html, name)]
    parts = _TAG.split(html)
    for index in range(0, len(parts), 2):
        for pattern in patterns:
            parts[index] = pattern.sub(MASK, parts[index])
    return "".join(parts)


def _can_stand_in(html: str, name: str) -> bool:
    """Whether a name's words are there at all: nearly never, and a pattern takes time to make."""
    if not (html.isascii() and name.isascii()):
        return True  # letters that have no case of their own, as the Turkish ones
    lower = html.lower()
    return all(word in lower for word in _WORD.findall(name.lower()))


def _pattern(name: str) -> re.Pattern[str]:
    signs = "".join(
        r"(?:\s+|-)" if sign.isspace() else _SPELLED.get(sign) or re.escape(sign)
        for sign in " ".join(name.split())
    )
    # Neither inside a word nor inside an entity, such as the `amp` of `&amp;`.
    return re.compile(
        rf"(?<![\w&#]){signs}(?:s|es)?(?!\w)",
        0 if name.isupper() and len(name) <= _SHORT else re.IGNORECASE,
    )

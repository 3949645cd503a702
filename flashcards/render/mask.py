"""Definitions with their own term taken out, for the card that asks for the term."""

import re

MASK = "[…]"

_TAG = re.compile(r"""(<(?:[^>"']|"[^"]*"|'[^']*')*>)""")
_ACRONYM = re.compile(r"^(.+?)\s*\(([^()]+)\)$")


def mask_term(html: str, term: str) -> str:
    """Replace the term in a definition's HTML.

    `term` is plain text. `Long name (LN)` is masked as a whole, as `Long name` and as `LN`;
    a plural `s` goes with it. Names of up to three letters are matched by their case.
    """
    together = _ACRONYM.match(term)
    names = sorted({term, *(together.groups() if together else ())}, key=len, reverse=True)
    patterns = [
        re.compile(
            rf"(?<!\w){re.escape(name).replace(chr(92) + ' ', '[ -]')}(?:s|es)?(?!\w)",
            0 if len(name) <= 3 else re.IGNORECASE,  # noqa: PLR2004 - stated above
        )
        for name in names
    ]
    parts = _TAG.split(html)
    for index in range(0, len(parts), 2):
        for pattern in patterns:
            parts[index] = pattern.sub(MASK, parts[index])
    return "".join(parts)

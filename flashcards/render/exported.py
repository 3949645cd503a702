r"""Backslashes that an exporter put before signs of prose, as in `snake\_case` and `Wow\!`.

Pandoc, Google Docs and other writers of Markdown escape a sign wherever it stands. In a text that
has no other backslash, and no sign of code, theirs are no part of it.
"""

import re
from collections.abc import Collection

from flashcards.render.literal_view import HIDDEN

_EXPORTED = re.compile(
    r"(?:(?<=[^\W_])|(?<=[^\W_]\\_))\\_(?=(?:\\_)*[^\W_])"
    r"|(?:(?<=\w)|(?<=\\!))\\!(?![^\s\"')\\])|(?<=\w)\\!(?=\\!)"
    r"|(?<![^\s,])\\#(?=\w)|(?<![^\W_][A-Z])(?<=[A-Z])\\#(?!\w)"
    r"|(?<=\S )\\[=>&~+-](?= \S)|(?<![^\s,])\\~(?=[\w/])|(?<=\w)\\[~&@](?=\w)"
    r"|(?<=\w)\\\^(?=[\w(+-])|(?<![^\s,(])\\@(?=\w)|(?<![^\s,])\\[+-](?= \S)"
    r"|(?<=[^\W\d_])\\'(?=[^\W\d_])"
)
_SIGNS = r".,;:!?\"'()/@%&_~#=>*+-"
_PROSE = re.compile(rf"(?:[A-Za-z0-9{_SIGNS}]|[^\x00-\x7f]|\\(?:_|[^\w\s]))+")
"""What words, names of files and addresses are made of, escapes among them."""

_LINKING = re.compile(rf"(?:[A-Za-z0-9\[{HIDDEN}{_SIGNS}]|[^\x00-\x7f]|\\(?:_|[^\w\s]))+")
"""The same in a text that can have links, which are hidden but for their labels."""

_CHUNK = re.compile(r"\S+")
_NAKED = {"_": re.compile(r"[^\W_]_[^\W_]"), "'": re.compile(r"(?<!\\)['\"]")}
"""Where the sign stands without a backslash, so that one before it says something."""


def is_exported(text: str, places: Collection[int]) -> bool:
    """Whether these backslashes, which keep nothing from being markup, are an exporter's."""
    exported = {found.start() for found in _EXPORTED.finditer(text)}
    if not exported.issuperset(places):
        return False
    signs = {text[place + 1] for place in places}
    if any(sign in signs and pattern.search(text) for sign, pattern in _NAKED.items()):
        return False
    prose = _LINKING if HIDDEN in text else _PROSE
    return all(prose.fullmatch(chunk[0]) for chunk in _CHUNK.finditer(text) if "\\" in chunk[0])

"""Words in messages: what is quoted, and the known word that was probably meant."""

import re
from collections.abc import Iterable
from functools import lru_cache

_LONGEST_QUOTE = 60

_CONTROL = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Characters that no terminal may get: they move the cursor, or turn the order of the text round. A
surrogate stands for a byte of a name that isn't UTF-8."""


def safe(text: str) -> str:
    """Make content fit to print: control characters can't move the cursor or hide text."""
    return _CONTROL.sub(
        lambda match: " " if match[0] == "\t" else "\N{REPLACEMENT CHARACTER}", text
    )


def safe_lines(text: str) -> str:
    """Make lines of content fit to print, each by itself."""
    return "\n".join(map(safe, text.split("\n")))


def shorten(text: str, longest: int = _LONGEST_QUOTE) -> str:
    """Put a text on one line, cut with an ellipsis where it has more characters than `longest`."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def quote(text: str, longest: int = _LONGEST_QUOTE) -> str:
    """Quote what an author wrote, on one line and not at length."""
    return f"`{shorten(text, longest)}`"


def nearest_word(word: str, known: Iterable[str]) -> str:
    """Give the known word that was probably meant, or nothing."""
    return _find_nearest(word.lower(), tuple(known))


@lru_cache(maxsize=256)  # who mistypes a key once does it twenty times
def _find_nearest(word: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    return next(iter(get_close_matches(word, known, n=1)), "")


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """Give the help for a word that isn't known: the nearest one, or else what to do instead."""
    near = nearest_word(word, known)
    return f"did you mean `{near}`?" if near else otherwise

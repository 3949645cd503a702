"""Unicode's composed form, NFC, in which all text is compared and written, as Anki stores it."""

from collections.abc import Iterable
from unicodedata import normalize


def compose(text: str) -> str:
    """Give a text in NFC: two ways to write an accent are one."""
    return text if text.isascii() else normalize("NFC", text)


def compose_all(texts: Iterable[str]) -> tuple[str, ...]:
    """Give each of several texts in NFC."""
    return tuple([text if text.isascii() else normalize("NFC", text) for text in texts])


def fold_case(text: str) -> str:
    """Bring a text to the form in which names are compared: in NFC, and without case anywhere."""
    if text.isascii():
        return text.lower()
    folded = normalize("NFC", text)
    # One round can leave what another changes: letters that it took apart are put together.
    while (again := _fold_once(folded)) != folded:
        folded = again
    return folded


def _fold_once(text: str) -> str:
    # The dot that folding leaves above the i of a Turkish İ is one that every i has.
    return normalize("NFC", text.casefold().replace("i\N{COMBINING DOT ABOVE}", "i"))

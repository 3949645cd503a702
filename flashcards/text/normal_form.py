"""Unicode's composed form, NFC, in which all text is compared and written, as Anki stores it."""

from collections.abc import Iterable
from unicodedata import normalize


def compose(text: str) -> str:
    """Give a text in NFC: two ways to write an accent are one."""
    return text if text.isascii() else normalize("NFC", text)


def compose_all(texts: Iterable[str]) -> tuple[str, ...]:
    """Give each of several texts in NFC."""
    return tuple([text if text.isascii() else normalize("NFC", text) for text in texts])

"""A text as it is parsed at last, and what its author should know of."""

from typing import NamedTuple

from flashcards.render.parser import Event


class Notice(NamedTuple):
    """Something in a text that its author should know of.

    `command` is what a formula can't use, or whose markup it is; `form` is how it is written here,
    or `help` says what to do.
    """

    code: str
    quoted: str
    command: str = ""
    form: str = ""
    help: str = ""


class ParsedText(NamedTuple):
    """A text as it is parsed at last; `escapes` has what stands for characters of its own."""

    data: bytes
    events: tuple[Event, ...]
    escapes: dict[str, str]
    notices: tuple[Notice, ...]

    def original(self, text: str) -> str:
        """Give a part of the text as it was written."""
        if text.isascii() and text.isprintable():  # nothing that stands for another sign is both
            return text
        for character, escaped in self.escapes.items():
            text = text.replace(escaped, character)
        return text

    def slice(self, start: int, end: int) -> str:
        """Give a part of the text as it was written, by its range in bytes."""
        return self.original(self.data[start:end].decode())

    def target(self, link: dict[str, str]) -> str:
        """Give where a link or an image leads to."""
        target = self.original(link["dest_url"])
        return f"mailto:{target}" if link["link_type"] == "Email" else target

"""The field `Released`: what a note was like when its author released it, as digests. Pure.

By it anyone can tell, from a learner's copy alone, what the learner changed. Its form is frozen:
`1.<mod>.<a digest of each field>.<a digest of each tag>`, digests joined by commas.
"""

import unicodedata
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from .seen import what_is_seen

MY_NOTES = "My notes"
RELEASED = "Released"
UNRELEASED = (MY_NOTES, RELEASED)
"""The fields that no author writes: the learner's own, and the digests of the others."""

_ANKIS = frozenset(("leech", "marked"))
_FORM = "1"
_DIGEST_BYTES = 6
_PARTS = 4


class Released(NamedTuple):
    """What is known of a release: `mod` is in seconds since 1970.

    `fields` are digests in the order of the note type's fields, without `UNRELEASED`; `tags` are
    those of the author's tags.
    """

    mod: int
    fields: tuple[str, ...]
    tags: frozenset[str]

    def write(self) -> str:
        """Give the text of the field."""
        return ".".join((_FORM, str(self.mod), ",".join(self.fields), ",".join(sorted(self.tags))))


def write_released(mod: int, digests: Iterable[str], tags: Iterable[str]) -> str:
    """Make the field of a note from the digests of its fields, without `UNRELEASED`."""
    return Released(mod, tuple(digests), frozenset(map(digest_tag, tags))).write()


def read_released(text: str) -> Released | None:
    """Read the field; `None` when it is empty, of another form, or was edited."""
    form, *parts = text.strip().split(".")
    if form != _FORM or len(parts) != _PARTS - 1 or not (parts[0].isascii() and parts[0].isdigit()):
        return None
    mod, fields, tags = parts
    return Released(int(mod), tuple(fields.split(",")), frozenset(filter(None, tags.split(","))))


def digest_html(html: str) -> str:
    """Give the digest of what a reader sees of a field, and nothing for nothing."""
    return _digest(what_is_seen(html))


@lru_cache(maxsize=4_096)  # a deck has few tags, on many notes
def digest_tag(tag: str) -> str:
    """Give the digest of a tag; Anki knows no case in tags."""
    return _digest(unicodedata.normalize("NFC", tag).casefold())


def is_system_tag(tag: str) -> bool:
    """Whether a tag is neither an author's nor a learner's: Anki's own, or the add-on's."""
    return tag.casefold() in _ANKIS or tag.casefold().startswith("flashcards::")


def _digest(text: str) -> str:
    if not text:
        return ""
    return urlsafe_b64encode(sha256(text.encode()).digest()[:_DIGEST_BYTES]).decode()

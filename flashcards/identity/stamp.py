"""Notes with the identity under which they are released."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import NamedTuple, NewType

from flashcards.content.keys import Key
from flashcards.notes.note import Note

Guid = NewType("Guid", str)
"""By which Anki knows a note in every collection."""


class StampedNote(NamedTuple):
    """A note ready for release.

    `note_id` is when it was first seen, in milliseconds since 1970, made unique; `mod` is when
    its fields or tags last changed, in seconds since 1970.
    """

    note: Note
    guid: Guid
    note_id: int
    mod: int


def derive_guid(key: Key) -> Guid:
    """Make the GUID a note gets when it is first seen."""
    return Guid(urlsafe_b64encode(sha256(key.encode()).digest()[:9]).decode())

"""What a package says of itself beside its collection: Anki ignores it, the add-on reads it.

Its form is frozen. A reader refuses a `format` that it doesn't know.
"""

import json

from flashcards.addon.merging.package import FORMAT
from flashcards.identity.entry import Lock


def describe_package(lock: Lock, deck: str) -> bytes:
    """Say what a deck is called, was called, when it was released, and what it no longer has.

    `released` is when the newest of its notes was, in seconds since 1970, so that the same lock
    gives the same bytes. A note that moved to another deck isn't retired.
    """
    retired = [
        {
            "guid": entry.guid,
            "note_id": entry.note_id,
            "mod": entry.mod,
            "keys": [*entry.former, entry.key],
        }
        for entry in lock.entries
        if entry.retired and not entry.moved
    ]
    about = {
        "format": FORMAT,
        "content_id": lock.content_id,
        "deck": deck,
        "former_decks": [name for name in lock.decks if name != deck],
        "released": max((entry.mod for entry in lock.entries), default=0),
        "retired": retired,
    }
    return json.dumps(about, ensure_ascii=False, indent=1).encode() + b"\n"

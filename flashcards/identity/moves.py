"""Entries that go from one lock to another, with the notes that they are of. Pure."""

from collections.abc import Iterable, Iterator, Mapping

from flashcards.content.keys import Key, split_key
from flashcards.identity.entry import Entry, Guid, aside_key

Books = Mapping[str, dict[Key, Entry]]
"""The entries of all locks of a run, by content id and key; what moves is changed in them."""


def hand_over(books: Books, entry: Entry, key: Key) -> Entry:
    """Give an entry to another file's lock, for the note of a key; what it was stays known.

    The lock it left keeps a mark, so that the GUID isn't given to another note.
    """
    _mark_moved(books, entry)
    moved = entry._replace(key=key, former=(*entry.former, entry.key))
    books[split_key(key).content_id][key] = moved
    return moved


def _mark_moved(books: Books, entry: Entry) -> None:
    """Leave a mark in the lock that a note left, under a key of its own: the old one is free."""
    book = books[split_key(entry.key).content_id]
    del book[entry.key]
    mark = aside_key(entry)
    book[mark] = entry._replace(key=mark, retired=True, moved=True)


def finish_moves(books: Books, present: Mapping[str, set[Key]]) -> None:
    """Mark notes whose GUID lives on in another lock: a move was interrupted, or merged."""
    homes: dict[Guid, Entry] = {
        entry.guid: entry
        for content_id, book in books.items()
        for entry in book.values()
        if entry.key in present[content_id] and not entry.moved
    }
    mark_copies(books, present, homes)


def mark_copies(books: Books, present: Mapping[str, set[Key]], homes: dict[Guid, Entry]) -> None:
    """Mark what other locks have of the notes that live in `homes`.

    If one of them knows a later release, the note must become newer: its home is changed then.
    """
    for content_id, book in books.items():
        for entry in tuple(book.values()):
            home = homes.get(entry.guid)
            if home is None or home.key == entry.key or entry.key in present[content_id]:
                continue
            if split_key(home.key).content_id == content_id:
                continue  # resolving deals with two keys of one lock
            # A mark that is later than the note is of a move that went on, and was forgotten.
            is_later = entry.mod > home.mod if entry.moved else entry.mod >= home.mod
            if is_later and entry.digest != home.digest:
                lifted = home._replace(mod=max(entry.mod, home.mod), digest="")
                books[split_key(home.key).content_id][home.key] = homes[entry.guid] = lifted
            if not entry.moved:
                _mark_moved(books, entry)


def lift_shared(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Let whichever key of one GUID lives on be newer than all that learners may have.

    Entries that moved to another file are left out.
    """
    same: dict[Guid, list[Entry]] = {}
    for entry in entries:
        if not entry.moved:
            same.setdefault(entry.guid, []).append(entry)
    for group in same.values():
        latest = max(entry.mod for entry in group)
        is_clear = sum(entry.mod == latest for entry in group) == 1
        for entry in group:
            if len(group) == 1 or (is_clear and entry.mod == latest):
                yield entry
            else:
                yield entry._replace(mod=latest, digest="")

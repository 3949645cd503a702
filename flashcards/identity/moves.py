"""Notes that move between content files, and files that change their name. Pure.

A note's key starts with its content id, so for one deck alone a note that moved is gone here and
new there. Over all decks of a run it is found again by the rest of its key.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from flashcards.content.keys import Key, split_key
from flashcards.diagnostics import Diagnostic, Span, make_error
from flashcards.identity.entry import Entry, Guid, Lock
from flashcards.identity.reassign import is_alike
from flashcards.notes.note import Deck, Note

_SHARE = 0.3
"""How much of the smaller file two files must have in common to be one, renamed."""


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
    mark = Key(f"{entry.key}~{entry.guid}")
    book[mark] = entry._replace(key=mark, retired=True, moved=True)


def finish_moves(books: Books, present: Mapping[str, set[Key]]) -> None:
    """Mark notes whose GUID lives on in another lock: a move was interrupted, or merged.

    If the lock that was left knows a later release, the note it moved to must become newer.
    """
    homes: dict[Guid, Entry] = {
        entry.guid: entry
        for content_id, book in books.items()
        for entry in book.values()
        if entry.key in present[content_id] and not entry.moved
    }
    for content_id, book in books.items():
        for entry in tuple(book.values()):
            home = homes.get(entry.guid)
            if home is None or home.key == entry.key or entry.key in present[content_id]:
                continue
            if split_key(home.key).content_id == content_id:
                continue  # resolving deals with two keys of one lock
            if entry.mod >= home.mod and entry.digest != home.digest and not entry.moved:
                lifted = home._replace(mod=max(entry.mod, home.mod), digest="")
                books[split_key(home.key).content_id][home.key] = homes[entry.guid] = lifted
            if not entry.moved:
                _mark_moved(books, entry)


def find_unclear_moves(
    notes: Iterable[Note], lock: Lock, others: Iterable[Lock]
) -> tuple[tuple[Note, str], ...]:
    """Find new notes that may have moved here from a file that is not part of this run.

    Gives each with the other file's content id. Only reading that file tells whether it has
    lost the note.
    """
    known = {entry.key for entry in lock.entries if not entry.moved}
    live = {entry.name: entry for other in others for entry in other.entries if not entry.moved}
    pairs = ((note, live.get(split_key(note.key).name)) for note in notes if note.key not in known)
    return tuple(
        (note, split_key(entry.key).content_id)
        for note, entry in pairs
        if entry and is_alike(entry, note)
    )


def find_former_id(notes: Sequence[Note], orphans: Iterable[Lock]) -> str:
    """Find the lock without a file that a file without a lock has most notes from.

    Gives its content id, or nothing when no orphan shares enough with the notes.
    """
    names = {split_key(note.key).name for note in notes}
    best, best_share = "", _SHARE
    for lock in orphans:
        old = {entry.name for entry in lock.entries if not entry.retired}
        share = len(names & old) / max(1, min(len(names), len(old)))
        if share >= best_share and names & old:
            best, best_share = lock.content_id, share
    return best


def check_moves(
    decks: Iterable[Deck],
    locks: Mapping[str, Lock],
    orphans: tuple[Lock, ...],
    absent: tuple[Lock, ...],
) -> Iterator[Diagnostic]:
    """Check that no move between content and locks would cost learners their histories if built.

    Each deck is looked at with its own lock, by content id, and with others.
    `orphans` are locks whose content file is gone, `absent` those of content files that aren't
    part of this run.
    """
    for deck in decks:
        lock = locks[deck.content_id]
        former = "" if lock.entries else find_former_id(deck.notes, orphans)
        if former:
            yield make_error(
                "content-file-renamed",
                Span(deck.path, 0, 0),
                f"the notes of `{deck.content_id}` were released as `{former}`, "
                "whose content file is gone",
                f"add `id: {former}` to keep every learner's history, or delete the lock "
                f"`{former}.lock` if this really is another deck",
            )
            continue
        for note, other in find_unclear_moves(deck.notes, lock, absent):
            yield make_error(
                "move-unclear",
                note.span,
                f"the {note.kind.value} is new here and known in `{other}`, "
                "which is not part of this build",
                "build both files together, so that a note that moved keeps its history",
            )

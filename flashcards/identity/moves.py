"""Notes that move between content files, and files that change their name. Pure.

A note's key starts with its content id, so for one deck alone a note that moved is gone here and
new there. Over all decks of a run it is found again by the rest of its key.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from flashcards.content.keys import Key, split_key
from flashcards.diagnostics import Diagnostic, Span, make_error
from flashcards.identity.entry import Entry, Guid, Lock
from flashcards.notes.note import Deck, Note

_SHARE = 0.3
"""How much of the smaller file two files must have in common to be one, renamed."""


def move_entries(decks: Mapping[str, Sequence[Note]], locks: Mapping[str, Lock]) -> dict[str, Lock]:
    """Hand the entries of notes that moved to the lock of the file they moved to.

    Both mappings are by content id and have the same keys; a content file that is gone has no
    notes. A note has moved when it is new in one file, and exactly one other file has lost a note
    of the same kind and slug (so of the same `id`, if it has one) that is recognisably the same.
    The lock it left keeps a mark, so that the GUID isn't given to another note.
    """
    books = {
        content_id: {entry.key: entry for entry in lock.entries}
        for content_id, lock in locks.items()
    }
    present = {content_id: {note.key for note in notes} for content_id, notes in decks.items()}
    _finish_moves(books, present)
    lost: dict[str, list[Entry]] = defaultdict(list)
    for content_id, book in books.items():
        for entry in book.values():
            if entry.key not in present[content_id] and not entry.moved:
                lost[entry.name].append(entry)
    for content_id, notes in decks.items() if lost else ():
        for note in notes:
            if note.key in books[content_id]:
                continue
            name = split_key(note.key).name
            candidates = lost.get(name, ())
            if len(candidates) != 1:
                continue
            entry = candidates[0]
            if _is_same(entry, note):
                _mark_moved(books, entry)
                books[content_id][note.key] = entry._replace(key=note.key)
                lost[name] = []
    return {
        content_id: lock._replace(entries=tuple(books[content_id].values()))
        for content_id, lock in locks.items()
    }


def _mark_moved(books: Mapping[str, dict[Key, Entry]], entry: Entry) -> None:
    """Leave a mark in the lock that a note left, under a key of its own: the old one is free."""
    book = books[split_key(entry.key).content_id]
    del book[entry.key]
    mark = Key(f"{entry.key}~{entry.guid}")
    book[mark] = entry._replace(key=mark, retired=True, moved=True)


def _finish_moves(books: Mapping[str, dict[Key, Entry]], present: Mapping[str, set[Key]]) -> None:
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


def _is_same(entry: Entry, note: Note) -> bool:
    from flashcards.identity.similarity import (  # noqa: PLC0415 - brings rapidfuzz
        is_same_note,
        texts_of_entry,
        texts_of_note,
    )

    # The same `id` in another file is no reason to ask for more than likeness.
    return is_same_note(texts_of_entry(entry), texts_of_note(note)._replace(is_named=False))


def find_unclear_moves(
    notes: Iterable[Note], lock: Lock, others: Iterable[Lock]
) -> tuple[tuple[Note, str], ...]:
    """Find new notes that may have moved here from a file that is not part of this run.

    Gives each with the other file's content id. Only reading that file tells whether it has
    lost the note.
    """
    live = {entry.name: entry for other in others for entry in other.entries if not entry.moved}
    if not live:
        return ()
    known = {entry.key for entry in lock.entries if not entry.moved}
    pairs = ((note, live.get(split_key(note.key).name)) for note in notes if note.key not in known)
    return tuple(
        (note, split_key(entry.key).content_id)
        for note, entry in pairs
        if entry and _is_same(entry, note)
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
        is_maybe_renamed = orphans and not lock.entries
        former = find_former_id(deck.notes, orphans) if is_maybe_renamed else ""
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

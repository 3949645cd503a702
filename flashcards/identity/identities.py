"""Problems between content and locks that would cost learners their histories if built."""

from collections.abc import Iterable, Iterator, Mapping

from flashcards.diagnostics import Diagnostic, Span, make_error
from flashcards.identity.entry import Lock
from flashcards.identity.moves import find_former_id, find_unclear_moves
from flashcards.notes.note import Deck


def check_identities(
    decks: Iterable[Deck],
    locks: Mapping[str, Lock],
    orphans: tuple[Lock, ...],
    absent: tuple[Lock, ...],
) -> Iterator[Diagnostic]:
    """Check each deck against its own lock, by content id, and against others.

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

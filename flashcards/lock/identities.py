"""Problems between content and locks that would cost learners their histories if built."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from flashcards.diagnostics import Diagnostic, Severity, Span
from flashcards.lock.entry import Lock
from flashcards.lock.moves import find_former_id, find_unclear_moves
from flashcards.notes.note import Deck


def check_identities(
    decks: Iterable[Deck],
    own: Mapping[str, Lock],
    others: Iterable[Lock],
    ids_of_content: Callable[[], frozenset[str]],
) -> Iterator[Diagnostic]:
    """Check each deck against its own lock and those of files that aren't part of this run.

    `ids_of_content` gives the ids of all content files there are; it is asked only when needed.
    """
    others = tuple(others)
    for deck in decks:
        lock = own[deck.content_id]
        if not lock.entries and others:
            ids = ids_of_content()
            orphans = [other for other in others if other.content_id not in ids]
            former = find_former_id(deck.notes, orphans)
            if former:
                yield Diagnostic(
                    code="content-file-renamed",
                    severity=Severity.ERROR,
                    message=f"the notes of `{deck.content_id}` were released as `{former}`, "
                    "whose content file is gone",
                    span=Span(deck.path, 0, 0),
                    help=f"add `id: {former}` to keep every learner's history, or delete the lock "
                    f"`{former}.lock` if this really is another deck",
                )
                continue
        for note, other in find_unclear_moves(deck.notes, lock, others):
            yield Diagnostic(
                code="move-unclear",
                severity=Severity.ERROR,
                message=f"the {note.kind.value} is new here and known in `{other}`, "
                "which is not part of this build",
                span=note.span,
                help="build both files together, so that a note that moved keeps its history",
            )

"""Content files that changed their name, and notes whose other file isn't part of a run. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from flashcards.content.keys import split_key
from flashcards.diagnostics import Diagnostic, Span, make_error, quote
from flashcards.identity.changes import Change, ChangeKind
from flashcards.identity.entry import Entry, Lock
from flashcards.identity.match import match_notes
from flashcards.identity.reassign import is_alike
from flashcards.identity.recognise import Recognised
from flashcards.identity.similarity import texts_of_entry, texts_of_note
from flashcards.notes.note import Deck, Note

_SHARE = 0.3
"""How much of the smaller file two files must have in common to be one, renamed."""


def find_unclear_moves(
    notes: Iterable[Note], lock: Lock, others: Iterable[Lock]
) -> tuple[tuple[Note, str], ...]:
    """Find new notes that may have moved here, reworded or not, from a file outside this run.

    Gives each with the other file's content id. Only reading that file tells whether it has
    lost the note.
    """
    live = [entry for other in others for entry in other.entries if not entry.moved]
    known = {entry.key for entry in lock.entries if not entry.moved}
    new = [note for note in notes if note.key not in known]
    if not live or not new:
        return ()
    named = {entry.name: entry for entry in live}
    same = {
        note.key: entry
        for note in new
        if (entry := named.get(split_key(note.key).name)) and is_alike(entry, note)
    }
    # What its own file has lost as well may be that note; the gate knows.
    rest = [note for note in new if note.key not in same]
    matches = match_notes(list(map(texts_of_entry, live)), list(map(texts_of_note, rest)))
    same |= {rest[match.new].key: live[match.old] for match in matches}
    return tuple(
        (note, split_key(same[note.key].key).content_id) for note in new if note.key in same
    )


def find_former_id(notes: Sequence[Note], orphans: Iterable[Lock]) -> str:
    """Find the lock without a file that a file without a lock has most notes from.

    Gives its content id, or nothing when no orphan shares enough with the notes.
    """
    names = {split_key(note.key).name for note in notes}
    best, best_share = "", _SHARE
    for lock in orphans:
        old = {entry.name for entry in _live(lock)}
        share = len(names & old) / max(1, min(len(names), len(old)))
        if share >= best_share and names & old:
            best, best_share = lock.content_id, share
    return best


def check_renamed(
    decks: Iterable[Deck],
    locks: Mapping[str, Lock],
    recognised: Recognised,
    orphans: Mapping[str, Lock],
) -> Iterator[Diagnostic]:
    """Check that no deck that begins has many of its notes, reworded, from a file that is gone."""
    for deck in decks:
        if locks[deck.content_id].entries:
            continue
        origins = Counter(
            split_key(found.entry.former[-1]).content_id
            for found in recognised.found[deck.content_id]
            if found.entry is not None and found.entry.former
        )
        for former, count in origins.most_common(1):
            live = _live(orphans[former]) if former in orphans else ()
            if live and count >= _SHARE * min(len(live), len(deck.notes)):
                yield _renamed(deck, former)


def _live(lock: Lock) -> tuple[Entry, ...]:
    return tuple(entry for entry in lock.entries if not entry.retired)


def _renamed(deck: Deck, former: str) -> Diagnostic:
    return make_error(
        "content-file-renamed",
        Span(deck.path, 0, 0),
        f"the notes of `{deck.content_id}` were released as `{former}`, whose content file is gone",
        f"add `id: {former}` to keep every learner's history, or build with `--retire {former}` if "
        "it is no longer that deck: then what can be recognised moves here",
    )


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
            yield _renamed(deck, former)
            continue
        for note, other in find_unclear_moves(deck.notes, lock, absent):
            yield make_error(
                "move-unclear",
                note.span,
                f"the {note.kind.value} is new here and known in `{other}`, "
                "which is not part of this build",
                "build both files together, so that a note that moved keeps its history",
            )


def check_departures(changes: Iterable[Change], path: str, broken: str) -> Iterator[Diagnostic]:
    """Check that no note vanished from a file while a broken one, where it may be, was left out."""
    gone = [each.entry for each in changes if each.kind is ChangeKind.RETIRED]
    if gone:
        more = f" and {len(gone) - 1} more" if len(gone) > 1 else ""
        verb = "are" if more else "is"
        yield make_error(
            "move-unclear",
            Span(path, 0, 0),
            f"{quote(gone[0].front)}{more} {verb} gone from here, and may have moved to "
            f"`{broken}`, which has errors",
            f"mend `{broken}` first, or build this file alone if nothing has moved",
        )

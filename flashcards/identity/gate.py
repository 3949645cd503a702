"""Histories that a release may lose: which notes that vanish may be which that are new. Pure.

Recognition decides only what is beyond doubt. Where a note that would be retired may be one of
those that are new, because it stood in the same place or has words in common with it, only the
author knows, and nothing is released before they say. The same goes for a key whose note has
another answer now while a new note has the old one, and for a note that was retired long ago and
whose text returns. A look-alike that takes a note's place is another fact beyond doubt.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from flashcards.content.keys import Key, split_key
from flashcards.diagnostics import Diagnostic, Span, make_error, quote
from flashcards.identity.comparison import compare_texts
from flashcards.identity.decisions import Decisions
from flashcards.identity.entry import Entry
from flashcards.identity.likeness import Likeness
from flashcards.identity.reassign import is_held_by_key
from flashcards.identity.recognise import Recognised
from flashcards.identity.similarity import is_lookalike, texts_of_entry, texts_of_note
from flashcards.notes.note import Note

_MOST_CANDIDATES = 5
"""New notes that are named for one that vanished."""

_KEPT = 0.5
_MORE = 0.2
"""How much of an old answer a new note must have, and how much more than the note of its key."""


class Doubt(NamedTuple):
    """A released note that may be one of the new ones, likeliest first.

    `reason` is a clause that says why it may be the first; `holder` is the note that stands under
    its key now, and has another answer.
    """

    old: Entry
    candidates: tuple[Note, ...]
    reason: str
    holder: Note | None = None


def find_doubts(
    decks: Mapping[str, Sequence[Note]], recognised: Recognised, decisions: Decisions
) -> tuple[Doubt, ...]:
    """Find the histories that only the author can save or let go.

    Both mappings of decks and of what was recognised are by content id.
    """
    partners = {
        note.key: found.entry
        for content_id, notes in decks.items()
        for note, found in zip(notes, recognised.found[content_id], strict=True)
        if found.entry is not None
    }
    new = {note.key: note for notes in decks.values() for note in notes if note.key not in partners}
    if decisions.is_all_gone or not new:
        return ()
    taken = {entry.guid for entry in partners.values()}
    free = [
        entry
        for lock in recognised.locks.values()
        for entry in lock.entries
        if entry.guid not in taken and not entry.moved and not decisions.is_let_go(entry)
    ]
    holders = {
        partners[note.key].key: note
        for notes in decks.values()
        for note in notes
        if note.key in partners and is_held_by_key(note, partners[note.key], decisions)
    }
    if not free and not holders:
        return ()
    likeness = Likeness(decks, recognised.locks, partners, tuple(new.values()))
    old = {entry.key: entry for entry in free}
    pairs = [(-score, entry.key, key) for entry in free for key, score in likeness.rank(entry)]
    for entry_key, holder in holders.items():
        entry = old[entry_key] = partners[holder.key]
        pairs += (
            (-score, entry_key, key)
            for key, score in likeness.rank(entry)
            if _has_its_answer(entry, holder, new[key])
        )
    doubts = []
    for entry_key, shared in _share_out(sorted(pairs)):
        entry = old[entry_key]
        notes = [new[key] for key in shared[:_MOST_CANDIDATES]]
        candidates = [note for note in notes if _may_be(entry, note)]
        if candidates and candidates[0] is not notes[0]:
            # A look-alike has taken its place, unless its answer stands elsewhere.
            candidates = [note for note in candidates if _has_answer(entry, note)]
        if candidates:
            reason = likeness.explain(entry, candidates[0].key)
            doubts.append(Doubt(entry, tuple(candidates), reason, holders.get(entry_key)))
    return tuple(doubts)


def _may_be(entry: Entry, note: Note) -> bool:
    """Whether a note isn't surely another fact; an `id` says that it may be the same one."""
    if note.is_named and split_key(note.key).name == entry.name:
        return True
    return not is_lookalike(texts_of_entry(entry), texts_of_note(note))


def _has_answer(entry: Entry, note: Note) -> bool:
    back = compare_texts(texts_of_entry(entry).back, texts_of_note(note).back)
    return bool(back.kept) and back.cover == 1


def _has_its_answer(entry: Entry, holder: Note, note: Note) -> bool:
    """Whether a new note has more of an entry's answer than the note of the entry's key."""
    old, held, new = (
        texts_of_entry(entry),
        texts_of_note(holder),
        texts_of_note(note),
    )
    back = compare_texts(old.back, new.back)
    is_near = back.cover == 1 or bool(compare_texts(old.front, new.front).kept)
    if back.cover < _KEPT or not is_near:
        return False
    return back.cover > compare_texts(old.back, held.back).cover + _MORE


def _share_out(pairs: Iterable[tuple[float, Key, Key]]) -> Iterator[tuple[Key, list[Key]]]:
    """Give each old note the new one that it is likeliest to be, and the others behind that.

    Where two have the same likeliest one, the less likely has its next; if it has no other, the
    author is asked about both.
    """
    candidates: dict[Key, list[Key]] = {}
    given: dict[Key, Key] = {}
    taken: set[Key] = set()
    for _, old, new in pairs:
        candidates.setdefault(old, []).append(new)
        if old not in given and new not in taken:
            given[old] = new
            taken.add(new)
    for old, others in candidates.items():
        first = given.get(old, others[0])
        yield old, [first, *(each for each in others if each != first)]


def name_for_was(old: Entry, note: Note) -> str:
    """Give what to write behind `was:` of a note, as short as is clear."""
    parts = split_key(old.key)
    is_clear = parts.content_id == split_key(note.key).content_id and "~" not in parts.slug
    return parts.slug if is_clear else old.key


def diagnose_doubt(doubt: Doubt) -> Diagnostic:
    """Say at the likeliest new note that a history will be lost, and what prevents it."""
    old, note = doubt.old, doubt.candidates[0]
    kind = note.kind.value
    name = name_for_was(old, note)
    if doubt.holder is not None:
        message = (
            f"history will be lost: this new {kind} has the answer that {quote(old.front)} had"
        )
        other = f"`was: {name}` to the {kind} that has its wording now"
    else:
        message = (
            f"history will be lost: this new {kind} may be {quote(old.front)} reworded: "
            f"{doubt.reason}"
        )
        other = f"build with `--retire {old.key}`"
    more = len(doubt.candidates) - 1
    others = f" ({more} other new one{'' if more == 1 else 's'} may be it as well)" if more else ""
    return make_error(
        "history-lost",
        note.span,
        message,
        f"add `was: {name}` if it is the same card, or else {other}{others}",
    )


def diagnose_vanished(content_id: str, notes: int, path: str) -> Diagnostic:
    """Say of a lock that its content file is gone."""
    count = f"{notes} note" if notes == 1 else f"{notes} notes"
    return make_error(
        "content-file-gone",
        Span(path, 0, 0),
        f"history will be lost: the content file of `{content_id}` is gone, with {count}",
        f"bring the file back, or let them go with `--retire {content_id}`",
    )

"""Entries whose key was given to another note, and chapters: what tells where they went. Pure.

A key names a note by its front, and a front may be taken over: by a new question in the wording of
an old one, or by the next part when one is put before it. There an unchanged back tells the note;
and a chapter is told by the notes that stand under it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from flashcards.anki.note_types import Kind
from flashcards.content.keys import Key
from flashcards.identity.comparison import compare_texts, read_words
from flashcards.identity.decisions import Decisions
from flashcards.identity.entry import Entry, front_and_back, note_chapter
from flashcards.identity.similarity import (
    is_contrast,
    is_long_back,
    is_same_note,
    read_back,
    score_pair,
    texts_of_entry,
    texts_of_note,
)
from flashcards.notes.note import Note

_TELLING = 4
"""Words of a summary that don't stay by chance."""

_FAR_MORE = 0.3
"""How much more of a summary another one must have than the one under its title."""

_MOST_SUMMARIES = 2_500
"""Pairs of summaries that are compared; in a file with more chapters, titles decide."""

_ENOUGH_VOTES = 2
_KEPT, _MOSTLY_KEPT = 0.25, 0.5
"""How much of a summary must stay beside so many votes, and beside a single one."""

Partners = tuple[Note, Entry]
"""A note and its entry; in a claim, the entry that it has a right to."""

Back = tuple[Kind, tuple[str, ...]]
"""A back as it is compared: without case and punctuation, a summary with its blanks filled in."""

K = TypeVar("K")
V = TypeVar("V")


def claim_by_backs(
    held: Sequence[Partners], lost: Sequence[Entry], new: Sequence[Note]
) -> Iterator[Partners]:
    """Find notes that have the unchanged back of an entry that another note holds by its key.

    `held` are notes with their entries, by key alone, whose backs differ now; `lost` are entries
    and `new` notes that have no partner. So `Part 1` to `Part 3` keep their histories when one is
    put before them. Answers that two questions exchange stay with the questions.
    """
    held_keys = {entry.key for _, entry in held}
    by_back = _unique((back_of_entry(entry), entry) for entry in [*map(_entry, held), *lost])
    notes = _unique((back_of_note(note), note) for note in [*map(_note, held), *new])
    claims = {
        note.key: (note, entry)
        for back, note in notes.items()
        if (entry := by_back.get(back)) is not None
        and entry.key != note.key
        and not held_keys.isdisjoint((entry.key, note.key))  # or their texts tell as much
        and _is_telling(entry, note)
    }
    yield from _choose_chains(claims, held_keys, {note.key for note in new})
    taken = {entry.key for _, entry in claims.values()}
    chapters = [each for each in held if each[0].kind is Kind.CHAPTER and each[1].key not in taken]
    others = [note for note in new if note.kind is Kind.CHAPTER and note.key not in claims]
    yield from _claim_by_summaries(chapters, others)


def _choose_chains(
    claims: Mapping[Key, Partners], held: Collection[Key], new: Collection[Key]
) -> Iterator[Partners]:
    """Keep claims of chapters, for a summary is its card, and of others those that form a chain.

    It leads from a note to the entry that it claims and on to the note that holds that by its key.
    If it neither starts with a new note nor ends with an entry that nobody holds, all of its
    questions were there before, and are there now: then the keys decide.
    """
    claimed = {entry.key for _, entry in claims.values()}
    for start, (note, _) in claims.items():
        if note.kind is Kind.CHAPTER:
            yield claims[start]
        elif start not in claimed:
            chain = [start]
            while (following := claims[chain[-1]][1].key) in claims:
                chain.append(following)
            if start in new or following not in held:
                yield from (claims[key] for key in chain)


def _claim_by_summaries(held: Sequence[Partners], new: Sequence[Note]) -> Iterator[Partners]:
    """Find chapters under other titles that have the reworded summary of one whose title was taken.

    Each is the likest of the other, and far more alike than the one that has the title now.
    """
    changed = [(note, entry) for note, entry in held if _cover(entry, note) < _MOSTLY_KEPT]
    notes = [*map(_note, changed), *new]
    if len(changed) * len(notes) > _MOST_SUMMARIES:
        return
    covers = {(note.key, entry.key): _cover(entry, note) for _, entry in changed for note in notes}
    for holder, entry in changed:
        best = max(notes, key=lambda note: covers[note.key, entry.key])
        cover = covers[best.key, entry.key]
        is_best = cover == max(covers[best.key, other.key] for _, other in changed)
        own = covers[holder.key, entry.key]
        if best is not holder and is_best and cover >= own + _FAR_MORE:
            yield best, entry


def claim_by_votes(
    held: Sequence[Partners],
    lost: Sequence[Entry],
    new: Sequence[Note],
    moves: Iterable[tuple[str, str]],
) -> Iterator[Partners]:
    """Find the chapter under which most notes of an old one stand now, if most of its own did.

    All are chapters; `moves` gives for each other note the titles of its chapter, before and now.
    """
    entries = _unique((entry.front, entry) for entry in [*lost, *map(_entry, held)])
    notes = _unique((note_chapter(note), note) for note in [*new, *map(_note, held)])
    votes = Counter(moves)
    before: Counter[str] = Counter()
    after: Counter[str] = Counter()
    for (old_title, title), count in votes.items():
        before[old_title] += count
        after[title] += count
    for (old_title, title), count in votes.items():
        entry, note = entries.get(old_title), notes.get(title)
        if entry is None or note is None or entry.key == note.key:
            continue
        is_most = 2 * count > max(before[old_title], after[title])
        if is_most and _is_retitled(entry, note, is_clear=count >= _ENOUGH_VOTES):
            yield note, entry


def _is_retitled(entry: Entry, note: Note, *, is_clear: bool) -> bool:
    """Whether a chapter's title and summary allow what its notes say."""
    cover = _cover(entry, note)
    if is_clear:
        return cover >= _KEPT
    return cover >= _MOSTLY_KEPT and not is_contrast(entry.front, note_chapter(note), note.language)


def _cover(entry: Entry, note: Note) -> float:
    return compare_texts(_back_text(entry), _back_text_of(note)).cover


def is_held_by_key(note: Note, entry: Entry, decisions: Decisions) -> bool:
    """Whether nothing but its key says that a note is the entry's, and its back is another now."""
    if entry.key != note.key or note.is_named or note.key in decisions.same:
        return False
    return not _has_same_back(entry, note)


def _has_same_back(entry: Entry, note: Note) -> bool:
    """Whether a note has an entry's back, as backs are compared; mostly it does to the letter."""
    if _back_text(entry) == _back_text_of(note):
        return True
    return back_of_entry(entry) == back_of_note(note)


def back_of_entry(entry: Entry) -> Back:
    """Give an entry's back as it is compared."""
    return entry.kind, tuple([word.text for word in read_words(_back_text(entry))])


def back_of_note(note: Note) -> Back:
    """Give a note's back as it is compared."""
    return note.kind, tuple([word.text for word in read_words(_back_text_of(note))])


def _back_text(entry: Entry) -> str:
    return read_back(entry.kind, entry.back)


def _back_text_of(note: Note) -> str:
    return read_back(note.kind, front_and_back(note)[1])


def _is_telling(entry: Entry, note: Note) -> bool:
    """Whether an unchanged back is no accident."""
    _, words = back_of_entry(entry)
    if entry.kind is Kind.CHAPTER:
        return len(words) >= _TELLING
    return is_long_back(words, _back_text_of(note), note.language) or is_alike(entry, note)


def is_alike(entry: Entry, note: Note) -> bool:
    """Whether a note is an entry's by its texts, whatever either is called."""
    return is_same_note(texts_of_entry(entry), texts_of_note(note))


def score_notes(entry: Entry, note: Note) -> float:
    """Say how alike a note and an entry are, 0 to 1."""
    return score_pair(texts_of_entry(entry), texts_of_note(note))


def _note(pair: Partners) -> Note:
    return pair[0]


def _entry(pair: Partners) -> Entry:
    return pair[1]


def _unique(keyed: Iterable[tuple[K, V]]) -> dict[K, V]:
    """Give the values whose key no other has."""
    found: dict[K, list[V]] = defaultdict(list)
    for key, value in keyed:
        found[key].append(value)
    return {key: values[0] for key, values in found.items() if len(values) == 1}

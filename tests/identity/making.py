"""Small notes, entries and locks, and releases the way a build makes them."""

from collections.abc import Mapping, Sequence

from flashcards.anki.note_types import NOTE_TYPES, Kind
from flashcards.content.keys import Key
from flashcards.diagnostics import Source, Span
from flashcards.identity.entry import Entry, Guid, Lock
from flashcards.identity.lockfile import format_lock, parse_lock
from flashcards.identity.recognise import Recognised, recognise
from flashcards.identity.resolve import Resolved, resolve
from flashcards.notes.note import Note
from flashcards.text.slugs import key_slug
from tests.pipeline import refuse
from tests.support import NOW

DECK = "rlhf"


def make_note(
    kind: Kind, front: str, fields: dict[str, str], identifier: str, content_id: str
) -> Note:
    """Make a note whose key comes from its identifier, or else from its front."""
    key = Key(f"{content_id}/{kind.value}/{identifier or key_slug(front)}")
    values = {"Chapter": "Alignment", "Time": "1:00", "Key": key} | fields
    return Note(
        key=key,
        kind=kind,
        fields=tuple(values.get(name, "") for name in NOTE_TYPES[kind].field_names),
        tags=(f"{content_id}::alignment",),
        modules=(),
        times=(),
        cards=1,
        span=Span(f"content/{content_id}.yaml", 0, 1),
    )


def question(front: str, answer: str, identifier: str = "", content_id: str = DECK) -> Note:
    """Make a question's note."""
    fields = {"Question": front, "Answer": answer}
    return make_note(Kind.QUESTION, front, fields, identifier, content_id)


def topic(term: str, definition: str, identifier: str = "", content_id: str = DECK) -> Note:
    """Make a topic's note."""
    fields = {"Term": term, "Definition": definition}
    return make_note(Kind.TOPIC, term, fields, identifier, content_id)


def summary(title: str, text: str, identifier: str = "", content_id: str = DECK) -> Note:
    """Make a chapter's note; `text` carries its cloze numbers."""
    fields = {"Text": text, "Chapter": title}
    return make_note(Kind.CHAPTER, title, fields, identifier, content_id)


def make_entry(slug: str, *, guid: str = "", mod: int = NOW, digest: str = "d") -> Entry:
    """Make the entry of a question of our deck."""
    return Entry(
        key=Key(f"{DECK}/question/{slug}"),
        guid=Guid(guid or f"guid-of-{slug}"),
        note_id=NOW * 1000,
        mod=mod,
        digest=digest,
        front=slug,
        back="so",
    )


def make_lock(*entries: Entry, content_id: str = DECK) -> Lock:
    """Make a lock."""
    return Lock(content_id=content_id, entries=entries)


def parse(text: str, content_id: str = DECK) -> Lock:
    """Read a lock's text that must be sound."""
    lock = parse_lock(content_id, Source(path=f"decks/{content_id}.lock", text=text), refuse)
    assert lock is not None
    return lock


def release(notes: Sequence[Note], lock: Lock | None = None, now: int = NOW) -> Resolved:
    """Release notes; the lock goes through its text, as it does between two builds."""
    own = lock or make_lock()
    found = recognise({own.content_id: notes}, {own.content_id: own})
    return _resolve(notes, found, own.content_id, now)


def _resolve(notes: Sequence[Note], found: Recognised, content_id: str, now: int) -> Resolved:
    resolved = resolve(notes, found.locks[content_id], found.found[content_id], now)
    assert parse(format_lock(resolved.lock), resolved.lock.content_id) == resolved.lock
    return resolved


def release_all(
    decks: Mapping[str, Sequence[Note]], locks: Mapping[str, Lock], now: int = NOW
) -> dict[str, Resolved]:
    """Release several decks in one run, so that notes can move between them."""
    own = {each: locks.get(each, make_lock(content_id=each)) for each in decks}
    found = recognise(decks, own)
    return {each: _resolve(notes, found, each, now) for each, notes in decks.items()}


def locks_of(released: Mapping[str, Resolved]) -> dict[str, Lock]:
    """Give the locks that a run of several decks leaves."""
    return {each: resolved.lock for each, resolved in released.items()}


def merge(base: Lock, ours: Lock, theirs: Lock) -> Lock:
    """Merge two branches' locks as git's `merge=union` does: every line that either has."""
    before, one, other = (format_lock(lock).splitlines()[1:] for lock in (base, ours, theirs))
    kept = [line for line in before if line in one and line in other]
    added = [line for line in dict.fromkeys([*one, *other]) if line not in before]
    return parse("\n".join(["flashcards-lock 1.0", *kept, *added]), base.content_id)


def guids(resolved: Resolved) -> list[str]:
    """Give the notes' GUIDs, in the notes' order."""
    return [each.guid for each in resolved.notes]


def mods(resolved: Resolved) -> list[int]:
    """Give the notes' times of change, in the notes' order."""
    return [each.mod for each in resolved.notes]


def kinds(resolved: Resolved) -> list[str]:
    """Give the kinds of the changes, in the order in which they are reported."""
    return [change.kind.value for change in resolved.changes]

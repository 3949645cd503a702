"""`was`: which released note the author says an item is. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from flashcards.content.keys import Key, is_key, split_key
from flashcards.content.model import Text
from flashcards.diagnostics import Diagnostic, Related, Report, make_error, quote
from flashcards.diagnostics.quoting import did_you_mean
from flashcards.identity.entry import Entry, Lock
from flashcards.notes.note import Note
from flashcards.text.normal_form import compose
from flashcards.text.slugs import is_slug, key_slug


def named_key(note: Note, name: str) -> Key:
    """Give the key that a note's `was` names: a whole one, or a slug or wording of its file."""
    if is_key(name):
        return Key(compose(name))
    slug = name if is_slug(name) else key_slug(name)
    return Key(f"{split_key(note.key).content_id}/{note.kind.value}/{slug}")


def read_was(
    decks: Mapping[str, Sequence[Note]],
    locks: Mapping[str, Lock],
    absent: Mapping[str, Lock],
    report: Report,
) -> dict[Key, Key]:
    """Give for each note's key that of the entry which its `was` names.

    `locks` are those of this run by content id, `absent` those of content files that aren't part
    of it. A `was` that was followed in an earlier build says nothing more.
    """
    same: dict[Key, Key] = {}
    known = _Known(locks, decks)
    followed = {note.key: note for note in known.present.values() if known.has_followed(note)}
    first = dict(followed)
    for note in known.present.values():
        was = note.was
        if was is None or note.key in followed:
            continue
        lock = locks[split_key(note.key).content_id]
        name, is_exact = named_key(note, was.value), is_key(was.value)
        entry = known.find(name, note, is_exact=is_exact)
        if entry is None:
            if elsewhere := _Known(absent, {}).find(name, note, is_exact=is_exact):
                report(_absent(note, elsewhere))
            elif lock.entries:
                report(_unknown(was, note, lock))
        elif (other := first.setdefault(entry.key, note)) is not note:
            report(_taken(was, other))
        elif (there := known.present.get(entry.key)) and not is_exact and entry not in lock.entries:
            report(_still_there(was, there))
        else:
            same[note.key] = entry.key
    return same


class _Known:
    """The entries of some locks, by their keys and by their former ones; `decks` have the notes."""

    def __init__(self, locks: Mapping[str, Lock], decks: Mapping[str, Sequence[Note]]) -> None:
        entries = [entry for lock in locks.values() for entry in lock.entries if not entry.moved]
        self.by_key = {entry.key: entry for entry in entries}
        self.present = {note.key: note for notes in decks.values() for note in notes}
        self._by_former: dict[Key, list[Entry]] = defaultdict(list)
        self._by_name: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            for key in entry.former:
                self._by_former[key].append(entry)
            for name in {split_key(key).name for key in (entry.key, *entry.former)}:
                self._by_name[name].append(entry)

    def has_followed(self, note: Note) -> bool:
        """Whether a note is, since an earlier build, what its `was` says."""
        own = self.by_key.get(note.key)
        if own is None or note.was is None:
            return False
        return named_key(note, note.was.value) in own.former

    def find(self, key: Key, note: Note, *, is_exact: bool) -> Entry | None:
        """Find an entry by its key, else by a former one, else the only one of the same name.

        A key that another note has now is the former one's of a note that vanished: a `was` that
        was followed before stays true when its item is reworded once more.
        """
        own, former = self.by_key.get(key), self._by_former.get(key, [])
        named = [] if is_exact else self._by_name.get(split_key(key).name, [])
        held = own is not None and own.key in self.present
        for found in (
            [own] if own and not held else [],
            self._vanished(former),
            [own] if own else [],
            former,
            self._vanished(named),
            named,
        ):
            if len(found) == 1 and found[0].kind is note.kind:
                return found[0]
        return None

    def _vanished(self, entries: Iterable[Entry]) -> list[Entry]:
        return [entry for entry in entries if entry.key not in self.present]


def _taken(was: Text, other: Note) -> Diagnostic:
    return make_error(
        "was-taken",
        was.span,
        f"`was: {was.value}` names the note that `{other.key}` was as well",
        "keep `was` on the one that learners know; the other is new",
        related=(Related(other.span, "the other note"),),
    )


def _still_there(was: Text, other: Note) -> Diagnostic:
    return make_error(
        "was-taken",
        was.span,
        f"`was: {was.value}` names `{other.key}`, which is still there",
        f"remove it, or write `was: {other.key}` if this is that card and the other one is new",
        related=(Related(other.span, "the note of that name"),),
    )


def _absent(note: Note, entry: Entry) -> Diagnostic:
    return make_error(
        "move-unclear",
        note.span,
        f"the {note.kind.value} was `{entry.key}`, whose file is not part of this build",
        "build both files together, so that a note that moved keeps its history",
    )


def _unknown(was: Text, note: Note, lock: Lock) -> Diagnostic:
    slugs = [split_key(each.key).slug for each in lock.entries if each.kind is note.kind]
    return make_error(
        "was-unknown",
        was.span,
        f"the lock knows no {note.kind.value} that was {quote(was.value)}",
        did_you_mean(was.value, slugs, "write its slug as `flashcards diff` prints it"),
    )

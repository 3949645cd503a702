"""What a build would release, note by note."""

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import NamedTuple

from flashcards.anki.cloze import fill_blanks
from flashcards.anki.note_types import Kind
from flashcards.anki.search import search_field, search_ids, search_tag
from flashcards.content.keys import Key, split_key
from flashcards.identity.entry import FRONT_AND_BACK, Entry


class ChangeKind(StrEnum):
    """What became of a note. Notes that stay as they are have no change."""

    NEW = "new"
    UPDATED = "updated"
    MOVED = "moved"
    RENAMED = "renamed"
    RETIRED = "retired"
    RESTORED = "restored"


class Change(NamedTuple):
    """One note's change: its old entry, its new one, and the fields (or `tags`) that differ.

    `score`, 0 to 1, says how alike the two are when the note was recognised by its text.
    """

    kind: ChangeKind
    old: Entry | None = None
    new: Entry | None = None
    fields: tuple[str, ...] = ()
    score: float | None = None

    @property
    def entry(self) -> Entry:
        """The newest entry there is."""
        entry = self.new or self.old
        if entry is None:
            raise ValueError("a change has an old or a new entry")
        return entry


def changed_texts(change: Change) -> dict[str, tuple[str, str]]:
    """Give the texts that differ between the old and the new entry, by name."""
    if change.old is None or change.new is None:
        return {}
    old, new = change.old, change.new
    texts = {
        "front": (old.front, new.front),
        "back": (old.back, new.back),
        "hint": (old.hint, new.hint),
        "extra": (old.extra, new.extra),
        "chapter": (old.chapter, new.chapter),
        "time": (old.time, new.time),
        "tags": (" ".join(old.tags), " ".join(new.tags)),
    }
    return {name: (before, after) for name, (before, after) in texts.items() if before != after}


def readable_texts(change: Change, blank: str) -> dict[str, tuple[str, str]]:
    """Give the same texts as one reads them, each blank of a summary in a form as `[{}]`."""
    texts = changed_texts(change)
    if change.entry.kind is Kind.CHAPTER and "back" in texts:
        old, new = texts["back"]
        texts["back"] = fill_blanks(old, blank), fill_blanks(new, blank)
    return texts


def other_fields(change: Change) -> tuple[str, ...]:
    """Name the fields that differ and aren't among `changed_texts`; the key goes without saying."""
    if change.old is not None and not change.old.digest:
        return ("all of it, for the lock doesn't know how learners have it",)
    front, back = FRONT_AND_BACK[change.entry.kind]
    named = {
        "front": front,
        "back": back,
        "hint": "Hint",
        "extra": "Extra",
        "chapter": "Chapter",
        "time": "Time",
        "tags": "tags",
    }
    shown = {named[name] for name in changed_texts(change)} | {"Key"}
    return tuple(name for name in change.fields if name not in shown)


def _is_own(key: Key, taken: Collection[Key]) -> bool:
    return "~" not in key and key not in taken


def list_live(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Give the entries of notes that are in the content."""
    return tuple(entry for entry in entries if not entry.retired)


def list_retired(changes: Iterable[Change]) -> tuple[Entry, ...]:
    """Give the entries that changes retire."""
    return tuple(change.entry for change in changes if change.kind is ChangeKind.RETIRED)


def retired_search(entries: Iterable[Entry], live: Iterable[Entry]) -> str:
    """Give one search for Anki's browser that selects notes in every learner's collection.

    A learner who missed a release has a note under a former key, and one who imported it beside
    another deck under another note id; so it is looked for by all of them. A note id alone may be
    another deck's, so the deck's tag has to be there, too. A key that one of the `live` notes has,
    or ever had, finds that as well, and so is left out.
    """
    taken = {key for entry in live for key in (entry.key, *entry.former)}
    keys: dict[Key, None] = {}
    note_ids: dict[str, list[int]] = {}
    for entry in entries:
        keys |= dict.fromkeys(key for key in (*entry.former, entry.key) if _is_own(key, taken))
        note_ids.setdefault(split_key(entry.key).content_id, []).append(entry.note_id)
    searches = [search_field("Key", keys)] if keys else []
    searches += (
        f"({search_tag(content_id)} {search_ids(ids)})" for content_id, ids in note_ids.items()
    )
    return " OR ".join(searches)

"""Releases of an author's content who answers truly, and what must hold of identities in each."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from flashcards.anki.cloze import find_blanks
from flashcards.anki.note_types import Kind
from flashcards.app.release import Plan
from flashcards.content.keys import Key
from flashcards.diagnostics import Source, has_errors
from flashcards.identity.comparison import LONG, read_words
from flashcards.identity.consequences import find_empty_cards
from flashcards.identity.decisions import NO_DECISIONS, Decisions
from flashcards.identity.entry import Entry, Guid, StampedNote
from flashcards.identity.gate import Doubt
from flashcards.identity.lockfile import parse_lock
from flashcards.identity.similarity import NoteTexts, is_lookalike
from flashcards.package.apkg import release_fields
from flashcards.package.read import read_package
from tests.anki.author import Author, Item, State
from tests.anki.release import Released, answer, plan_folder, write_plan
from tests.pipeline import refuse

DAY = 86_400
_MOST_ROUNDS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """What git has of a release: locks, and the content."""

    locks: dict[str, bytes]
    content: State


@dataclass(slots=True, kw_only=True)
class Publisher:
    """A folder with content and decks; `owners` and `stamps` are by GUID, as released."""

    folder: Path
    author: Author = field(default_factory=Author)
    owners: dict[str, Item] = field(default_factory=dict)
    stamps: dict[str, StampedNote] = field(default_factory=dict)
    commits: list[Commit] = field(default_factory=list)

    @property
    def latest(self) -> int:
        """The latest time that a lock or package of the content knows."""
        files = [each.content_id for each in self.author.files if not each.is_deleted]
        decks = self.read_decks()
        mods: list[int] = []
        for name in files:
            mods += (each.mod for each in _parse(name, decks.get(f"{name}.lock", b"")))
            mods += (each.mod for each in read_package(decks.get(f"{name}.apkg", b"")))
        return max(mods, default=0)

    def write(self) -> None:
        """Write the content."""
        self.author.write(self.folder / "content")

    def read_decks(self) -> dict[str, bytes]:
        """Give all locks and packages."""
        folder = self.folder / "decks"
        return {path.name: path.read_bytes() for path in folder.glob("*")}

    def release(self, now: int, *, is_exact: bool = True) -> tuple[Released, set[Guid]]:
        """Build, and check what was decided; gives the GUIDs whose content changed, too.

        Unless it `is_exact`, a note may count as changed that learners have as it is.
        """
        plan = self._decide(now)
        released = write_plan(self.folder, plan)
        changed = self._check(released, is_exact=is_exact)
        locks = {path.name: path.read_bytes() for path in self.folder.glob("decks/*.lock")}
        self.commits.append(Commit(locks=locks, content=self.author.save()))
        return released, changed

    def check_refused(self, now: int) -> None:
        """A clock that is more than a day behind what was released writes nothing."""
        before = self.read_decks()
        plan = plan_folder(self.folder, now)
        assert [each.code for each in plan.diagnostics if each.severity == "error"] != []
        assert plan.releases == ()
        assert self.read_decks() == before

    def release_too_early(self, now: int) -> None:
        """Build days ahead; the right clock refuses that lock, which is then taken from git."""
        locks = {path: path.read_bytes() for path in self.folder.glob("decks/*.lock")}
        released = write_plan(self.folder, self._decide(now + 3 * DAY))
        if any(each.mod > now + DAY for each in released.notes):
            self.check_refused(now)
        for path, data in locks.items():
            path.write_bytes(data)

    def go_back(self, number: int, *, is_content_reverted: bool) -> set[str]:
        """Take the locks, and maybe the content, of an earlier commit.

        Gives the GUIDs whose latest release nothing on disk knows any more.
        """
        commit = self.commits[number % len(self.commits)]
        for name, data in commit.locks.items():
            (self.folder / "decks" / name).write_bytes(data)
        if is_content_reverted:
            self.author.load(commit.content)
        for item in self.author.all:
            item.was = ""
        in_locks = {
            entry.guid: entry.mod
            for name, data in commit.locks.items()
            for entry in _parse(name, data)
        }
        # The packages are not reverted, and have what was released last.
        known = Counter(in_locks)
        for path in self.folder.glob("decks/*.apkg"):
            known |= Counter(
                {Guid(each.guid): each.mod for each in read_package(path.read_bytes())}
            )
        unknown = {guid for guid, stamp in self.stamps.items() if known[Guid(guid)] < stamp.mod}
        for guid in unknown:
            del self.stamps[guid]
            owner = self.owners[guid] if guid in known else self.owners.pop(guid)
            owner.blanks = {key: number for key, number in owner.blanks.items() if key[0] != guid}
            if guid not in known and guid == owner.guids[-1]:
                _forget(owner)
        return unknown

    def _decide(self, now: int) -> Plan:
        """Plan a release, answering as it is; nothing else stands in its way."""
        forgotten = [each for each in self.author.files if each.is_id_forgotten]
        if forgotten:
            plan = plan_folder(self.folder, now)
            assert plan.losses or has_errors(plan.diagnostics)
            for file in forgotten:
                file.is_id_forgotten = False
            self.write()
        decisions = NO_DECISIONS
        for _ in range(_MOST_ROUNDS):
            plan = plan_folder(self.folder, now, decisions)
            assert not has_errors(plan.diagnostics), plan.diagnostics
            if not plan.losses:
                return plan
            deleted = {file.content_id for file in self.author.files if file.is_deleted}
            gone = frozenset(each.content_id for each in plan.vanished)
            assert gone <= deleted
            decisions = decisions.add(Decisions(gone=gone))
            decisions = decisions.add(answer(plan.doubts, self._find_truth(plan.doubts)))
        raise AssertionError(plan.losses)

    def _find_truth(self, doubts: tuple[Doubt, ...]) -> dict[Key, Key]:
        """Give the keys that old notes have now; those that aren't there any more are left out."""
        live = set(self.author.live)
        truth = {}
        for doubt in doubts:
            owner = self.owners.get(doubt.old.guid)
            if owner and owner in live and owner.guids[-1] == doubt.old.guid:
                truth[doubt.old.key] = Key(owner.key)
        return truth

    def _check(self, released: Released, *, is_exact: bool) -> set[Guid]:
        """Check GUIDs, times and cloze numbers; gives the GUIDs whose content changed."""
        items = {item.key: item for item in self.author.live}
        assert sorted(each.note.key for each in released.notes) == sorted(items)
        guids = Counter(each.guid for each in released.notes)
        assert [guid for guid, times in guids.items() if times > 1] == []
        self._check_empty_cards(released, is_exact=is_exact)
        for each in released.notes:
            self._check_owner(items[each.note.key], each.guid)
        for each in released.notes:
            item = items[each.note.key]
            if item.guids and _must_be_recognised(item):
                assert each.guid == item.guids[-1], (item.released, item.keys[-1], item.key)
        changed: set[Guid] = set()
        for each in released.notes:
            item = items[each.note.key]
            stamp = self.stamps.get(each.guid)
            is_same = stamp is not None and content_of(stamp) == content_of(each)
            if stamp is not None and is_same and (is_exact or each.mod == stamp.mod):
                assert each.mod == stamp.mod
            else:
                assert stamp is None or each.mod > stamp.mod
                changed.add(each.guid)
            self.stamps[each.guid] = each
            _check_numbers(item, each)
            item.guids.append(each.guid)
            item.keys.append(each.note.key)
            item.released = (item.front, item.plain_back)
        live = set(items.values())
        for item in self.author.all:
            item.was_live = item in live
        return changed

    def _check_owner(self, item: Item, guid: Guid) -> None:
        """No wrong merge: one identity never belongs to two facts."""
        owner = self.owners.setdefault(guid, item)
        if owner is not item:
            is_live = owner in self.author.live
            assert _may_inherit(item, owner, is_live=is_live), (owner.keys, item.key, _texts(item))
            self.owners[guid] = item
            _forget(owner)
            _forget(item)

    def _check_empty_cards(self, released: Released, *, is_exact: bool) -> None:
        """What a learner's cards lose is told, blank by blank."""
        known = [each for each in released.changes if each.entry.guid in self.stamps]
        told = Counter(lost for cards in find_empty_cards(known) for lost in cards.lost or ("",))
        lost: Counter[str] = Counter()
        for each in released.notes:
            stamp = self.stamps.get(each.guid)
            if stamp is not None and each.note.kind is Kind.CHAPTER:
                numbers = {blank.number for blank in find_blanks(each.note.fields[0])}
                before = find_blanks(stamp.note.fields[0])
                lost.update(blank.text for blank in before if blank.number not in numbers)
            elif stamp is not None and stamp.note.cards > each.note.cards:
                lost[""] += 1
        if not is_exact:  # a lock that went back may not know whether a topic was asked both ways
            del told[""], lost[""]
        assert told == lost


def content_of(each: StampedNote) -> tuple[tuple[str, ...], frozenset[str]]:
    """Give all that an update replaces in a note."""
    return release_fields(each.note, each.mod), frozenset(each.note.tags)


def _may_inherit(item: Item, owner: Item, *, is_live: bool) -> bool:
    """Whether an item may have another one's history, unasked."""
    if owner is item.split_from or item is owner.split_from:
        return True
    if owner in item.merged or item in owner.merged:
        return True
    # The question is the same to the letter, and the other one is gone: an answer was corrected.
    return not is_live and owner.keys[-1] == item.key


def _must_be_recognised(item: Item) -> bool:
    """Whether an item has to keep its identity, if the author answers as it is."""
    old, new = (NoteTexts(item.kind, *each) for each in (item.released, _texts(item)))
    if item.was_live:
        # Told as a note that is retired, not asked about: its place was taken by a look-alike.
        return item.key == item.keys[-1] or not is_lookalike(old, new)
    if item.key == item.keys[-1]:
        return True
    if item.key in item.keys or len(set(item.guids)) > 1 or item.identifier:
        return False  # it has been several notes by now, and may be any of them again
    if old.back != new.back:
        return False
    words, others = ({word.text for word in read_words(each.front)} for each in (old, new))
    return len(read_words(old.back)) >= LONG or words <= others or others <= words


def _texts(item: Item) -> tuple[str, str]:
    return item.front, item.plain_back


def _forget(item: Item) -> None:
    """Let an item begin anew, whose history is another one's, or which no lock knows any more."""
    item.guids.clear()
    item.keys.clear()
    item.was_live = False
    item.was = ""


def _check_numbers(item: Item, each: StampedNote) -> None:
    """A number and the words it stands for go together for as long as the note lives."""
    if item.kind is not Kind.CHAPTER:
        return
    for blank in find_blanks(each.note.fields[0]):
        if blank.text in item.words:
            assert item.blanks.setdefault((each.guid, blank.text), blank.number) == blank.number
    of_note = [number for (guid, _), number in item.blanks.items() if guid == each.guid]
    assert len(of_note) == len(set(of_note))


def _parse(name: str, data: bytes) -> tuple[Entry, ...]:
    lock = data and parse_lock(name.removesuffix(".lock"), Source(name, data.decode()), refuse)
    return lock.entries if lock else ()

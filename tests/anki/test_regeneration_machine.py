"""Years of random edits, builds, imports and learning: the promises hold in every order of events.

The author's content (`author`) is written as YAML and built by the real pipeline; the learner's
collection is Anki's own.
"""

import shutil
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from anki.cards import CardId
from anki.notes import Note
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from flashcards.anki.cloze import find_blanks
from flashcards.anki.note_types import Kind
from flashcards.identity.comparison import LONG, read_words
from flashcards.identity.entry import Guid, StampedNote
from tests.anki.author import EDITS, Author, Item
from tests.anki.engine import import_package, open_collection
from tests.anki.learner import (
    Rating,
    add_tag,
    append_to_field,
    find_damage,
    find_doubles,
    move_cards,
    read_cards,
    read_notes,
    read_reviews,
    review_card,
)
from tests.anki.release import Released, release_folder
from tests.support import NOW

CLOCKS = ("right", "right", "stands still", "goes back")
RATINGS: tuple[Rating, ...] = (1, 2, 3, 4)
HOUR = 3_600
DAY = 24 * HOUR
MEMORY = Path("/dev/shm")  # noqa: S108 - a thousand builds wait for the disk at every file
ACTS = ("review", "review", "edit", "tag", "suspend", "flag", "move", "delete")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that an update replaces in a note."""

    fields: tuple[str, ...]
    tags: frozenset[str]


class Years(RuleBasedStateMachine):
    """An author who edits and releases, and a learner who imports, learns and edits."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
        (self.folder / "content").mkdir()
        self.stack = ExitStack()
        self.stack.callback(shutil.rmtree, self.folder)
        self.collection = self.stack.enter_context(open_collection(self.folder / "learner.anki2"))
        self.author = Author()
        self.now = NOW
        self.clock = NOW
        self.owners: dict[str, Item] = {}
        self.stamps: dict[str, StampedNote] = {}
        self.edited: set[str] = set()

    def teardown(self) -> None:
        """Close the collection and remove it."""
        self.stack.close()

    @rule(
        acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 59)), min_size=2, max_size=8)
    )
    def learner_learns(self, acts: list[tuple[str, int]]) -> None:
        """Review, edit, tag, suspend, flag, move or delete."""
        self.now += HOUR
        for act, number in acts:
            card_ids = sorted(self.collection.find_cards(""))
            if not card_ids:
                return
            card_id = card_ids[number % len(card_ids)]
            self._act(act, number, card_id)

    def _act(self, act: str, number: int, card_id: CardId) -> None:
        note = self.collection.get_card(card_id).note()
        match act:
            case "review":
                review_card(self.collection, card_id, RATINGS[number % len(RATINGS)])
            case "edit":
                append_to_field(self.collection, note, number % 2, f" (mine {number})", self.now)
                self.edited.add(note.guid)
            case "tag":
                add_tag(self.collection, note, f"mine-{number % 3}", self.now)
                self.edited.add(note.guid)
            case "suspend":
                self.collection.sched.suspend_cards([card_id])
            case "flag":
                self.collection.set_user_flag_for_cards(number % 4 + 1, [card_id])
            case "move":
                move_cards(self.collection, [card_id], f"Mine {number % 2}")
            case "delete":
                self.collection.remove_notes([note.id])
                self.edited.discard(note.guid)

    @initialize()
    def first_release(self) -> None:
        """Start from a collection that has the deck."""
        self._release("right")

    @rule(
        edits=st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 59)), max_size=6),
        clock=st.sampled_from(CLOCKS),
    )
    def author_edits_and_releases(self, edits: list[tuple[str, int]], clock: str) -> None:
        """Edit, build, import with the default options, and compare with what was promised."""
        for name, number in edits:
            getattr(self.author, name)(number)
        self._release(clock)

    def _release(self, clock: str) -> None:
        self.now += DAY
        self.clock = {
            "right": self.now,
            "stands still": self.clock,
            "goes back": self.clock - DAY,
        }[clock]
        self.author.write(self.folder / "content" / "video.yaml")
        released = release_folder(self.folder, self.clock)
        changed = self._check_moves(released.notes)
        self._import(released, changed, is_clock_right=clock == "right")

    def _check_moves(self, notes: tuple[StampedNote, ...]) -> set[Guid]:
        """Check GUIDs, times and cloze numbers; gives the GUIDs whose content changed."""
        items = {item.key: item for item in self.author.live}
        assert sorted(each.note.key for each in notes) == sorted(items)
        assert find_doubles(each.guid for each in notes) == []
        changed: set[Guid] = set()
        for each in notes:
            item = items[each.note.key]
            # No wrong merge: one identity never belongs to two facts.
            assert self.owners.setdefault(each.guid, item) is item
            if item.guids and _must_be_recognised(item):
                assert each.guid == item.guids[-1]
            stamp = self.stamps.get(each.guid)
            if stamp is not None and _content(stamp) == _content(each):
                assert each.mod == stamp.mod
            else:
                assert stamp is None or each.mod > stamp.mod
                changed.add(each.guid)
            self.stamps[each.guid] = each
            _check_numbers(item, each)
            item.guids.append(each.guid)
            item.keys.append(each.note.key)
            item.released = (item.front, item.plain_back)
        for item in (*self.author.live, *self.author.away):
            item.was_live = item.key in items
        return changed

    def _import(self, released: Released, changed: set[Guid], *, is_clock_right: bool) -> None:
        before, cards = self._read_notes(), read_cards(self.collection)
        reviews = read_reviews(self.collection)
        (package,) = released.packages
        log = import_package(self.collection, package).log
        after, cards_after = self._read_notes(), read_cards(self.collection)

        assert len(log.conflicting) == 0
        assert find_doubles(note["Key"] for note in after.values()) == []
        assert read_reviews(self.collection) == reviews
        assert {card_id: cards_after[card_id] for card_id in cards} == cards
        assert find_damage(self.collection) == []

        imported = {each.guid: each for each in released.notes}
        assert set(after) == set(before) | set(imported)
        for guid in set(before) - set(imported):
            assert _collected(after[guid]) == _collected(before[guid])
        arrived: set[str] = set()
        for guid, each in imported.items():
            # A wrong clock may still be late enough for a note that the learner has edited.
            is_promised = guid not in self.edited or is_clock_right
            if guid not in before or (
                guid in changed and (is_promised or each.mod > before[guid].mod)
            ):
                arrived.add(guid)
            if guid in arrived:
                assert _collected(after[guid]) == _content(each)
            else:
                assert _collected(after[guid]) == _collected(before[guid])
                assert guid in self.edited or _collected(after[guid]) == _content(each)
            ords = {card.ord for card in after[guid].cards()}
            assert ords >= _expected_ords(each)
        assert len(log.new) == len(set(imported) - set(before))
        assert len(log.new) + len(log.updated) == len(arrived)
        assert len(log.duplicate) == len(imported) - len(arrived)
        self.edited -= arrived

    def _read_notes(self) -> dict[str, Note]:
        return {note.guid: note for note in read_notes(self.collection)}


def _must_be_recognised(item: Item) -> bool:
    """Whether the rule promises that an edited item is the note it was when last released."""
    if item.key == item.keys[-1]:
        return True
    if item.key in item.keys or (not item.was_live and len(set(item.guids)) > 1):
        return False  # it has been several notes by now, and may be any of them again
    front, back = item.released
    if item.identifier:  # a new `id` says that it is something else, unless nothing else changed
        return (front, back) == (item.front, item.plain_back)
    if back != item.plain_back:
        return False
    old, new = ({word.text for word in read_words(text)} for text in (front, item.front))
    return len(read_words(back)) >= LONG or old <= new or new <= old


def _check_numbers(item: Item, each: StampedNote) -> None:
    """A number and the words it stands for go together for as long as the note lives."""
    if item.kind is not Kind.CHAPTER:
        return
    for blank in find_blanks(each.note.fields[0]):
        if blank.text in item.words:
            assert item.blanks.setdefault((each.guid, blank.text), blank.number) == blank.number
    of_note = [number for (guid, _), number in item.blanks.items() if guid == each.guid]
    assert len(of_note) == len(set(of_note))


def _expected_ords(each: StampedNote) -> set[int]:
    if each.note.kind is Kind.CHAPTER:
        return {blank.number - 1 for blank in find_blanks(each.note.fields[0])}
    return set(range(each.note.cards))


def _content(each: StampedNote) -> Content:
    return Content(fields=each.note.fields, tags=frozenset(each.note.tags))


def _collected(note: Note) -> Content:
    return Content(fields=tuple(note.fields), tags=frozenset(note.tags))


def test_in_any_order_of_edits_releases_and_learning_nothing_of_a_learners_is_lost() -> None:
    run_state_machine_as_test(Years, settings=settings(max_examples=200, stateful_step_count=12))

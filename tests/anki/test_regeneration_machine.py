"""Years of random edits, builds, imports and learning: the promises hold in every order of events.

The author's content (`author`, `author_edits`) is written as YAML and released by the real code
(`publisher`); the learner's collection is Anki's own.
"""

import shutil
import tempfile
from contextlib import ExitStack
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
from flashcards.identity.entry import Guid, StampedNote
from tests.anki.author_edits import EDITS
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
from tests.anki.publisher import DAY, Publisher, content_of
from tests.anki.release import Released
from tests.support import NOW

CLOCKS = ("right", "right", "right", "stands still", "goes back", "days behind", "days ahead")
RATINGS: tuple[Rating, ...] = (1, 2, 3, 4)
HOUR = 3_600
MEMORY = Path("/dev/shm")  # noqa: S108 - a thousand builds wait for the disk at every file
ACTS = ("review", "review", "edit", "tag", "suspend", "flag", "move", "delete")


class Years(RuleBasedStateMachine):
    """An author who edits and releases, and a learner who imports, learns and edits."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
        (self.folder / "content").mkdir()
        self.stack = ExitStack()
        self.stack.callback(shutil.rmtree, self.folder)
        self.collection = self.stack.enter_context(open_collection(self.folder / "learner.anki2"))
        self.publisher = Publisher(folder=self.folder)
        self.now = NOW
        self.clock = NOW
        self.edited: set[str] = set()
        # Retired when the locks went back to before: how late they were released nobody knows.
        self.forgotten: set[str] = set()

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
        self.publisher.write()
        self._release("right")

    @rule(
        edits=st.lists(st.tuples(st.sampled_from(tuple(EDITS)), st.integers(0, 59)), max_size=6),
        clock=st.sampled_from(CLOCKS),
    )
    def author_edits_and_releases(self, edits: list[tuple[str, int]], clock: str) -> None:
        """Edit, build, import with the default options, and compare with what was promised."""
        author = self.publisher.author
        for name, number in edits:
            before = author.save()
            EDITS[name](author, number)
            if find_doubles(item.key for item in author.live):
                author.load(before)  # two notes of one key are an error of their own
        self.publisher.write()
        self._release(clock)

    @rule(number=st.integers(0, 9), is_content_reverted=st.booleans())
    def locks_go_back(self, number: int, *, is_content_reverted: bool) -> None:
        """Revert the locks, or the whole repository, to an earlier release, and build."""
        unknown = self.publisher.go_back(number, is_content_reverted=is_content_reverted)
        self.forgotten |= unknown & set(self._read_notes())
        self.publisher.write()
        self._release("right", is_exact=False)

    def _release(self, clock: str, *, is_exact: bool = True) -> None:
        self.now += DAY
        latest = self.publisher.latest
        if clock == "days behind":
            self.publisher.check_refused(latest - DAY - HOUR)
        elif clock == "days ahead":
            self.publisher.release_too_early(self.now)
        earliest = latest - DAY
        self.clock = {
            "stands still": max(self.clock, earliest),
            "goes back": earliest,
        }.get(clock, self.now)
        released, changed = self.publisher.release(self.clock, is_exact=is_exact)
        self._import(released, changed, is_clock_right=self.clock == self.now)

    def _import(self, released: Released, changed: set[Guid], *, is_clock_right: bool) -> None:
        before, cards = self._read_notes(), read_cards(self.collection)
        reviews = read_reviews(self.collection)
        logs = [import_package(self.collection, each).log for each in released.packages]
        after, cards_after = self._read_notes(), read_cards(self.collection)

        assert [each for log in logs for each in log.conflicting] == []
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
            is_promised = guid not in self.forgotten and (guid not in self.edited or is_clock_right)
            if guid not in before or (
                guid in changed and (is_promised or each.mod > before[guid].mod)
            ):
                arrived.add(guid)
            if guid in arrived:
                assert _collected(after[guid]) == content_of(each)
            else:
                assert _collected(after[guid]) == _collected(before[guid])
                is_own = guid in self.edited | self.forgotten
                assert is_own or _collected(after[guid]) == content_of(each)
            ords = {card.ord for card in after[guid].cards()}
            assert ords >= _expected_ords(each)
        new, updated, duplicate = (
            sum(len(getattr(log, what)) for log in logs) for what in ("new", "updated", "duplicate")
        )
        assert new == len(set(imported) - set(before))
        assert new + updated == len(arrived)
        assert duplicate == len(imported) - len(arrived)
        self.edited -= arrived
        self.forgotten -= arrived

    def _read_notes(self) -> dict[str, Note]:
        return {note.guid: note for note in read_notes(self.collection)}


def _expected_ords(each: StampedNote) -> set[int]:
    if each.note.kind is Kind.CHAPTER:
        return {blank.number - 1 for blank in find_blanks(each.note.fields[0])}
    return set(range(each.note.cards))


def _collected(note: Note) -> tuple[tuple[str, ...], frozenset[str]]:
    return tuple(note.fields), frozenset(note.tags)


def test_in_any_order_of_edits_releases_and_learning_nothing_of_a_learners_is_lost() -> None:
    run_state_machine_as_test(Years, settings=settings(max_examples=100, stateful_step_count=12))

"""Random years of an author who releases and a learner who learns, edits, and updates now and then.

What a note must be after each update is worked out from the words of both, kept outside of Anki.
"""

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from anki.collection import Collection

from flashcards.addon.merging.plan import plan_update
from flashcards.addon.update import update_collection
from tests.addon.expected import Words, count_outcomes, merge_words
from tests.addon.quick_author import Issue, QuickAuthor
from tests.addon.test_two_sides import read_words, rows
from tests.addon.touches import TOUCHES
from tests.anki.engine import import_package, open_collection
from tests.anki.learner import find_damage, find_doubles, read_notes, read_reviews, review_card
from tests.support import NOW

SEQUENCES = 220
STEPS = 16
HOUR = 3_600
RETIRED = "flashcards::retired"


class Walk:
    """One sequence: `base` is what the author last got through to the learner, with its time.

    `newest` is the number of the latest release that the learner ever imported.
    """

    def __init__(self, collection: Collection, folder: Path, seed: int) -> None:
        self.collection = collection
        self.random = Random(seed)  # noqa: S311 - the same in every run
        self.author = QuickAuthor(folder, self.random)
        self.now = NOW
        self.base: dict[str, tuple[Words, int]] = {}
        self.told = 0
        self.newest = 0
        for _ in range(5):
            self.author.add()
        self.author.release(self.now)

    def run(self) -> None:
        """Let both act in turns, and bring the learner up to date at the end."""
        self.update(self.author.issues[0])
        acts = (
            *(self.release, self.release, self.learn, self.learn, self.touch, self.touch),
            *(self.update_to_some, self.update_to_some, self.import_some),
        )
        for _ in range(STEPS):
            self.now += HOUR
            self.random.choice(
                (*acts, self.update_to_some, self.update_to_some, self.import_some)
            )()
        self.update(self.author.release(self.now))
        assert find_damage(self.collection) == []

    def release(self) -> None:
        """Edit a few things and release them."""
        for _ in range(self.random.randrange(1, 6)):
            self.author.edit()
        self.author.release(self.now)

    def learn(self) -> None:
        """Answer a few cards."""
        cards = sorted(self.collection.find_cards(""))
        for card_id in self.random.sample(cards, min(4, len(cards))):
            self.collection.sched.unsuspend_cards([card_id])
            review_card(self.collection, card_id, self.random.choice((1, 2, 3, 4)))

    def touch(self) -> None:
        """Do to a few notes what learners do; of one that says nothing, no base is known."""
        for note in self.random.sample(notes := read_notes(self.collection), min(3, len(notes))):
            self.random.choice(TOUCHES)(self.collection, note, self.random)
        self._set_clock()
        known = {note.guid for note in read_notes(self.collection) if note["Released"]}
        self.base = {guid: base for guid, base in self.base.items() if guid in known}

    def update_to_some(self) -> None:
        """Update by the add-on to the latest release, or to an older one."""
        latest = self.author.issues[-1]
        self.update(
            latest if self.random.random() < 0.8 else self.random.choice(self.author.issues)
        )

    def import_some(self) -> None:
        """Import a release as Anki does it: what it replaces is the author's from then on."""
        issue = self.random.choice(self.author.issues[-2:])
        import_package(self.collection, issue.package)
        self.newest = max(self.newest, issue.number)
        for note in read_notes(self.collection):
            if note.guid in issue.words and note.mod == issue.mods[note.guid]:
                self.base[note.guid] = (issue.words[note.guid], issue.mods[note.guid])

    def update(self, issue: Issue) -> None:
        """Update by the add-on, and hold it against what both have written."""
        before = read_words(self.collection)
        own = self._read_own()
        cards = rows(self.collection, "select * from cards order by id")
        reviews = read_reviews(self.collection)
        schema = rows(self.collection, "select scm from col")
        is_older = plan_update(self.collection, issue.package).deck.is_older
        assert not is_older or issue.number < self.newest
        self.newest = max(self.newest, issue.number)
        counts = update_collection(self.collection, issue.package)
        after = read_words(self.collection)
        outcomes = [
            self._expect(guid, before, after, issue, is_older=is_older) for guid in issue.words
        ]
        retired = [guid for guid in before if self._expect_retired(guid, before, after, issue)]
        assert counts == {**count_outcomes(outcomes), "retired": len(retired)}
        self.told += counts["conflicts"]
        for guid, words in before.items():
            if guid not in issue.words and guid not in retired:
                assert after[guid] == words
        assert set(after) == {*before, *issue.words}
        assert {guid: self._read_own()[guid] for guid in own} == own
        known = {row[0] for row in cards}
        cards_after = rows(self.collection, "select * from cards order by id")
        assert [row for row in cards_after if row[0] in known] == cards
        assert find_doubles(f"{row[1]} {row[3]}" for row in cards_after) == []
        assert read_reviews(self.collection) == reviews
        assert rows(self.collection, "select scm from col") == schema
        self._check_new_cards(cards, cards_after)
        self._set_clock()

    def _expect(
        self,
        guid: str,
        before: dict[str, Words],
        after: dict[str, Words],
        issue: Issue,
        *,
        is_older: bool,
    ) -> str:
        """Give how a note must be counted, once it is as it must be."""
        theirs, mod = issue.words[guid], issue.mods[guid]
        mine = before.get(guid)
        if mine is None:
            assert after[guid] == theirs
            self.base[guid] = (theirs, mod)
            return "new"
        base, base_mod = self.base.get(guid, (None, 0))
        is_gone = is_older and base is not None and RETIRED in base.tags
        if is_gone or base_mod > mod:
            assert after[guid] == mine
            return "unchanged"
        merged = merge_words(base, mine, theirs)
        assert after[guid] == merged.words
        had = mine.tags - base.tags if base else frozenset()
        self.base[guid] = (Words(theirs.fields, theirs.tags - had), mod)
        return merged.outcome

    def _expect_retired(
        self, guid: str, before: dict[str, Words], after: dict[str, Words], issue: Issue
    ) -> bool:
        if guid not in issue.retired:
            return False
        mine = before[guid]
        base, base_mod = self.base.get(guid, (None, 0))
        is_known = RETIRED in mine.tags or (base is not None and RETIRED in base.tags)
        if is_known or base_mod > issue.retired[guid]:
            return False
        assert after[guid] == Words(mine.fields, mine.tags | {RETIRED})
        if base is not None:
            self.base[guid] = (Words(base.fields, base.tags | {RETIRED}), base_mod)
        return True

    def _check_new_cards(
        self, before: Sequence[Sequence[object]], after: Sequence[Sequence[object]]
    ) -> None:
        """New cards are where the learner has cards of the deck already."""
        known = {row[0] for row in before}
        decks = {row[2] for row in before}
        new = {row[2] for row in after if row[0] not in known}
        assert new <= decks or not decks

    def _read_own(self) -> dict[str, str]:
        return {note.guid: note["My notes"] for note in read_notes(self.collection)}

    def _set_clock(self) -> None:
        """Let what was stamped with the machine's clock be of the walk's time."""
        assert self.collection.db is not None
        self.collection.db.execute("update notes set mod = ? where mod > ?", self.now, self.now)


@pytest.mark.parametrize("batch", range(11))
def test_no_word_and_no_review_is_lost_whatever_both_do(batch: int, tmp_path: Path) -> None:
    told = 0
    for seed in range(batch * SEQUENCES // 11, (batch + 1) * SEQUENCES // 11):
        folder = tmp_path / str(seed)
        folder.mkdir()
        with open_collection(folder / "learner.anki2") as collection:
            walk = Walk(collection, folder, seed)
            walk.run()
            told += walk.told
    assert told > 2

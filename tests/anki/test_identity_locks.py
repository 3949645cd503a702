"""Locks that go back behind what was released: no learner loses an update or a history."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from anki.collection import Collection

from tests.anki.engine import find_notes
from tests.anki.history import (
    DAY,
    HOUR,
    LATER,
    NOTHING,
    edit_content,
    import_release,
    learn,
    release_next,
    write_content,
)
from tests.anki.identity_rows import LEAVES, LUNGS
from tests.anki.release import release_folder

OXYGEN = "Which gas does blood take up?"
ADDED = "Which gas is left in the lungs?"
ADDITION = (
    "answer: Carbon dioxide}\n",
    f"answer: Carbon dioxide}}\n      - {{question: {ADDED}, answer: Nitrogen}}\n",
)


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    """Commit content and locks, as a repository of decks does."""
    git(folder, "init", "-q")
    git(folder, "add", "content", "decks/*.lock")
    git(folder, "commit", "-qm", "a release")


def find_answer(collection: Collection, question: str) -> str:
    (note,) = find_notes(collection, f'"Question:{question}"')
    return note["Answer"]


def find_key(collection: Collection, question: str) -> str:
    (note,) = find_notes(collection, f'"Question:{question}"')
    return note["Key"]


def revert_all(folder: Path) -> None:
    git(folder, "revert", "--no-edit", "HEAD")


def revert_lock(folder: Path) -> None:
    git(folder, "checkout", "HEAD^", "--", "decks")


def delete_lock(folder: Path) -> None:
    (folder / "decks" / "lungs.lock").unlink()


@pytest.mark.parametrize(
    ("go_back", "answer", "said"),
    [
        (revert_all, "Oxygen", "1 note later than the lock knows"),
        (revert_lock, "Mostly oxygen", "1 note later than the lock knows"),
        (delete_lock, "Mostly oxygen", "9 notes that it doesn't know"),
    ],
)
def test_a_lock_that_goes_back_costs_no_learner_an_update(
    tmp_path: Path, go_back: Callable[[Path], None], answer: str, said: str
) -> None:
    with learn(tmp_path, lungs=LUNGS) as collection:
        commit(tmp_path)
        edit_content(tmp_path, "lungs", ("answer: Oxygen", "answer: Mostly oxygen"))
        assert release_next(tmp_path, collection, LATER).updated == {OXYGEN}
        commit(tmp_path)

        go_back(tmp_path)
        released = release_folder(tmp_path, LATER + HOUR)
        (told,) = released.said
        assert told.code == "lock-behind-package"
        assert told.message == f"`decks/lungs.apkg` released {said}"
        effect = import_release(collection, released)
        assert effect == NOTHING._replace(updated=set() if "Mostly" in answer else {OXYGEN})
        assert find_answer(collection, OXYGEN) == answer

        # And what is edited from then on arrives, whatever the clock said then.
        edit_content(tmp_path, "lungs", (f"answer: {answer}", "answer: Oxygen on iron"))
        assert release_next(tmp_path, collection, LATER + HOUR).updated == {OXYGEN}
        assert find_answer(collection, OXYGEN) == "Oxygen on iron"
        assert release_folder(tmp_path, LATER + DAY).said == ()


def test_a_lock_that_is_deleted_forgets_no_renamed_note(tmp_path: Path) -> None:
    with learn(tmp_path, lungs=LUNGS) as collection:
        edit_content(tmp_path, "lungs", (OXYGEN, "Which gas does the blood take up?"))
        release_next(tmp_path, collection, LATER)
        delete_lock(tmp_path)
        assert release_next(tmp_path, collection, LATER + DAY) == NOTHING


def test_an_undone_addition_counts_as_retired_and_may_return(tmp_path: Path) -> None:
    with learn(tmp_path, lungs=LUNGS) as collection:
        commit(tmp_path)
        edit_content(tmp_path, "lungs", ADDITION)
        assert release_next(tmp_path, collection, LATER).new == {ADDED}
        commit(tmp_path)

        revert_all(tmp_path)
        released = release_folder(tmp_path, LATER + HOUR)
        (told,) = released.said
        assert told.message == "`decks/lungs.apkg` released 1 note that it doesn't know"
        assert [change.entry.front for change in released.changes] == [ADDED]
        assert import_release(collection, released) == NOTHING
        assert find_answer(collection, ADDED) == "Nitrogen"

        edit_content(tmp_path, "lungs", (ADDITION[0], ADDITION[1].replace("Nitro", "Mostly nitro")))
        assert release_next(tmp_path, collection, LATER + HOUR).updated == {ADDED}
        assert find_answer(collection, ADDED) == "Mostly nitrogen"


def test_a_blank_whose_removal_is_reverted_has_its_card_again(tmp_path: Path) -> None:
    with learn(tmp_path, lungs=LUNGS) as collection:
        commit(tmp_path)
        edit_content(tmp_path, "lungs", ("==alveoli==", "alveoli"))
        release_next(tmp_path, collection, LATER)
        commit(tmp_path)
        assert len(collection.get_empty_cards().notes) == 1
        revert_all(tmp_path)
        release_next(tmp_path, collection, LATER + DAY)
        assert len(collection.get_empty_cards().notes) == 0
        assert collection.card_count() == 11


def test_a_move_between_files_that_is_reverted_reaches_every_learner(tmp_path: Path) -> None:
    """The package that knows the later time may be the other file's."""
    question = f"      - {{question: {OXYGEN}, answer: Oxygen}}\n"
    with learn(tmp_path, lungs=LUNGS, leaves=LEAVES) as collection:
        commit(tmp_path)
        edit_content(tmp_path, "lungs", (question, ""))
        edit_content(tmp_path, "leaves", ("Van Helmont}\n", "Van Helmont}\n" + question))
        release_next(tmp_path, collection, LATER)
        commit(tmp_path)
        write_content(tmp_path, lungs=LUNGS, leaves=LEAVES)
        release_next(tmp_path, collection, LATER + DAY)
        commit(tmp_path)
        assert find_key(collection, OXYGEN).startswith("lungs/")
        revert_all(tmp_path)
        assert release_next(tmp_path, collection, LATER + DAY).updated == {OXYGEN}
        assert find_key(collection, OXYGEN).startswith("leaves/")


def test_a_move_to_a_new_file_that_is_reverted_with_it_reaches_every_learner(
    tmp_path: Path,
) -> None:
    """Content and lock of the new file are gone then; its package knows the later time."""
    question = f"      - {{question: {OXYGEN}, answer: Oxygen}}\n"
    breath = LEAVES.replace("Leaves", "Breath")
    with learn(tmp_path, lungs=LUNGS) as collection:
        commit(tmp_path)
        edit_content(tmp_path, "lungs", (question, ""))
        write_content(
            tmp_path, breath=breath.replace("Van Helmont}\n", "Van Helmont}\n" + question)
        )
        release_next(tmp_path, collection, LATER)
        commit(tmp_path)
        assert find_key(collection, OXYGEN).startswith("breath/")
        revert_all(tmp_path)
        assert release_next(tmp_path, collection, LATER + DAY).updated == {OXYGEN}
        assert find_key(collection, OXYGEN).startswith("lungs/")
        assert release_next(tmp_path, collection, LATER + 2 * DAY) == NOTHING


def test_a_lock_of_when_another_note_had_the_wording_merges_nothing(tmp_path: Path) -> None:
    """The wording is one note's in the lock, and another one's in the package."""
    question = f"{OXYGEN}, answer: Oxygen}}\n"
    taken_over = (
        "'Be precise: which gas does blood take up?', answer: Oxygen}\n"
        f"      - {{question: {OXYGEN}, answer: Air}}\n"
    )
    with learn(tmp_path, lungs=LUNGS) as collection:
        edit_content(tmp_path, "lungs", (question, taken_over))
        assert release_next(tmp_path, collection, LATER).new == {OXYGEN}
        lock = tmp_path / "decks" / "lungs.lock"
        second = lock.read_bytes()
        write_content(tmp_path, lungs=LUNGS)
        release_next(tmp_path, collection, LATER + DAY)
        before = {note.id: note["Answer"] for note in find_notes(collection, "Question:*")}
        lock.write_bytes(second)
        release_next(tmp_path, collection, LATER + 2 * DAY)
        after = {note.id: note["Answer"] for note in find_notes(collection, "Question:*")}
        assert after == before

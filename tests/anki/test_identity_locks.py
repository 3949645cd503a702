"""Locks that go back, content files that go, clocks that are wrong: nobody loses a history."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from anki.collection import Collection

from flashcards.diagnostics import Diagnostic
from flashcards.identity.decisions import Decisions
from tests.anki.engine import find_notes
from tests.anki.history import (
    DAY,
    HOUR,
    LATER,
    Effect,
    edit_content,
    import_release,
    learn,
    write_content,
)
from tests.anki.identity_rows import LEAVES, LUNGS
from tests.anki.release import plan_folder, release_folder
from tests.command import flashcards

OXYGEN = "Which gas does blood take up?"
ADDED = "Which gas is left in the lungs?"
ADDITION = (
    "answer: Carbon dioxide}\n",
    f"answer: Carbon dioxide}}\n      - {{question: {ADDED}, answer: Nitrogen}}\n",
)
NOTHING = Effect(new=set(), updated=set(), renamed={})


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    """Commit content and locks, as a repository of decks does."""
    git(folder, "init", "-q")
    git(folder, "add", "content", "decks/*.lock")
    git(folder, "commit", "-qm", "a release")


def release_next(folder: Path, collection: Collection, now: int) -> Effect:
    return import_release(collection, release_folder(folder, now))


def find_answer(collection: Collection, question: str) -> str:
    (note,) = find_notes(collection, f'"Question:{question}"')
    return note["Answer"]


def find_key(collection: Collection, question: str) -> str:
    (note,) = find_notes(collection, f'"Question:{question}"')
    return note["Key"]


def find_codes(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    return [each.code for each in diagnostics]


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


def test_a_content_file_by_its_whole_path_is_the_same_file(tmp_path: Path) -> None:
    with learn(tmp_path, lungs=LUNGS) as collection:
        edit_content(tmp_path, "lungs", (OXYGEN, "Which gas does the blood take up?"))
        path = str(tmp_path / "content" / "lungs.yaml")
        done = flashcards(tmp_path, "build", path, env={"SOURCE_DATE_EPOCH": str(LATER)})
        assert (done.returncode, done.stderr) == (0, "")
        effect = release_next(tmp_path, collection, LATER)
        assert effect.renamed == {OXYGEN: "Which gas does the blood take up?"}
        assert effect.new == set()


def test_a_content_file_that_is_gone_is_asked_about_and_may_return(tmp_path: Path) -> None:
    with learn(tmp_path, lungs=LUNGS, leaves=LEAVES) as collection:
        path = tmp_path / "content" / "lungs.yaml"
        path.unlink()
        plan = plan_folder(tmp_path, LATER)
        (loss,) = plan.losses
        assert loss.message == (
            "history will be lost: the content file of `lungs` is gone, with 9 notes"
        )
        gone = Decisions(gone=frozenset({"lungs"}))
        assert import_release(collection, release_folder(tmp_path, LATER, gone)) == NOTHING
        assert collection.note_count() == 20
        assert plan_folder(tmp_path, LATER).losses == ()

        path.write_text(LUNGS.replace("answer: Oxygen", "answer: Mostly oxygen"), encoding="utf-8")
        assert release_next(tmp_path, collection, LATER + DAY).updated == {OXYGEN}
        assert collection.note_count() == 20


@pytest.mark.parametrize("is_reworded", [False, True])
def test_a_content_file_that_is_renamed_and_edited_keeps_its_histories_by_its_id(
    tmp_path: Path, *, is_reworded: bool
) -> None:
    with learn(tmp_path, lungs=LUNGS, leaves=LEAVES) as collection:
        content = tmp_path / "content"
        (content / "lungs.yaml").rename(content / "breath.yaml")
        edit_content(tmp_path, "breath", ("Oxygen", "Mostly oxygen"))
        if is_reworded:
            edit_content(
                tmp_path,
                "breath",
                (OXYGEN, "Which gas does the blood take up?"),
                ("Which gas does blood give", "Which gas does the blood give"),
                ("What drives air into", "By what movement does air come into"),
                ("Tidal volume:", "The tidal volume:"),
                ("Derivative of volume:", "The derivative of volume:"),
            )
        (error,) = plan_folder(tmp_path, LATER).diagnostics
        assert (error.code, error.message) == (
            "content-file-renamed",
            "the notes of `breath` were released as `lungs`, whose content file is gone",
        )
        edit_content(tmp_path, "breath", ("title: Lungs", "id: lungs\ntitle: Lungs"))
        effect = release_next(tmp_path, collection, LATER)
        assert effect.new == set()
        assert len(effect.updated) == (5 if is_reworded else 1)


def test_a_lock_of_a_time_to_come_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    """Its notes would overwrite what learners edit until that time."""
    with learn(tmp_path, lungs=LUNGS):
        edit_content(tmp_path, "lungs", ("answer: Oxygen", "answer: Mostly oxygen"))
        release_folder(tmp_path, LATER + 2 * DAY)
        before = {path: path.read_bytes() for path in (tmp_path / "decks").iterdir()}
        edit_content(tmp_path, "lungs", ("Mostly oxygen", "Chiefly oxygen"))
        plan = plan_folder(tmp_path, LATER)
        assert find_codes(plan.diagnostics) == ["lock-time-ahead"]
        assert plan.releases == ()
        assert {path: path.read_bytes() for path in (tmp_path / "decks").iterdir()} == before


def test_an_edit_of_the_learners_outlives_a_clock_that_was_hours_ahead(tmp_path: Path) -> None:
    """The other notes keep their times, so nothing is overwritten but what the author changed."""
    with learn(tmp_path, lungs=LUNGS) as collection:
        edit_content(tmp_path, "lungs", ("answer: Oxygen", "answer: Mostly oxygen"))
        assert release_next(tmp_path, collection, LATER + 20 * HOUR).updated == {OXYGEN}
        edit_content(tmp_path, "lungs", ("Mostly oxygen", "Chiefly oxygen"))
        assert release_next(tmp_path, collection, LATER).updated == {OXYGEN}
        assert release_next(tmp_path, collection, LATER + HOUR) == NOTHING


def test_an_epoch_of_a_time_to_come_is_refused(tmp_path: Path) -> None:
    with learn(tmp_path, lungs=LUNGS):
        edit_content(tmp_path, "lungs", ("answer: Oxygen", "answer: Mostly oxygen"))
        before = {path: path.read_bytes() for path in (tmp_path / "decks").iterdir()}
        done = flashcards(tmp_path, "build", env={"SOURCE_DATE_EPOCH": "99999999999"})
        assert done.returncode == 1
        assert done.stderr == (
            "flashcards: SOURCE_DATE_EPOCH is `99999999999`, which is still to come: notes "
            "released then would overwrite what learners edit until that time\n"
        )
        assert {path: path.read_bytes() for path in (tmp_path / "decks").iterdir()} == before


def test_notes_that_moved_keep_their_histories_when_the_rest_of_their_file_is_let_go(
    tmp_path: Path,
) -> None:
    with learn(tmp_path, lungs=LUNGS, leaves=LEAVES) as collection:
        (tmp_path / "content" / "lungs.yaml").unlink()
        willow = "Van Helmont}\n"
        moved = "      - {question: Which gas does the blood take up?, answer: Oxygen}\n"
        edit_content(tmp_path, "leaves", (willow, willow + moved))
        assert [each.notes for each in plan_folder(tmp_path, LATER).vanished] == [8]
        gone = Decisions(gone=frozenset({"lungs"}))
        effect = import_release(collection, release_folder(tmp_path, LATER, gone))
        assert effect.renamed == {OXYGEN: "Which gas does the blood take up?"}
        assert effect.new == set()


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

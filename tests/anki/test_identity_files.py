"""Content files that go or get another name, and clocks that are wrong: nobody loses a history."""

from pathlib import Path

import pytest

from flashcards.identity.decisions import Decisions
from tests.anki.history import (
    DAY,
    HOUR,
    LATER,
    NOTHING,
    edit_content,
    import_release,
    learn,
    release_next,
)
from tests.anki.identity_rows import LEAVES, LUNGS
from tests.anki.release import plan_folder, release_folder
from tests.command import flashcards

OXYGEN = "Which gas does blood take up?"


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
        assert [each.code for each in plan.diagnostics] == ["lock-time-ahead"]
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

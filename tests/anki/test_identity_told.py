"""What `build` says of learners' cards and edits, beside what Anki then does with them."""

import re
from pathlib import Path

import pytest
from anki.collection import Collection
from anki.decks import DeckId

from tests.anki.engine import find_notes, open_collection
from tests.anki.history import (
    DAY,
    LATER,
    MY_WORDS,
    edit_content,
    front_of,
    import_release,
    learn,
)
from tests.anki.identity_rows import LUNGS
from tests.anki.release import release_folder
from tests.command import flashcards

MARKED = LUNGS.replace(
    "      Tidal volume: The air of one quiet breath.\n",
    "      Tidal volume: {definition: The air of one quiet breath., reverse: true}\n",
)
GIVE_OFF = "      - {question: Which gas does blood give off?, answer: Carbon dioxide}\n"


def say(folder: Path, command: str, now: int = LATER) -> str:
    """Give what `build` or `diff` says behind the line of the package, or before it."""
    done = flashcards(folder, command, env={"SOURCE_DATE_EPOCH": str(now)})
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def count_empty_cards(collection: Collection) -> int:
    return sum(len(note.card_ids) for note in collection.get_empty_cards().notes)


@pytest.mark.parametrize("command", ["diff", "build"])
def test_a_renamed_deck_is_told_and_the_next_new_card_would_stand_alone(
    tmp_path: Path, command: str
) -> None:
    with learn(tmp_path, lungs=LUNGS) as collection:
        edit_content(
            tmp_path,
            "lungs",
            ("title: Lungs", "title: Lungs\ndeck: Breath"),
            (
                GIVE_OFF,
                GIVE_OFF + "      - {question: How often?, answer: Twelve times a minute}\n",
            ),
        )
        assert (
            "\nThe deck `Lungs` is now called `Breath`.\nRename it in Anki before you import, and "
            "let learners do so: Anki moves no cards, so new\nones would stand in a second deck.\n"
        ) in say(tmp_path, command)
        import_release(collection, release_folder(tmp_path, LATER))
        assert len(collection.find_cards("deck:Breath")) == 1
        assert len(collection.find_cards("deck:Lungs")) == 11


@pytest.mark.parametrize("command", ["diff", "build"])
def test_a_learner_who_renames_the_deck_first_keeps_all_cards_in_one(
    tmp_path: Path, command: str
) -> None:
    with learn(tmp_path, lungs=LUNGS) as collection:
        edit_content(tmp_path, "lungs", ("title: Lungs", "title: Lungs\ndeck: Breath"))
        assert "now called `Breath`" in say(tmp_path, command)
        deck_id = collection.decks.id_for_name("Lungs")
        assert deck_id is not None
        collection.decks.rename(deck_id, "Breath")
        import_release(collection, release_folder(tmp_path, LATER))
        assert len(collection.find_cards("deck:Breath")) == 11
        # It is told once: from then on this is the deck's name.
        assert "now called" not in say(tmp_path, command, LATER + DAY)


@pytest.mark.parametrize("command", ["diff", "build"])
def test_cards_that_will_be_empty_are_told_each(tmp_path: Path, command: str) -> None:
    with learn(tmp_path, lungs=MARKED) as collection:
        edit_content(
            tmp_path,
            "lungs",
            ("==alveoli==", "alveoli"),
            ("==haemoglobin==, carries most", "haemoglobin, carries ==98%=="),
            (", reverse: true", ""),
        )
        assert (
            "\n3 cards will be empty; Tools > Empty Cards in Anki finds them:\n"
            "  Breathing: blanks that go: `alveoli`\n"
            "  Tidal volume: no longer asked for by its definition\n"
            "  Transport Part 1: blanks that go: `haemoglobin`; anew: `98%`\n"
        ) in say(tmp_path, command)
        import_release(collection, release_folder(tmp_path, LATER))
        assert count_empty_cards(collection) == 3
        assert len(collection.find_cards("is:new")) == 1


@pytest.mark.parametrize(
    ("edit", "standing", "updated"),
    [
        (("title: Lungs", "title: The Lungs\ndeck: Lungs"), 9, 9),
        (("title: Breathing", "title: To Breathe"), 6, 6),
        (("time: 0:00 - 10:00", "time: 1:00 - 10:00"), 6, 6),
        (("EV7WhVT270Q", "EV7WhVT270R"), 9, 9),
        (("title: Lungs", "title: Lungs\ntags: [body]"), 9, 9),
    ],
)
def test_notes_whose_edits_give_way_for_a_title_a_time_or_a_link_are_counted(
    tmp_path: Path, edit: tuple[str, str], standing: int, updated: int
) -> None:
    with learn(tmp_path, lungs=LUNGS) as collection:
        edit_content(tmp_path, "lungs", edit)
        told = re.search(
            r"(\d+) notes are rewritten for a title, time, link or tag alone",
            say(tmp_path, "build"),
        )
        assert told
        assert int(told[1]) == standing
        effect = import_release(collection, release_folder(tmp_path, LATER))
        assert len(effect.updated) == updated
        kept = [note for note in find_notes(collection, "") if MY_WORDS in note["Extra"]]
        assert len(kept) == 9 - updated


def test_a_learner_who_skipped_a_rename_finds_the_note_that_was_retired_afterwards(
    tmp_path: Path,
) -> None:
    with learn(tmp_path, lungs=LUNGS) as collection:
        edit_content(tmp_path, "lungs", ("Which gas does blood give", "Which gas does it give"))
        release_folder(tmp_path, LATER)  # which this learner never imports
        edit_content(tmp_path, "lungs", (GIVE_OFF.replace("blood give", "it give"), ""))
        import_release(collection, release_folder(tmp_path, LATER + DAY))
        found = find_notes(collection, list_retired(tmp_path))
        assert [front_of(note) for note in found] == ["Which gas does blood give off?"]


def test_the_search_for_retired_notes_spares_another_decks_note_with_the_same_id(
    tmp_path: Path,
) -> None:
    """Anki gives a note another id when its own is taken, as by a deck of the same second."""
    with learn(tmp_path, lungs=LUNGS):
        edit_content(tmp_path, "lungs", (GIVE_OFF, ""))
        released = release_folder(tmp_path, LATER)
        (change,) = released.changes
        search = list_retired(tmp_path)
    with open_collection(tmp_path / "other.anki2") as collection:
        note = collection.new_note(collection.models.by_name("Basic") or {})
        note["Front"] = "Not of this deck"
        collection.add_note(note, DeckId(1))
        assert collection.db is not None
        collection.db.execute("update notes set id = ?", change.entry.note_id)
        collection.db.execute("update cards set nid = ?", change.entry.note_id)
        assert find_notes(collection, f"nid:{change.entry.note_id}") != []
        assert find_notes(collection, search) == []


def list_retired(folder: Path) -> str:
    """Give the search that `list --retired` prints."""
    done = flashcards(folder, "list", "--retired")
    assert (done.returncode, done.stderr) == (0, "1 retired note\n")
    return done.stdout.splitlines()[-1].strip()

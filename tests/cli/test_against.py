"""`diff --against`: what learners of a published package miss, and what they get."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.command import flashcards
from tests.hostile.bounded import run_measured
from tests.package.changing import run_in_package
from tests.support import NOW

OWLS = """\
title: Owls
deck: All about owls
url: https://youtu.be/EV7WhVT270Q
chapters:
  - title: At night
    time: 0:00
    summary: Owls ==fly== by ==night== and eat ==mice==.
    topics:
      Strigidae: {definition: The family of true owls., reverse: true}
    questions:
      - {question: Where do owls sleep?, answer: In trees.}
      - {question: What do owls eat?, answer: Mice.}
"""

FINE = "old.apkg to decks/owls.apkg: 4 notes unchanged\n"
SLEEP = "owls/question/where-do-owls-sleep"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a built deck, whose package was published as `old.apkg`."""
    (tmp_path / "content").mkdir()
    write(tmp_path, OWLS)
    build(tmp_path, NOW)
    shutil.copy(tmp_path / "decks" / "owls.apkg", tmp_path / "old.apkg")
    return tmp_path


def write(project: Path, text: str, name: str = "owls") -> None:
    (project / "content" / f"{name}.yaml").write_text(text, encoding="utf-8")


def edit(project: Path, old: str, new: str) -> None:
    path = project / "content" / "owls.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def at(now: int) -> dict[str, str]:
    return {"SOURCE_DATE_EPOCH": str(now)}


def build(project: Path, now: int) -> None:
    done = flashcards(project, "build", "--retire", "all", env=at(now))
    assert done.returncode == 0, done.stderr


def diff(project: Path, *options: str, now: int = NOW + 100) -> subprocess.CompletedProcess[str]:
    return flashcards(project, "diff", "--against", "old.apkg", *options, env=at(now))


def troubles(done: subprocess.CompletedProcess[str]) -> list[tuple[str, str]]:
    """Give what JSON says goes wrong, and with which note, type or deck."""
    return [(each["problem"], each["subject"]) for each in json.loads(done.stdout)["problems"]]


def test_nothing_changed_is_said_and_fine(project: Path) -> None:
    done = diff(project)
    assert (done.returncode, done.stdout, done.stderr) == (0, FINE, "")


def test_what_learners_get_is_shown_word_by_word_before_and_after_the_build(project: Path) -> None:
    edit(project, "In trees.", "In hollow trees.")
    edit(project, "      - {question: What do owls eat?, answer: Mice.}\n", "")
    path = project / "content" / "owls.yaml"
    path.write_text(
        path.read_text(encoding="utf-8")
        + "      - {question: How far does an owl turn its head?, answer: Three quarters round.}\n",
        encoding="utf-8",
    )
    said = """\
new question: How far does an owl turn its head?
updated question: Where do owls sleep?
  back: In{+ hollow+} trees.
retired question: What do owls eat?

1 note retired; learners keep them until they delete them.
To select them in Anki's browser, search for:
  "Key:owls/question/what-do-owls-eat" OR ("tag:owls" nid:1700000000003)

old.apkg to decks/owls.apkg: 1 new, 1 updated, 1 retired, 2 notes unchanged
"""
    before = diff(project)
    assert (before.returncode, before.stdout) == (0, said)
    build(project, NOW + 50)
    after = diff(project)
    assert (after.returncode, after.stdout) == (0, said)


def test_without_a_lock_the_package_alone_is_compared(project: Path) -> None:
    shutil.rmtree(project / "decks")
    done = diff(project, now=NOW)
    assert (done.returncode, done.stdout, done.stderr) == (0, FINE, "")
    assert not (project / "decks").exists()


def test_an_update_that_is_not_later_is_shown_first_with_its_cure(project: Path) -> None:
    """The clock went ahead when the package was built, and the lock was lost."""
    edit(project, "In trees.", "In hollow trees.")
    shutil.rmtree(project / "decks")
    done = diff(project, now=NOW - 100)
    assert done.returncode == 1
    assert (
        done.stdout
        == """\
What goes wrong for learners who have old.apkg:

  update-skipped (1): updates that Anki will skip: their time is not later than learners' copies
    Where do owls sleep?: Answer
    help: give learners the patch deck that `flashcards build --since old.apkg` makes, to import \
with Update notes: Always

  time-ahead (4): notes released at a time still to come, up to which Anki may skip their changes
    owls/chapter/at-night (2023-11-14 22:13 UTC)
    owls/topic/strigidae (2023-11-14 22:13 UTC)
    owls/question/where-do-owls-sleep (2023-11-14 22:13 UTC)
    owls/question/what-do-owls-eat (2023-11-14 22:13 UTC)
    help: keep the lock, which knows those times, or else give learners the patch deck that \
`flashcards build --since old.apkg` makes

updated question: Where do owls sleep?
  back: In{+ hollow+} trees.
old.apkg to decks/owls.apkg: 1 updated, 3 notes unchanged
"""
    )


def test_tags_that_differ_count_as_an_update_too(project: Path) -> None:
    edit(project, "answer: In trees.", "answer: In trees., tags: [birds]")
    shutil.rmtree(project / "decks")
    done = diff(project, "--format", "json", now=NOW)
    assert done.returncode == 1
    (problem,) = json.loads(done.stdout)["problems"]
    assert problem == {
        "problem": "update-skipped",
        "is_loss": True,
        "key": SLEEP,
        "subject": "Where do owls sleep?",
        "before": "",
        "after": "tags",
        "help": "give learners the patch deck that `flashcards build --since old.apkg` makes, to "
        "import with Update notes: Always",
    }


def test_a_lock_that_went_back_skips_updates_of_the_same_second(project: Path) -> None:
    lock = project / "decks" / "owls.lock"
    first = lock.read_bytes()
    edit(project, "In trees.", "In old trees.")
    build(project, NOW + 50)
    shutil.copy(project / "decks" / "owls.apkg", project / "old.apkg")
    (project / "decks" / "owls.apkg").unlink()
    lock.write_bytes(first)
    edit(project, "In old trees.", "In trees.")
    done = diff(project, "--format", "json")
    assert done.returncode == 1
    assert troubles(done) == [("update-skipped", "Where do owls sleep?")]


def test_a_later_time_without_a_change_is_told_and_no_loss(project: Path) -> None:
    shutil.rmtree(project / "decks")
    done = diff(project, "--format", "json")
    assert done.returncode == 0
    assert troubles(done) == [
        ("own-edits-replaced", front)
        for front in ("At night", "Strigidae", "Where do owls sleep?", "What do owls eat?")
    ]


def test_blanks_and_sides_that_go_leave_empty_cards(project: Path) -> None:
    edit(project, "==mice==", "mice")
    edit(project, ", reverse: true", "")
    done = diff(project)
    assert done.returncode == 0
    assert done.stdout.startswith("""\
What goes wrong for learners who have old.apkg:

  empty-card (2): notes that leave learners an empty card
    At night: blank 3
    Strigidae: the side that `reverse` gave
    help: let learners run Tools > Empty Cards in Anki after the import

""")


def test_blanks_whose_numbers_a_lost_lock_forgot_are_a_loss(project: Path) -> None:
    edit(project, "Owls ==fly==", "Owls fly")
    assert troubles(diff(project, "--format", "json")) == [("empty-card", "At night")]
    shutil.rmtree(project / "decks")
    done = diff(project)
    assert done.returncode == 1
    assert (
        """\
  blank-renumbered (2): blanks whose history will go to other words: their numbers changed
    At night: blank 2 -> blank 1
    At night: blank 3 -> blank 2
    help: take the lock back from version control: it knows what was released
"""
        in done.stdout
    )


def test_a_renamed_deck_is_told_with_both_names(project: Path) -> None:
    edit(project, "All about owls", "Owls of the world")
    done = diff(project)
    assert done.returncode == 0
    assert (
        done.stdout
        == """\
What goes wrong for learners who have old.apkg:

  deck-renamed (1): renamed decks: cards that learners have stay in the old one
    owls: All about owls -> Owls of the world
    help: let learners rename the deck in Anki before they import

"""
        + FINE
    )


def test_a_note_under_another_guid_stands_twice(project: Path) -> None:
    """The lock was lost, and the video's address, which GUIDs were made of, has changed since."""
    edit(project, "EV7WhVT270Q", "dQw4w9WgXcQ")
    shutil.rmtree(project / "decks")
    done = diff(project, "--format", "json")
    assert done.returncode == 1
    assert troubles(done) == [
        ("note-twice", front)
        for front in ("At night", "Strigidae", "Where do owls sleep?", "What do owls eat?")
    ]


def test_a_note_that_would_be_recognised_but_for_the_lost_lock_is_a_loss(project: Path) -> None:
    edit(project, "Where do owls sleep?", "Where exactly do owls sleep?")
    known = diff(project, "--format", "json")
    assert troubles(known) == []
    assert [each["change"] for each in json.loads(known.stdout)["changes"]] == ["renamed"]
    shutil.rmtree(project / "decks")
    done = diff(project)
    assert done.returncode == 1
    assert (
        """\
  history-lost (1): notes whose history will be lost: the same note comes as a new one
    Where exactly do owls sleep?: Where do owls sleep? -> Where exactly do owls sleep?
"""
        in done.stdout
    )


def test_a_note_that_moved_to_another_file_is_in_another_deck(project: Path) -> None:
    edit(project, "      - {question: What do owls eat?, answer: Mice.}\n", "")
    write(
        project,
        OWLS.replace("title: Owls", "title: More owls").split("    summary")[0]
        + "    questions:\n      - {question: What do owls eat?, answer: Mice.}\n",
        "more",
    )
    build(project, NOW + 50)
    done = diff(project, "--format", "json")
    assert troubles(done) == [("in-another-deck", "What do owls eat?")]
    assert done.returncode == 0


def test_a_note_type_with_other_names_conflicts(project: Path) -> None:
    run_in_package(
        project / "old.apkg", """UPDATE col SET models = replace(models, '"Hint"', '"Clue"')"""
    )
    done = diff(project, "--format", "json")
    assert done.returncode == 1
    assert troubles(done) == [
        ("note-type-conflict", name)
        for name in ("Flashcards Question", "Flashcards Topic", "Flashcards Chapter")
    ]


def test_a_note_under_another_note_type_conflicts(project: Path) -> None:
    topic, question = 1626030060004, 1685890822260
    run_in_package(
        project / "old.apkg",
        f"UPDATE notes SET mid = {topic}, flds = replace(flds, 'In trees.', 'In trees.' || "  # noqa: S608
        f"char(31)) WHERE mid = {question} AND flds LIKE 'Where%'",
    )
    done = diff(project, "--format", "json")
    assert done.returncode == 1
    assert troubles(done) == [("note-type-conflict", "Where do owls sleep?")]


def test_a_package_of_other_content_is_refused(project: Path) -> None:
    (project / "content" / "owls.yaml").unlink()
    shutil.rmtree(project / "decks")
    write(project, OWLS.replace("Owls", "Kites").replace("owls", "kites"), "kites")
    done = diff(project, "content/kites.yaml")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "flashcards: `old.apkg` was made of none of these content files: no content id and no note "
        "is the same\n"
    )


def test_what_is_no_package_ends_with_a_sentence(project: Path) -> None:
    (project / "old.apkg").write_bytes(b"PK")
    done = diff(project)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "flashcards: `old.apkg` can't be read as a package: it is damaged, or not made by "
        "`flashcards build`\n"
    )


def test_a_pipe_is_not_waited_for(project: Path) -> None:
    (project / "old.apkg").unlink()
    os.mkfifo(project / "old.apkg")
    done = diff(project)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "flashcards: `old.apkg` is no regular file; name a package\n"


def test_errors_in_content_are_reported_and_nothing_is_compared(project: Path) -> None:
    edit(project, "time: 0:00", "time: soon")
    done = diff(project)
    assert (done.returncode, done.stdout) == (1, "")
    assert "error[invalid-time]" in done.stderr


def test_a_package_made_to_harm_takes_no_time_and_no_memory(project: Path) -> None:
    """Texts of a megabyte, blanks without end, numbers of a thousand digits, a thousand tags."""
    blanks = " ".join(f"{{{{c{number}::a}}}}" for number in range(1, 5_000))
    run_in_package(
        project / "old.apkg",
        f"UPDATE notes SET flds = replace(flds, '{{{{c1::fly}}}}', '{blanks}'), "  # noqa: S608
        f"tags = '{' '.join(f't{number}' for number in range(1_000))}'",
        f"UPDATE notes SET flds = replace(flds, 'In trees.', '{'<b>&lt;' * 200_000}')",  # noqa: S608
        f"UPDATE notes SET flds = replace(flds, '{{{{c3::', '{{{{c{'9' * 5_000}::')",  # noqa: S608
        "UPDATE notes SET mod = 9223372036854775807",
    )
    done = run_measured(project, "diff", "--against", "old.apkg")
    assert done.returncode == 1
    assert "(no time that a calendar has)" in done.stdout

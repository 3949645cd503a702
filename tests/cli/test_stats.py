"""`flashcards stats` as a command: what it prints where, and how it ends."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.test_quiet import WARNED
from tests.collections_by_hand import write_database, zip_members
from tests.command import ROOT, flashcards

CONTENT = WARNED.replace("      Lunate:\n", "      Lunate: A bone like the moon.\n")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a built project of two topics, and a learner's collection beside its content."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "bones.yaml").write_text(CONTENT, encoding="utf-8")
    assert flashcards(tmp_path, "build").returncode == 0
    write_database(tmp_path / "learner.anki2", guids=guids(tmp_path), reviews=10)
    return tmp_path


def guids(project: Path) -> list[str]:
    lock = (project / "decks" / "bones.lock").read_text(encoding="utf-8")
    return [json.loads(line)["guid"] for line in lock.splitlines()[2:]]


TABLE = """\
line                  lapses   failed  young  mature  time  card
content/bones.yaml:6       0  2 of 10    80%       -  40 s  Pisiform
content/bones.yaml:7       0  2 of 10    80%       -  40 s  Lunate

"""
SUMMARY = (
    "1 learner, 2 of 2 notes, 2 cards, 20 answers, 80% retention, 1:20; 0 cards to mend, "
    "0 notes with learners' own edits\n"
)


def test_results_are_on_standard_output_and_the_summary_beside_it(project: Path) -> None:
    done = flashcards(project, "stats", "learner.anki2")
    assert (done.returncode, done.stdout, done.stderr) == (0, TABLE, SUMMARY)
    done = flashcards(project, "stats", "learner.anki2", "-q")
    assert (done.returncode, done.stdout, done.stderr) == (0, TABLE, "")


def test_paths_are_shown_and_named_as_seen_from_where_one_is(project: Path) -> None:
    write_database(
        project / "learner.anki2", "UPDATE cards SET lapses = 9", guids=guids(project), reviews=5
    )
    below = project / "content"
    done = flashcards(below, "stats", "../learner.anki2", "--format", "concise", "--top", "1")
    assert done.stdout == "bones.yaml:6: failed 1 of 5 times (leech)\n"
    done = flashcards(below, "stats", "../learner.anki2", "--format", "github", "--top", "1", "-q")
    assert (done.returncode, done.stdout.partition("%0Ahelp: ")[0], done.stderr) == (
        0,
        "::warning file=bones.yaml,line=6,col=7,title=card-fails::failed 1 of 5 times (leech)",
        "",
    )


def test_programs_get_all_there_is(project: Path) -> None:
    done = flashcards(project, "stats", "learner.anki2", "--format", "json", "--top", "1")
    found = json.loads(done.stdout)
    assert list(found) == [
        *("sources", "refused", "learners", "notes_unreadable", "total", "cards", "edits"),
    ]
    assert found["sources"] == [
        {
            "path": "learner.anki2",
            "notes": 2,
            "answers": 20,
            "notes_in_all": 2,
            "notes_of_other_projects": {},
            "stale": False,
            "same_learner_as": None,
        }
    ]
    assert found["cards"] == [
        {
            "path": "content/bones.yaml",
            "line": 6,
            "column": 7,
            "key": "bones/topic/pisiform",
            "guid": found["cards"][0]["guid"],
            "kind": "topic",
            "retired": False,
            "card": 0,
            "name": "",
            "front": "Pisiform",
            "learners": 1,
            "lapses": 0,
            "answers": 10,
            "failed": 2,
            "seconds": 40.0,
            "young": {"answers": 10, "right": 8},
            "mature": {"answers": 0, "right": 0},
            "leeches": 0,
            "suspended": 0,
            "flagged": 0,
            "failing": False,
        }
    ]


def test_what_can_not_be_read_keeps_nothing_else_from_being_read(project: Path) -> None:
    (project / "other.apkg").write_bytes(b"PK")
    done = flashcards(project, "stats", "other.apkg", "learner.anki2")
    assert (done.returncode, done.stdout) == (1, TABLE)
    assert done.stderr == (
        "flashcards: `other.apkg` can't be read as a collection: it is damaged, or not made by "
        f"Anki\n{SUMMARY}"
    )


def test_errors_in_the_content_are_said_and_its_notes_placed_by_the_lock(project: Path) -> None:
    path = project / "content" / "bones.yaml"
    path.write_text(CONTENT.replace("time: 0:00 - 4:30", "time: soon"), encoding="utf-8")
    done = flashcards(project, "stats", "learner.anki2")
    assert done.returncode == 1
    assert [line.split()[::9] for line in done.stdout.splitlines()[1:3]] == [
        ["decks/bones.lock:3", "Lunate"],
        ["decks/bones.lock:4", "Pisiform"],
    ]
    assert "content/bones.yaml:4:11: error[invalid-time]" in done.stderr


def test_without_a_lock_no_note_is_known(project: Path) -> None:
    (project / "decks" / "bones.lock").unlink()
    done = flashcards(project, "stats", "learner.anki2")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "flashcards: there is no lock in `decks`, so no note is known; run `flashcards build`, or "
        "take the locks from version control\n"
    )


def test_a_newer_export_without_zstandard_is_refused_with_what_to_do(project: Path) -> None:
    (project / "stubs").mkdir()
    (project / "stubs" / "zstandard.py").write_text("raise ImportError\n", encoding="utf-8")
    zip_members(project / "new.apkg", anki21b=b"", anki2=(project / "learner.anki2").read_bytes())
    env = {"PYTHONPATH": os.pathsep.join((str(project / "stubs"), str(ROOT)))}
    done = flashcards(project, "stats", "new.apkg", env=env)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "flashcards: `new.apkg` is an export of a newer Anki, which takes the package zstandard to "
        "read; install it with `pip install 'video-flashcards[stats]'`, or tick Support older Anki "
        "versions when you export\n"
    )
    assert flashcards(project, "stats", "learner.anki2", env=env).stdout == TABLE


def test_a_source_must_be_there(project: Path) -> None:
    assert flashcards(project, "stats").returncode == 2
    done = flashcards(project, "stats", "missing.apkg")
    assert done.returncode == 2
    assert "Path 'missing.apkg' does not exist." in done.stderr

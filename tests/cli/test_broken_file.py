"""A build while one file has errors: the others are built, and no history is at stake."""

import json
from pathlib import Path

import pytest

from tests.command import flashcards

RIVERS = """\
title: Rivers
chapters:
  - title: Springs
    time: 0:00
    questions:
      - question: Which river crosses Cairo?
        answer: The Nile.
        at: 0:10
      - question: Which sea does the Danube reach?
        answer: The Black Sea.
        at: 0:20
"""
PEAKS = """\
title: Peaks
chapters:
  - title: Alps
    time: 0:00
    questions:
      - question: What is the tallest mountain of Africa?
        answer: Kilimanjaro.
        at: 0:10
"""
DANUBE = RIVERS[RIVERS.index("      - question: Which sea") :]
SLIP = "        att: 0:30\n"
LEFT = "content/peaks.yaml has errors: its deck was left as it is"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project that was built, of two files."""
    (tmp_path / "content").mkdir()
    _put(tmp_path, rivers=RIVERS, peaks=PEAKS)
    assert flashcards(tmp_path, "build").returncode == 0
    return tmp_path


def _put(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / "content" / f"{name}.yaml").write_text(text, encoding="utf-8")


def _guid(folder: Path, key: str) -> str:
    lock = (folder / "decks" / f"{key.partition('/')[0]}.lock").read_text(encoding="utf-8")
    lines = [line for line in lock.splitlines() if line.startswith('{"key"')]
    (entry,) = [entry for line in lines if (entry := json.loads(line))["key"] == key]
    return str(entry["guid"])


@pytest.mark.parametrize(
    "broken", [PEAKS + SLIP, "title: [", PEAKS.replace("0:10", "soon"), f"{PEAKS}extra: {{"]
)
def test_a_broken_file_keeps_no_other_from_being_built(project: Path, broken: str) -> None:
    before = {path: path.read_bytes() for path in (project / "decks").iterdir()}
    _put(project, rivers=RIVERS.replace("The Nile.", "The Nile, and the desert."), peaks=broken)
    done = flashcards(project, "build")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (1, LEFT)
    assert done.stdout.startswith("decks/rivers.apkg: 2 notes, 2 cards, ")
    changed = {path.name for path, data in before.items() if path.read_bytes() != data}
    assert changed == {"rivers.apkg", "rivers.lock"}
    again = flashcards(project, "build")
    assert (again.returncode, again.stderr.splitlines()[-1]) == (1, LEFT)
    assert again.stdout.endswith(" (unchanged)\n")
    _put(project, peaks=PEAKS)
    assert flashcards(project, "build", "--check").returncode == 0


def test_a_file_that_can_not_be_read_keeps_no_other_from_being_built(project: Path) -> None:
    closed = project / "content" / "peaks.yaml"
    closed.unlink()
    closed.symlink_to(closed)
    _put(project, rivers=RIVERS.replace("The Nile.", "The Nile, and the desert."))
    done = flashcards(project, "build")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (1, LEFT)
    assert done.stderr.startswith(
        "content/peaks.yaml:1:1: error[unreadable-file]: `content/peaks.yaml` can't be read: "
        "Too many levels of symbolic links\n"
    )
    assert done.stdout.startswith("decks/rivers.apkg: 2 notes, 2 cards, ")


def test_a_check_of_a_build_says_what_is_out_of_date_beside_a_broken_file(project: Path) -> None:
    _put(project, rivers=RIVERS.replace("The Nile.", "The White Nile."), peaks=PEAKS + SLIP)
    done = flashcards(project, "build", "--check")
    assert done.returncode == 1
    assert done.stdout == "decks/rivers.lock: out of date\ndecks/rivers.apkg: out of date\n"
    _put(project, rivers=RIVERS)
    assert flashcards(project, "build", "--check").returncode == 1


def test_a_part_of_the_sound_files_is_made_with_status_1(project: Path) -> None:
    _put(project, peaks=PEAKS + SLIP)
    done = flashcards(project, "build", "--kind", "question")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (1, LEFT)
    assert [path.name for path in (project / "decks").glob("*.kind-question.apkg")] == [
        "rivers.kind-question.apkg"
    ]


def test_a_note_that_moved_into_a_broken_file_is_not_retired_meanwhile(project: Path) -> None:
    before = {path: path.read_bytes() for path in (project / "decks").iterdir()}
    guid = _guid(project, "rivers/question/which-sea-does-the-danube-reach")
    _put(project, rivers=RIVERS.removesuffix(DANUBE), peaks=PEAKS + DANUBE + SLIP)
    done = flashcards(project, "build")
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        "content/rivers.yaml:1:1: error[move-unclear]: `Which sea does the Danube reach?` is gone "
        "from here, and may have moved to `content/peaks.yaml`, which has errors\n"
    ) in done.stderr
    assert (
        "help: mend `content/peaks.yaml` first, or build this file alone if nothing has moved\n"
    ) in done.stderr
    assert done.stderr.endswith("\nnothing was built\n")
    assert {path: path.read_bytes() for path in (project / "decks").iterdir()} == before
    _put(project, peaks=PEAKS + DANUBE)
    assert flashcards(project, "build").returncode == 0
    assert _guid(project, "peaks/question/which-sea-does-the-danube-reach") == guid


def test_a_note_that_moved_out_of_a_broken_file_is_no_new_one_meanwhile(project: Path) -> None:
    _put(project, rivers=RIVERS.removesuffix(DANUBE) + SLIP, peaks=PEAKS + DANUBE)
    done = flashcards(project, "build")
    assert (done.returncode, done.stdout) == (1, "")
    assert "error[move-unclear]: the question is new here and known in `rivers`" in done.stderr


def test_of_two_files_with_one_id_neither_is_built(project: Path) -> None:
    _put(project, lakes=PEAKS.replace("title: Peaks", "title: Lakes\nid: peaks"))
    done = flashcards(project, "build")
    assert done.returncode == 1
    assert done.stdout.startswith("decks/rivers.apkg: ")
    assert done.stderr.splitlines()[-2:] == [LEFT.replace("peaks", "lakes"), LEFT]


def test_broken_settings_keep_every_file_from_being_built(project: Path) -> None:
    (project / "flashcards.yaml").write_text("titel: x\n", encoding="utf-8")
    _put(project, rivers=RIVERS.replace("The Nile.", "The White Nile."))
    done = flashcards(project, "build")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith("\nnothing was built\n")

"""`--quiet` leaves out what is no error and no result; `--format concise` gives each one line."""

from pathlib import Path

import pytest

from tests.command import flashcards

WARNED = """\
title: Bones of the hand
chapters:
  - title: Carpal bones
    time: 0:00 - 4:30
    topics:
      Pisiform: A bone like a pea.
      Lunate:
"""
BROKEN = WARNED.replace("0:00 - 4:30", "4:30 - 0:00")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project with one content file that has a warning."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "bones.yaml").write_text(WARNED, encoding="utf-8")
    return tmp_path


def _break(project: Path) -> None:
    (project / "content" / "bones.yaml").write_text(BROKEN, encoding="utf-8")


def test_a_quiet_check_of_sound_content_says_nothing(project: Path) -> None:
    done = flashcards(project, "check", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_quiet_check_shows_errors_alone(project: Path) -> None:
    _break(project)
    done = flashcards(project, "check", "-q")
    assert done.returncode == 1
    assert done.stdout.startswith("content/bones.yaml:4:11: error[reversed-time-range]: ")
    assert "warning" not in done.stdout


def test_a_quiet_build_gives_its_results_and_what_learners_must_do(project: Path) -> None:
    done = flashcards(project, "build", "-q")
    assert done.stdout.startswith("decks/bones.apkg: 1 note, 1 card, ")
    assert done.stderr == ""
    text = WARNED.replace("      Pisiform: A bone like a pea.\n", "").replace(
        "Lunate:", "Lunate: L."
    )
    (project / "content" / "bones.yaml").write_text(text, encoding="utf-8")
    done = flashcards(project, "build", "-q", "--retire", "all")
    assert "1 note retired; learners keep them until they delete them:" in done.stdout


@pytest.mark.parametrize("command", ["build", "preview", "list", "diff"])
def test_a_quiet_command_shows_errors_and_the_status_says_the_rest(
    project: Path, command: str
) -> None:
    assert flashcards(project, command, "-q").stderr == ""
    _break(project)
    done = flashcards(project, command, "-q")
    assert done.returncode == 1
    assert "error[reversed-time-range]" in done.stderr
    assert "warning" not in done.stderr


def test_a_concise_check_gives_each_problem_one_line(project: Path) -> None:
    _break(project)
    done = flashcards(project, "check", "--format", "concise")
    assert done.returncode == 1
    assert done.stdout == (
        "content/bones.yaml:4:11: error[reversed-time-range]: `Carpal bones` ends at 0:00, not "
        "after its start at 4:30\n"
        "content/bones.yaml:7:7: warning[topic-without-definition]: the topic `Lunate` has no "
        "definition, so no card\n"
    )
    done = flashcards(project, "check", "--format", "concise", "-q")
    assert done.stdout.count("\n") == 1

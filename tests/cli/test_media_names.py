"""Pictures and sounds are called in `diff` as their author calls them."""

import json
from pathlib import Path

import pytest

from flashcards.disk.cache import VARIABLE
from tests.command import flashcards
from tests.media import MP3, PNG, SVG
from tests.terminal import press

CONTENT = """\
title: Bones
chapters:
  - title: One
    time: 0:00
    summary: This ==![](pictures/wrist.png)== is it.
    questions:
      - question: What is it?
        answer: See ![The wrist](pictures/wrist.png), hear ![](word.mp3)
      - {question: "Where is ![The wrist](pictures/wrist.png)?", answer: At the arm.}
"""
OTHER = PNG[:-12] + b"\0\0\0\1tEXtaabcd" + PNG[-12:]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a folder with a released deck of pictures and a sound."""
    content = tmp_path / "content"
    (content / "pictures").mkdir(parents=True)
    (content / "pictures" / "wrist.png").write_bytes(PNG)
    (content / "hand.svg").write_bytes(SVG)
    (content / "word.mp3").write_bytes(MP3)
    (content / "bones.yaml").write_text(CONTENT, encoding="utf-8")
    return tmp_path


def _build(project: Path, cache: str = "") -> dict[str, str]:
    env = {VARIABLE: cache and str(project / cache)}
    assert flashcards(project, "build", env=env).returncode == 0
    return env


def _write(project: Path, *changes: tuple[str, str]) -> None:
    text = CONTENT
    for old, new in changes:
        text = text.replace(old, new)
    (project / "content" / "bones.yaml").write_text(text, encoding="utf-8")


def test_an_exchanged_picture_is_named_as_before_and_as_now(project: Path) -> None:
    env = _build(project, "cache")
    _write(
        project,
        ("==![](pictures/wrist.png)==", "==![](hand.svg)=="),
        ("See ![The wrist](pictures/wrist.png)", "See ![](hand.svg)"),
    )
    done = flashcards(project, "diff", env=env)
    assert done.stdout == (
        "updated chapter: One\n"
        "  back: This ==[[-pictures/wrist.png-]{+hand.svg+}]== is it.\n"
        "updated question: What is it?\n"
        "  back: See [[-pictures/wrist.png-]{+hand.svg+}], hear [sound:word.mp3]\n"
        "decks/bones.apkg: 2 updated, 1 note unchanged\n"
    )


def test_another_picture_under_the_same_name_is_told_from_the_one_before(project: Path) -> None:
    env = _build(project, "cache")
    (project / "content" / "pictures" / "wrist.png").write_bytes(OTHER)
    done = flashcards(project, "diff", "--format", "markdown", env=env)
    assert "- question: Where is \\[pictures/wrist.png\\]?\n" in done.stdout
    assert "  - front: Where is \\[pictures/wrist.png ~~as it was~~\\]?\n" in done.stdout


def test_without_what_the_last_build_remembered_an_old_one_has_no_name(project: Path) -> None:
    env = _build(project)
    (project / "content" / "pictures" / "wrist.png").write_bytes(OTHER)
    (project / "content" / "word2.mp3").write_bytes(MP3 + MP3[-834:])
    _write(project, ("word.mp3", "word2.mp3"))
    done = flashcards(project, "diff", "--format", "json", env=env)
    texts = [change["texts"] for change in json.loads(done.stdout)["changes"]]
    was, now = "an earlier picture", "pictures/wrist.png"
    assert texts == [
        {
            "back": {
                "old": f"This {{{{c1::[{was}]}}}} is it.",
                "new": f"This {{{{c1::[{now}]}}}} is it.",
            }
        },
        {
            "back": {
                "old": f"See [{was}], hear [sound:an earlier sound]",
                "new": f"See [{now}], hear [sound:word2.mp3]",
            }
        },
        {"front": {"old": f"Where is [{was}]?", "new": f"Where is [{now}]?"}},
    ]


def test_a_new_note_and_a_published_package_are_told_of_in_the_same_names(project: Path) -> None:
    env = {VARIABLE: ""}
    new = flashcards(project, "diff", env=env)
    assert "new question: Where is [pictures/wrist.png]?\n" in new.stdout
    _build(project)
    (project / "decks" / "bones.apkg").rename(project / "old.apkg")
    _write(project, ("hear", "listen to"))
    done = flashcards(project, "diff", "--against", "old.apkg", env=env)
    assert done.stdout == (
        "updated question: What is it?\n"
        "  back: See [pictures/wrist.png], [-hear-]{+listen to+} [sound:word.mp3]\n"
        "old.apkg to decks/bones.apkg: 1 updated, 2 notes unchanged\n"
    )


def test_a_loss_is_told_in_the_same_names(project: Path) -> None:
    env = _build(project)
    _write(
        project, ("Where is !", "Which part of the arm is called !"), ("At the arm.", "The wrist.")
    )
    done = flashcards(project, "diff", env=env)
    assert done.returncode == 1
    assert "may be `Where is [pictures/wrist.png]?` reworded" in done.stdout


def test_build_tells_of_losses_and_retired_notes_in_the_same_names(project: Path) -> None:
    env = _build(project, "cache")
    _write(
        project,
        ("Where is !", "Which part of the arm is called !"),
        ("At the arm.", "The wrist."),
        ("question: What is it?", "question: Who was Galen?"),
        ("See !", "A doctor. !"),
    )
    refused = flashcards(project, "build", env=env)
    assert "may be `Where is [pictures/wrist.png]?` reworded" in refused.stderr
    done = flashcards(project, "build", "--retire", "all", env=env)
    assert "  question: Where is [pictures/wrist.png]?\n" in done.stdout


def test_the_question_at_a_terminal_has_the_same_names(project: Path) -> None:
    env = _build(project, "cache")
    _write(
        project, ("Where is !", "Which part of the arm is called !"), ("At the arm.", "The wrist.")
    )
    shown = press(project, ["build"], [("quit, and build nothing", "q")], NO_COLOR="1", **env)
    assert "  was  [-Where is-] [pictures/wrist.png]?\n" in shown.text
    assert "called+} [pictures/wrist.png]?\n" in shown.text

"""What programs read is UTF-8, whatever encoding the console has; what people read never fails."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import environment, flashcards

WORDS = "日本海 … naïve 🦉 Ž"
TEXT = f"""\
title: {WORDS}
chapters:
  - title: Meere
    time: 0:00
    topics:
      Meer:
    questions:
      - question: Was heißt {WORDS}?
        answer: "{WORDS}"
"""
ENCODINGS = ["cp1252", "cp437", "cp932", "ascii", "utf-16"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project whose content has letters that no old console knows."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "meere.yaml").write_text(TEXT, encoding="utf-8")
    return tmp_path


def _run(project: Path, encoding: str, *arguments: str) -> bytes:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "flashcards", *arguments],
        cwd=project,
        env=environment() | {"PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "--format", "json"],
        ["check", "--format", "json"],
        ["check", "--format", "github"],
        ["diff", "--format", "json"],
        ["diff", "--format", "markdown"],
        ["schema"],
        ["schema", "--project"],
    ],
    ids=" ".join,
)
def test_what_programs_read_is_the_same_under_every_encoding(
    project: Path, encoding: str, arguments: list[str]
) -> None:
    told = _run(project, encoding, *arguments)
    assert told == _run(project, "utf-8", *arguments)
    assert b"\r" not in told
    text = told.decode("utf-8")
    if "github" not in arguments and "markdown" not in arguments:
        json.loads(text)
    if arguments[0] == "list":
        assert WORDS in text


# Click takes a console of ASCII alone for one that is not set up, and gives it UTF-8.
@pytest.mark.parametrize("encoding", [each for each in ENCODINGS if each != "ascii"])
def test_what_people_read_is_shown_as_far_as_the_console_can(project: Path, encoding: str) -> None:
    for command in ("check", "list", "build", "diff"):
        assert _run(project, encoding, command).decode(encoding)


@pytest.mark.skipif(sys.platform == "win32", reason="names are no bytes there")
def test_half_a_character_in_a_name_leaves_the_json_sound(project: Path) -> None:
    name = os.fsdecode(b"\xff.yaml")
    (project / "content" / name).write_text("titel: Seas\n", encoding="utf-8")
    found = json.loads(flashcards(project, "check", "--format", "json").stdout)["diagnostics"]
    assert name in {Path(each["path"]).name for each in found}

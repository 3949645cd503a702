"""Whole outputs of the command line; `pytest --update-golden` writes them anew, for review."""

import shutil
from pathlib import Path

import pytest

from flashcards.cli import group
from tests.command import ROOT, flashcards

GOLDEN = ROOT / "tests" / "golden"

COMMANDS = {
    "help": ["--help"],
    **{f"{command}-help": [command, "--help"] for command in group.COMMANDS},
    "check-sound": ["check", "content/hearts.yaml"],
    "check-broken": ["check"],
    "check-broken-json": ["check", "content/broken.yml", "--format", "json"],
    "build-broken": ["build"],
    "build": ["build", "content/hearts.yaml"],
    "list": ["list", "content/hearts.yaml"],
    "list-json": ["list", "content/hearts.yaml", "--format", "json"],
    "diff-new": ["diff", "content/hearts.yaml"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_prints_what_it_printed_before(
    name: str, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    shutil.copytree(GOLDEN / "project", tmp_path, dirs_exist_ok=True)
    done = flashcards(tmp_path, *COMMANDS[name])
    said = (
        f"$ flashcards {' '.join(COMMANDS[name])}\n"
        f"{done.stdout}--- messages\n{done.stderr}--- status {done.returncode}\n"
    )
    expected = GOLDEN / f"{name}.txt"
    if pytestconfig.getoption("--update-golden"):
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")


def test_every_kept_output_is_of_a_command() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(COMMANDS)

"""Start-up and the shipped deck's build, as ratios to bare imports in the same run."""

import shutil
from pathlib import Path

import pytest

from tests.benchmarks.measure import best_seconds, flashcards, python
from tests.support import SHIPPED


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give the shipped content with its lock, as a clone has them."""
    for folder, name in (("content", SHIPPED.name), ("decks", f"{SHIPPED.stem}.lock")):
        (tmp_path / folder).mkdir()
        shutil.copy(SHIPPED.parent.parent / folder / name, tmp_path / folder)
    return tmp_path


def _say(capsys: pytest.CaptureFixture[str], what: str, ratio: float, limit: float) -> None:
    with capsys.disabled():
        print(f"\n{what}: {ratio:.2f} times, at most {limit}")  # noqa: T201 - the measurement


def test_help_starts_within_two_and_a_half_imports_of_click(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = best_seconds(python("import click"), project)
    ratio = best_seconds(flashcards("--help"), project) / base
    _say(capsys, "--help / import click", ratio, 2.5)
    assert ratio <= 2.5


def test_the_shipped_deck_builds_within_three_imports_of_genanki(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = best_seconds(python("import genanki"), project)
    best = float("inf")
    for _ in range(9):
        (project / "decks" / f"{SHIPPED.stem}.apkg").unlink(missing_ok=True)
        best = min(best, best_seconds(flashcards("build"), project, runs=1))
    _say(capsys, "cold build of the shipped deck / import genanki", best / base, 3)
    assert best / base <= 3


def test_a_command_imports_only_what_it_uses(project: Path) -> None:
    code = (
        "import sys; sys.argv = ['flashcards', '--help']\n"
        "from flashcards.cli.run import run\n"
        "run(['--help'])\n"
        "heavy = {'yaml', 'genanki', 'nh3', 'pyromark', 'rapidfuzz', 'rich', 'sqlite3'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    best_seconds(python(code), project, runs=1)
    code = code.replace("run(['--help'])", "run(['check'])").replace(
        "{'yaml', 'genanki', 'nh3', 'pyromark', 'rapidfuzz', ", "{'genanki', "
    )
    best_seconds(python(code), project, runs=1)

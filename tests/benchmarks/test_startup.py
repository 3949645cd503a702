"""Small commands on the shipped deck, as ratios to bare imports in the same run."""

from pathlib import Path

import pytest

from tests.benchmarks.measure import Case, best_cost, python
from tests.benchmarks.startup import Startup, measure_startup, write_shipped


@pytest.fixture(scope="module")
def startup(tmp_path_factory: pytest.TempPathFactory) -> Startup:
    return measure_startup(tmp_path_factory.mktemp("startup") / "project")


@pytest.mark.parametrize(
    ("what", "limit"),
    [
        ("help", 1.5),
        ("check_first", 4),
        ("check_again", 2.5),
        ("build_cold", 2.5),
        ("build_again", 1.5),
    ],
)
def test_a_small_command_costs_little_more_than_a_bare_import(
    what: str, limit: float, startup: Startup, capsys: pytest.CaptureFixture[str]
) -> None:
    ratio: float = getattr(startup, what)
    with capsys.disabled():
        print(f"\n{what}: {ratio:.2f} times, at most {limit}")  # noqa: T201 - the measurement
    assert ratio <= limit


def test_a_command_imports_only_what_it_uses(tmp_path: Path) -> None:
    write_shipped(tmp_path / "project")
    code = (
        "import sys; sys.argv = ['flashcards', '--help']\n"
        "from flashcards.cli.run import run\n"
        "run(['--help'])\n"
        "heavy = {'yaml', 'genanki', 'nh3', 'pyromark', 'rapidfuzz', 'rich', 'sqlite3'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    best_cost(Case(command=python(code), cwd=tmp_path / "project"), runs=1)
    code = code.replace("run(['--help'])", "run(['check'])").replace(
        "{'yaml', 'genanki', 'nh3', 'pyromark', 'rapidfuzz', ", "{'genanki', "
    )
    best_cost(Case(command=python(code), cwd=tmp_path / "project"), runs=1)

"""Small commands on the shipped deck cost what README says, as ratios to bare imports."""

from pathlib import Path

import pytest

from tests.benchmarks.claims import read_startup_claims
from tests.benchmarks.measure import Case, best_cost, python
from tests.benchmarks.startup import Startup, measure_startup, write_shipped

_ALLOWED = 1.4
"""How many times README's ratio another machine, or a busy one, may come to."""

_ROWS = {
    "`--help`": "help",
    "`check`": "check",
    "`build`, no deck there yet": "build_cold",
    "`build`, nothing changed": "build_again",
}


@pytest.fixture(scope="module")
def startup(tmp_path_factory: pytest.TempPathFactory) -> Startup:
    return measure_startup(tmp_path_factory.mktemp("startup") / "project")


@pytest.mark.timing
@pytest.mark.parametrize("row", _ROWS)
def test_a_small_command_costs_the_multiple_of_a_bare_import_that_readme_states(
    row: str, startup: Startup, capsys: pytest.CaptureFixture[str]
) -> None:
    ratio: float = getattr(startup, _ROWS[row])
    claim = read_startup_claims()[row]
    with capsys.disabled():
        print(f"\n{row}: {ratio:.2f} times (README: {claim})")  # noqa: T201 - the measurement
    assert ratio <= claim * _ALLOWED


def test_each_command_that_readme_times_is_timed_here() -> None:
    assert set(read_startup_claims()) == set(_ROWS)


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

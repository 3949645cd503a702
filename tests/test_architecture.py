"""The pipeline's direction, and what its pure part must not do."""

import ast
from pathlib import Path

from importlinter.cli import lint_imports

TESTS = Path(__file__).parent
PACKAGE = TESTS.parent / "flashcards"


def test_layers_point_one_way() -> None:
    assert lint_imports(config_filename=str(PACKAGE.parent / "pyproject.toml"), no_cache=True) == 0


def _imports(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return found


def test_nothing_below_app_reads_the_clock_the_environment_or_the_network() -> None:
    forbidden = {
        "time",
        "datetime.datetime",
        "socket",
        "urllib.request",
        "http.client",
        "random",
        "uuid",
        "locale",
        "getpass",
    }
    offenders = {}
    for path in PACKAGE.rglob("*.py"):
        relative = path.relative_to(PACKAGE)
        if relative.parts[0] in {"cli", "app"}:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        bad = (_imports(tree) & forbidden) | (names & {"environ", "getenv", "today", "now"})
        if bad:
            offenders[relative.as_posix()] = bad
    assert offenders == {}


def test_only_the_command_line_prints_or_exits() -> None:
    offenders = []
    for path in PACKAGE.rglob("*.py"):
        relative = path.relative_to(PACKAGE)
        if relative.parts[0] == "cli":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        offenders += [
            f"{relative}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and ast.unparse(node.func) in {"print", "exit", "sys.exit"}
        ]
    assert offenders == []


def test_files_stay_small() -> None:
    lengths = {
        path.relative_to(PACKAGE).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in PACKAGE.rglob("*.py")
    }
    assert {name: length for name, length in lengths.items() if length > 330} == {}


def test_every_test_stands_in_the_folder_of_what_it_tests() -> None:
    assert {path.name for path in TESTS.glob("test_*.py")} == {
        "test_architecture.py",
        "test_contributing.py",
        "test_readme.py",
    }
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir()}
    tested = {path.parent.name for path in TESTS.glob("*/test_*.py")}
    assert tested - rooms == {"benchmarks", "browser", "faults", "fuzz", "hostile"}

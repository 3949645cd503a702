"""The pipeline's direction, and what its pure part must not do."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from importlinter.cli import lint_imports

from flashcards.cli.group import COMMANDS

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
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            # To pause is not to read the clock.
            found |= names | {node.module} if names != {"time.sleep"} else names
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


# Names.

NOT_OUR_WORDS = {
    *("aside", "faces", "guarded", "held", "increment", "settle", "sides", "told", "wishes"),
    *("helper", "helpers", "manager", "util", "utils"),
}
"""Words that a newcomer would not search for, or that say nothing."""


def _modules() -> list[Path]:
    return [path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py"]


def _words(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)}


def _types(path: Path) -> Iterator[str]:
    """Give the names of a module's classes and of what its annotations may name."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name) and re.match(r"_?[A-Z][A-Za-z]*[a-z]", target.id):
                    yield target.id


def test_no_two_modules_share_a_name_but_a_command_and_what_it_calls() -> None:
    commands = [path for path in _modules() if path.parent.name == "cli" and path.stem in COMMANDS]
    assert len(commands) == len(COMMANDS)
    others = Counter(path.stem for path in _modules() if path not in commands)
    assert [name for name, count in others.items() if count > 1] == []


def test_no_two_public_types_share_a_name() -> None:
    names = Counter(
        name for path in _modules() for name in _types(path) if not name.startswith("_")
    )
    assert len(names) > 50
    assert [name for name, count in names.items() if count > 1] == []


def test_modules_and_types_have_names_that_a_newcomer_would_search_for() -> None:
    names = [name for path in _modules() for name in (path.stem, *_types(path))]
    assert [name for name in names if _words(name) & NOT_OUR_WORDS] == []


def test_every_test_stands_in_the_folder_of_what_it_tests() -> None:
    assert {path.name for path in TESTS.glob("test_*.py")} == {
        "test_architecture.py",
        "test_contributing.py",
        "test_readme.py",
    }
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir()}
    tested = {path.parent.name for path in TESTS.glob("*/test_*.py")}
    assert tested - rooms == {"benchmarks", "browser", "faults", "fuzz", "hostile", "portable"}

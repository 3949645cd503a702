"""What small commands cost beside bare imports, in the same run."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.measure import Case, best_cost, best_costs, flashcards, python
from tests.support import SHIPPED


@dataclass(frozen=True, slots=True, kw_only=True)
class Startup:
    """How many times a bare import's time each command takes on the shipped deck."""

    help: float
    check: float
    build_cold: float
    build_again: float


def write_shipped(folder: Path) -> None:
    """Copy the shipped content with its lock, as a clone has them."""
    for name, file in (("content", SHIPPED.name), ("decks", f"{SHIPPED.stem}.lock")):
        (folder / name).mkdir(parents=True)
        shutil.copy(SHIPPED.parent.parent / name / file, folder / name)


def measure_startup(folder: Path, runs: int = 9) -> Startup:
    """Measure small commands in a new folder."""
    write_shipped(folder)
    package = folder / "decks" / f"{SHIPPED.stem}.apkg"
    remembering = {"FLASHCARDS_CACHE": str(folder / "cache")}
    built = Case(command=flashcards("build"), cwd=folder, environment=remembering)
    best_cost(built, 1)
    costs = best_costs(
        [
            Case(command=python("import click, yaml"), cwd=folder),
            Case(command=python("import genanki"), cwd=folder),
            Case(command=flashcards("--help"), cwd=folder),
            Case(command=flashcards("check"), cwd=folder),
            Case(
                command=flashcards("build"),
                cwd=folder,
                before=lambda: package.unlink(missing_ok=True),
            ),
            built,
        ],
        runs,
    )
    click_and_yaml, genanki, help_, check, build_cold, build_again = (
        cost.seconds for cost in costs
    )
    return Startup(
        help=help_ / click_and_yaml,
        check=check / click_and_yaml,
        build_cold=build_cold / genanki,
        build_again=build_again / click_and_yaml,
    )

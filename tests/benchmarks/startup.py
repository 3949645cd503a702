"""What small commands cost beside bare imports, in the same run."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.measure import best_cost, flashcards, python
from tests.support import SHIPPED


@dataclass(frozen=True, slots=True, kw_only=True)
class Startup:
    """How many times a bare import's time each command takes on the shipped deck."""

    help: float
    check_first: float
    check_again: float
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
    remembering = {"FLASHCARDS_CACHE": str(folder / "records")}

    def cost(command: list[str], before: Callable[[], None] = lambda: None) -> float:
        return best_cost(command, folder, runs, before=before).seconds

    def again(*arguments: str) -> float:
        best_cost(flashcards(*arguments), folder, 1, remembering)
        return best_cost(flashcards(*arguments), folder, runs, remembering).seconds

    click_and_yaml = cost(python("import click, yaml"))
    genanki = cost(python("import genanki"))
    return Startup(
        help=cost(flashcards("--help")) / click_and_yaml,
        check_first=cost(flashcards("check")) / click_and_yaml,
        check_again=again("check") / click_and_yaml,
        build_cold=cost(flashcards("build"), lambda: package.unlink(missing_ok=True)) / genanki,
        build_again=again("build") / click_and_yaml,
    )

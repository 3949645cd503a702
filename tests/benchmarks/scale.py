"""What whole builds cost beside genanki alone, in the same run."""

import shutil
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from tests.benchmarks.generate import write_project
from tests.benchmarks.measure import Case, Cost, best_costs, flashcards
from tests.benchmarks.ready import write_ready
from tests.command import ROOT


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A project of so many notes and files: what building it cost, and genanki's own script.

    `edited` is a build after one answer of one file was changed, `unchanged` one with nothing to
    do. Sizes are in bytes, of all decks together.
    """

    notes: int
    files: int
    cold: Cost
    raw: Cost
    edited: Cost
    unchanged: Cost
    size: int
    raw_size: int

    @property
    def time_ratio(self) -> float:
        """How many times genanki's time a cold build takes."""
        return self.cold.seconds / self.raw.seconds

    @property
    def memory_ratio(self) -> float:
        """The same of peak memory."""
        return self.cold.megabytes / self.raw.megabytes


def measure_scale(folder: Path, notes: int, files: int, runs: int) -> Scale:
    """Measure one project in a new folder."""
    folder.mkdir()
    write_project(folder, notes, files)
    ready = write_ready(folder)
    raw_folder = folder / "raw"
    raw_folder.mkdir()
    raw_command = [sys.executable, "-m", "tests.benchmarks.raw", str(ready), str(raw_folder)]
    decks, records = folder / "decks", folder / "records"

    def forget() -> None:
        shutil.rmtree(decks, ignore_errors=True)
        shutil.rmtree(records, ignore_errors=True)

    remembering = {"FLASHCARDS_CACHE": str(records)}
    build = Case(command=flashcards("build"), cwd=folder, environment=remembering)
    target = folder / "content" / f"video-{files // 2:03}.yaml"
    edits = iter(range(runs))

    def edit() -> None:
        text = target.read_text(encoding="utf-8")
        before, found, after = text.partition("        answer: It ")
        target.write_text(f"{before}{found}(edit {next(edits)}) {after}", encoding="utf-8")

    raw, cold, edited, unchanged = best_costs(
        [
            Case(command=raw_command, cwd=ROOT),
            replace(build, before=forget),
            replace(build, before=edit),
            build,
        ],
        runs,
    )
    return Scale(
        notes=notes,
        files=files,
        cold=cold,
        raw=raw,
        edited=edited,
        unchanged=unchanged,
        size=_size(decks),
        raw_size=_size(raw_folder),
    )


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.glob("*.apkg"))

"""What `stats` takes of a large collection of which a small deck is a part."""

import json
import shutil
from pathlib import Path

import pytest

from tests.benchmarks.measure import Case, best_cost, flashcards
from tests.collections_by_hand import write_database, zip_members
from tests.support import SHIPPED

pytestmark = pytest.mark.timing

_CARDS = 100_000


@pytest.mark.parametrize("form", ["anki2", "apkg"])
def test_a_collection_of_100_000_cards_takes_about_a_second(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """With 500,000 reviews, beside the time in which `check` reads the content."""
    for folder, file in (("content", SHIPPED.name), ("decks", f"{SHIPPED.stem}.lock")):
        (tmp_path / folder).mkdir()
        shutil.copy(SHIPPED.parent.parent / folder / file, tmp_path / folder)
    lock = (tmp_path / "decks" / f"{SHIPPED.stem}.lock").read_text(encoding="utf-8")
    entries = (json.loads(line) for line in lock.splitlines()[1:])
    ours = [entry["guid"] for entry in entries if "guid" in entry]
    others = (f"other-{number}" for number in range(_CARDS - len(ours)))
    path = write_database(tmp_path / "learner.anki2", guids=[*ours, *others], reviews=5)
    if form == "apkg":
        path = zip_members(tmp_path / "learner.apkg", anki21=path.read_bytes())
    stats = Case(command=flashcards("stats", path.name), cwd=tmp_path)
    check = Case(command=flashcards("check"), cwd=tmp_path)
    cost, content = best_cost(stats, runs=3), best_cost(check, runs=3)
    seconds = cost.seconds - content.seconds
    with capsys.disabled():
        print(f"\nstats of {_CARDS:,} cards ({form}): {seconds:.2f} s, {cost.megabytes:.0f} MB")  # noqa: T201 - the measurement
    assert seconds < 1.5

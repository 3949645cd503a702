"""What the lock costs: a build of 10,000 notes with it, beside one without."""

from pathlib import Path

import pytest

from tests.benchmarks.generate import make_content
from tests.benchmarks.measure import Case, best_cost, flashcards

pytestmark = pytest.mark.timing


def test_a_lock_costs_a_build_of_10_000_notes_at_most_four_tenths(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = make_content(10_000)
    content = tmp_path / "content" / "big.yaml"
    content.parent.mkdir()
    build = Case(command=flashcards("build"), cwd=tmp_path)
    without = within = float("inf")
    for run in range(5):
        for built in tmp_path.glob("decks/*"):
            built.unlink()
        content.write_text(text, encoding="utf-8")
        without = min(without, best_cost(build, runs=1).seconds)
        content.write_text(text.replace("about 77 steps", f"{run} steps"), encoding="utf-8")
        within = min(within, best_cost(build, runs=1).seconds)
    with capsys.disabled():
        ratio = f"{within / without:.2f} times one without, at most 1.4"
        print(f"\nbuild of 10,000 notes with a lock: {ratio}")  # noqa: T201 - the measurement
    assert within / without <= 1.4

"""Whole builds beside genanki alone; README has the table, these keep it true."""

from pathlib import Path

import pytest

from tests.benchmarks.scale import Scale, measure_scale


def _say(capsys: pytest.CaptureFixture[str], scale: Scale) -> None:
    with capsys.disabled():
        print(  # noqa: T201 - the measurement
            f"\n{scale.notes:,} notes in {scale.files} files: {scale.time_ratio:.1f} times "
            f"genanki's time and {scale.memory_ratio:.1f} times its memory; after one edit "
            f"{scale.edited.seconds / scale.cold.seconds:.2f} of the first build"
        )


def test_a_large_deck_costs_a_bounded_multiple_of_genanki_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scale = measure_scale(tmp_path / "project", notes=10_000, files=1, runs=2)
    _say(capsys, scale)
    assert scale.time_ratio <= 6  # with a second core that is busy; else half of it
    assert scale.memory_ratio <= 2.5
    assert scale.size / scale.raw_size <= 0.4


def test_after_an_edit_only_its_deck_costs_anything(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scale = measure_scale(tmp_path / "project", notes=10_000, files=50, runs=2)
    _say(capsys, scale)
    assert scale.edited.seconds / scale.cold.seconds <= 0.25
    assert scale.unchanged.seconds / scale.cold.seconds <= 0.15

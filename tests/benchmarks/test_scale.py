"""Whole builds beside genanki alone cost what README says, and not much more."""

from pathlib import Path

import pytest

from tests.benchmarks.claims import read_scale_claims
from tests.benchmarks.scale import measure_scale

pytestmark = pytest.mark.timing

_TIME, _MEMORY, _SIZE = 1.4, 1.2, 1.1
"""How many times README's ratio another machine, or a busy one, may come to."""

_NOTHING_TO_DO = 0.15
"""How much of a first build of many files one may take that finds nothing changed."""

CLAIMS = {(claim.notes, claim.files): claim for claim in read_scale_claims()}


@pytest.mark.parametrize(
    ("notes", "files", "runs"), [(1_000, 1, 5), (10_000, 1, 5), (10_000, 100, 3)]
)
def test_a_build_costs_the_multiple_of_genanki_alone_that_readme_states(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], notes: int, files: int, runs: int
) -> None:
    claim = CLAIMS[notes, files]
    scale = measure_scale(tmp_path / "project", notes, files, runs)
    edited = scale.edited.seconds / scale.cold.seconds
    size = scale.size / scale.raw_size
    with capsys.disabled():
        print(  # noqa: T201 - the measurement
            f"\n{notes:,} notes in {files} files: {scale.time_ratio:.2f} times genanki's time "
            f"(README: {claim.time}), {scale.memory_ratio:.2f} times its memory ({claim.memory}), "
            f"{size:.2f} of its size ({claim.size}); after one edit {edited:.2f} of the first "
            f"build ({claim.edited})"
        )
    assert scale.time_ratio <= claim.time * _TIME
    assert scale.memory_ratio <= claim.memory * _MEMORY
    assert edited <= claim.edited * _TIME
    assert size <= claim.size * _SIZE
    assert files == 1 or scale.unchanged.seconds / scale.cold.seconds <= _NOTHING_TO_DO

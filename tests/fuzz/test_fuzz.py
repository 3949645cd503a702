"""Every target of the fuzzer for a short while; `python -m tests.fuzz.run` goes on for longer."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.mix import try_mixed
from tests.fuzz.run import fuzz, summarise
from tests.fuzz.seeds import MARKUP, WORDS, find_seeds
from tests.fuzz.targets import TARGETS

_RUNS = 250
_NEEDS_ATHERIS = pytest.mark.skipif(
    find_spec("atheris") is None, reason="atheris is not installed; it has wheels for Linux only"
)
_SEEDS = {target: tuple(find_seeds(target)) for target in TARGETS}
_WORDS = st.sampled_from([word.encode() for word in (*WORDS, *MARKUP)])


@st.composite
def _inputs(draw: st.DrawFn, target: str) -> bytes:
    """Cut a seed, put words or noise in between, or make something up."""
    if draw(st.booleans()):
        return b"".join(draw(st.lists(_WORDS | st.binary(max_size=4), max_size=20)))
    data = draw(st.sampled_from(_SEEDS[target]))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 40)))
        data = data[:start] + draw(_WORDS | st.binary(max_size=4)) + data[end:]
    return data


@pytest.mark.parametrize("target", TARGETS)
@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_made_up_input_breaks_a_promise(target: str, data: st.DataObject) -> None:
    TARGETS[target](data.draw(_inputs(target)))


@pytest.mark.parametrize("target", TARGETS)
def test_every_seed_keeps_the_promises(target: str) -> None:
    assert _SEEDS[target]
    for data in _SEEDS[target]:
        TARGETS[target](data)


def test_mixing_stops_at_a_broken_promise() -> None:
    def check(data: bytes) -> None:
        assert b"<b>" not in data

    mixed = try_mixed(check, (b"a seed",), seed=1, seconds=60)
    assert b"<b>" in (mixed.broken or b"")
    assert "AssertionError" in mixed.trace


def test_mixing_ends_in_time_where_all_promises_hold() -> None:
    mixed = try_mixed(lambda _: None, (b"a seed",), seed=1, seconds=0.1)
    assert mixed.broken is None
    assert mixed.inputs > 1


@_NEEDS_ATHERIS
@pytest.mark.parametrize("target", TARGETS)
def test_no_input_that_coverage_leads_to_breaks_a_promise(target: str, tmp_path: Path) -> None:
    result = fuzz(target, runs=_RUNS, seed=1, findings=tmp_path)
    assert result.returncode == 0, summarise(result.stdout)
    tried = re.search(r"stat::number_of_executed_units: +([0-9]+)", result.stdout)
    assert tried
    assert int(tried[1]) >= _RUNS  # some more on a busy machine


@_NEEDS_ATHERIS
def test_a_broken_promise_is_found_and_left_where_it_can_be_looked_at(tmp_path: Path) -> None:
    result = fuzz("proof", runs=100_000, seed=1, findings=tmp_path)
    assert result.returncode != 0
    assert "AssertionError: led there" in summarise(result.stdout)
    assert [path.read_bytes()[:4] for path in tmp_path.iterdir()] == [b"lead"]

"""What README's table of benchmarks says, for the tests that hold it to that."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.benchmarks.__main__ import END, START
from tests.command import ROOT


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleClaim:
    """What README says of a project of so many notes and files, as ratios."""

    notes: int
    files: int
    time: float
    memory: float
    edited: float
    size: float


def read_startup_claims() -> dict[str, float]:
    """Give the ratio that README states for each small command on the shipped deck."""
    return {cells[0]: float(cells[2]) for cells in _rows() if cells[0].startswith("`")}


def read_scale_claims() -> tuple[ScaleClaim, ...]:
    """Give what README states of whole builds."""
    return tuple(
        ScaleClaim(
            notes=int(cells[0].replace(",", "")),
            files=int(cells[1]),
            time=float(cells[4]),
            memory=float(cells[5]),
            edited=float(cells[6]),
            size=float(cells[7]),
        )
        for cells in _rows()
        if re.fullmatch(r"[\d,]+", cells[0])
    )


def _rows() -> Iterator[list[str]]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    table = text.partition(START)[2].partition(END)[0]
    for line in table.splitlines():
        if line.startswith("|"):
            yield [cell.strip() for cell in line.strip("|").split("|")]

"""The tables of rivals for README: who is faster and who is slower than us, and what they keep."""

import platform
import sys
from collections.abc import Callable, Mapping, Sequence
from os import cpu_count
from pathlib import Path

from tests.benchmarks.measure import Cost
from tests.benchmarks.rivals import OURS, RIVALS, Tool
from tests.benchmarks.side_by_side import (
    LIMIT,
    Kept,
    Measured,
    find_kept,
    install,
    measure_tools,
)


def compare_with_rivals(folder: Path, sizes: Sequence[int]) -> str:
    """Install the rivals, measure them beside us, and give the tables as Markdown."""
    folders: dict[Tool, Path] = {}
    left_out: list[Tool] = []
    for index, tool in enumerate((OURS, *RIVALS)):
        if install(tool, folder / str(index)):
            folders[tool] = folder / str(index)
        else:
            left_out.append(tool)
    if OURS in left_out:
        raise SystemExit("flashcards itself could not be installed")
    kept = [find_kept(tool, where) for tool, where in folders.items()]
    measured: list[Measured] = []
    for notes in sizes:
        found = measure_tools(folders, notes, runs=5 if notes <= 1_000 else 3)
        measured += found
        print(*map(_row_of, found), sep="\n", file=sys.stderr)  # noqa: T201 - it takes minutes
    return render_rivals(measured, kept, left_out)


def render_rivals(
    measured: Sequence[Measured], kept: Sequence[Kept], left_out: Sequence[Tool] = ()
) -> str:
    """Give both tables, and who is faster and slower in words."""
    lines = [
        (
            f"{cpu_count()} cores, Python {platform.python_version()}, {platform.system()}; in "
            "turns, the best of several runs. Memory is that of all processes together."
        ),
        "",
        "| notes | tool | first build | nothing changed | one answer edited | memory | package |",
        "|---|---|---|---|---|---|---|",
        *map(_row_of, measured),
        "",
        *(
            f"- {_compare([each for each in measured if each.notes == notes])}"
            for notes in dict.fromkeys(each.notes for each in measured)
        ),
        "",
        "| tool | reads | a note is known by | all stay when one is reworded | one is put first |",
        "|---|---|---|---|---|",
        *(
            f"| {each.tool.name} | {each.tool.reads} | {each.tool.goes_by} "
            f"| {_say(each.when_reworded)} | {_say(each.when_one_is_put_first)} |"
            for each in kept
        ),
    ]
    if left_out:
        names = ", ".join(tool.name for tool in left_out)
        lines += ["", f"Could not be installed here: {names}."]
    return "\n".join(lines)


def _row_of(measured: Measured) -> str:
    return (
        f"| {measured.notes:,} | {measured.tool.name} | {_seconds(measured.cold)} "
        f"| {_seconds(measured.unchanged)} | {_seconds(measured.edited)} "
        f"| {measured.cold.megabytes:.0f} MB "
        f"| {f'{measured.size / 1000:,.0f} kB' if measured.size else 'none'} |"
    )


def _compare(measured: Sequence[Measured]) -> str:
    """Say of the tools measured with one number of notes who does better than us, who worse."""
    (ours,) = (each for each in measured if each.tool == OURS)
    others = [each for each in measured if each is not ours]
    times = {each.tool.name: each.cold.seconds / ours.cold.seconds for each in others}
    memory = {each.tool.name: each.cold.megabytes / ours.cold.megabytes for each in others}
    stopped = f"over {LIMIT / ours.cold.seconds:.0f}"
    return (
        f"{ours.notes:,} notes, first build, in flashcards' time: "
        f"faster {_name(times, stopped, lambda ratio: ratio < 1)}; "
        f"slower {_name(times, stopped, lambda ratio: ratio >= 1)}. "
        f"In its memory: less {_name(memory, stopped, lambda ratio: ratio < 1)}."
    )


def _name(ratios: Mapping[str, float], stopped: str, is_meant: Callable[[float], bool]) -> str:
    """Name the tools whose ratio is meant, lowest first, with their ratios."""
    return (
        ", ".join(
            f"{name} ({stopped if ratio == float('inf') else f'{ratio:.1f}'})"
            for name, ratio in sorted(ratios.items(), key=lambda item: item[1])
            if is_meant(ratio)
        )
        or "none"
    )


def _seconds(cost: Cost) -> str:
    return f"> {LIMIT} s" if cost.seconds == float("inf") else f"{cost.seconds:.2f} s"


def _say(is_so: bool) -> str:  # noqa: FBT001 - its name says it
    return "yes" if is_so else "**no**"

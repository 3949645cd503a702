"""`python -m tests.benchmarks` measures everything and writes README's table.

With `--rivals` it measures other tools beside ours instead, installed for it from PyPI into a
temporary folder, and writes README's table of these. With `--small` the largest projects are left
out, and the table is only printed. It takes some minutes; nothing else should run meanwhile.
"""

import os
import platform
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.rival_table import compare_with_rivals
from tests.benchmarks.scale import Scale, measure_scale
from tests.benchmarks.startup import measure_startup
from tests.command import ROOT

START, END = "<!-- Written by python -m tests.benchmarks -->", "<!-- End of the benchmark -->"
RIVALS_START = "<!-- Written by python -m tests.benchmarks --rivals -->"
RIVALS_END = "<!-- End of the rivals -->"

_SIZES = (100, 1_000, 10_000, 100_000)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def render_table(folder: Path, sizes: tuple[int, ...]) -> str:
    """Measure, and give the tables as Markdown."""
    startup = measure_startup(folder / "startup")
    lines = [
        (
            f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}; "
            "the best of several runs. Memory is that of all processes together."
        ),
        "",
        _row("the shipped deck", "compared with", "ratio", "target"),
        "|---|---|---|---|",
        *(
            _row(what, f"`{base}`", f"{found:.2f}", f"{limit:g}")
            for what, base, found, limit in (
                ("`--help`", "import click, yaml", startup.help, 1.5),
                ("`check`", "import click, yaml", startup.check, 2.5),
                ("`build`, no deck there yet", "import genanki", startup.build_cold, 2),
                ("`build`, nothing changed", "import click, yaml", startup.build_again, 1.5),
            )
        ),
        "",
        _row(
            "notes",
            "files",
            "first build",
            "genanki alone",
            "time ratio",
            "memory ratio",
            "one answer edited, of the first build",
            "size of the deck, of genanki's",
        ),
        "|---|---|---|---|---|---|---|---|",
    ]
    measured: list[Scale] = []
    for notes in sizes:
        for files in (1, 100):
            if notes // files < 10 and files > 1:
                continue  # no file is that small
            runs = 5 if notes <= 10_000 else 2
            scale = measure_scale(folder / f"{notes}-{files}", notes, files, runs)
            measured.append(scale)
            lines.append(_scale_row(scale))
            print(_scale_row(scale), file=sys.stderr)  # noqa: T201 - it takes minutes
    lines.append(_row("*target*", "", "", "", "1.5", "1.5", "0.15 of 100 files", "0.4"))
    ends = {scale.notes: scale for scale in measured if scale.files == 1}
    if len(sizes) == len(_SIZES):
        growth = (ends[100_000].cold.seconds / 100_000) / (ends[10_000].cold.seconds / 10_000)
        lines += [
            "",
            f"Time per note at 100,000 notes is {growth:.2f} times that at 10,000 (target: 1.3).",
        ]
    return "\n".join(lines)


def _scale_row(scale: Scale) -> str:
    return _row(
        f"{scale.notes:,}",
        f"{scale.files}",
        f"{scale.cold.seconds:.2f} s, {scale.cold.megabytes:.0f} MB",
        f"{scale.raw.seconds:.2f} s, {scale.raw.megabytes:.0f} MB",
        f"{scale.time_ratio:.1f}",
        f"{scale.memory_ratio:.1f}",
        f"{scale.edited.seconds / scale.cold.seconds:.2f}",
        f"{scale.size / scale.raw_size:.2f}",
    )


def main() -> None:
    """Write a table into README, or print it."""
    is_small = "--small" in sys.argv
    is_of_rivals = "--rivals" in sys.argv
    sizes = _SIZES[:-1]
    with tempfile.TemporaryDirectory() as name:
        if is_of_rivals:
            table = compare_with_rivals(Path(name), sizes[:1] if is_small else sizes)
        else:
            table = render_table(Path(name), sizes if is_small else _SIZES)
    if is_small:
        print(table)  # noqa: T201 - what it was asked for
        return
    start, end = (RIVALS_START, RIVALS_END) if is_of_rivals else (START, END)
    readme = ROOT / "README.md"
    before, _, rest = readme.read_text(encoding="utf-8").partition(start)
    _, _, after = rest.partition(end)
    readme.write_text(f"{before}{start}\n\n{table}\n\n{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()

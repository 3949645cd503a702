"""Tools installed each on its own, measured in turns, and asked which notes stay the same.

They are other people's programs: each runs in a folder and with a home of its own, and learns
nothing of our environment.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path

from tests.anki.engine import find_notes, import_package, open_collection
from tests.benchmarks.measure import Case, Cost, best_costs
from tests.benchmarks.rival_formats import Card, make_cards
from tests.benchmarks.rivals import Tool

LIMIT = 120
"""Seconds after which a build is stopped."""

_PIP = ("PATH", "LANG", "SSL_CERT_FILE", "HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")
"""What pip may need to know of our environment, besides its own settings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a tool took for so many notes: builds with nothing there, nothing changed, one edit.

    `size` is that of its package, in bytes.
    """

    tool: Tool
    notes: int
    cold: Cost
    unchanged: Cost
    edited: Cost
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Whether all notes stay the same when one is reworded, and when one is put before them."""

    tool: Tool
    when_reworded: bool
    when_one_is_put_first: bool


def install(tool: Tool, folder: Path) -> bool:
    """Install a tool into a new environment, and say whether that went well."""
    home = folder / "home"
    home.mkdir(parents=True)
    environment = {
        name: value for name, value in os.environ.items() if name in _PIP or name.startswith("PIP_")
    }
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    done = subprocess.run(
        [str(_programs(folder) / "python"), "-m", "pip", "install", "--quiet", tool.requirement],
        cwd=home,
        env={**environment, "HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    print(done.stderr, end="", file=sys.stderr)  # noqa: T201 - why a tool is left out
    return done.returncode == 0


def measure_tools(folders: Mapping[Tool, Path], notes: int, runs: int) -> list[Measured]:
    """Measure tools, each in the folder it was installed into, in turns."""
    cards = make_cards(notes)
    edits = count()

    def start_anew(tool: Tool, folder: Path) -> None:
        shutil.rmtree(folder / "project", ignore_errors=True)
        _write(tool, folder, cards)

    def edit_one(tool: Tool, folder: Path) -> None:
        middle = len(cards) // 2
        changed = replace(cards[middle], back=f"{cards[middle].back} Edit {next(edits)}.")
        _write(tool, folder, [*cards[:middle], changed, *cards[middle + 1 :]])

    cases: list[Case] = []
    for tool, folder in folders.items():
        start_anew(tool, folder)
        build = _case(tool, folder)
        cases += [
            replace(build, before=partial(start_anew, tool, folder)),
            build,
            replace(build, before=partial(edit_one, tool, folder)),
        ]
    costs = best_costs(cases, runs)
    return [
        Measured(
            tool=tool,
            notes=notes,
            cold=costs[3 * index],
            unchanged=costs[3 * index + 1],
            edited=costs[3 * index + 2],
            size=sum(path.stat().st_size for path in (folder / "project").rglob("*.apkg")),
        )
        for index, (tool, folder) in enumerate(folders.items())
    ]


def find_kept(tool: Tool, folder: Path) -> Kept:
    """Release a few cards twice, the second time changed, and see what Anki's engine says."""
    cards = make_cards(20)
    front = cards[5].front.replace("What does", "What effect does").replace("do to", "have on")
    reworded = [*cards[:5], replace(cards[5], front=front), *cards[6:]]
    one_more = [Card(key=len(cards), front="What comes first?", back="That is **this**."), *cards]
    kept = []
    for edited in (reworded, one_more):
        shutil.rmtree(folder / "project", ignore_errors=True)
        before = _release(tool, folder, cards)
        after = _release(tool, folder, edited)
        kept.append(all(after[key] == guid for key, guid in before.items()))
    return Kept(tool=tool, when_reworded=kept[0], when_one_is_put_first=kept[1])


def _release(tool: Tool, folder: Path, cards: Sequence[Card]) -> dict[int, str]:
    """Build, import into a new collection, and give the GUID that each card has there."""
    _write(tool, folder, cards)
    best_costs([_case(tool, folder)], runs=1)
    (package,) = (folder / "project").rglob("*.apkg")
    collection_path = folder / "project" / "collection.anki2"
    with open_collection(collection_path) as collection:
        import_package(collection, package)
        notes = find_notes(collection, "")
    collection_path.unlink()
    guids = {
        card.key: note.guid
        for card in cards
        for note in notes
        if any(card.front in field for field in note.fields)
    }
    assert len(notes) == len(guids) == len(cards), f"{tool.name} made other notes than asked for"
    assert all("<strong>" in "".join(note.fields) for note in notes), f"{tool.name}: no markup"
    return guids


def _write(tool: Tool, folder: Path, cards: Sequence[Card]) -> None:
    for name, text in tool.write(cards).items():
        path = folder / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _case(tool: Tool, folder: Path) -> Case:
    programs = _programs(folder)
    program, *arguments = tool.command
    return Case(
        command=[str(programs / program), *arguments],
        cwd=folder / "project",
        environment={
            "PATH": f"{programs}{os.pathsep}{os.defpath}",
            "HOME": str(folder / "project" / "home"),
            "LANG": "C.UTF-8",
        },
        limit=LIMIT,
        is_apart=True,
    )


def _programs(folder: Path) -> Path:
    return folder / "venv" / "bin"

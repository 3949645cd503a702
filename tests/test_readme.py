"""README says only what is so."""

import re
import subprocess
from pathlib import Path

from flashcards.identity.similarity import is_same_note
from flashcards.text.video_sites import SITES
from tests.anki.regeneration_rows import render_table
from tests.identity.test_recognition import PAIRS, UNSEEN, texts_of
from tests.support import compile_shipped, compile_text

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_tours_example_compiles_without_a_problem(tmp_path: Path) -> None:
    example = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert example
    compiled = compile_text(tmp_path, example[1], "bones.yaml")
    assert compiled.diagnostics == ()
    assert {note.kind.value for note in compiled.decks[0].notes} == {"question", "topic", "chapter"}


def test_the_two_commands_are_those_that_ci_runs() -> None:
    commands = re.findall(r"^python3 -m venv .*$", README, re.MULTILINE)
    assert commands == [
        "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/flashcards build",
        "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest -n auto",
    ]
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    taken = re.search(r"^mapfile -t commands < <\((.*)\)$", ci, re.MULTILINE)
    assert taken
    found = subprocess.run(
        ["bash", "-c", taken[1]], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert found.stdout.splitlines() == commands
    assert re.findall(r'^eval "\$\{commands\[(\d)\]\}"$', ci, re.MULTILINE) == ["0", "1"]


def test_windows_has_the_same_two_commands() -> None:
    commands = re.findall(r"^python3 -m venv .*$", README, re.MULTILINE)
    assert re.findall(r"^py -m venv .*$", README, re.MULTILINE) == [
        command.replace("python3", "py")
        .replace(" &&", ";")
        .replace(".venv/bin/", ".venv\\Scripts\\")
        for command in commands
    ]


def test_every_site_whose_moments_are_linked_is_named() -> None:
    (said,) = re.findall(r"^- \*\*The time on a card\*\* .*\n(?:  .*\n)*", README, re.MULTILINE)
    words = " ".join(said.split())
    assert [name for name in ("YouTube", *(site.name for site in SITES)) if name not in words] == []


def test_numbers_in_the_text_are_the_measured_ones() -> None:
    assert f"in {len(compile_shipped().notes)} notes" in README
    right = sum(pair["same"] and is_same_note(*texts_of(pair)) for pair in UNSEEN)
    same = sum(pair["same"] for pair in UNSEEN)
    assert f"{right} of {same} that no threshold was set on are recognised" in README
    known = [pair for pair in PAIRS if pair["same"]]
    found = sum(is_same_note(*texts_of(pair)) for pair in known)
    assert f"of the {len(PAIRS)} that thresholds were set on {found / len(known):.0%}" in README


def test_the_regeneration_table_is_the_one_that_is_tested() -> None:
    assert render_table() in README


def test_links_and_pictures_within_the_repository_exist() -> None:
    prose = re.sub(r"`[^`]*`", "", README)
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)\)", prose)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []

"""The add-on in the real program, under a virtual screen: opened, read, clicked and undone."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection, ExportAnkiPackageOptions

from flashcards.app.addon import pack_addon
from flashcards.identity.decisions import Decisions
from tests.anki.engine import find_notes, import_package, open_collection
from tests.anki.history import write_content
from tests.anki.learner import review_card
from tests.anki.regeneration_rows import DENMARK, NORWAY, PUBLISHED, SAILORS, VIDEO
from tests.anki.release import release_folder
from tests.support import NOW

DRIVERS = Path(__file__).parent / "window"
PYTHON = os.environ.get("ANKI_AQT_PYTHON") or (
    sys.executable if importlib.util.find_spec("aqt") else ""
)
"""A Python that has Anki's window."""

SCREEN = shutil.which("xvfb-run")

pytestmark = pytest.mark.skipif(
    not (PYTHON and SCREEN),
    reason="needs Anki's window (`pip install aqt[qt6]`, in a Python that ANKI_AQT_PYTHON names) "
    "and a virtual screen (`apt-get install xvfb`)",
)

_DENMARK_ITEM = """\
          - question: What is the capital of Denmark?
            answer: Copenhagen
"""
_EDITS = (
    ("answer: Oslo", "answer: Oslo, once called Christiania"),
    ("In 1559, in Duisburg", "In 1569, in **Duisburg**"),
    ("A course of constant bearing", "<script>alert(1)</script> A course of one bearing"),
    (_DENMARK_ITEM, ""),
    ("title: How Maps Lie", "title: How Maps Lie\ndeck: Cartography"),
    ("A flat map", "A ==flat== map"),
)


LABELS = [
    "Update “Cartography”",
    "“How Maps Lie” will be renamed to “Cartography”, as its author did.",
    "2 notes will be updated.",
    "2 notes were changed by both you and the author: please choose below.",
    "1 note is no longer in the deck. Nothing is deleted: it gets the tag flashcards::retired.",
    "Why do sailors like the Mercator projection?",
    "Answer",
    "It is straight.",
    "<script>alert(1)</script> A course of one bearing is a straight line on it.",
    "What is the capital of Norway?",
    "Answer",
    "Oslo, of course",
    "Oslo, once called Christiania",
    "A backup comes first, your reviews stay, and Undo takes all of it back.",
]


def prepare(folder: Path) -> tuple[Path, Path]:
    """Make a profile whose learner has edited a deck, with the add-on; and the deck's next release.

    Gives the profile's base folder and the package.
    """
    project, base = folder / "project", folder / "base"
    project.mkdir()
    write_content(project, video=VIDEO)
    (package,) = release_folder(project, NOW).packages
    profile = base / "User 1"
    profile.mkdir(parents=True)
    with open_collection(profile / "collection.anki2") as collection:
        import_package(collection, package)
        for card_id in collection.find_cards(""):
            review_card(collection, card_id, 3)
        _edit(collection, NORWAY, "Answer", "Oslo, of course")
        _edit(collection, SAILORS, "Answer", "It is <b>straight</b>.")
        _edit(collection, PUBLISHED, "Extra", "His own name was Kremer.")
        collection.export_anki_package(
            out_path=str(folder / "foreign.apkg"),
            options=ExportAnkiPackageOptions(legacy=True),
            limit=None,
        )
    text = VIDEO
    for old, new in _EDITS:
        assert text.count(old) == 1
        text = text.replace(old, new)
    write_content(project, video=text)
    (package,) = release_folder(project, NOW + 1000, Decisions({}, frozenset({DENMARK}))).packages
    shutil.copyfile(package, folder / "video.apkg")
    addon = folder / "flashcards.ankiaddon"
    addon.write_bytes(pack_addon())
    with zipfile.ZipFile(addon) as archive:
        archive.extractall(base / "addons21" / "video_flashcards")
    return base, folder / "video.apkg"


def _edit(collection: Collection, key: str, field: str, text: str) -> None:
    (note,) = find_notes(collection, f'"Key:{key}"')
    note[field] = text
    note.tags.append("leech")
    collection.update_note(note)


def drive(driver: str, *arguments: str | Path) -> None:
    """Run a driver in Anki under a virtual screen."""
    assert SCREEN is not None
    done = subprocess.run(
        [SCREEN, "-a", "-s", "-screen 0 1280x1024x24", PYTHON, DRIVERS / driver, *arguments],
        env={
            **{name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
            "QTWEBENGINE_CHROMIUM_FLAGS": "--no-sandbox",  # it can't have one as root
            "QTWEBENGINE_DISABLE_SANDBOX": "1",
            "ANKI_SINGLE_INSTANCE_KEY": f"flashcards-{os.getpid()}",  # another may run
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_learner_updates_a_deck_in_the_real_program(theme: str, tmp_path: Path) -> None:
    base, package = prepare(tmp_path)
    drive("update_a_deck.py", base, package, tmp_path, theme)
    seen: dict[str, Any] = json.loads((tmp_path / f"seen-{theme}.json").read_text())
    assert seen["labels"] == LABELS
    texts = {fields[1]: fields for fields in seen["after"].values()}
    assert texts["What is the capital of Norway?"][2] == "Oslo, once called Christiania"
    assert texts["Why do sailors like the Mercator projection?"][2] == "It is <b>straight</b>."
    assert texts["When did Mercator publish it?"][2] == "In 1569, in <strong>Duisburg</strong>"
    assert texts["When did Mercator publish it?"][4] == "His own name was Kremer."
    assert seen["undone"] == seen["cancelled"] == seen["before"]
    assert seen["cards_undone"] == seen["cards_before"]
    known = {row[0] for row in seen["cards_before"]}
    assert [row for row in seen["cards_after"] if row[0] in known] == seen["cards_before"]
    assert seen["default_choices"] == [True, True]
    assert seen["undo"] == "Update Cartography"
    assert seen["backups"] >= 1
    assert seen["again"] == "“Cartography” is already up to date."
    assert seen["foreign_is_ankis"]
    for name in (f"dialog-{theme}.png", f"dialog-narrow-{theme}.png"):
        assert (tmp_path / name).stat().st_size > 5_000

"""Anki's real program under a virtual screen: a profile for it, and drivers that run inside it."""

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

from anki.collection import Collection, ExportAnkiPackageOptions

from flashcards.addon.merging.package import ABOUT
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
MISSING = (
    "needs Anki's window (`pip install 'aqt[qt]'`, in a Python that ANKI_AQT_PYTHON names) "
    "and a virtual screen (`apt-get install xvfb`)"
)

_DENMARK_ITEM = """\
          - question: What is the capital of Denmark?
            answer: Copenhagen
"""
EDITS = (
    ("answer: Oslo", "answer: Oslo, once called Christiania"),
    ("In 1559, in Duisburg", "In 1569, in **Duisburg**"),
    ("A course of constant bearing", "<script>alert(1)</script> A course of one bearing"),
    (_DENMARK_ITEM, ""),
    ("title: How Maps Lie", "title: How Maps Lie\ndeck: Cartography"),
    ("A flat map", "A ==flat== map"),
)


def prepare(folder: Path, edits: Sequence[tuple[str, str]] = EDITS) -> tuple[Path, Path]:
    """Make a profile whose learner has edited a deck, with the add-on; and the deck's next release.

    Gives the profile's base folder and the package.
    """
    project, base = folder / "project", folder / "base"
    project.mkdir(parents=True)
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
    for old, new in edits:
        assert text.count(old) == 1
        text = text.replace(old, new)
    write_content(project, video=text)
    (package,) = release_folder(project, NOW + 1000, Decisions({}, frozenset({DENMARK}))).packages
    shutil.copyfile(package, folder / "video.apkg")
    with (
        zipfile.ZipFile(package) as today,
        zipfile.ZipFile(folder / "tomorrow.apkg", "w") as tomorrow,
    ):
        for name in today.namelist():
            tomorrow.writestr(name, b'{"format": 2}' if name == ABOUT else today.read(name))
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


_TRIES = 4
_CRASHED = {-signal.SIGSEGV, 128 + signal.SIGSEGV}


def drive(driver: str, base: Path, *arguments: str | Path) -> None:
    """Run a driver in Anki under a virtual screen, with the profile's base folder.

    On a busy machine Qt crashes now and then in a timer of Anki's own: then all is done once more.
    """
    profile = base.with_name(f"{base.name}-before")
    shutil.copytree(base, profile)
    for _ in range(_TRIES):
        done = _run(driver, base, *arguments)
        if done.returncode not in _CRASHED:
            break
        shutil.rmtree(base)
        shutil.copytree(profile, base)
    assert done.returncode == 0, done.stdout + done.stderr


def _run(driver: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    assert SCREEN is not None
    return subprocess.run(
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

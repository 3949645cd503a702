"""Where the add-on can't work it says so in plain words, and Anki starts as without it."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from flashcards.app.addon import pack_addon

ANKIS = {
    "an Anki without the place where imports start": "",
    "an Anki that starts imports in another way": "add('aqt.import_export')\n"
    "add('aqt.operations', CollectionOp=object, QueryOp=object)\n"
    "add('aqt.import_export.importing', ApkgImporter=object)",
    "an Anki whose engine speaks otherwise": "add('anki')\nadd('anki.collection')",
    "an Anki with an older Python": "import enum\ndel enum.StrEnum",
}

SCRIPT = """\
import sys
from types import ModuleType

def add(name, **parts):
    sys.modules[name] = ModuleType(name)
    sys.modules[name].__dict__.update(parts)

add('aqt', mw=object())
add('aqt.utils', **dict.fromkeys(('askUser', 'showInfo', 'showWarning', 'tooltip'), print))
{anki}
sys.path.insert(0, 'addons')
import video_flashcards
"""


@pytest.mark.parametrize("anki", ANKIS)
def test_an_anki_that_the_addon_does_not_know_is_told_in_plain_words(
    anki: str, tmp_path: Path
) -> None:
    with zipfile.ZipFile(io.BytesIO(pack_addon())) as archive:
        archive.extractall(tmp_path / "addons" / "video_flashcards")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(anki=ANKIS[anki])],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stderr, done.returncode) == ("", 0)
    assert done.stdout == (
        "The add-on Flashcards doesn't know this version of Anki, and does nothing. Decks can be "
        "imported as without it: notes that you edited or marked may then miss updates.\n"
    )

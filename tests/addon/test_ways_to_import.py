"""The core is found by whoever imports it, without a window, in whatever way."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from flashcards.app.addon import pack_addon
from tests.anki.regeneration_rows import VIDEO
from tests.support import build_files

WAYS = {
    "as part of flashcards": "from flashcards.addon import update",
    "from an add-on named by a number": "import importlib\n"
    "update = importlib.import_module('1234567890.update')",
    "from the add-on's folder": "sys.path.insert(0, 'addons/1234567890')\nimport update",
    "by its file": "from importlib.util import module_from_spec, spec_from_file_location\n"
    "spec = spec_from_file_location('loose', 'addons/1234567890/update.py')\n"
    "update = module_from_spec(spec)\nspec.loader.exec_module(update)",
    "by its file, under a name with a dot": "from importlib.util import module_from_spec, "
    "spec_from_file_location\n"
    "spec = spec_from_file_location('a.b.update', 'addons/1234567890/update.py')\n"
    "update = module_from_spec(spec)\nsys.modules['a.b.update'] = update\n"
    "spec.loader.exec_module(update)",
}

SCRIPT = """\
import sys
sys.path.insert(0, 'addons')
{way}
from anki.collection import Collection
col = Collection('learner.anki2')
counts = update.update_collection(col, sys.argv[1])
col.close()
others = sorted(name for name in sys.modules if name.split('.')[0] in ('aqt', 'PyQt6', 'genanki'))
with open('counts.txt', 'w') as file:  # Anki prints on slow days
    print(counts, others, file=file)
"""


@pytest.mark.parametrize("way", WAYS)
def test_the_core_works_however_it_is_imported(way: str, tmp_path: Path) -> None:
    (tmp_path / "video.yaml").write_text(VIDEO, encoding="utf-8")
    (package,) = build_files([tmp_path / "video.yaml"], tmp_path)
    with zipfile.ZipFile(io.BytesIO(pack_addon())) as archive:
        archive.extractall(tmp_path / "addons" / "1234567890")
    script = SCRIPT.format(way=WAYS[way])
    done = subprocess.run(
        [sys.executable, "-c", script, package],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "counts.txt").read_text() == (
        "{'new': 10, 'updated': 0, 'kept': 0, 'conflicts': 0, 'unchanged': 0, 'retired': 0} []\n"
    )

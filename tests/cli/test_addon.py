"""`flashcards addon`: a file that Anki installs, the same for the same version."""

import ast
import json
import zipfile
from pathlib import Path

from flashcards import __version__
from tests.command import flashcards

WROTE = "Wrote flashcards.ankiaddon; in Anki: Tools > Add-ons > Install from file.\n"


def test_the_add_on_is_written_once_and_where_it_is_wanted(tmp_path: Path) -> None:
    done = flashcards(tmp_path, "addon")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", WROTE)
    again = flashcards(tmp_path, "addon")
    assert again.stderr == "flashcards.ankiaddon is up to date.\n"
    other = flashcards(tmp_path, "addon", "-q", "-o", "other.ankiaddon")
    assert (other.returncode, other.stderr) == (0, "")
    first, second = tmp_path / "flashcards.ankiaddon", tmp_path / "other.ankiaddon"
    assert first.read_bytes() == second.read_bytes()


def test_it_has_what_anki_asks_of_an_add_on(tmp_path: Path) -> None:
    flashcards(tmp_path, "addon")
    with zipfile.ZipFile(tmp_path / "flashcards.ankiaddon") as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert json.loads(archive.read("manifest.json")) == {
            "package": "video_flashcards",
            "name": "Flashcards: updates that keep your edits",
            "human_version": __version__,
            "min_point_version": 250900,
            "max_point_version": 260903,
        }
        names = archive.namelist()
        assert {"__init__.py", "update.py", "merging/plan.py", "dialog.py"} <= set(names)
        assert "start.py" not in names
        for name in names:
            if name.endswith(".py"):
                _check_imports(ast.parse(archive.read(name)))


def _check_imports(tree: ast.Module) -> None:
    """It has nothing but Python, Anki, and what lies beside it; and reaches no network."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            continue
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [each.name for each in node.names]
            roots = {name.split(".")[0] for name in names if isinstance(node, ast.Import)}
            if isinstance(node, ast.ImportFrom) and node.module:
                roots.add(node.module.split(".")[0])
            assert not roots & {"flashcards", "socket", "http", "requests", "subprocess"}
            assert "urllib.request" not in {*names, getattr(node, "module", "")}


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    done = flashcards(tmp_path, "addon", "-o", ".")
    assert done.returncode == 2
    assert "File '.' is a directory." in done.stderr

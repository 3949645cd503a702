"""Names of files mean the same on every system, or nothing is asked of any."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from flashcards.diagnostics import Diagnostic, Span
from flashcards.disk.media import read_media
from tests.command import environment, flashcards
from tests.media import PNG

ELSEWHERE = [
    "/%2Fevil/share/a.png",
    "%5C%5Cevil%5Cshare%5Ca.png",
    "\\\\evil\\share\\a.png",
    "//evil/share/a.png",
    "%2F%2Fevil/share/a.png",
    "/\\evil/share/a.png",
    "\\/evil/share/a.png",
    "\\\\?\\UNC\\evil\\a.png",
    "\\\\.\\pipe\\evil",
    "//?/C:/evil.png",
    "C:\\evil\\a.png",
    "c:/evil/a.png",
    "C:evil.png",
    "C%3A%5Cevil.png",
    "c%3a/evil.png",
    "\\evil\\a.png",
    "/evil/a.png",
    "%2Fevil/a.png",
    "%5Cevil/a.png",
    "file:///evil/a.png",
    "file://evil/a.png",
    "FILE:%2F%2Fevil/a.png",
    "file:evil.png",
    "smb://evil/a.png",
    "http:\\\\evil\\a.png",
    "evil.example:80/a.png",
    "\\\\evil@80\\a.png",
    "//evil:80/a.png",
    "https://evil.example/a.png",
    "data:image/png;base64,evil",
]
DEVICES = ["con", "aux.png", "NUL.png", "sub/com1.png", "evil/lpt1", "CONIN$", "prn .png"]


@pytest.fixture
def touched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Note which paths of the reference's the system is asked about."""
    asked: list[str] = []

    def watch(module: object, name: str) -> None:
        real = getattr(module, name)

        def call(path: object, *arguments: object, **named: object) -> object:
            place = str(path).replace(str(tmp_path), "").lower()
            if re.search(r"evil|\b(?:con|conin\$|aux|nul|com1|prn)\b", place):
                asked.append(f"{name} {path}")
            return real(path, *arguments, **named)

        monkeypatch.setattr(module, name, call)

    for name in ("stat", "lstat", "open", "scandir", "listdir", "readlink"):
        watch(os, name)
    return asked


@pytest.mark.parametrize("reference", ELSEWHERE)
def test_what_lies_elsewhere_on_any_system_is_refused_by_its_shape(
    reference: str, tmp_path: Path, touched: list[str]
) -> None:
    found: list[Diagnostic] = []
    content_file = tmp_path / "content" / "bones.yaml"
    span = Span(str(content_file), 0, 1)
    assert read_media(reference, content_file, span, found.append) is None
    assert [each.code in {"remote-media", "media-outside-content"} for each in found] == [True]
    assert touched == []


@pytest.mark.parametrize("reference", DEVICES)
def test_a_device_of_windows_is_never_asked_for(
    reference: str, tmp_path: Path, touched: list[str]
) -> None:
    content = tmp_path / "content"
    (content / "sub").mkdir(parents=True)
    found: list[Diagnostic] = []
    span = Span(str(content / "bones.yaml"), 0, 1)
    assert read_media(reference, content / "bones.yaml", span, found.append) is None
    assert [each.code for each in found] == ["missing-media"]
    assert touched == []


def _project(folder: Path, reference: str, picture: str) -> Path:
    (folder / "content").mkdir(parents=True)
    (folder / "content" / picture).write_bytes(PNG)
    text = (
        "title: Bones\nchapters:\n  - title: A\n    time: 0:00\n    questions:\n"
        f"      - question: Which? ![]({reference})\n        answer: The pisiform.\n"
    )
    (folder / "content" / "bones.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_picture_with_a_name_that_windows_cant_hold_is_an_error(tmp_path: Path) -> None:
    done = flashcards(_project(tmp_path, "what%3F.png", "what?.png"), "build")
    assert done.returncode == 1
    assert (
        "content/bones.yaml:6:30: error[unportable-name]: `what?.png` has `?` in it, which Windows "
        "allows in no name\n"
    ) in done.stderr


@pytest.mark.parametrize("name", ["aux.yaml", "NUL.yml", "com1.yaml"])
def test_a_content_file_with_the_name_of_a_device_is_an_error(tmp_path: Path, name: str) -> None:
    project = _project(tmp_path, "a.png", "a.png")
    (project / "content" / "bones.yaml").rename(project / "content" / name)
    done = flashcards(project, "check")
    assert done.returncode == 1
    assert f"content/{name}:1:1: error[unportable-name]: `{name}` is a name that" in done.stdout


def _on_a_system_without_case(project: Path, *arguments: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.portable.caseless", *arguments],
        cwd=project,
        env=environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("reference", "picture"),
    [
        ("pic.png", "Pic.PNG"),
        ("Pic.PNG", "Pic.PNG"),
        ("é.png", "e\u0301.png"),
        ("e\u0301.png", "é.png"),
        ("É.png", "e\u0301.png"),
        ("other.png", "Pic.PNG"),
    ],
)
def test_a_system_without_case_or_with_decomposed_names_says_the_same(
    tmp_path: Path, reference: str, picture: str
) -> None:
    project = _project(tmp_path / "here", reference, picture)
    twin = shutil.copytree(project, tmp_path / "there")
    for command in ("check", "build"):
        done = flashcards(project, command)
        said = _on_a_system_without_case(twin, command)
        assert said == (done.returncode, done.stdout, done.stderr)

"""What content, a lock or a file's name can make a terminal or a CI runner do: nothing."""

import re
import shutil
from pathlib import Path

import pytest

from tests.command import environment, flashcards
from tests.support import NOW

DANGEROUS = (
    "\x1b]0;owned\x07",
    "\x1b[2J",
    "\x9b2J",
    "\x85",
    "\u2028",
    "\u202e",
    "\u2066",
    "\u200f",
)
_NOT_SHOWN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
REFERENCES = "".join(f"&#{ord(each[0])};" for each in DANGEROUS if ord(each[0]) > 0x1F)


def _write(folder: Path, question: str, name: str = "x.yaml") -> None:
    path = folder / "content" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        "title: A\nchapters:\n  - title: One\n    time: 0:00\n    questions:\n"
        f"      - {{question: '{question}', answer: b}}\n",
        encoding="utf-8",
    )


def _all_output(folder: Path, *arguments: str) -> str:
    done = flashcards(folder, *arguments)
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    "arguments", [["check"], ["list"], ["diff"], ["build"], ["check", "--strict"]]
)
def test_characters_that_a_text_names_by_reference_reach_no_terminal(
    tmp_path: Path, arguments: list[str]
) -> None:
    _write(tmp_path, f"Is `{REFERENCES}` {REFERENCES}this it?")
    said = _all_output(tmp_path, *arguments)
    assert said
    assert _NOT_SHOWN.findall(said) == []


def test_a_file_name_and_a_lock_reach_no_terminal(tmp_path: Path) -> None:
    name = "x\x1b[2J\u202e\n::error::.yaml"
    _write(tmp_path, "Is this it?", name)
    for command in ("check", "build", "list", "diff", "preview"):
        assert _NOT_SHOWN.findall(_all_output(tmp_path, command, f"content/{name}")) == []
    shutil.rmtree(tmp_path / "content")
    _write(tmp_path, "Is this it?")
    assert flashcards(tmp_path, "build").returncode == 0
    lock = tmp_path / "decks" / "x.lock"
    text = lock.read_text(encoding="utf-8")
    for old, new in (
        ("Is this it?", "Is \\u001b[2J\\u009b this?"),
        ("is-this-it", "is\\u001b[2Jit"),
        ("One", "\\u202eOne"),
    ):
        lock.write_text(text.replace(old, new), encoding="utf-8")
        for command in ("diff", "build"):
            assert _NOT_SHOWN.findall(_all_output(tmp_path, command, "--help"[:0] or ".")) == []


@pytest.mark.parametrize("argument", ["x\x1b[2J", "x\u202e.yaml", "--\x1b[2J"])
def test_a_wrong_argument_reaches_no_terminal(tmp_path: Path, argument: str) -> None:
    for command in ([argument], ["build", argument], ["explain", argument], ["draft", argument]):
        assert _NOT_SHOWN.findall(_all_output(tmp_path, *command)) == []


def test_no_line_of_text_is_a_command_to_a_ci_runner(tmp_path: Path) -> None:
    _write(tmp_path, "##[add-mask]a ::stop-commands::x Is it?", "::error file=a::.yaml")
    path = tmp_path / "content" / "::error file=a::.yaml"
    path.rename(tmp_path / path.name)
    for command in ("check", "list", "diff", "build"):
        said = _all_output(tmp_path, command, path.name)
        assert "##[" not in said
        assert [line for line in said.splitlines() if line.lstrip().startswith("::")] == []


def test_colours_are_the_only_escapes_on_a_terminal(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    import os  # noqa: PLC0415 - only where there are terminals
    import subprocess  # noqa: PLC0415
    import sys  # noqa: PLC0415

    _write(tmp_path, f"Is `{REFERENCES}` {REFERENCES}this it?")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "flashcards", "check"],
        cwd=tmp_path,
        env=environment() | {"TERM": "xterm", "SOURCE_DATE_EPOCH": str(NOW)},
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        said = b""
        try:
            while piece := os.read(ours, 65536):
                said += piece
        except OSError:
            pass  # the other end is closed
        process.wait()
    os.close(ours)
    text = said.decode().replace("\r\n", "\n")
    assert "\x1b[33m" in text
    assert _NOT_SHOWN.findall(re.sub(r"\x1b\[[0-9]+m", "", text)) == []

"""Files that mean harm, given to the command: little time, little memory, and a plain word."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import flashcards
from tests.hostile.bounded import run_bounded

_SOUND = "title: Lakes\nchapters:\n  - title: Baikal\n    time: 0:00\n    questions:\n"
_QUESTION = "      - question: How deep is Lake Baikal?\n        answer: {answer}\n"
_MANY = 10_000_000


def _hole(path: Path) -> None:
    """Make a file of a gibibyte that takes no room on the disk."""
    with path.open("wb") as file:
        file.truncate(2**30)


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _zeros(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _input(path: Path) -> None:
    path.symlink_to("/dev/stdin")


_TROUBLES: dict[str, Callable[[Path], None]] = {
    "file of a gibibyte": _hole,
    "link to itself": _loop,
    "pipe": os.mkfifo,
    "folder": Path.mkdir,
    "device": _zeros,
    "standard input": _input,
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Make a project with sound content, and give the place of another file of it."""
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "lakes.yaml").write_text(
        _SOUND + _QUESTION.format(answer="1,642 m"), encoding="utf-8"
    )
    return folder / "seas.yaml"


def _project(content: Path) -> Path:
    return content.parent.parent


@pytest.mark.parametrize("trouble", _TROUBLES)
def test_what_is_no_content_file_is_said_and_not_waited_for(content: Path, trouble: str) -> None:
    _TROUBLES[trouble](content)
    result = run_bounded(_project(content), "build")
    assert result.returncode == 1
    assert "content/seas.yaml" in result.stderr
    decks = {path.name for path in (_project(content) / "decks").glob("*")}
    assert decks in ({"lakes.apkg", "lakes.lock"}, set())


@pytest.mark.parametrize("trouble", ["file of a gibibyte", "standard input"])
def test_what_is_no_lock_is_said_and_left_alone(content: Path, trouble: str) -> None:
    decks = _project(content) / "decks"
    decks.mkdir()
    _TROUBLES[trouble](decks / "lakes.lock")
    result = run_bounded(_project(content), "build")
    assert result.returncode == 1
    assert "decks/lakes.lock" in result.stderr
    assert [path.name for path in decks.iterdir()] == ["lakes.lock"]


@pytest.mark.parametrize("trouble", _TROUBLES)
def test_what_is_no_image_is_said_at_its_place(content: Path, trouble: str) -> None:
    _TROUBLES[trouble](content.parent / "a.svg")
    content.write_text(_SOUND + _QUESTION.format(answer="'![](a.svg)'"), encoding="utf-8")
    result = run_bounded(_project(content), "check")
    assert result.returncode == 1
    assert "content/seas.yaml:7:22: error[" in result.stdout
    assert "`a.svg`" in result.stdout


def test_an_image_of_comments_alone_is_no_image(content: Path) -> None:
    (content.parent / "a.svg").write_text("<!---->" * 100_000, encoding="utf-8")
    content.write_text(_SOUND + _QUESTION.format(answer="'![](a.svg)'"), encoding="utf-8")
    result = run_bounded(_project(content), "check")
    assert "error[not-media]" in result.stdout


_SVG = '<svg xmlns="http://www.w3.org/2000/svg">'
_LAUGHS = "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(9))


@pytest.mark.parametrize(
    ("svg", "code"),
    [
        (_SVG + "<g>" * 150_000 + "</g>" * 150_000 + "</svg>", None),
        (_SVG + "<g/>" * 250_000 + "</svg>", None),
        (_SVG + "<style>" + "\\a" * 500_000 + "</style></svg>", None),
        (_SVG + "<style>@" + " " * 1_000_000 + "</style></svg>", None),
        (_SVG + "<style>" + "url( " * 200_000 + "</style></svg>", "unsafe-media"),
        (_SVG + "<g " + " ".join(f"a{n}='('" for n in range(80_000)) + "/></svg>", None),
        (f"<!DOCTYPE svg [<!ENTITY a0 'ha'>{_LAUGHS}]>{_SVG}&a9;</svg>", "unsafe-media"),
        (f"<!DOCTYPE svg [<!ENTITY a SYSTEM '/etc/passwd'>]>{_SVG}&a;</svg>", "unsafe-media"),
        (_SVG + "<a>" * 300_000, "not-media"),
        (_SVG + " " * 17_000_000 + "</svg>", "not-media"),
    ],
    ids=[
        "deep",
        "many",
        "escapes",
        "spaces",
        "urls",
        "attributes",
        "entities",
        "file",
        "open",
        "large",
    ],
)
def test_a_picture_without_measure_is_no_trouble(content: Path, svg: str, code: str | None) -> None:
    (content.parent / "a.svg").write_text(svg, encoding="utf-8")
    content.write_text(_SOUND + _QUESTION.format(answer="'![](a.svg)'"), encoding="utf-8")
    result = run_bounded(_project(content), "check")
    assert re.findall(r"error\[(.+?)\]", result.stdout) == ([code] if code else [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("title: " + "a" * _MANY, "text-too-long"),
        ("a" * _MANY + ": 1", "text-too-long"),
        ("? " + "a" * _MANY, "text-too-long"),
        ("# " + "a" * _MANY, "empty-file"),
        ("&" + "a" * _MANY, "empty-file"),
        ("*" + "a" * _MANY, "unknown-alias"),
        ("!" + "a" * _MANY + " b", "yaml-tag"),
        ("[" + "a, " * (_MANY // 30), "yaml-syntax"),
        ("- " * (_MANY // 2), "nesting-too-deep"),
        ("\n" * (_MANY // 10), "empty-file"),
        ("a: !!python/object/apply:os.system [exit]", "yaml-tag"),
        ("a: &a [*a]", "recursive-alias"),
        ("<<: {title: a}", "merge-key"),
        (_SOUND.replace("0:00", "99999999:99"), "invalid-time"),
        (_SOUND.replace("0:00", "9" * 5000), "invalid-time"),
    ],
    ids=lambda value: value[:20] if len(value) > 40 else value,
)
def test_a_text_without_measure_is_refused(content: Path, text: str, code: str) -> None:
    content.write_text(text, encoding="utf-8")
    result = run_bounded(_project(content), "check", "content/seas.yaml")
    assert result.returncode == 1
    assert f"[{code}]" in result.stdout


def test_no_number_of_errors_floods_the_terminal(content: Path) -> None:
    content.write_text(_SOUND + "      - anser: Deep\n" * 20_000, encoding="utf-8")
    for command in ("check", "build"):
        result = run_bounded(_project(content), command)
        said = result.stdout + result.stderr
        assert said.count("error[missing-key]") + said.count("error[unknown-key]") == 2
        assert said.count(": 499 more of ") == 2
        assert "\n39,000 more problems not shown\n" in said
        assert "\n40,000 errors" in said


def test_thousands_of_files_are_no_trouble(content: Path) -> None:
    for number in range(3_000):
        text = _SOUND + _QUESTION.format(answer=f"{number} m")
        (content.parent / f"lake-{number}.yaml").write_text(text, encoding="utf-8")
    result = run_bounded(_project(content), "check")
    assert "3,001 files" in result.stdout


@pytest.mark.parametrize(
    "name",
    ["a\nb.yaml", "\x1b[31ma.yaml", "a" * 250 + ".yaml", "\u202ea.yaml", os.fsdecode(b"\xff.yaml")],
)
def test_a_name_that_means_harm_is_shown_harmless(content: Path, name: str) -> None:
    (content.parent / name).write_text("titel: Seas\n", encoding="utf-8")
    result = run_bounded(_project(content), "check")
    assert result.returncode == 1
    assert "error[unknown-key]" in result.stdout
    assert "\x1b" not in result.stdout + result.stderr
    assert "\u202e" not in result.stdout + result.stderr


@pytest.mark.parametrize("encoding", ["ascii", "utf-8:strict", "latin-1"])
def test_what_an_output_can_not_show_is_no_trouble(content: Path, encoding: str) -> None:
    """Names on Linux are bytes, and a terminal may be older than Unicode."""
    name = os.fsdecode(b"\xff.yaml")
    text = f"id: meere\n{_SOUND}{_QUESTION.format(answer='日本海, …')}"
    (content.parent / name).write_text(text, encoding="utf-8")
    for command in ("check", "list", "build"):
        result = flashcards(_project(content), command, env={"PYTHONIOENCODING": encoding})
        assert result.returncode == 0, result.stderr

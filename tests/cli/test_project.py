"""One project from wherever a command runs: the same decks and locks, and paths to jump to."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import environment, flashcards

BONES = """\
title: Bones of the hand
url: https://youtu.be/dQw4w9WgXcQ
chapters:
  - title: Carpal bones
    time: 0:00 - 4:30
    questions:
      - question: Which bone of the wrist is shaped like a pea?
        answer: The pisiform bone.
"""
BITS = """\
title: Bits
chapters:
  - title: Numbers
    time: 0:00 - 4:30
    topics:
      Bit:
        definition: The smallest unit.
"""
REWORDED = BONES.replace(
    "Which bone of the wrist is shaped like a pea?", "Which wrist bone is shaped like a pea?"
)
BROKEN = BONES.replace("0:00 - 4:30", "soon")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project with one content file in a folder of `content`, and with other folders."""
    folder = tmp_path / "home" / "videos"
    for name in ("content/hand", "notes/old"):
        (folder / name).mkdir(parents=True)
    (folder / "content" / "hand" / "bones.yaml").write_text(BONES, encoding="utf-8")
    return folder


def _decks(project: Path) -> dict[str, bytes]:
    return {
        path.relative_to(project).as_posix(): path.read_bytes()
        for path in project.rglob("*")
        if path.suffix in {".apkg", ".lock"}
    }


def _edit(project: Path, text: str) -> None:
    (project / "content" / "hand" / "bones.yaml").write_text(text, encoding="utf-8")


def _guids(lock: Path) -> list[str]:
    lines = lock.read_text(encoding="utf-8").splitlines()[1:]
    return [json.loads(line)["guid"] for line in lines if '"guid"' in line]


# Where a project begins.


@pytest.mark.parametrize(
    ("folder", "named"),
    [
        ("", ("content/hand/bones.yaml",)),
        ("", ("content",)),
        ("content", ()),
        ("content", ("hand/bones.yaml",)),
        ("content", ("hand",)),
        ("content/hand", ()),
        ("content/hand", ("bones.yaml",)),
        ("content/hand", ("../hand/bones.yaml",)),
        ("content/hand", (".",)),
        ("notes/old", ()),
        ("notes/old", ("../../content/hand/bones.yaml",)),
        ("..", ("videos/content/hand/bones.yaml",)),
        ("..", ("videos",)),
        ("../..", ("home/videos/content",)),
    ],
)
def test_from_every_folder_the_same_deck_and_lock_are_built(
    project: Path, folder: str, named: tuple[str, ...]
) -> None:
    assert flashcards(project, "build").returncode == 0
    expected = _decks(project)
    assert sorted(expected) == ["decks/bones.apkg", "decks/bones.lock"]
    for path in (project / "decks").iterdir():
        path.unlink()
    (project / "decks").rmdir()
    done = flashcards(project / folder, "build", *named)
    assert (done.returncode, done.stderr) == (0, "")
    assert _decks(project) == expected


def test_an_absolute_path_means_the_same_deck_from_elsewhere(project: Path, tmp_path: Path) -> None:
    assert flashcards(project, "build").returncode == 0
    expected = _decks(project)
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "content").mkdir(parents=True)
    done = flashcards(elsewhere, "build", str(project / "content" / "hand" / "bones.yaml"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{project.as_posix()}/decks/bones.apkg: 1 note, 1 card, ")
    assert _decks(project) == expected
    assert [path.name for path in elsewhere.iterdir()] == ["content"]


def test_a_reworded_question_keeps_its_identity_when_it_is_built_in_content(project: Path) -> None:
    assert flashcards(project, "build").returncode == 0
    (guid,) = _guids(project / "decks" / "bones.lock")
    _edit(project, REWORDED)
    done = flashcards(project / "content", "build", "hand/bones.yaml")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("../decks/bones.apkg: 1 note, 1 card, ")
    assert _guids(project / "decks" / "bones.lock") == [guid]
    assert "which-wrist-bone" in (project / "decks" / "bones.lock").read_text(encoding="utf-8")
    assert sorted(_decks(project)) == ["decks/bones.apkg", "decks/bones.lock"]


def test_what_is_built_in_one_folder_is_known_in_another(project: Path) -> None:
    assert flashcards(project, "build").returncode == 0
    done = flashcards(project / "content", "build", env={"PYTHONPROFILEIMPORTTIME": "1"})
    assert done.stdout.startswith("../decks/bones.apkg: 1 note, 1 card, ")
    assert done.stdout.endswith(" (unchanged)\n")
    assert "flashcards.app.compile" not in done.stderr


@pytest.mark.parametrize("settings", [True, False])
def test_a_content_folder_in_content_is_part_of_it(project: Path, *, settings: bool) -> None:
    if settings:
        (project / "flashcards.yaml").touch()
    inner = project / "content" / "content"
    deeper = project / "content" / "hand" / "content"
    for folder, name in ((inner, "inner"), (deeper, "deeper")):
        folder.mkdir()
        (folder / f"{name}.yaml").write_text(BONES, encoding="utf-8")
    assert flashcards(project, "build").returncode == 0
    expected = _decks(project)
    assert len(expected) == 6
    for folder, name in ((inner, "inner"), (deeper, "deeper"), (project / "content", "")):
        _edit(project, BONES)
        named = [f"{name}.yaml"] if name else []
        done = flashcards(folder, "build", *named)
        assert (done.returncode, done.stderr) == (0, "")
    assert _decks(project) == expected


def test_a_project_in_a_folder_that_is_called_content_is_one_by_itself(tmp_path: Path) -> None:
    project = tmp_path / "content" / "mine"
    (project / "content").mkdir(parents=True)
    (project / "content" / "bones.yaml").write_text(BONES, encoding="utf-8")
    assert flashcards(project / "content", "build", "bones.yaml").returncode == 0
    assert sorted(_decks(tmp_path)) == [
        "content/mine/decks/bones.apkg",
        "content/mine/decks/bones.lock",
    ]


def test_flashcards_yaml_makes_a_folder_the_project(tmp_path: Path) -> None:
    (tmp_path / "flashcards.yaml").touch()
    (tmp_path / "talks").mkdir()
    (tmp_path / "talks" / "bones.yaml").write_text(BONES, encoding="utf-8")
    assert flashcards(tmp_path / "talks", "build", "bones.yaml").returncode == 0
    assert sorted(_decks(tmp_path)) == ["decks/bones.apkg", "decks/bones.lock"]


def test_a_file_in_no_project_has_its_deck_beside_it(tmp_path: Path) -> None:
    (tmp_path / "downloads").mkdir()
    (tmp_path / "downloads" / "bones.yaml").write_text(BONES, encoding="utf-8")
    assert flashcards(tmp_path / "downloads", "build", "bones.yaml").returncode == 0
    expected = _decks(tmp_path)
    assert sorted(expected) == ["downloads/decks/bones.apkg", "downloads/decks/bones.lock"]
    done = flashcards(tmp_path, "build", "downloads/bones.yaml")
    assert done.stdout.startswith("downloads/decks/bones.apkg: 1 note, 1 card, ")
    assert _decks(tmp_path) == expected


def test_files_of_two_projects_are_wrong_usage(project: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / "content").mkdir(parents=True)
    (other / "content" / "bones.yaml").write_text(BONES, encoding="utf-8")
    expected = (
        f"Error: the files belong to two projects, `{project}` and `{other}`; name those of one "
        "at a time, or put a `flashcards.yaml` into the folder that is the project of all\n"
    )
    for command in ("build", "check", "diff", "list", "preview"):
        done = flashcards(
            project, command, "content/hand/bones.yaml", "../../other/content/bones.yaml"
        )
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.endswith(expected)
    assert _decks(tmp_path) == {}


def test_a_folder_of_several_projects_is_wrong_usage(project: Path, tmp_path: Path) -> None:
    done = flashcards(tmp_path, "build", "home")
    assert done.returncode == 2
    assert f"two projects, `{project.parent}` and `{project}`" in done.stderr
    assert _decks(tmp_path) == {}


def test_a_link_to_a_project_leads_into_it(project: Path, tmp_path: Path) -> None:
    assert flashcards(project, "build").returncode == 0
    expected = _decks(project)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "whole").symlink_to(project)
    (tmp_path / "part").symlink_to(project / "content" / "hand")
    for named in ("../whole/content/hand/bones.yaml", "../part/bones.yaml", "../part/../hand"):
        done = flashcards(elsewhere, "build", named)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.endswith(" (unchanged)\n")
    assert _decks(project) == expected
    assert list(elsewhere.iterdir()) == []


# Paths that are shown.


def test_places_are_shown_as_seen_from_the_users_folder(project: Path) -> None:
    _edit(project, BROKEN)
    for folder, shown in (
        (project, "content/hand/bones.yaml"),
        (project / "content" / "hand", "bones.yaml"),
        (project / "notes", "../content/hand/bones.yaml"),
        (project.parent, "videos/content/hand/bones.yaml"),
    ):
        named = ["videos/content"] if folder == project.parent else []
        done = flashcards(folder, "check", *named)
        assert done.stdout.startswith(f"{shown}:5:11: error[invalid-time]: `soon` is not a time")
        assert "5 |     time: soon\n" in done.stdout
        done = flashcards(folder, "check", "--format", "json", *named)
        assert json.loads(done.stdout)["diagnostics"][0]["path"] == shown
        done = flashcards(folder, "check", "--format", "github", *named)
        assert done.stdout.startswith(f"::error file={shown},line=5,col=11,")
        done = flashcards(folder, "build", *named)
        assert done.stderr.startswith(f"{shown}:5:11: error[invalid-time]")


def test_decks_and_pages_are_shown_as_seen_from_the_users_folder(project: Path) -> None:
    inside = project / "content"
    assert flashcards(inside, "preview").stdout.startswith("../decks/bones.html: 1 note, ")
    assert flashcards(inside, "diff").stdout.endswith(
        "../decks/bones.apkg: 1 new, 0 notes unchanged\n"
    )
    assert flashcards(inside, "build", "--check").stdout == "../decks/bones.lock: out of date\n"
    assert flashcards(inside, "list").stdout.splitlines()[1].startswith("question  0:00 ")


def test_a_served_preview_follows_the_settings_from_any_folder(project: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "flashcards", "preview", "--serve"],
        cwd=project / "content" / "hand",
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            assert server.stdout is not None
            assert server.stderr is not None
            assert server.stdout.readline().startswith("http://127.0.0.1:")
            assert server.stderr.readline() == "press Ctrl-C to stop\n"
            (project / "flashcards.yaml").write_text("tgas: [a]\n", encoding="utf-8")
            assert server.stderr.readline() == (
                "../../flashcards.yaml:1:1: error[unknown-key]: `flashcards.yaml` has no key "
                "`tgas`\n"
            )
        finally:
            server.kill()


def test_drafts_go_to_the_projects_content_and_named_files_where_the_user_says(
    project: Path,
) -> None:
    (project / "notes" / "rivers.txt").write_text("0:00 One\n1:00 Two\n2:00 Three\n")
    (project / "notes" / "said.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:03.000\nOne\n")
    notes = project / "notes"
    done = flashcards(notes, "draft", "rivers.txt", "--title", "Rivers", "--transcript", "said.vtt")
    assert (done.returncode, done.stderr.splitlines()[-2]) == (
        0,
        "../content/rivers.yaml: 3 chapters",
    )
    assert (project / "content" / "rivers.yaml").is_file()
    done = flashcards(notes, "draft", "rivers.txt", "-o", "here.yaml")
    assert done.stderr.splitlines()[-2] == "here.yaml: 3 chapters"
    assert (notes / "here.yaml").is_file()
    done = flashcards(notes, "draft", "-o", "-", "rivers.txt")
    assert done.stdout.startswith("# yaml-language-server")
    (notes / "empty.txt").write_text("nothing\n", encoding="utf-8")
    done = flashcards(notes, "draft", "empty.txt")
    assert done.stderr.startswith("empty.txt:1:1: error[")


def test_locate_finds_transcript_and_file_where_the_user_says(project: Path) -> None:
    said = "WEBVTT\n\n01:00.000 --> 01:05.000\nWhat is a bit? A bit is the smallest unit.\n"
    _edit(project, BITS)
    (project / "notes" / "said.vtt").write_text(said, encoding="utf-8")
    done = flashcards(
        project / "content", "locate", "hand/bones.yaml", "--transcript", "../notes/said.vtt", "-n"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("--- a/hand/bones.yaml\n+++ b/hand/bones.yaml\n")
    assert done.stderr.startswith("hand/bones.yaml: times that would be: ")


# A second lock.


def test_a_build_that_would_start_a_second_lock_stops(project: Path) -> None:
    assert flashcards(project, "build").returncode == 0
    old = project / "content" / "decks"
    (project / "decks").rename(old)
    before = _decks(project)
    _edit(project, REWORDED)
    expected = (
        "content/hand/bones.yaml:1:1: error[lock-elsewhere]: `decks/bones.lock` does not exist, "
        "but `content/decks/bones.lock` remembers notes of `bones`\n"
        "  |\n"
        "1 | title: Bones of the hand\n"
        "  | ^\n"
        "  help: move that lock to `decks/bones.lock`, or give this file an `id:` if it is another "
        "deck\n\n"
        "1 error\n"
    )
    for command in (("build",), ("build", "--check"), ("build", "--kind", "question"), ("diff",)):
        done = flashcards(project, *command)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.removesuffix("nothing was built\n") == expected
    assert _decks(project) == before
    (guid,) = _guids(old / "bones.lock")
    (project / "decks").mkdir()
    (old / "bones.lock").rename(project / "decks" / "bones.lock")
    assert flashcards(project, "build").returncode == 0
    assert _guids(project / "decks" / "bones.lock") == [guid]


def test_a_lock_above_is_found_up_to_the_top_of_the_work_tree(project: Path) -> None:
    assert flashcards(project, "build").returncode == 0
    (project / "decks").rename(project.parent / "decks")
    done = flashcards(project, "build")
    assert done.returncode == 1
    assert "but `../decks/bones.lock` remembers notes of `bones`" in done.stderr
    subprocess.run(["git", "init", "--quiet", str(project)], check=True)
    assert flashcards(project, "build").returncode == 0


def test_another_folder_for_decks_needs_the_locks_moved(project: Path) -> None:
    assert flashcards(project, "build").returncode == 0
    (guid,) = _guids(project / "decks" / "bones.lock")
    (project / "flashcards.yaml").write_text("decks: out/anki\n", encoding="utf-8")
    done = flashcards(project, "build")
    assert done.returncode == 1
    assert "`out/anki/bones.lock` does not exist, but `decks/bones.lock` remembers" in done.stderr
    (project / "out").mkdir()
    (project / "decks").rename(project / "out" / "anki")
    done = flashcards(project / "notes", "build")
    assert done.stdout.startswith("../out/anki/bones.apkg: 1 note, 1 card, ")
    assert _guids(project / "out" / "anki" / "bones.lock") == [guid]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("old/bones.lock", "[[package]]\nname = 'bones'\n"),
        ("old/bones.lock", "flashcards-lock 1.0\n"),
        ("old/bones.lock", 'flashcards-lock 1.0\n{"key": "bone/question/x", "guid": "g"}\n'),
        (".old/bones.lock", 'flashcards-lock 1.0\n{"key": "bones/question/x", "guid": "g"}\n'),
        ("node_modules/bones.lock", 'flashcards-lock 1.0\n{"key": "bones/question/x"}\n'),
        ("old/hand.lock", 'flashcards-lock 1.0\n{"key": "hand/question/x", "guid": "g"}\n'),
    ],
)
def test_only_a_lock_of_the_same_content_id_counts(project: Path, name: str, text: str) -> None:
    (project / name).parent.mkdir()
    (project / name).write_text(text, encoding="utf-8")
    assert flashcards(project, "build").returncode == 0


def test_a_link_to_a_lock_is_no_lock(project: Path, tmp_path: Path) -> None:
    lock = tmp_path / "bones.lock"
    lock.write_text('flashcards-lock 1.0\n{"key": "bones/question/x"}\n', encoding="utf-8")
    (project / "notes" / "bones.lock").symlink_to(lock)
    assert flashcards(project, "build").returncode == 0

"""`flashcards init`: a project that builds at once; nothing that was there is touched."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from flashcards import __version__
from flashcards.app.init import find_surrounding
from tests.command import ROOT, flashcards

FILES = [
    "content/example.yaml",
    "content/content.schema.json",
    "content/project.schema.json",
    "flashcards.yaml",
    ".gitattributes",
    ".gitignore",
    ".github/workflows/flashcards.yml",
    "AGENTS.md",
]
MINE = """\
title: Bones of the hand
chapters:
  - title: Carpal bones
    time: 0:00 - 4:30
    summary: There are ==eight== of them.
"""


def _list_files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _git(folder: Path, *arguments: str) -> str:
    author = ["-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "core.autocrlf=false"]
    environment = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        ["git", *author, *arguments],
        cwd=folder,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def test_an_empty_folder_becomes_a_project_that_strict_checks_pass_and_that_builds(
    tmp_path: Path,
) -> None:
    done = flashcards(tmp_path, "init")
    assert (done.returncode, done.stdout) == (0, "".join(f"{name}: made\n" for name in FILES))
    assert done.stderr == (
        "no git repository yet: `git init` begins one, and commits keep the locks\n"
        "next: `flashcards preview --serve --open`, `flashcards build`; of a video of your own "
        "`flashcards draft SOURCE`\n"
    )
    assert sorted(_list_files(tmp_path)) == sorted(FILES)
    checked = flashcards(tmp_path, "check", "--strict", "--format", "json")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert json.loads(checked.stdout)["diagnostics"] == []
    built = flashcards(tmp_path, "build", "--strict")
    assert (built.returncode, built.stderr) == (0, "")
    assert built.stdout.startswith("decks/example.apkg: 9 notes, 13 cards, ")
    assert flashcards(tmp_path, "build", "--check").returncode == 0


def test_the_example_shows_every_kind_of_note(tmp_path: Path) -> None:
    flashcards(tmp_path, "init", "-q")
    listed = json.loads(flashcards(tmp_path, "list", "--format", "json").stdout)
    assert {each["kind"] for each in listed} == {"question", "topic", "chapter"}


def test_a_folder_that_is_named_is_made(tmp_path: Path) -> None:
    done = flashcards(tmp_path, "init", "videos/anatomy")
    assert done.returncode == 0
    assert done.stdout == "".join(f"videos/anatomy/{name}: made\n" for name in FILES)
    assert done.stderr.splitlines()[-1] == (
        "next: `cd videos/anatomy`, `flashcards preview --serve --open`, `flashcards build`; of a "
        "video of your own `flashcards draft SOURCE`"
    )
    assert sorted(_list_files(tmp_path / "videos" / "anatomy")) == sorted(FILES)


def test_a_second_time_nothing_changes(tmp_path: Path) -> None:
    flashcards(tmp_path, "init")
    before = _list_files(tmp_path)
    done = flashcards(tmp_path, "init")
    assert done.returncode == 0
    assert done.stdout == "".join(f"{name}: there already (unchanged)\n" for name in FILES)
    assert _list_files(tmp_path) == before


def test_every_file_that_was_there_is_named_and_left_alone(tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"# mine: {name}\n", encoding="utf-8")
    before = _list_files(tmp_path)
    done = flashcards(tmp_path, "init")
    assert done.returncode == 0
    lines = {
        ".gitattributes": ["  add to it: *.lock text eol=lf merge=union"],
        ".gitignore": ["  add to it: /decks/*.apkg", "  add to it: /decks/*.html"],
    }
    assert done.stdout.splitlines() == [
        line
        for name in FILES
        for line in (f"{name}: there already, left alone", *lines.get(name, []))
    ]
    assert _list_files(tmp_path) == before


def test_a_file_that_has_the_lines_it_needs_is_asked_for_nothing(tmp_path: Path) -> None:
    own = b"*.png -text\r\n*.lock   text eol=lf merge=union\r\n"
    (tmp_path / ".gitattributes").write_bytes(own)
    done = flashcards(tmp_path, "init")
    assert ".gitattributes: there already, left alone\n.gitignore: made\n" in done.stdout
    assert (tmp_path / ".gitattributes").read_bytes() == own


def test_where_there_is_content_no_example_is_put_beside_it(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "bones.yml").write_text(MINE, encoding="utf-8")
    done = flashcards(tmp_path, "init")
    assert done.stdout == "".join(f"{name}: made\n" for name in FILES[1:])
    assert done.stderr.splitlines()[-1] == "next: `flashcards draft SOURCE`"
    assert not (tmp_path / "content" / "example.yaml").exists()


@pytest.mark.parametrize("place", ["a link that leads nowhere", "a link that leads outside"])
def test_what_a_link_leads_to_is_neither_written_nor_read(tmp_path: Path, place: str) -> None:
    outside = tmp_path / "outside.md"
    if place == "a link that leads outside":
        outside.write_text("not ours", encoding="utf-8")
    project = tmp_path / "project"
    project.mkdir()
    (project / "AGENTS.md").symlink_to(outside)
    done = flashcards(project, "init")
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "AGENTS.md: there already, left alone"
    assert (project / "AGENTS.md").is_symlink()
    assert outside.exists() == (place == "a link that leads outside")


def test_a_linked_folder_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    project = tmp_path / "project"
    project.mkdir()
    (project / "content").symlink_to(tmp_path / "outside")
    done = flashcards(project, "init")
    assert done.returncode == 1
    assert done.stderr.startswith(
        "flashcards: `content` is a link that leads out of this folder; what is behind it"
    )
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_file_in_a_folders_place_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("", encoding="utf-8")
    done = flashcards(tmp_path, "init")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "flashcards: can't write `content/example.yaml`: File exists; move the file that stands "
        "in a folder's place out of the way\n"
    )


@pytest.mark.parametrize("folder", ["content", "content/more", "decks/more"])
def test_no_project_begins_in_the_content_or_decks_of_another(tmp_path: Path, folder: str) -> None:
    flashcards(tmp_path, "init")
    before = _list_files(tmp_path)
    done = flashcards(tmp_path, "init", folder)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == (
        f"Error: `{folder}` belongs to the project `{tmp_path.as_posix()}`; name that one, or a "
        "folder elsewhere"
    )
    assert _list_files(tmp_path) == before


def test_a_project_below_another_says_that_it_is_apart(tmp_path: Path) -> None:
    flashcards(tmp_path, "init")
    done = flashcards(tmp_path, "init", "more")
    assert done.returncode == 0
    assert f"`{tmp_path.as_posix()}` is a project as well; this one is apart from it\n" in (
        done.stderr
    )
    assert find_surrounding(tmp_path / "more") is None


def test_a_workflow_below_a_repositorys_root_is_told_to_do_nothing(tmp_path: Path) -> None:
    _git(tmp_path, "init", "--quiet")
    below = flashcards(tmp_path, "init", "videos")
    assert below.stderr.splitlines()[0] == (
        "GitHub reads workflows at the root of a repository alone: "
        f".github/workflows/flashcards.yml has to go to `{tmp_path.as_posix()}` to run"
    )
    (tmp_path / "another").mkdir()
    _git(tmp_path / "another", "init", "--quiet")
    at_the_root = flashcards(tmp_path / "another", "init")
    assert at_the_root.stderr.startswith("next: ")


def test_git_keeps_content_and_locks_and_merges_two_builds(tmp_path: Path) -> None:
    flashcards(tmp_path, "init")
    _git(tmp_path, "init", "--quiet", "-b", "main")
    flashcards(tmp_path, "build")
    flashcards(tmp_path, "preview")
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "--quiet", "-m", "Begin")
    kept = _git(tmp_path, "ls-files").split()
    assert sorted(kept) == sorted([*FILES, "decks/example.lock"])
    example = tmp_path / "content" / "example.yaml"
    text = example.read_text(encoding="utf-8")
    for branch, old, new in (
        ("one", "Hermann Ebbinghaus.", "Hermann Ebbinghaus, in Berlin."),
        ("two", "Split it into several cards.", "Split it, a card for each."),
    ):
        _git(tmp_path, "checkout", "--quiet", "-b", branch, "main")
        example.write_text(text.replace(old, new), encoding="utf-8")
        assert flashcards(tmp_path, "build").returncode == 0
        _git(tmp_path, "commit", "--quiet", "-am", branch)
    _git(tmp_path, "merge", "--quiet", "--no-edit", "one")
    assert "<<<<" not in (tmp_path / "decks" / "example.lock").read_text(encoding="utf-8")
    assert flashcards(tmp_path, "build").returncode == 0


def test_the_attributes_are_those_that_this_repository_has_itself() -> None:
    ours = (ROOT / ".gitattributes").read_text(encoding="utf-8")
    texts = ROOT / "flashcards" / "app" / "project_files"
    assert (texts / "gitattributes").read_text(encoding="utf-8") == ours
    ignored = (texts / "gitignore").read_text(encoding="utf-8")
    assert (ROOT / ".gitignore").read_text(encoding="utf-8").startswith(ignored)


def test_the_schemas_are_those_of_the_command(tmp_path: Path) -> None:
    flashcards(tmp_path, "init")
    for name, options in (("content", []), ("project", ["--project"])):
        kept = (tmp_path / "content" / f"{name}.schema.json").read_text(encoding="utf-8")
        assert flashcards(tmp_path, "schema", *options).stdout == kept


def test_each_setting_that_is_offered_can_be_used(tmp_path: Path) -> None:
    flashcards(tmp_path, "init")
    path = tmp_path / "flashcards.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    settings = [line.removeprefix("# ") for line in lines if line.startswith("# ") and ": " in line]
    path.write_text("\n".join(settings[1:]) + "\n", encoding="utf-8")
    assert len(settings) == 5
    done = flashcards(tmp_path, "build")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("build/anki/example.apkg: 9 notes")


def test_the_guides_example_is_sound_and_its_commands_exist(tmp_path: Path) -> None:
    flashcards(tmp_path, "init")
    guide = (tmp_path / "AGENTS.md").read_text(encoding="utf-8")
    text = guide.split("```yaml\n")[1].split("```")[0]
    (tmp_path / "content" / "bones.yaml").write_text(text, encoding="utf-8")
    done = flashcards(tmp_path, "check", "--format", "concise", "content/bones.yaml")
    assert done.returncode == 0
    assert [line.split(": ")[1] for line in done.stdout.splitlines()] == [
        "warning[topic-without-definition]"
    ]
    assert "lunate" in done.stdout.lower()


def test_the_workflow_installs_the_version_that_made_it(tmp_path: Path) -> None:
    flashcards(tmp_path, "init")
    workflow = (tmp_path / ".github/workflows/flashcards.yml").read_text(encoding="utf-8")
    assert f"FLASHCARDS: video-flashcards=={__version__}\n" in workflow

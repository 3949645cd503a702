"""Links in a cloned repository that lead out of it: neither written nor read, and named."""

from pathlib import Path

import pytest

from tests.command import flashcards
from tests.media import PNG
from tests.support import LEADS_OUTSIDE

SECRET = "machine example.org password hunter2\n"  # noqa: S105 - of no machine
CONTENT = """\
title: A
chapters:
  - {title: One, time: "0:00", questions: [{question: "$(touch PWNED)", answer: b}]}
"""


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Give a file of the user's, outside the clone."""
    path = tmp_path / "home" / "secret"
    path.parent.mkdir()
    path.write_text(SECRET, encoding="utf-8")
    return path


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Give a repository with a content file."""
    folder = tmp_path / "clone"
    (folder / "content").mkdir(parents=True)
    (folder / "decks").mkdir()
    (folder / "content" / "x.yaml").write_text(CONTENT, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("build", "x.lock"),
        ("build", "x.apkg"),
        ("preview", "x.html"),
        ("preview", "x.lock"),
        ("diff", "x.lock"),
    ],
)
def test_no_command_writes_or_reads_through_a_link_in_decks(
    clone: Path, outside: Path, command: str, name: str
) -> None:
    (clone / "decks" / name).symlink_to(outside)
    done = flashcards(clone, command)
    assert done.returncode == 1
    assert f"`decks/{name}` {LEADS_OUTSIDE}" in done.stderr
    assert "hunter2" not in done.stdout + done.stderr
    assert outside.read_text(encoding="utf-8") == SECRET
    assert [path.name for path in outside.parent.iterdir()] == ["secret"]


def test_a_folder_of_decks_that_leads_outside_is_not_filled(clone: Path, outside: Path) -> None:
    (clone / "decks").rmdir()
    (clone / "decks").symlink_to(outside.parent)
    done = flashcards(clone, "build")
    assert (done.returncode, done.stderr) == (1, f"flashcards: `decks` {LEADS_OUTSIDE}\n")
    assert [path.name for path in outside.parent.iterdir()] == ["secret"]


@pytest.mark.parametrize("command", ["check", "build", "preview", "list", "diff"])
@pytest.mark.parametrize("is_relative", [True, False])
def test_content_behind_a_link_is_not_shown(
    clone: Path, outside: Path, command: str, *, is_relative: bool
) -> None:
    target = Path("../../home/secret") if is_relative else outside
    (clone / "content" / "y.yaml").symlink_to(target)
    done = flashcards(clone, command)
    assert done.returncode == 1
    assert "error[link-leads-outside]: `content/y.yaml` is not read" in done.stdout + done.stderr
    assert "hunter2" not in done.stdout + done.stderr


def test_a_link_to_what_the_system_tells_of_this_process_is_not_shown(clone: Path) -> None:
    (clone / "content" / "y.yaml").symlink_to("/proc/self/environ")
    done = flashcards(clone, "check", env={"TOKEN": "hunter2"})
    assert "hunter2" not in done.stdout + done.stderr
    assert "link-leads-outside" in done.stdout


@pytest.mark.parametrize("command", ["check", "build", "preview", "list", "diff"])
@pytest.mark.parametrize("named", [(), ("content",)])
def test_a_content_folder_that_leads_outside_is_not_read(
    clone: Path, outside: Path, command: str, named: tuple[str, ...]
) -> None:
    (clone / "content" / "x.yaml").unlink()
    (clone / "content").rmdir()
    (outside.parent / "z.yaml").write_text(SECRET, encoding="utf-8")
    (clone / "content").symlink_to(outside.parent)
    done = flashcards(clone, command, *named)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"flashcards: `content` {LEADS_OUTSIDE}\n"


def test_a_folder_of_content_that_leads_outside_is_passed_by(clone: Path, outside: Path) -> None:
    (outside.parent / "z.yaml").write_text(SECRET, encoding="utf-8")
    (clone / "content" / "more").symlink_to(outside.parent)
    (clone / "content" / ".hidden").symlink_to(outside.parent)
    done = flashcards(clone, "check")
    assert "z.yaml" not in done.stdout + done.stderr
    done = flashcards(clone, "check", "content/more")
    assert done.stderr == f"flashcards: `content/more` {LEADS_OUTSIDE}\n"
    done = flashcards(clone, "check", "content/more/z.yaml")
    assert "the link `content/more` leads out of this folder" in done.stdout
    assert "hunter2" not in done.stdout + done.stderr


def test_a_folder_named_elsewhere_may_be_a_link_of_the_users(clone: Path, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "mine").symlink_to(clone / "content")
    done = flashcards(clone, "check", str(tmp_path / "home" / "mine"))
    assert "link" not in done.stdout + done.stderr
    assert "1 file" in done.stdout


def test_a_link_in_a_folder_without_content_is_not_followed_either(
    tmp_path: Path, outside: Path
) -> None:
    (outside.parent / "content").mkdir()
    (outside.parent / "content" / "z.yaml").write_text(SECRET, encoding="utf-8")
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "more").symlink_to(outside.parent / "content")
    done = flashcards(theirs, "check", "more/z.yaml")
    assert "the link `more` leads out of this folder" in done.stdout
    assert "hunter2" not in done.stdout + done.stderr


@pytest.mark.parametrize("link", ["content/a.png", "content/pictures", "content/x"])
def test_no_picture_behind_a_link_is_packed_or_shown(clone: Path, outside: Path, link: str) -> None:
    (outside.parent / "a.png").write_bytes(PNG)
    is_file = link.endswith(".png")
    (clone / link).symlink_to(outside.parent / "a.png" if is_file else outside.parent)
    shown = link.removeprefix("content/") + ("" if is_file else "/a.png")
    text = CONTENT.replace("answer: b", f"answer: '![]({shown})'")
    (clone / "content" / "x.yaml").write_text(text, encoding="utf-8")
    for command in ("check", "build", "preview"):
        done = flashcards(clone, command)
        assert done.returncode == 1
        assert f"`{shown}` leads out of the content folder" in done.stdout + done.stderr
    assert list((clone / "decks").iterdir()) == []


def test_a_draft_is_neither_made_of_nor_written_to_what_lies_behind_a_link(
    clone: Path, outside: Path
) -> None:
    (clone / "notes.txt").write_text("0:00 One\n1:00 Two\n2:00 Three\n", encoding="utf-8")
    (clone / "content" / "y.yaml").symlink_to(outside)
    done = flashcards(clone, "draft", "notes.txt", "-o", "content/y.yaml", "--force")
    assert f"`content/y.yaml` {LEADS_OUTSIDE}" in done.stderr
    done = flashcards(clone, "draft", "content/y.yaml")
    assert "link-leads-outside" in done.stderr
    assert "hunter2" not in done.stdout + done.stderr
    assert outside.read_text(encoding="utf-8") == SECRET


def test_a_cache_in_a_folder_of_the_users_deletes_nothing_of_theirs(clone: Path) -> None:
    for number in range(300):
        (clone / f"{number}.json").write_text("mine", encoding="utf-8")
    other = clone / "built-decks"
    other.mkdir()
    for number in range(300):
        (other / f"{number:032x}").write_text("mine", encoding="utf-8")
    assert flashcards(clone, "build", env={"FLASHCARDS_CACHE": "."}).returncode == 0
    assert len(list(clone.glob("*.json"))) == 300
    assert sum(path.read_bytes() == b"mine" for path in other.iterdir()) == 300


def test_the_cache_is_the_users_alone(clone: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert flashcards(clone, "build", env={"FLASHCARDS_CACHE": str(cache)}).returncode == 0
    (file,) = (cache / "built-decks").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_a_cache_behind_a_link_is_not_written(clone: Path, outside: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / "built-decks").symlink_to(outside.parent)
    assert flashcards(clone, "build", env={"FLASHCARDS_CACHE": str(cache)}).returncode == 0
    assert [path.name for path in outside.parent.iterdir()] == ["secret"]

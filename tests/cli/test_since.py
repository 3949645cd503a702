"""`build --since`: which notes the patch deck holds, where it stands, and what is refused."""

import io
import subprocess
from pathlib import Path

import pytest

from flashcards.package.read import read_whole_package
from tests.command import flashcards
from tests.package.changing import run_in_package
from tests.support import NOW, set_git_traps

DAY = 86_400
CONTENT = """\
title: Owls
url: https://youtu.be/EV7WhVT270Q
chapters:
  - title: At night
    time: 0:00
    summary: Owls ==fly== by night.
    questions:
      - {question: Where do owls sleep?, answer: In trees.}
      - {question: What do owls eat?, answer: Mice.}
  - title: By day
    time: 5:00
    questions:
      - {question: When do owls rest?, answer: By day.}
"""
SLEEP, EAT, REST = (
    f"owls/question/{slug}"
    for slug in ("where-do-owls-sleep", "what-do-owls-eat", "when-do-owls-rest")
)
CHAPTER = "owls/chapter/at-night"
SAID = (
    "To import a patch deck, set Updates > Update notes to Always in Anki's import dialog. "
    "Learners' own edits of just these notes are replaced; reviews stay.\n"
    "Anki remembers that setting: set it back to If newer with the next import.\n"
)


_NONE = (
    "is no date (such as 2026-01-31), no .apkg file, and no branch, tag or commit that git knows "
    "here."
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a deck of three releases, a day apart, each committed and tagged: v1, v2, v3.

    The second has another answer, the third one more question; `v1.apkg` is the first's package.
    """
    (tmp_path / "content").mkdir()
    git(tmp_path, "init", "-q", "-b", "main")
    write(tmp_path, CONTENT.split("  - title: By day", maxsplit=1)[0])
    build(tmp_path, NOW)
    commit(tmp_path, "v1")
    (tmp_path / "v1.apkg").write_bytes((tmp_path / "decks" / "owls.apkg").read_bytes())
    edit(tmp_path, "In trees.", "In hollow trees.")
    build(tmp_path, NOW + DAY)
    commit(tmp_path, "v2")
    write(tmp_path, CONTENT.replace("In trees.", "In hollow trees."))
    build(tmp_path, NOW + 2 * DAY)
    commit(tmp_path, "v3")
    return tmp_path


def git(project: Path, *arguments: str) -> None:
    author = ["-c", "user.name=a", "-c", "user.email=a@b.c"]
    subprocess.run(["git", *author, *arguments], cwd=project, check=True)


def commit(project: Path, tag: str) -> None:
    git(project, "add", "content", "decks/owls.lock")
    git(project, "commit", "-qm", tag)
    git(project, "tag", tag)


def write(project: Path, text: str) -> None:
    (project / "content" / "owls.yaml").write_text(text, encoding="utf-8")


def edit(project: Path, old: str, new: str) -> None:
    path = project / "content" / "owls.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def build(project: Path, now: int, *options: str) -> subprocess.CompletedProcess[str]:
    return flashcards(project, "build", *options, env={"SOURCE_DATE_EPOCH": str(now)})


def since(project: Path, what: str, *options: str) -> subprocess.CompletedProcess[str]:
    return build(project, NOW + 3 * DAY, f"--since={what}", *options)


def keys(project: Path, name: str) -> list[str]:
    """Give the keys of the notes in a package."""
    data = (project / "decks" / name).read_bytes()
    return [each.note.key for each in read_whole_package(io.BytesIO(data), name).notes]


@pytest.mark.parametrize(
    ("what", "name", "expected"),
    [
        ("2023-11-15", "2023-11-15", [SLEEP, REST]),
        ("2023-11-16", "2023-11-16", [REST]),
        ("2023-11-16T22:13", "2023-11-16t22_13", [REST]),
        ("2023-11-16T23:13:20+01:00", "2023-11-16t23_13_20+01_00", [REST]),
        ("2023-11-15 22:13:20Z", "2023-11-15_22_13_20z", [SLEEP, REST]),
        ("2000-01-01", "2000-01-01", [CHAPTER, SLEEP, EAT, REST]),
        ("v1", "v1", [SLEEP, REST]),
        ("v2", "v2", [REST]),
        ("HEAD~1", "head_1", [REST]),
        ("main~2", "main_2", [SLEEP, REST]),
        ("v1.apkg", "v1", [SLEEP, REST]),
    ],
)
def test_notes_that_are_new_or_changed_since_then_are_packed(
    project: Path, what: str, name: str, expected: list[str]
) -> None:
    lock = (project / "decks" / "owls.lock").read_bytes()
    whole = (project / "decks" / "owls.apkg").read_bytes()
    done = since(project, what)
    assert done.returncode == 0
    assert done.stdout.startswith(f"decks/owls.since-{name}.apkg: {len(expected)} note")
    assert done.stderr == SAID
    assert keys(project, f"owls.since-{name}.apkg") == expected
    assert (project / "decks" / "owls.lock").read_bytes() == lock
    assert (project / "decks" / "owls.apkg").read_bytes() == whole


@pytest.mark.parametrize("what", ["2023-11-17", "2099-01-01", "v3", "HEAD", "decks/owls.apkg"])
def test_nothing_changed_is_said_and_fine(project: Path, what: str) -> None:
    before = sorted((project / "decks").iterdir())
    done = since(project, what)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"nothing is new or changed since {what}; nothing was built\n"
    assert sorted((project / "decks").iterdir()) == before


def test_changes_not_released_yet_are_packed_and_told(project: Path) -> None:
    edit(project, "answer: Mice.", "answer: Mice and voles.")
    done = since(project, "HEAD")
    assert done.returncode == 0
    assert done.stderr == (
        "1 change not released yet: run `flashcards build` before you share a part of the deck\n"
        + SAID
    )
    assert keys(project, "owls.since-head.apkg") == [EAT]


def test_a_deleted_note_is_not_retired_by_a_patch_deck(project: Path) -> None:
    edit(project, "      - {question: What do owls eat?, answer: Mice.}\n", "")
    lock = (project / "decks" / "owls.lock").read_bytes()
    done = since(project, "v2")
    assert done.returncode == 0
    assert "retired" not in done.stdout + done.stderr
    assert (project / "decks" / "owls.lock").read_bytes() == lock


def test_a_note_that_moved_to_another_file_long_ago_is_not_packed_again(project: Path) -> None:
    """The lock that it left still has a mark, of how it was released there."""
    before, day = CONTENT.split("  - title: By day", maxsplit=1)
    other = project / "content" / "rest.yaml"
    other.write_text(f"title: Rest\nchapters:\n  - title: By day{day}", encoding="utf-8")
    write(project, before)
    build(project, NOW + 3 * DAY)
    git(project, "add", "content", "decks/rest.lock")
    commit(project, "v4")
    edit(project, "Mice.", "Mice and voles.")
    build(project, NOW + 4 * DAY)
    done = build(project, NOW + 5 * DAY, "--since=v4")
    assert done.stdout == "decks/owls.since-v4.apkg: 1 note, 1 card, 6 kB\n"
    assert keys(project, "owls.since-v4.apkg") == [EAT]


def test_it_goes_with_other_choices(project: Path) -> None:
    done = since(project, "v1", "--module", "by-*", "--kind", "question")
    assert done.returncode == 0
    name = "owls.module-by-+.kind-question.since-v1.apkg"
    assert done.stdout.startswith(f"decks/{name}: 1 note")
    assert keys(project, name) == [REST]
    unchanged = since(project, "v1", "--kind", "chapter")
    assert (unchanged.returncode, unchanged.stdout) == (0, "")
    none = since(project, "v1", "--module", "nope")
    assert (none.returncode, none.stderr) == (1, "no note matches; nothing was built\n")


def test_tags_alone_are_a_change(project: Path) -> None:
    (project / "v3.apkg").write_bytes((project / "decks" / "owls.apkg").read_bytes())
    run_in_package(
        project / "v3.apkg",
        "UPDATE notes SET tags = ' owls::at-night extra ' WHERE flds LIKE 'What do owls eat%'",
    )
    assert since(project, "v3.apkg").returncode == 0
    assert keys(project, "owls.since-v3.apkg") == [EAT]


def test_a_file_that_a_commit_does_not_have_is_new_as_a_whole(project: Path) -> None:
    git(project, "checkout", "-q", "--orphan", "empty")
    git(project, "commit", "-q", "--allow-empty", "-m", "nothing", "--only")
    git(project, "checkout", "-q", "main")
    assert since(project, "empty").returncode == 0
    assert len(keys(project, "owls.since-empty.apkg")) == 4


@pytest.mark.parametrize(
    ("what", "message"),
    [
        ("2026-02-30", "'2026-02-30' looks like a date, and no calendar has it."),
        ("2026-13-01T25:00", "'2026-13-01T25:00' looks like a date, and no calendar has it."),
        ("gone.apkg", "there is no file 'gone.apkg'."),
        *(
            (what, f"{what!r} {_NONE}")
            for what in ("", "v4", "--batch", "-h", "HEAD\n", "v1:content", "v1^{tree}", "2026-1-1")
        ),
    ],
)
def test_what_is_none_of_them_is_wrong_usage(project: Path, what: str, message: str) -> None:
    done = since(project, what)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(f"Error: Invalid value for '--since': {message}\n")


def test_outside_a_repository_a_revision_is_none(tmp_path: Path, project: Path) -> None:
    (project / ".git").rename(tmp_path / "not-git")
    done = since(project, "v1")
    assert done.returncode == 2
    assert "no branch, tag or commit that git knows here." in done.stderr
    assert since(project, "2023-11-15").returncode == 0


def test_a_tag_that_looks_like_a_date_has_to_be_told_apart(project: Path) -> None:
    git(project, "tag", "2023-11-15", "v2")
    hash_ = subprocess.run(
        ["git", "rev-parse", "v2"], cwd=project, capture_output=True, text=True, check=True
    ).stdout[:12]
    done = since(project, "2023-11-15")
    assert done.returncode == 2
    assert done.stderr.endswith(
        "'2023-11-15' is a date, and git knows it too: write 2023-11-15T00:00 for the date, or "
        f"{hash_} for the commit.\n"
    )
    assert since(project, "2023-11-15T00:00").returncode == 0
    assert keys(project, "owls.since-2023-11-15t00_00.apkg") == [SLEEP, REST]
    assert since(project, hash_).returncode == 0
    assert keys(project, f"owls.since-{hash_}.apkg") == [REST]


def test_a_lock_that_could_not_be_used_then_ends_with_a_sentence(project: Path) -> None:
    lock = project / "decks" / "owls.lock"
    sound = lock.read_bytes()
    lock.write_bytes(sound + b"{}\n")
    commit(project, "broken")
    lock.write_bytes(sound)
    done = since(project, "broken")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(
        "flashcards: `decks/owls.lock` can't be used as of `broken`: not a line of a lock: "
    )


def test_a_lock_that_is_not_in_this_clone_is_not_taken_for_none(project: Path) -> None:
    """All notes would count as new, and Anki be told to replace learners' own edits of all."""
    v1, lock = (
        subprocess.run(
            ["git", "rev-parse", name], cwd=project, capture_output=True, text=True, check=True
        ).stdout.strip()
        for name in ("v1", "v1:decks/owls.lock")
    )
    (project / ".git" / "objects" / lock[:2] / lock[2:]).unlink()
    done = since(project, "v1")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"flashcards: `decks/owls.lock` can't be read as of the commit {v1}: it is larger than "
        "16 MiB, or not in this clone\n"
    )


def test_a_package_that_is_damaged_ends_with_a_sentence(project: Path) -> None:
    (project / "v1.apkg").write_bytes(b"PK\x05\x06" + bytes(18))
    done = since(project, "v1.apkg")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "flashcards: `v1.apkg` can't be read as a package: it is damaged, or not made by "
        "`flashcards build`\n"
    )


def test_a_check_writes_nothing_and_so_has_no_patch_deck(project: Path) -> None:
    done = since(project, "v1", "--check")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(
        "Error: --since writes a file, and --check none: leave one of them out.\n"
    )


def test_git_runs_nothing_that_a_repository_says(project: Path) -> None:
    marks = set_git_traps(project)
    assert since(project, "v1").returncode == 0
    assert since(project, "0123456789012345678901234567890123456789").returncode == 2
    assert [mark for mark in marks if mark.exists()] == []

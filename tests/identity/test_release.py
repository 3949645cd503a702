"""`build` and `diff` as an author runs them, on files, with git between."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from flashcards.app.release import read_clock
from flashcards.diagnostics import FlashcardsError
from tests.command import environment, flashcards
from tests.support import NOW, build_files

BEFORE = """\
title: A talk
modules:
  - title: Alignment
    chapters:
      - title: Feedback
        time: 0:00
        summary: People compare ==answers==.
        topics:
          Policy: What picks the next action, given all that came before it.
        questions:
          - question: What is a reward model?
            answer: A model that scores answers as people would.
          - question: Why is there a penalty?
            answer: It keeps the policy near its start.
            hint: Think of drift.
          - question: Who labels the data?
            answer: Contractors.
      - title: Scale
        time: 10:00
        questions:
          - question: What falls with compute?
            answer: The loss.
"""
AFTER = """\
title: A talk
modules:
  - title: Alignment
    chapters:
      - title: Feedback
        time: 0:00
        summary: People compare ==answers==.
        topics:
          Policy: What picks the next action, given all that came before it.
        questions:
          - question: What is a reward model in RLHF?
            answer: A model that scores answers as people would.
          - question: Why is there a penalty?
            answer: It keeps the policy close to its start.
            hint: Think of drift.
      - title: Scale
        time: 10:00
        topics:
          Chinchilla: A model of 2022.
        questions:
          - question: What falls with compute?
            answer: The loss.
"""
MOVED = AFTER.replace(
    """\
          - question: Why is there a penalty?
            answer: It keeps the policy close to its start.
            hint: Think of drift.
""",
    "",
).replace(
    "            answer: The loss.\n",
    """\
            answer: The loss.
          - question: Why is there a penalty?
            answer: It keeps the policy close to its start.
            hint: Think of drift.
          - question: Who labels the data?
            answer: Contractors.
""",
)


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with one content file, released; not to be changed."""
    folder = tmp_path_factory.mktemp("released")
    _put(folder, BEFORE)
    _build(folder)
    return folder


@pytest.fixture
def project(tmp_path: Path, released: Path) -> Path:
    """Make a folder with one content file, released."""
    shutil.copytree(released, tmp_path, dirs_exist_ok=True)
    return tmp_path


def _put(folder: Path, text: str, name: str = "talk") -> None:
    (folder / "content").mkdir(parents=True, exist_ok=True)
    (folder / "content" / f"{name}.yaml").write_text(text, encoding="utf-8")


def _build(folder: Path, *arguments: str, **env: str) -> str:
    done = flashcards(folder, "build", *arguments, env=env)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def _lock(folder: Path) -> str:
    return (folder / "decks" / "talk.lock").read_text(encoding="utf-8")


def _stamps(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        path.name: (path.stat().st_mtime_ns, path.stat().st_ino)
        for path in (folder / "decks").iterdir()
    }


def _diff(folder: Path) -> str:
    done = flashcards(folder, "diff")
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


SURROGATE = (
    b'flashcards-lock 1.0\n{"key": "talk/topic/old", "guid": "g", "id": 1, "mod": 1, '
    b'"digest": "", "front": "\\ud800", "back": ""}\n'
)


# Diff.


def test_diff_of_a_new_deck_lists_all_notes(tmp_path: Path) -> None:
    _put(tmp_path, BEFORE)
    assert _diff(tmp_path) == (
        "new chapter: Feedback\n"
        "new topic: Policy\n"
        "new question: What is a reward model?\n"
        "new question: Why is there a penalty?\n"
        "new question: Who labels the data?\n"
        "new question: What falls with compute?\n"
        "decks/talk.apkg: 6 new, 0 notes unchanged\n"
    )
    assert not (tmp_path / "decks").exists()


def test_diff_of_nothing_says_so(project: Path) -> None:
    assert _diff(project) == "decks/talk.apkg: 6 notes unchanged\n"


def test_diff_tells_each_change_and_writes_nothing(project: Path) -> None:
    _put(project, AFTER)
    before = _stamps(project)
    assert _diff(project) == (
        "renamed question: What is a reward model in RLHF?\n"
        "  was talk/question/what-is-a-reward-model (92% alike)\n"
        "  front: What is a reward model{+ in RLHF+}?\n"
        "updated question: Why is there a penalty?\n"
        "  back: It keeps the policy [-near-]{+close to+} its start.\n"
        "new topic: Chinchilla\n"
        "retired question: Who labels the data?\n"
        "\n"
        "1 note retired; learners keep them until they delete them.\n"
        "To select them in Anki's browser, search for:\n"
        '  "Key:talk/question/who-labels-the-data" OR ("tag:talk" nid:1700000000004)\n'
        "\n"
        "decks/talk.apkg: 1 new, 1 updated, 1 renamed, 1 retired, 3 notes unchanged\n"
    )
    assert _stamps(project) == before


def test_diff_tells_what_moved_and_what_was_restored(project: Path) -> None:
    _put(project, AFTER)
    _build(project)
    _put(project, MOVED)
    assert _diff(project) == (
        "moved question: Why is there a penalty?\n"
        "  chapter: [-Feedback-]{+Scale+}\n"
        "  time: {+10:00+}\n"
        "  also: Context\n"
        "restored question: Who labels the data?\n"
        "  chapter: [-Feedback-]{+Scale+}\n"
        "  time: {+10:00+}\n"
        "  also: Context\n"
        "decks/talk.apkg: 1 moved, 1 restored, 5 notes unchanged\n"
    )


def test_diff_as_json_tells_the_same(project: Path) -> None:
    _put(project, AFTER)
    done = flashcards(project, "diff", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    common = {"deck": "talk", "kind": "question", "old_key": None, "score": None}
    answer = "A model that scores answers as people would."
    said = json.loads(done.stdout)
    assert said["losses"] == []
    changes = said["changes"]
    assert 0.9 < changes[0].pop("score") < 0.93
    assert answer not in done.stdout
    assert changes == [
        {
            "deck": "talk",
            "change": "renamed",
            "kind": "question",
            "key": "talk/question/what-is-a-reward-model-in-rlhf",
            "old_key": "talk/question/what-is-a-reward-model",
            "fields": ["Question", "Key"],
            "texts": {
                "front": {
                    "old": "What is a reward model?",
                    "new": "What is a reward model in RLHF?",
                }
            },
        },
        common
        | {
            "change": "updated",
            "key": "talk/question/why-is-there-a-penalty",
            "old_key": "talk/question/why-is-there-a-penalty",
            "fields": ["Answer"],
            "texts": {
                "back": {
                    "old": "It keeps the policy near its start.",
                    "new": "It keeps the policy close to its start.",
                }
            },
        },
        common
        | {
            "change": "new",
            "kind": "topic",
            "key": "talk/topic/chinchilla",
            "fields": [],
            "texts": {},
        },
        common
        | {
            "change": "retired",
            "key": "talk/question/who-labels-the-data",
            "old_key": "talk/question/who-labels-the-data",
            "fields": [],
            "texts": {},
        },
    ]


def test_retire_keeps_two_notes_apart_as_the_help_of_diff_says(project: Path) -> None:
    """`if they are not the same card, build with --retire and the old key`."""
    _put(project, AFTER)
    key = "talk/question/what-is-a-reward-model"
    said = _build(project, "--retire", key, "--retire", "all")
    assert "2 notes retired" in said
    assert "question: What is a reward model?\n" in said


def test_an_id_that_is_given_with_a_new_wording_keeps_the_note(project: Path) -> None:
    _put(
        project,
        AFTER.replace(
            "question: What is a reward model in RLHF?",
            "question: What is a reward model in RLHF?\n            id: reward-in-rlhf",
        ),
    )
    assert "renamed question: What is a reward model in RLHF?\n" in _diff(project)


# Build.


def test_build_says_what_retired_and_how_to_find_it(project: Path) -> None:
    _put(project, AFTER)
    said = _build(project)
    assert said.endswith(
        "1 note retired; learners keep them until they delete them:\n"
        "  question: Who labels the data?\n"
        "To select them in Anki's browser, search for:\n"
        '  "Key:talk/question/who-labels-the-data" OR ("tag:talk" nid:1700000000004)\n'
        "\n"
    )
    assert "retired" not in _build(project)


def test_building_again_writes_nothing_at_any_time(project: Path) -> None:
    before = _stamps(project)
    assert _build(project, SOURCE_DATE_EPOCH="1780000000").endswith(" (unchanged)\n")
    assert _build(project, SOURCE_DATE_EPOCH="1").endswith(" (unchanged)\n")
    assert _stamps(project) == before


def test_reordering_writes_the_deck_and_moves_no_time(project: Path) -> None:
    before = _stamps(project)
    last = "          - question: Who labels the data?\n            answer: Contractors.\n"
    first = "        questions:\n"
    _put(project, BEFORE.replace(last, "").replace(first, first + last, 1))
    _build(project, SOURCE_DATE_EPOCH="1780000000")
    assert _stamps(project)["talk.apkg"] != before["talk.apkg"]
    assert {json.loads(line)["mod"] for line in _lock(project).splitlines()[2:]} == {NOW}


def test_build_check_without_a_lock_ends_with_1(tmp_path: Path) -> None:
    _put(tmp_path, BEFORE)
    done = flashcards(tmp_path, "build", "--check")
    assert (done.returncode, done.stdout) == (1, "decks/talk.lock: out of date\n")
    assert done.stderr == "run `flashcards build`, and commit the locks\n"
    assert not (tmp_path / "decks").exists()


def test_build_check_of_what_is_current_ends_with_0(project: Path) -> None:
    done = flashcards(project, "build", "--check", env={"SOURCE_DATE_EPOCH": "1780000000"})
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_build_check_after_an_edit_ends_with_1_and_writes_nothing(project: Path) -> None:
    _put(project, AFTER)
    before = _stamps(project)
    done = flashcards(project, "build", "--check")
    assert (done.returncode, done.stdout) == (
        1,
        "decks/talk.lock: out of date\ndecks/talk.apkg: out of date\n",
    )
    assert _stamps(project) == before


def test_build_check_without_the_deck_ends_with_0(project: Path) -> None:
    (project / "decks" / "talk.apkg").unlink()
    done = flashcards(project, "build", "--check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_build_check_of_a_tampered_deck_ends_with_1(project: Path) -> None:
    deck = project / "decks" / "talk.apkg"
    data = deck.read_bytes()
    deck.write_bytes(data[:-1] + b"x")
    done = flashcards(project, "build", "--check")
    assert (done.returncode, done.stdout) == (1, "decks/talk.apkg: out of date\n")
    _build(project)
    assert deck.read_bytes() == data


def test_a_checkout_with_windows_line_ends_is_current(project: Path) -> None:
    lock = project / "decks" / "talk.lock"
    lock.write_bytes(lock.read_bytes().replace(b"\n", b"\r\n"))
    assert flashcards(project, "build", "--check").returncode == 0


@pytest.mark.parametrize("command", ["build", "diff"])
def test_a_damaged_lock_stops_everything_and_stays_as_it_is(project: Path, command: str) -> None:
    lock = project / "decks" / "talk.lock"
    lock.write_text("flashcards-lock 1.0\n[1]\n", encoding="utf-8")
    _put(project, AFTER)
    before = _stamps(project)
    done = flashcards(project, command)
    assert (done.returncode, done.stdout) == (1, "")
    last = "nothing was built\n" if command == "build" else ""
    assert done.stderr == (
        "decks/talk.lock:2:1: error[lock-damaged]: not a line of a lock: no JSON object\n"
        "  |\n"
        "2 | [1]\n"
        "  | ^^^\n"
        "  help: restore the file from git; deleting it costs the histories of renamed notes\n"
        "\n"
        f"1 error\n{last}"
    )
    assert _stamps(project) == before


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\0" * 100,
        b"flashcards-lock 1.0\n\xff\n",
        b"flashcards-lock 2.0\n",
        b"flashcards-lock 1.0\n<<<<<<< HEAD\n",
        b'flashcards-lock 1.0\n{"key": "talk/topic/policy", "id": %s}\n' % (b"9" * 5000),
        SURROGATE,
    ],
    ids=["empty", "zeros", "no UTF-8", "version", "conflict", "long number", "surrogate"],
)
def test_no_damage_of_a_lock_ends_in_a_bug_report_or_a_write(project: Path, damage: bytes) -> None:
    (project / "decks" / "talk.lock").write_bytes(damage)
    before = _stamps(project)
    done = flashcards(project, "build")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("decks/talk.lock:")
    assert done.stderr.endswith("\n1 error\nnothing was built\n")
    assert _stamps(project) == before


@pytest.mark.parametrize("character", ["&#xfeff;", "&#x7f;", "&#x80;"])
def test_what_entities_bring_in_can_be_built_twice(tmp_path: Path, character: str) -> None:
    _put(tmp_path, BEFORE.replace("Contractors", f"Con{character}tractors"))
    _build(tmp_path)
    assert _build(tmp_path).endswith(" (unchanged)\n")


def test_a_filtered_build_touches_neither_lock_nor_whole_deck(project: Path) -> None:
    _put(project, AFTER)
    before = _stamps(project)
    done = flashcards(project, "build", "--kind", "topic")
    assert done.returncode == 0
    assert done.stdout.startswith("decks/talk.kind-topic.apkg: 2 notes, 2 cards, ")
    assert done.stderr == (
        "4 changes not released yet: run `flashcards build` before you share a part of the deck\n"
    )
    after = _stamps(project)
    assert after.pop("talk.kind-topic.apkg")
    assert after == before


def test_source_date_epoch_is_when_a_change_was_released(tmp_path: Path) -> None:
    _put(tmp_path, BEFORE)
    _build(tmp_path, SOURCE_DATE_EPOCH="1234567890")
    entries = [json.loads(line) for line in _lock(tmp_path).splitlines()[2:]]
    assert {entry["mod"] for entry in entries} == {1_234_567_890}
    assert sorted(entry["id"] - 1_234_567_890_000 for entry in entries) == list(range(6))


@pytest.mark.parametrize(
    "value", ["now", "-1", "1.5", "1e9", " 1", "1\n", "\N{ARABIC-INDIC DIGIT ONE}", "9" * 13]
)
def test_a_source_date_epoch_that_is_no_number_is_refused(value: str) -> None:
    with pytest.raises(FlashcardsError) as caught:
        read_clock({"SOURCE_DATE_EPOCH": value})
    assert str(caught.value) == (f"SOURCE_DATE_EPOCH is `{value}`, which is no number of seconds")


@pytest.mark.parametrize("command", ["build", "diff"])
def test_a_refused_source_date_epoch_is_reported_and_nothing_is_written(
    tmp_path: Path, command: str
) -> None:
    _put(tmp_path, BEFORE)
    done = flashcards(tmp_path, command, env={"SOURCE_DATE_EPOCH": "now"})
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "flashcards: SOURCE_DATE_EPOCH is `now`, which is no number of seconds\n"
    )
    assert not (tmp_path / "decks").exists()


def test_the_same_content_and_lock_give_the_same_bytes_anywhere(tmp_path: Path) -> None:
    built = []
    for name, zone, locale, seed, umask in (
        ("here", "UTC", "C.UTF-8", "0", 0o022),
        ("there and far away", "Pacific/Auckland", "POSIX", "4242", 0o077),
    ):
        folder = tmp_path / name
        for text in (BEFORE, MOVED):
            _put(folder, text.replace("Contractors", "Größere Verträge 契約"))
            subprocess.run(
                ["sh", "-c", f'umask {umask:03o}; exec "$0" -m flashcards build', sys.executable],
                cwd=folder,
                env=environment()
                | {"TZ": zone, "LC_ALL": locale, "HOME": str(folder), "USER": name}
                | {"PYTHONHASHSEED": seed, "PYTHONDONTWRITEBYTECODE": "1"},
                check=True,
                capture_output=True,
            )
        built.append({path.name: path.read_bytes() for path in (folder / "decks").iterdir()})
    assert built[0] == built[1]
    assert sorted(built[0]) == ["talk.apkg", "talk.lock"]


def test_a_deck_is_rebuilt_from_content_and_lock_to_the_byte_years_later(project: Path) -> None:
    deck = project / "decks" / "talk.apkg"
    data = deck.read_bytes()
    deck.unlink()
    _build(project, SOURCE_DATE_EPOCH="1790000000")
    assert deck.read_bytes() == data


def test_a_note_that_moves_to_another_file_is_built(project: Path) -> None:
    """Both files were first released at the same second, as a first `build` of a project does."""
    other = "title: B\nchapters:\n  - title: One\n    time: 0:00\n    summary: A ==b==.\n"
    _put(
        project,
        f"{other}    topics:\n          Loss: Number that training tries to make small.\n",
        "other",
    )
    for path in (project / "decks").iterdir():
        path.unlink()
    _build(project)
    line = BEFORE.splitlines(keepends=True)[8]
    _put(project, BEFORE.replace("        topics:\n" + line, ""))
    _put(
        project,
        f"{other}    topics:\n          Loss: Number that training tries to make small.\n{line}",
        "other",
    )
    assert "decks/other.apkg: 3 notes" in _build(project)


# Git.


def _git(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false",
         *arguments],
        cwd=folder,
        env=environment() | {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"},
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip


def _commit(folder: Path, text: str, now: int) -> None:
    """Release and commit in what might be a clone of its own: it has nobody else's package."""
    _put(folder, text)
    (folder / "decks" / "talk.apkg").unlink(missing_ok=True)
    build_files([folder / "content" / "talk.yaml"], folder / "decks", now)
    _git(folder, "add", "content", "decks/talk.lock", ".gitattributes")
    _git(folder, "commit", "-qm", "Edit")


def _merged(folder: Path, base: str, ours: str, theirs: str, result: str) -> str:
    """Merge two branches that both released; give what `diff` says of the result."""
    (folder / ".gitattributes").write_text("decks/*.lock merge=union\n", encoding="utf-8")
    _git(folder, "init", "-q", "-b", "main")
    if base:
        _commit(folder, base, NOW)
    else:
        _git(folder, "add", ".gitattributes")
        _git(folder, "commit", "-qm", "Start")
    _git(folder, "switch", "-qc", "theirs")
    _commit(folder, theirs, NOW + 200)
    _git(folder, "switch", "-q", "main")
    _commit(folder, ours, NOW + 100)
    _git(folder, "merge", "-q", "--no-commit", "-X", "ours", "theirs")
    _put(folder, result)
    (folder / "decks" / "talk.apkg").unlink()
    said = _diff(folder)
    _build(folder, SOURCE_DATE_EPOCH="1700000050")
    assert _diff(folder).endswith(" unchanged\n")
    return said


def _mods(folder: Path) -> dict[str, int]:
    lines = (json.loads(line) for line in _lock(folder).splitlines()[1:])
    entries = [line for line in lines if "key" in line]
    return {
        entry["key"].split("/", 1)[1]: entry["mod"] - NOW
        for entry in entries
        if not entry.get("retired")
    }


def test_two_branches_that_both_released_merge_and_build(tmp_path: Path) -> None:
    ours = BEFORE.replace("Contractors.", "Hired people.")
    theirs = BEFORE.replace("The loss.", "The test loss.")
    both = ours.replace("The loss.", "The test loss.")
    assert _merged(tmp_path, BEFORE, ours, theirs, both) == ("decks/talk.apkg: 6 notes unchanged\n")
    assert _mods(tmp_path) == {
        "chapter/feedback": 0,
        "topic/policy": 0,
        "question/what-is-a-reward-model": 0,
        "question/why-is-there-a-penalty": 0,
        "question/who-labels-the-data": 100,
        "question/what-falls-with-compute": 200,
    }


def test_two_branches_that_edited_one_note_merge_and_build(tmp_path: Path) -> None:
    ours = BEFORE.replace("Contractors.", "Hired people.")
    theirs = BEFORE.replace("Contractors.", "Paid people.")
    _merged(tmp_path, BEFORE, ours, theirs, ours)
    assert _mods(tmp_path)["question/who-labels-the-data"] == 201


def test_a_branch_that_renamed_and_one_that_edited_merge_and_build(tmp_path: Path) -> None:
    ours = BEFORE.replace("What is a reward model?", "What is a reward model in RLHF?")
    theirs = BEFORE.replace("as people would.", "as people do.")
    both = ours.replace("as people would.", "as people do.")
    said = _merged(tmp_path, BEFORE, ours, theirs, both)
    assert said.splitlines()[-1] == "decks/talk.apkg: 1 updated, 5 notes unchanged"
    assert "retired" not in said
    assert _mods(tmp_path)["question/what-is-a-reward-model-in-rlhf"] == 201
    assert _lock(tmp_path).count("\n") == 8


def test_two_branches_that_both_released_for_the_first_time_merge_and_build(
    tmp_path: Path,
) -> None:
    theirs = BEFORE.replace("Contractors.", "Paid people.")
    _merged(tmp_path, "", BEFORE, theirs, theirs)
    assert _mods(tmp_path)["question/who-labels-the-data"] == 200


def test_without_union_a_conflict_is_reported_and_its_help_works(tmp_path: Path) -> None:
    _put(tmp_path, BEFORE)
    _build(tmp_path)
    lock = tmp_path / "decks" / "talk.lock"
    lines = _lock(tmp_path).splitlines(keepends=True)
    text = ["<<<<<<< HEAD\n", lines[1], "=======\n", lines[1].replace('"mod": 17', '"mod": 16')]
    lock.write_text("".join([lines[0], *text, ">>>>>>> b\n", *lines[2:]]), encoding="utf-8")
    done = flashcards(tmp_path, "build")
    assert (done.returncode, done.stderr.count("error[lock-conflict]")) == (1, 3)
    lock.write_text("".join([lines[0], lines[1], text[3], *lines[2:]]), encoding="utf-8")
    _build(tmp_path)
    assert _lock(tmp_path) == "".join(lines)

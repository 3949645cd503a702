"""A project in other scripts: its files, tags and keys in commands, in git and on disk."""

# ruff: noqa: RUF001 - letters that look like others are the point

import json
import shutil
import subprocess
from pathlib import Path
from unicodedata import normalize

import pytest

from tests.command import flashcards
from tests.support import NOW

HEAT = """\
title: 热学导论
language: zh
modules:
  - title: 基本概念
    chapters:
      - title: 温度
        time: 0:00
        questions:
          - {question: 什么是温度？, answer: 分子平均动能的量度。}
          - {question: 什么是热量？, answer: 因温差而传递的能量。}
  - title: 第二定律
    chapters:
      - title: 熵
        time: 5:00
        questions:
          - {question: 熵是什么？, answer: 无序程度的量度。}
"""
SIZES = """\
title: Größen
language: de
chapters:
  - title: Straßenmaß
    time: 0:00
    questions:
      - {question: Wie breit ist sie?, answer: Drei Meter.}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project of two files, built."""
    (tmp_path / "content").mkdir()
    _put(tmp_path, "热学", HEAT)
    _put(tmp_path, "Größe", SIZES)
    done = _build(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    return tmp_path


def _put(project: Path, stem: str, text: str) -> None:
    (project / "content" / f"{stem}.yaml").write_text(text, encoding="utf-8")


def _build(project: Path, *options: str, now: int = NOW) -> subprocess.CompletedProcess[str]:
    return flashcards(project, "build", *options, env={"SOURCE_DATE_EPOCH": str(now)})


def _names(project: Path) -> set[str]:
    return {path.name for path in (project / "decks").iterdir()}


def _guids(project: Path, name: str) -> dict[str, str]:
    lines = (project / "decks" / name).read_text(encoding="utf-8").splitlines()[2:]
    return {entry["key"]: entry["guid"] for entry in map(json.loads, lines)}


def test_decks_and_locks_are_named_in_their_script(project: Path) -> None:
    assert _names(project) == {"grösse.apkg", "grösse.lock", "热学.apkg", "热学.lock"}
    assert [*_guids(project, "热学.lock")] == [
        "热学/question/什么是温度",
        "热学/question/什么是热量",
        "热学/question/熵是什么",
    ]


def test_a_table_stays_a_table_where_letters_are_wide(project: Path) -> None:
    done = flashcards(project, "list", "--module", "基本概念", "--module", "STRASS*")
    assert done.stdout == (
        "kind      time  module        front\n"
        "question  0:00  strassenmass  Wie breit ist sie?\n"
        "question  0:00  基本概念      什么是温度？\n"
        "question  0:00  基本概念      什么是热量？\n"
    )


def test_partial_decks_of_two_modules_are_two_files(project: Path) -> None:
    before = _names(project)
    _build(project, "--module", "基本概念")
    _build(project, "--module", "第二*", "--tag", "热学")
    assert _names(project) - before == {
        "热学.module-基本概念.apkg",
        "热学.module-第二+.tag-热学.apkg",
    }


def test_a_commit_and_a_tag_in_another_script_are_read(project: Path) -> None:
    _git(project, "init", "-q")
    _git(project, "config", "core.quotePath", "true")
    _git(project, "add", ".")
    _git(project, "commit", "-q", "-m", "版本1")
    _git(project, "tag", "版本1")
    _put(project, "热学", HEAT.replace("无序程度", "系统无序程度"))
    _put(project, "Größe", SIZES.replace("Drei", "Fünf"))
    before = _names(project)
    done = _build(project, "--since", "版本1", now=NOW + 9)
    assert done.stdout.splitlines() == [
        "decks/grösse.since-版本1.apkg: 1 note, 1 card, 6 kB",
        "decks/热学.since-版本1.apkg: 1 note, 1 card, 6 kB",
    ]
    assert _names(project) - before == {"grösse.since-版本1.apkg", "热学.since-版本1.apkg"}
    lock = project / "decks" / "热学.lock"
    text = lock.read_text(encoding="utf-8")
    lock.write_text(text.replace('"guid": "', '"guid": "x', 1), encoding="utf-8")
    (project / "decks" / "热学.apkg").unlink()
    assert "lock-identity-changed" in _build(project, now=NOW + 20).stderr


def _git(project: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=project, check=True)


def test_a_lock_whose_name_was_decomposed_is_the_same_lock(project: Path) -> None:
    lock = project / "decks" / "grösse.lock"
    before = _guids(project, "grösse.lock")
    other = lock.rename(lock.with_name(normalize("NFD", lock.name)))
    _put(project, "Größe", SIZES.replace("Wie breit ist sie?", "Wie breit ist sie also?"))
    done = _build(project, now=NOW + 9)
    assert (done.returncode, done.stderr) == (0, "")
    assert not lock.exists()
    assert list(_guids(project, other.name).values()) == list(before.values())


def test_a_lock_that_stands_elsewhere_is_found_in_either_form(project: Path) -> None:
    (project / "old").mkdir()
    lock = project / "decks" / "grösse.lock"
    lock.rename(project / "old" / normalize("NFD", lock.name))
    (project / "decks" / "grösse.apkg").unlink()
    done = _build(project)
    assert done.returncode == 1
    assert "remembers notes of `grösse`" in done.stderr


def test_a_history_is_let_go_by_its_key_in_either_form(project: Path) -> None:
    _put(
        project,
        "Größe",
        SIZES.replace("Wie breit ist sie?, answer: Drei", "Wie groß?, answer: Sechs"),
    )
    stopped = _build(project, now=NOW + 9)
    key = "grösse/question/wie-breit-ist-sie"
    assert stopped.returncode == 1
    assert f"--retire {key}`" in stopped.stderr
    done = _build(project, "--retire", normalize("NFD", key), now=NOW + 9)
    assert (done.returncode, done.stderr) == (0, "")


def test_was_names_a_note_by_slug_wording_and_key_in_another_script(project: Path) -> None:
    before = _guids(project, "热学.lock")["热学/question/熵是什么"]
    question = "question: 熵是什么？, answer: 无序程度的量度。"
    for was in ("熵是什么", "熵是什么？", "热学/question/熵是什么"):
        shutil.copy(project / "decks" / "热学.lock", project / "saved")
        new = f"question: 何谓宏观态?, answer: 可能性的多少。, was: {was}"
        _put(project, "热学", HEAT.replace(question, new))
        done = _build(project, now=NOW + 9)
        assert (done.returncode, done.stderr) == (0, "")
        assert _guids(project, "热学.lock")["热学/question/何谓宏观态"] == before
        shutil.move(project / "saved", project / "decks" / "热学.lock")
        (project / "decks" / "热学.apkg").unlink()


def test_names_that_differ_by_case_alone_stop_the_build(project: Path) -> None:
    _put(project, "grösse", SIZES)
    done = _build(project)
    assert done.returncode == 1
    assert done.stderr.startswith(
        "content/grösse.yaml:1:1: error[duplicate-content-id]: the content id `grösse` belongs to "
        "`content/Größe.yaml` already\n"
    )

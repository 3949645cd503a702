"""Builds that leave alone what hasn't changed, beside builds that remember nothing."""

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import flashcards

VIDEO = """\
title: {title}
chapters:
  - title: Opening
    time: 0:00
    questions:
{questions}
"""
PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00"
    b":~\x9bU\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"
)


def _write(project: Path, name: str, *questions: str, title: str = "") -> None:
    lines = "\n".join(
        f"      - question: {question}\n        answer: {question} is answered"
        for question in questions
    )
    path = project / "content" / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(VIDEO.format(title=title or name, questions=lines), encoding="utf-8")


def _build(project: Path, *arguments: str, remembers: bool = True) -> tuple[int, str, str]:
    env = {} if remembers else {"FLASHCARDS_CACHE": ""}
    done = flashcards(project, "build", *arguments, env=env)
    return done.returncode, done.stdout, done.stderr


def _without_sizes(out: str) -> str:
    return re.sub(r", [0-9]+ kB", "", out)


def _decks(project: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (project / "decks").iterdir()}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a folder of three built decks, one with a picture."""
    _write(tmp_path, "whales", "What do whales eat?", "How deep do whales dive?")
    _write(tmp_path, "owls", "When do owls hunt?")
    _write(tmp_path, "bees", "How do bees point the way? ![dance](dance.png)")
    (tmp_path / "content" / "dance.png").write_bytes(PIXEL)
    assert _build(tmp_path)[0] == 0
    return tmp_path


def test_a_build_with_nothing_to_do_says_so_and_reads_no_content(project: Path) -> None:
    before = _decks(project)
    done = flashcards(project, "build", env={"PYTHONPROFILEIMPORTTIME": "1"})
    assert _without_sizes(done.stdout) == (
        "decks/bees.apkg: 1 note, 1 card (unchanged)\n"
        "decks/owls.apkg: 1 note, 1 card (unchanged)\n"
        "decks/whales.apkg: 2 notes, 2 cards (unchanged)\n"
    )
    imported = {line.rsplit("|")[-1].strip() for line in done.stderr.splitlines()}
    assert "flashcards.disk.built_decks" in imported
    assert not imported & {
        "yaml",
        "genanki",
        "nh3",
        "flashcards.app.compile",
        "flashcards.app.release",
    }
    assert _decks(project) == before


def test_only_the_deck_of_an_edited_file_is_written(project: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (project / "decks").iterdir()}
    _write(project, "owls", "When do owls hunt? ", "How far do they see?")
    status, out, _ = _build(project)
    assert (status, _without_sizes(out)) == (
        0,
        (
            "decks/bees.apkg: 1 note, 1 card (unchanged)\n"
            "decks/owls.apkg: 2 notes, 2 cards\n"
            "decks/whales.apkg: 2 notes, 2 cards (unchanged)\n"
        ),
    )
    written = {path.name for path in before if path.stat().st_mtime_ns != before[path]}
    assert written == {"owls.apkg", "owls.lock"}


def _delete_package(project: Path) -> None:
    (project / "decks" / "whales.apkg").unlink()


def _damage_package(project: Path) -> None:
    (project / "decks" / "whales.apkg").write_bytes(b"PK")


def _damage_lock(project: Path) -> None:
    with (project / "decks" / "whales.lock").open("a", encoding="utf-8") as lock:
        lock.write("<<<<<<< ours\n")


def _delete_lock(project: Path) -> None:
    (project / "decks" / "whales.lock").unlink()


def _bring_a_lock(project: Path) -> None:
    text = (project / "decks" / "whales.lock").read_text(encoding="utf-8")
    (project / "decks" / "seals.lock").write_text(
        text.replace('"whales/', '"seals/'), encoding="utf-8"
    )


def _change_picture(project: Path) -> None:
    (project / "content" / "dance.png").write_bytes(PIXEL + b"\0")


def _delete_picture(project: Path) -> None:
    (project / "content" / "dance.png").unlink()


def _break_content(project: Path) -> None:
    _write(project, "owls", "[")


def _add_file(project: Path) -> None:
    _write(project, "apes", "What do whales eat?")


def _take_an_id(project: Path) -> None:
    path = project / "content" / "owls.yaml"
    path.write_text(f"id: whales\n{path.read_text(encoding='utf-8')}", encoding="utf-8")


def _rename_file(project: Path) -> None:
    (project / "content" / "owls.yaml").rename(project / "content" / "night-birds.yaml")


def _move_question(project: Path) -> None:
    _write(project, "whales", "What do whales eat?")
    _write(project, "owls", "When do owls hunt?", "How deep do whales dive?")


def _byte_order_mark(project: Path) -> None:
    path = project / "content" / "owls.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


@pytest.mark.parametrize(
    "change",
    [
        _delete_package,
        _damage_package,
        _damage_lock,
        _delete_lock,
        _bring_a_lock,
        _change_picture,
        _delete_picture,
        _break_content,
        _add_file,
        _take_an_id,
        _rename_file,
        _move_question,
        _byte_order_mark,
    ],
)
def test_whatever_changes_a_build_that_remembers_does_the_same_as_one_that_does_not(
    change: Callable[[Path], None], project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    change(project)
    other = tmp_path_factory.mktemp("forgetful") / "project"
    shutil.copytree(project, other)
    for arguments in (["--check"], [], ["content/owls.yaml"], ["--check"]):
        existing = [each for each in arguments if each[0] == "-" or (project / each).exists()]
        expected = _build(other, *existing, remembers=False)
        assert _build(project, *existing) == expected
        assert _decks(project) == _decks(other)


@pytest.mark.parametrize("seed", range(6))
def test_random_work_on_several_files_gives_the_same_decks_with_and_without_memory(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    folders = [tmp_path_factory.mktemp(name) for name in ("remembers", "forgetful")]
    pool = [f"What is fact number {number} about?" for number in range(8)]
    for _ in range(6):
        for name in ("one", "two", "three"):
            if chance.random() < 0.5:
                questions = chance.sample(pool, chance.randint(1, 5))
                title = chance.choice(["T", "T", "U"])
                for folder in folders:
                    _write(folder, name, *questions, title=title)
        if not (folders[0] / "content").is_dir():
            continue
        if (folders[0] / "decks").is_dir() and chance.random() < 0.3:
            gone = chance.choice(sorted(_decks(folders[0])))
            for folder in folders:
                (folder / "decks" / gone).unlink()
        results = [
            _build(folder, remembers=remembers)
            for folder, remembers in zip(folders, (True, False), strict=True)
        ]
        assert results[0] == results[1]
        assert _decks(folders[0]) == _decks(folders[1])


def test_a_note_that_comes_from_an_untouched_file_keeps_its_history(project: Path) -> None:
    """A question retired from one file turns up in another, long after the first was built."""
    _write(project, "whales", "What do whales eat?")
    assert _build(project)[0] == 0
    guid = (project / "decks" / "whales.lock").read_text(encoding="utf-8")
    _write(project, "owls", "When do owls hunt?", "How deep do whales dive?")
    assert _build(project)[0] == 0
    lock = (project / "decks" / "owls.lock").read_text(encoding="utf-8")
    moved = next(line for line in lock.splitlines() if "how-deep" in line)
    assert moved.split('"guid": "')[1].split('"')[0] in guid


def test_warnings_of_known_decks_are_told_again(project: Path) -> None:
    _write(project, "owls", "How many ==eggs does an owl lay?")
    path = project / "content" / "owls.yaml"
    path.write_text(
        path.read_text(encoding="utf-8") + "    topics:\n      Pellet:\n", encoding="utf-8"
    )
    _build(project)
    first = _build(project)
    assert "topic-without-definition" in first[2]
    assert first == _build(project, remembers=False)


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\x00", b"0" * 64 + b"\n{}", None], ids=repr)
def test_a_damaged_record_counts_as_none(
    damage: bytes | None, project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    records = tmp_path_factory.mktemp("records")
    env = {"FLASHCARDS_CACHE": str(records)}
    flashcards(project, "build", env=env)
    files = [path for path in records.rglob("*") if path.is_file()]
    assert len(files) == 1
    for record in files:
        data = record.read_bytes()
        record.write_bytes(data[: len(data) // 2] if damage is None else damage)
    assert flashcards(project, "build", env=env).returncode == 0


def test_a_folder_for_records_that_can_not_be_made_is_no_trouble(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("records") / "a-file"
    file.write_text("", encoding="utf-8")
    done = flashcards(project, "build", env={"FLASHCARDS_CACHE": str(file / "within")})
    assert (done.returncode, done.stderr) == (0, "")


def test_no_folder_for_records_means_no_record(project: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    for env in ({"FLASHCARDS_CACHE": ""}, {"FLASHCARDS_CACHE": "", "XDG_CACHE_HOME": str(home)}):
        assert flashcards(project, "build", env=env | {"HOME": str(home)}).returncode == 0
    assert not list(home.iterdir())


def test_a_build_judges_the_first_500_changed_notes_and_says_so(tmp_path: Path) -> None:
    _write(tmp_path, "flood", *(f"Is bird {number} a bird?" for number in range(501)))
    _, _, said = _build(tmp_path, remembers=False)
    assert "content/flood.yaml: 499 more of question-yes-no: lines " in said
    assert said.endswith(
        " and 299 more\n\n"
        "500 warnings\n"
        "judged the cards of 500 of 501 notes that are new or changed: run `flashcards check` for "
        "all\n"
    )


def test_a_build_judges_only_what_it_would_release_anew(tmp_path: Path) -> None:
    _write(tmp_path, "owls", "Is an owl a bird?")
    assert "question-yes-no" in _build(tmp_path, remembers=False)[2]
    _write(tmp_path, "owls", "Is an owl a bird?", "Is a kite a bird?")
    _, _, said = _build(tmp_path, remembers=False)
    assert ("kite" in said, "Is an owl" in said) == (True, False)

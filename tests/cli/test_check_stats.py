"""`check --stats`: a rule says what it cost learners, and nothing where there is too little."""

import json
from pathlib import Path

import pytest

from tests.collections_by_hand import write_database
from tests.command import flashcards

_LONG = " ".join(f"word{number}" for number in range(30))
_HEAD = "title: Bones\nchapters:\n  - title: One\n    time: 0:00 - 9:00\n    questions:\n"
_NAMES = ["pisiform", "hamate", "capitate", "lunate", "scaphoid", "trapezium", "femur", "tibia"]
_NAMES += ["fibula", "patella", "talus", "sacrum", "coccyx", "atlas", "axis", "incus"]


def _write(project: Path, *, long: int) -> None:
    """Write and build 16 questions, of which some have long answers, each after `answer:` first."""
    (project / "content").mkdir(exist_ok=True)
    questions = (
        f"      - answer: {_LONG if place < long else 'Yellow.'}\n"
        f"        question: What colour has the {name} bone?\n        at: 0:{place + 10}\n"
        for place, name in enumerate(_NAMES)
    )
    text = _HEAD + "".join(questions)
    (project / "content" / "bones.yaml").write_text(text, encoding="utf-8")
    assert flashcards(project, "build").returncode == 0


def _guids(project: Path) -> list[str]:
    lines = (project / "decks" / "bones.lock").read_text(encoding="utf-8").splitlines()[2:]
    found = {entry["key"]: entry["guid"] for entry in map(json.loads, lines)}
    return [found[f"bones/question/what-colour-has-the-{name}-bone"] for name in _NAMES]


def _study(project: Path, *statements: str, reviews: int = 20) -> None:
    """Every fifth answer is wrong, unless a statement says more; cards are numbered from 1."""
    write_database(project / "learner.anki2", *statements, guids=_guids(project), reviews=reviews)


_TWICE = "UPDATE revlog SET ease = 1 WHERE cid <= 8 AND (id / 1000000) % 5 = 1"


def _costs(project: Path) -> list[str]:
    done = flashcards(
        project, "check", "--stats", "learner.anki2", "--rule", "answer-long=warning", "--rule",
        "question-broad=off",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.rpartition("in 1 file\n\n")[2].splitlines()


def test_a_rule_whose_finds_fail_more_often_says_so(tmp_path: Path) -> None:
    """Also where the answer stands before its question."""
    _write(tmp_path, long=8)
    _study(tmp_path, _TWICE)
    (line,) = _costs(tmp_path)
    assert line == (
        "answer-long: what it finds fails 2.0 times as often in your deck: 40% of 160 answers, "
        "of other notes 20% of 160 answers"
    )


def test_a_rule_whose_finds_fail_as_often_says_that(tmp_path: Path) -> None:
    _write(tmp_path, long=8)
    _study(tmp_path)
    (line,) = _costs(tmp_path)
    assert line == (
        "answer-long: what it finds fails no more and no less often than chance explains: 20% of "
        "160 answers, of other notes 20% of 160 answers"
    )


_WRONG = "UPDATE revlog SET ease = 1 WHERE "


@pytest.mark.parametrize(
    "wrong", [_WRONG + "cid = 1", _WRONG + "cid <= 8 AND id / 1000000 = 1"], ids=["card", "answer"]
)
def test_one_bad_card_and_one_answer_to_each_are_chance(tmp_path: Path, wrong: str) -> None:
    _write(tmp_path, long=8)
    _study(tmp_path, wrong)
    (line,) = _costs(tmp_path)
    assert line.startswith("answer-long: what it finds fails no more and no less often than chance")


@pytest.mark.parametrize(
    ("long", "reviews", "said"),
    [
        (3, 60, "3 notes that it finds with 180 answers"),
        (8, 10, "8 notes that it finds with 80 answers"),
        (13, 60, "3 notes that it doesn't find with 180 answers"),
        (8, 2, "0 notes that it finds with 0 answers"),
    ],
)
def test_with_too_little_there_is_no_claim(
    tmp_path: Path, long: int, reviews: int, said: str
) -> None:
    _write(tmp_path, long=long)
    _study(tmp_path, _TWICE, reviews=reviews)
    assert _costs(tmp_path) == [f"answer-long: no claim from {said}; it takes 8 with 100"]


def test_where_no_rule_finds_anything_that_is_said(tmp_path: Path) -> None:
    _write(tmp_path, long=0)
    _study(tmp_path)
    assert _costs(tmp_path) == ["no rule finds anything that learners could have failed at"]


def test_programs_get_the_numbers(tmp_path: Path) -> None:
    _write(tmp_path, long=8)
    _study(tmp_path, _TWICE)
    done = flashcards(tmp_path, "check", "--stats", "learner.anki2", "--format", "json")
    assert json.loads(done.stdout)["costs"] == [
        {
            "rule": "answer-long",
            "found": {"notes": 8, "answers": 160, "failed": 64},
            "others": {"notes": 8, "answers": 160, "failed": 32},
            "enough": True,
            "clear": True,
            "times": 2.0,
        }
    ]
    assert "costs" not in json.loads(flashcards(tmp_path, "check", "--format", "json").stdout)


def test_a_collection_that_can_not_be_read_is_said(tmp_path: Path) -> None:
    _write(tmp_path, long=8)
    _study(tmp_path, _TWICE)
    (tmp_path / "x.apkg").write_bytes(b"PK")
    done = flashcards(tmp_path, "check", "--stats", "x.apkg", "--stats", "learner.anki2")
    assert done.returncode == 1
    assert done.stderr == (
        "flashcards: `x.apkg` can't be read as a collection: it is damaged, or not made by Anki\n"
    )
    assert "answer-long: what it finds fails 2.0 times" in done.stdout

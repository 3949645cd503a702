"""Where a history would be lost, `build` asks at a terminal, and elsewhere stops."""

from pathlib import Path

import pytest

from tests.command import flashcards
from tests.terminal import Shown, press

BEFORE = """\
title: The hand
chapters:
  - title: The wrist
    time: 0:00
    questions:
      - {question: Which carpal bone is shaped like a pea?, answer: The pisiform.}
      - {question: How many bones has the hand?, answer: Twenty-seven.}
"""
PEA = "Which carpal bone is shaped like a pea?"
REWORDED = "What is the smallest bone of the wrist called?"
AFTER = BEFORE.replace(PEA, REWORDED)
KEY = "hand/question/which-carpal-bone-is-shaped-like-a-pea"
LAST_LINE = "quit, and build nothing\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a folder with a released deck, and a question that was reworded beyond recognition."""
    _put(tmp_path, BEFORE)
    assert flashcards(tmp_path, "build").returncode == 0
    _put(tmp_path, AFTER)
    return tmp_path


def _put(folder: Path, text: str, name: str = "hand") -> None:
    (folder / "content").mkdir(exist_ok=True)
    (folder / "content" / f"{name}.yaml").write_text(text, encoding="utf-8")


def _answer(folder: Path, *keys: str) -> Shown:
    pressed = [(LAST_LINE.strip(), key) for key in keys]
    return press(folder, ["build"], pressed, NO_COLOR="1")


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "decks").iterdir()}


def _lock(folder: Path) -> str:
    return (folder / "decks" / "hand.lock").read_text(encoding="utf-8")


def test_the_question_shows_both_texts_and_what_each_key_does(project: Path) -> None:
    shown = _answer(project, "q")
    assert shown.text == (
        "history will be lost (1 of 1): a question is no longer there, and a new one may be the "
        "same card\n\n"
        "  content/hand.yaml:6: it stands in its place and both say `bone`, `pisiform`\n"
        "  was  [-Which carpal-] bone [-is shaped like a pea-]?\n"
        "  now  {+What is the smallest+} bone {+of the wrist called+}?\n"
        "       The pisiform.\n\n"
        "  s  the same card: its history goes on\n"
        "  a  another card: the old one is retired\n"
        "  q  quit, and build nothing\n\n"
        "nothing was built\n"
    )
    assert shown.status == 1


def test_the_same_card_goes_on_with_its_history(project: Path) -> None:
    shown = _answer(project, "s")
    assert shown.status == 0
    assert "1 note retired" not in shown.text
    assert _lock(project).count('"retired"') == 0
    assert f'"former": ["{KEY}"]' in _lock(project)


def test_another_card_is_new_and_the_old_one_retired(project: Path) -> None:
    shown = _answer(project, "a")
    assert shown.status == 0
    assert "1 note retired" in shown.text
    assert flashcards(project, "build", "--check").returncode == 0


@pytest.mark.parametrize("key", ["q", "\x03", "\x1b", "\x04"])
def test_nothing_is_written_when_one_quits(project: Path, key: str) -> None:
    before = _files(project)
    assert _answer(project, key).status in {1, 130}
    assert _files(project) == before


def test_a_key_that_means_nothing_is_passed_over(project: Path) -> None:
    assert _answer(project, "xs").status == 0


def test_one_of_several_new_cards_is_chosen_by_its_number(project: Path) -> None:
    _put(
        project,
        AFTER.replace(
            "      - {question: How",
            "      - {question: What do you feel beside the pulse?, answer: The pisiform.}\n"
            "      - {question: How",
        ),
    )
    shown = _answer(project, "2")
    assert "  2  content/hand.yaml:" in shown.text
    assert shown.status == 0
    chosen = shown.text.split("  2  ")[1].splitlines()[0].partition(": ")[2]
    line = next(line for line in _lock(project).splitlines() if f'"front": "{chosen}"' in line)
    assert f'"former": ["{KEY}"]' in line


def test_elsewhere_the_build_stops_and_names_the_pair_and_both_ways_out(project: Path) -> None:
    before = _files(project)
    done = flashcards(project, "build")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "content/hand.yaml:6:20: error[history-lost]: history will be lost: this new question may "
        f"be `{PEA}` reworded: it stands in its place and both say `bone`, `pisiform`\n"
        "  |\n"
        f"6 |       - {{question: {REWORDED}, answer: The pisiform.}}\n"
        f"  |                    {'^' * len(REWORDED)}\n"
        "  help: add `was: which-carpal-bone-is-shaped-like-a-pea` if it is the same card, or else "
        f"build with `--retire {KEY}`\n\n"
        "1 error\n"
        "nothing was built\n"
    )
    assert _files(project) == before


@pytest.mark.parametrize(
    "arguments", [["build", "--check"], ["diff"], ["build", "--kind", "topic"]]
)
def test_whatever_depends_on_the_answer_ends_with_1(project: Path, arguments: list[str]) -> None:
    done = flashcards(project, *arguments)
    assert done.returncode == 1
    assert "history will be lost" in done.stderr


def test_diff_begins_with_what_will_be_lost(project: Path) -> None:
    assert "history will be lost" in flashcards(project, "diff").stdout.splitlines()[0]


@pytest.mark.parametrize(
    "was", [KEY, KEY.rpartition("/")[2], f'"{PEA}"', '"which carpal bone is shaped like a pea"']
)
def test_was_says_which_note_it_was_by_key_slug_or_wording(project: Path, was: str) -> None:
    _put(project, AFTER.replace(f"question: {REWORDED}", f"question: {REWORDED}, was: {was}"))
    assert flashcards(project, "build").returncode == 0
    assert f'"former": ["{KEY}"]' in _lock(project)
    after = _files(project)
    assert flashcards(project, "build").returncode == 0  # it may stay
    _put(project, AFTER)
    assert flashcards(project, "build").returncode == 0  # or go
    assert _files(project) == after


def test_retire_lets_the_old_note_go(project: Path) -> None:
    done = flashcards(project, "build", "--retire", KEY)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 note retired" in done.stdout


def test_retire_all_lets_go_of_whatever_is_in_doubt(project: Path) -> None:
    assert "1 note retired" in flashcards(project, "build", "--retire", "all").stdout


def test_what_was_never_released_can_not_be_retired(project: Path) -> None:
    done = flashcards(project, "build", "--retire", f"{KEY}s")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (f"flashcards: no note was released as `{KEY}s`; did you mean `{KEY}`?\n")


# Files that are gone.


def test_a_content_file_that_is_gone_is_asked_about(project: Path) -> None:
    _put(project, BEFORE)
    _put(project, BEFORE.replace("hand", "foot").replace("carpal", "tarsal"), "foot")
    assert flashcards(project, "build").returncode == 0
    (project / "content" / "foot.yaml").unlink()
    before = _files(project)
    for arguments in (["build"], ["build", "--check"]):
        done = flashcards(project, *arguments)
        assert done.returncode == 1
        assert done.stderr.startswith(
            "decks/foot.lock:1:1: error[content-file-gone]: history will be lost: the content file "
            "of `foot` is gone, with 2 notes\n"
            "  |\n1 | flashcards-lock 1.0\n  | ^\n"
            "  help: bring the file back, or let them go with `--retire foot`\n"
        )
    assert _files(project) == before
    shown = press(project, ["build"], [(LAST_LINE.strip(), "g")], NO_COLOR="1")
    assert shown.text.startswith(
        "history will be lost (1 of 1): the content file of `foot` is gone, with 2 notes\n\n"
        "  g  it is gone for good: retire them\n"
        "  q  quit, and build nothing\n"
    )
    assert shown.status == 0
    assert flashcards(project, "build", "--check").returncode == 0
    assert flashcards(project, "list", "--retired").stdout.count("question: ") == 2


def test_a_build_that_knows_all_other_decks_notices_too(project: Path) -> None:
    """The cache of built decks must not hide it."""
    cache = {"FLASHCARDS_CACHE": str(project / "cache")}
    _put(project, BEFORE)
    _put(project, BEFORE.replace("hand", "foot").replace("carpal", "tarsal"), "foot")
    for _ in range(2):
        assert flashcards(project, "build", env=cache).returncode == 0
    (project / "content" / "foot.yaml").unlink()
    assert "content-file-gone" in flashcards(project, "build", env=cache).stderr
    assert flashcards(project, "build", "--retire", "foot", env=cache).returncode == 0
    for _ in range(2):
        done = flashcards(project, "build", env=cache)
        assert (done.returncode, done.stderr) == (0, "")


def test_the_last_file_of_a_project_can_be_let_go(project: Path) -> None:
    (project / "content" / "hand.yaml").unlink()
    done = flashcards(project, "build", "--retire", "hand")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "decks/hand.lock: remembers the notes of a file that is gone; `flashcards list --retired` "
        "lists those that went with it\n"
    )


def test_a_build_of_named_files_asks_about_no_others(project: Path) -> None:
    _put(project, BEFORE)
    _put(project, BEFORE.replace("hand", "foot").replace("carpal", "tarsal"), "foot")
    assert flashcards(project, "build").returncode == 0
    _put(project, BEFORE.replace("Twenty-seven.", "27"))
    done = flashcards(project, "build", "content/hand.yaml")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_build_that_knows_the_other_decks_asks_as_one_that_does_not(project: Path) -> None:
    cache = {"FLASHCARDS_CACHE": str(project / "cache")}
    _put(project, BEFORE.replace("hand", "foot").replace("carpal", "tarsal"), "foot")
    without = BEFORE.replace(f"      - {{question: {PEA}, answer: The pisiform.}}\n", "")
    for text in (BEFORE, without):
        _put(project, text)
        assert flashcards(project, "build", env=cache).returncode == 0
    foot = BEFORE.replace("hand", "foot").replace("carpal", "tarsal")
    line = "      - {question: Shaped like a pea and carpal is which bone?, answer: Pisiform.}\n"
    _put(project, foot + line, "foot")
    assert "history will be lost" in flashcards(project, "build", env=cache).stderr


def test_a_build_of_one_file_stops_at_a_note_that_may_have_moved_there_reworded(
    project: Path,
) -> None:
    text = BEFORE.replace("hand", "foot").replace("carpal", "tarsal")
    _put(project, text, "foot")
    _put(project, BEFORE)
    assert flashcards(project, "build").returncode == 0
    line = "      - {question: Which carpal bone has the shape of a pea?, answer: The pisiform.}\n"
    _put(project, text + line, "foot")
    done = flashcards(project, "build", "content/foot.yaml")
    assert done.returncode == 1
    assert "error[move-unclear]" in done.stderr

"""`diff --format markdown` and `list --retired`: what learners are told."""

import json
from pathlib import Path

import pytest

from tests.command import flashcards

BEFORE = """\
title: Bones of the hand
chapters:
  - title: Carpal bones
    time: 0:00
    summary: The wrist has ==eight== carpal bones, in ==two rows==.
    topics:
      Scaphoid:
        definition: Carpal bone on the thumb's side, the one most often broken.
        reverse: true
    questions:
      - {question: Which carpal bone is shaped like a pea?, answer: The pisiform.}
      - {question: What does `a*b` mean?, answer: A product.}
"""
AFTER = (
    BEFORE.replace("title: Bones of the hand", "title: Hand bones")
    .replace("==two rows==", "two rows")
    .replace("\n        reverse: true", "")
    .replace("The pisiform.", "The pisiform bone.")
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a folder with a released deck and an edit of it."""
    (tmp_path / "content").mkdir()
    content = tmp_path / "content" / "bones.yaml"
    content.write_text(BEFORE, encoding="utf-8")
    assert flashcards(tmp_path, "build").returncode == 0
    line = "      - {question: What does `a*b` mean?, answer: A product.}\n"
    content.write_text(AFTER.replace(line, ""), encoding="utf-8")
    return tmp_path


def test_release_notes_say_what_changed_and_what_to_do(project: Path) -> None:
    done = flashcards(project, "diff", "--format", "markdown")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "## Hand bones\n\n"
        "3 updated, 1 retired, 0 notes unchanged.\n\n"
        "### Updated\n\n"
        "- chapter: Carpal bones\n"
        "  - back: The wrist has \\[eight\\] carpal bones, in ~~\\[~~two rows~~\\]~~.\n"
        "  - also: Source\n"
        "- topic: Scaphoid\n"
        "  - also: Reverse, Source\n"
        "- question: Which carpal bone is shaped like a pea?\n"
        "  - back: The pisiform **bone**.\n"
        "  - also: Source\n\n"
        "### Retired\n\n"
        "- question: What does a\\*b mean?\n\n"
        "### What to do in Anki\n\n"
        "- Rename the deck Bones of the hand to Hand bones before you import, or new cards come to "
        "stand in a second deck.\n"
        "- Carpal bones: blanks that go: \\`two rows\\`; Tools > Empty Cards removes what is left "
        "of them.\n"
        "- Scaphoid: no longer asked for by its definition; Tools > Empty Cards removes what is "
        "left of them.\n"
        "- To find the retired notes, search for "
        '`"Key:bones/question/what-does-ab-mean" OR ("tag:bones" nid:1700000000003)`.\n'
        "- Your own edits of the 3 notes that are updated are replaced, unless you edited one "
        "after this deck was built.\n"
    )


def test_where_nothing_changes_release_notes_say_so(project: Path) -> None:
    assert flashcards(project, "build").returncode == 0
    assert flashcards(project, "diff", "--format", "markdown").stdout == "Nothing changes.\n"


def test_retired_notes_are_listed_at_any_time_with_a_search(project: Path) -> None:
    assert flashcards(project, "list", "--retired").stderr == "0 retired notes\n"
    for _ in range(2):
        assert flashcards(project, "build").returncode == 0
    done = flashcards(project, "list", "--retired")
    key = "bones/question/what-does-ab-mean"
    search = f'"Key:{key}" OR ("tag:bones" nid:1700000000003)'
    assert (done.returncode, done.stderr) == (0, "1 retired note\n")
    assert done.stdout == (
        f"question: What does a*b mean?  {key}\n\n"
        f"To select them in Anki's browser, search for:\n  {search}\n"
    )
    (listed,) = json.loads(flashcards(project, "list", "--retired", "--format", "json").stdout)
    assert (listed["key"], listed["former_keys"], listed["search"]) == (key, [], search)


def test_retired_notes_are_not_chosen_among(project: Path) -> None:
    done = flashcards(project, "list", "--retired", "--kind", "topic")
    assert done.returncode == 2
    assert "--retired lists all of them: leave the other options out." in done.stderr


def test_a_build_says_what_learners_have_to_do(project: Path) -> None:
    said = flashcards(project, "build").stdout
    assert "The deck `Bones of the hand` is now called `Hand bones`.\n" in said
    assert (
        "2 cards will be empty; Tools > Empty Cards in Anki finds them:\n"
        "  Carpal bones: blanks that go: `two rows`\n"
        "  Scaphoid: no longer asked for by its definition\n"
    ) in said


def test_an_epoch_that_is_still_to_come_is_refused(project: Path) -> None:
    done = flashcards(project, "build", env={"SOURCE_DATE_EPOCH": "4102444800"})
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "flashcards: SOURCE_DATE_EPOCH is `4102444800`, which is still to come: notes released "
        "then would overwrite what learners edit until that time\n"
    )


def test_the_search_for_a_retired_note_finds_no_note_that_is_in_the_content(
    tmp_path: Path,
) -> None:
    """Its former wording asks for something else now, and that note has reviews of its own."""
    (tmp_path / "content").mkdir()
    head = "title: T\nchapters:\n  - title: One\n    time: 0:00\n    questions:\n"
    other = "      - {question: How many bones has the hand?, answer: '27'}\n"
    pea = "      - {question: Which bone is shaped like a pea?, answer: The pisiform.}\n"
    small = pea.replace("bone is shaped", "small bone is shaped")
    fish = pea.replace("The pisiform.", "'In fish, the otolith.'")
    for lines in ((pea, other), (small, other), (small, other, fish), (other, fish)):
        (tmp_path / "content" / "t.yaml").write_text(head + "".join(lines), encoding="utf-8")
        assert flashcards(tmp_path, "build", "--retire", "all").returncode == 0
    search = flashcards(tmp_path, "list", "--retired").stdout.splitlines()[-1]
    assert search == (
        '  "Key:t/question/which-small-bone-is-shaped-like-a-pea" OR ("tag:t" nid:1700000000000)'
    )

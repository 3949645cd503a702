"""What chapters have and lack: what `check` and `build` say of it, and the weakest cards."""

import json
import re
from pathlib import Path

import pytest

from flashcards.diagnostics.human import WIDTH
from tests.command import flashcards
from tests.terminal import press

CHAPTERS = """\
title: Rivers
duration: 20:00
chapters:
  - title: Springs
    time: 0:00 - 5:10
  - title: Meanders
    time: 5:10 - 12:00
  - title: Deltas
    time: 12:00
"""
MIXED = """\
title: Rivers
duration: 20:00
modules:
  - title: Upstream
    chapters:
      - title: Springs
        time: 0:00 - 5:10
        summary: A spring is ==groundwater== that comes ==up==.
        topics:
          Aquifer: Rock that holds groundwater.
          Karst:
      - title: Greetings
        time: 5:10 - 5:20
      - title: Meanders
        time: 5:20 - 12:00
        topics:
          aquifer:
          Oxbow lake:
  - title: Downstream
    chapters:
      - title: Deltas
        time: 12:00
        questions:
          - question: Which river's delta gave all others their name?
            answer: The Nile's.
            at: 13:00
    questions:
      - {question: Which river is the longest in Europe?, answer: The Volga., at: }
questions:
  - {question: Which river carries the most water?, answer: The Amazon., at: 14:00}
"""
TABLE = """\
content/rivers.yaml  minutes  questions  topics  blanks  waiting
   0:00  Springs           5          -       1       2        1
   5:10  Greetings        <1          -       -       -        -
   5:20  Meanders          7          -       1       -        1
  12:00  Deltas            8          2       -       -        -
  in no chapter            -          -       -       -        1
  4 chapters              20          2       1       2        3
"""
DELTA = "    questions: [{question: Which delta is triangular?, answer: The Nile's., at: 13:00}]\n"
SEA = "    questions: [{question: Which sea is the saltiest?, answer: The Dead Sea., at: 13:00}]\n"
WEAK = """\
title: Bread
chapters:
  - title: Dough
    time: 0:00 - 4:00
    summary: Dough is ==the==.
    questions:
      - question: Which grain has most of the gluten that lets a dough rise?
        answer: Wheat.
      - question: Does Jo currently like sour doughs?
        answer: Yes.
      - question: Is salt needed?
        answer: Yes.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a folder with an empty `content`."""
    (tmp_path / "content").mkdir()
    return tmp_path


def _put(project: Path, name: str, text: str) -> None:
    (project / "content" / f"{name}.yaml").write_text(text, encoding="utf-8")


def _table(project: Path, *arguments: str) -> str:
    """Give the table that stands between the problems and the sums."""
    out = flashcards(project, "check", *arguments).stdout
    found = re.search(r"^(\S+  +minutes .*?\n)\nfiles ", out, re.DOTALL | re.MULTILINE)
    return found[1] if found else ""


def test_a_file_of_chapters_alone_is_one_warning_that_says_what_makes_a_card(
    project: Path,
) -> None:
    _put(project, "rivers", CHAPTERS)
    done = flashcards(project, "check", "--format", "concise")
    warning = (
        "content/rivers.yaml:1:8: warning[deck-without-card]: the file makes no card yet, so its "
        "deck is empty"
    )
    assert done.returncode == 0
    assert done.stdout.startswith(warning)
    assert len(done.stdout.splitlines()) == 1
    built = flashcards(project, "build")
    assert built.returncode == 0
    assert built.stderr.startswith(warning)
    assert (
        "help: write a `summary` with ==blanks==, a topic with its definition, or a question; or "
        "`card: false` where none is needed\n" in built.stderr
    )
    assert flashcards(project, "build").stderr == built.stderr  # known by then
    assert flashcards(project, "build", "-q").stderr == ""
    for command in ("check", "build"):
        assert flashcards(project, command, "--strict").returncode == 1


def test_chapters_without_a_card_are_remarks_and_a_build_counts_them(project: Path) -> None:
    _put(project, "rivers", CHAPTERS + DELTA)
    done = flashcards(project, "check", "--strict", "--format", "concise")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        f"content/rivers.yaml:{line}:12: info[chapter-without-card]: the chapter `{title}` makes "
        "no card yet"
        for line, title in ((4, "Springs"), (6, "Meanders"))
    ]
    expected = (
        "content/rivers.yaml: 2 chapters without a card yet; a summary with ==blanks==, a topic "
        "with its definition or a question makes one: `flashcards check` names them\n"
    )
    for _ in ("built", "known"):
        assert flashcards(project, "build").stderr == expected
    _put(project, "seas", CHAPTERS.replace("Rivers", "Seas") + SEA)
    assert flashcards(project, "build").stderr.startswith(
        "content/rivers.yaml and 1 more file: 4 chapters without a card yet; "
    )
    assert flashcards(project, "build", "-q").stderr == ""


@pytest.mark.parametrize(
    "lines",
    [
        "    summary: Water comes ==up==.\n",
        "    summary: Nothing is marked.\n",
        "    topics: {Spring: Where water comes up.}\n",
        "    topics: {Delta: }\n",
        "    questions: [{question: What comes up there?, answer: Water.}]\n",
    ],
)
def test_whatever_is_on_a_card_of_a_chapter_counts(project: Path, lines: str) -> None:
    text = CHAPTERS.replace("0:00 - 5:10\n", f"0:00 - 5:10\n{lines}")
    _put(project, "rivers", text + "    topics: {Delta: A river's mouth in many arms.}\n")
    found = json.loads(flashcards(project, "check", "--format", "json").stdout)["diagnostics"]
    cardless = [each["line"] for each in found if each["code"] == "chapter-without-card"]
    assert cardless == [6 + lines.count("\n")]


def test_the_question_of_a_module_counts_for_the_chapter_of_its_time(project: Path) -> None:
    _put(project, "rivers", CHAPTERS + "questions:\n  - {question: How?, answer: So., at: 6:00}\n")
    found = json.loads(flashcards(project, "check", "--format", "json").stdout)["diagnostics"]
    assert [each["line"] for each in found if each["code"] == "chapter-without-card"] == [4, 8]


def test_who_says_that_no_card_is_needed_is_asked_for_none(project: Path) -> None:
    without = CHAPTERS.replace("\n    time", "\n    card: false\n    time")
    _put(project, "rivers", without)
    assert flashcards(project, "check", "--format", "concise").stdout == ""
    assert flashcards(project, "build").stderr == ""
    topic = "    topics: {Delta: {card: false}}\n"
    _put(project, "rivers", CHAPTERS.replace("5:10 - 12:00\n", f"5:10 - 12:00\n{topic}"))
    assert _table(project).splitlines()[2].split() == ["5:10", "Meanders", "7", *"----"]
    _put(project, "rivers", MIXED.replace("5:20\n", "5:20\n        card: false\n"))
    found = json.loads(flashcards(project, "check", "--format", "json").stdout)["diagnostics"]
    assert "chapter-without-card" not in {each["code"] for each in found}


def test_a_broken_file_is_not_accused_of_having_no_card(project: Path) -> None:
    _put(project, "rivers", CHAPTERS + "    topcs: {Delta: A river's mouth.}\n")
    found = json.loads(flashcards(project, "check", "--format", "json").stdout)["diagnostics"]
    assert {each["code"] for each in found} == {"unknown-key", "chapter-start-fallback"}


def test_check_ends_with_what_each_chapter_has(project: Path) -> None:
    _put(project, "rivers", MIXED)
    assert _table(project) == TABLE
    quiet = flashcards(project, "check", "-q")
    assert quiet.stdout == ""
    assert "questions" not in flashcards(project, "check", "--format", "concise").stdout


def test_a_program_gets_the_same_numbers(project: Path) -> None:
    _put(project, "rivers", MIXED)
    found = json.loads(flashcards(project, "check", "--format", "json").stdout)
    (file,) = found["coverage"]
    assert (file["path"], file["unplaced"]) == ("content/rivers.yaml", 1)
    assert file["chapters"][1] == {
        "title": "Greetings",
        "line": 12,
        "module": "Upstream",
        "start": 310.0,
        "seconds": 10.0,
        "questions": 0,
        "topics": 0,
        "blanks": 0,
        "waiting": 0,
    }
    assert [each["waiting"] for each in file["chapters"]] == [1, 0, 1, 0]


def test_a_title_that_is_too_long_is_cut_and_a_wide_one_keeps_the_columns(project: Path) -> None:
    text = CHAPTERS.replace("Springs", "Springs and " * 30).replace("Meanders", "蛇行する川")
    _put(project, "rivers", text)
    lines = _table(project).splitlines()
    assert max(len(line) for line in lines) == WIDTH
    assert lines[1].startswith("   0:00  Springs and Springs and")
    assert "…" in lines[1]
    assert len(lines[2]) == len(lines[1]) - 5
    assert lines[2].startswith("   5:10  蛇行する川   ")


def test_a_control_sign_in_a_title_reaches_no_terminal(project: Path) -> None:
    _put(project, "rivers", CHAPTERS.replace("Springs", '"a\\u001b[31mb\\u202ec"'))
    out = flashcards(project, "check").stdout
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_at_a_terminal_chapters_without_a_card_stand_out_and_the_table_fits(
    project: Path,
) -> None:
    _put(project, "rivers", MIXED.replace("Springs", "Springs and wells " * 9))
    shown = press(project, ["check"], [], COLUMNS="80")
    rows = [line for line in shown.text.splitlines() if "Greetings" in line and "   <1 " in line]
    assert len(rows) == 1
    assert "\x1b[33m\x1b[1m" in rows[0]
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in shown.text.splitlines()]
    table = plain[next(place for place, line in enumerate(plain) if " minutes " in line) :]
    assert max(len(line.rstrip()) for line in table) <= 80


def test_of_many_chapters_files_are_shown(project: Path) -> None:
    for number in range(70):
        _put(project, f"rivers-{number:02}", CHAPTERS)
    lines = _table(project).splitlines()
    assert (
        lines[0] == "file                             minutes  questions  topics  blanks  waiting"
    )
    assert lines[1].split() == ["content/rivers-00.yaml", "20", "-", "-", "-", "-"]
    assert len(lines) == 1 + 60 + 3
    assert lines[-3].split() == ["10", "more", "files", "200", "-", "-", "-", "-"]
    assert lines[-2].split()[:5] == ["70", "files,", "210", "chapters", "1,400"]
    assert lines[-1] == "name a file to see its chapters"
    assert len(_table(project, "content/rivers-03.yaml").splitlines()) == 5


@pytest.mark.parametrize("modules", [1, 7, 100])
def test_of_many_chapters_in_a_file_modules_are_shown(project: Path, modules: int) -> None:
    lines = ["title: Rivers", "modules:"]
    for module in range(modules):
        lines += [f"  - title: Part {module}", "    chapters:"]
        for chapter in range(140 // modules):
            time = f"{module * 2:02}:{chapter * 20 // 60:02}:{chapter * 20 % 60:02}"
            lines.append(
                f"      - {{title: Chapter {module}-{chapter}, time: '{time}', summary: A ==b==.}}"
            )
    _put(project, "rivers", "\n".join(lines) + "\n")
    rows = _table(project).splitlines()
    if modules == 7:
        assert rows[1].split()[:4] == ["Part", "0", "(20", "chapters)"]
        assert rows[1].split()[-2:] == ["20", "-"]
        assert len(rows) == 1 + 7 + 1
    else:
        chapters = modules * (140 // modules)
        assert rows[1].split()[:3] == ["0:00", "Chapter", "0-0"]
        assert len(rows) == 1 + 60 + 2
        assert rows[-2].split()[:3] == [str(chapters - 60), "more", "chapters"]
        assert rows[-1].split()[:2] == [str(chapters), "chapters"]


WEAKEST = """\
1. content/bread.yaml:9 question: Does Jo currently like sour doughs?
   9:19: warning[question-yes-no]: the question can be answered with yes or no
     help: ask for the fact itself, with what, which, how or why
   9:27: warning[volatile]: `currently` will age, and nothing says when it was true
     help: add the date or the source, such as `as of January 2026`

2. content/bread.yaml:3 chapter: Dough
   5:23: warning[cloze-shape]: the blank `the` carries no fact
     help: mark the one or two words that carry the fact

"""


def test_the_weakest_cards_come_first_with_all_that_is_said_of_them(project: Path) -> None:
    _put(project, "bread", WEAK)
    done = flashcards(project, "check", "--top", "2")
    more = "1 more problem not shown: run `flashcards check`\n\n"
    assert done.stdout.startswith(f"{WEAKEST}{more}content/bread.yaml  minutes  questions")
    assert done.stdout.endswith("\n4 warnings in 1 file\n")
    assert done.returncode == 0
    assert flashcards(project, "check", "--top", "2", "-q").stdout == WEAKEST


def test_errors_of_content_stand_before_the_weakest_cards(project: Path) -> None:
    _put(project, "bread", WEAK)
    _put(project, "broken", "title: [\n")
    done = flashcards(project, "check", "--top", "1", "--strict")
    assert done.returncode == 1
    assert done.stdout.startswith("content/broken.yaml:1:8: error[yaml-syntax]: ")
    heads = re.findall(r"error\[([a-z-]+)\]", done.stdout)
    assert heads == ["yaml-syntax", "question-yes-no", "volatile"]
    assert "\n2 more problems not shown: run `flashcards check`\n" in done.stdout


def test_programs_are_given_the_weakest_cards_as_well(project: Path) -> None:
    _put(project, "bread", WEAK)
    found = json.loads(flashcards(project, "check", "--top", "9", "--format", "json").stdout)
    assert len(found["diagnostics"]) == 4
    assert found["weakest"][0] == {
        "path": "content/bread.yaml",
        "line": 9,
        "column": 19,
        "kind": "question",
        "front": "Does Jo currently like sour doughs?",
        "codes": ["question-yes-no", "volatile"],
    }
    assert [each["line"] for each in found["weakest"]] == [9, 3, 11]
    concise = flashcards(project, "check", "--top", "1", "--format", "concise").stdout
    assert [line.split(": ")[0] for line in concise.splitlines()] == [
        "content/bread.yaml:9:19",
        "content/bread.yaml:9:27",
    ]
    github = flashcards(project, "check", "--top", "1", "--format", "github").stdout
    assert github.count("::warning file=") == 2
    assert "weakest" not in json.loads(flashcards(project, "check", "--format", "json").stdout)


def test_where_no_card_is_weak_that_is_said(project: Path) -> None:
    _put(project, "rivers", CHAPTERS + DELTA)
    out = flashcards(project, "check", "--top", "3").stdout
    assert out.startswith(
        "the craft rules find no weak card\n\n2 more problems not shown: run `flashcards check`\n"
    )

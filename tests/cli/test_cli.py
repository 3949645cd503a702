"""The command line as its users and their scripts meet it: a process with two outputs."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from flashcards import __version__
from flashcards.cli.group import COMMANDS
from flashcards.content.codes import list_codes
from tests.command import ROOT, environment, flashcards
from tests.videos import VIDEO

SECOND = """\
title: Another video
chapters:
  - title: Two
    time: 0:00
    tags: [field::physics]
    summary: Water is ==wet==.
"""

BROKEN = VIDEO.replace("0:00 - 5:00", "soon")
CLOSED = VIDEO.replace("Why?", "Is Mars blue?")
WARNED = VIDEO.replace("Sky: What is above.", "Sky:")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a folder with two sound content files."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "video.yaml").write_text(VIDEO, encoding="utf-8")
    (tmp_path / "content" / "another.yaml").write_text(SECOND, encoding="utf-8")
    return tmp_path


def _put(folder: Path, name: str, text: str) -> None:
    (folder / "content" / name).write_text(text, encoding="utf-8")


def _listing(folder: Path) -> dict[str, tuple[int, int]]:
    """Give all files and folders with their size and the time they were last changed."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
    }


def _assert_calm(done: subprocess.CompletedProcess[str]) -> None:
    """No traceback, no bug report, no colours."""
    for output in (done.stdout, done.stderr):
        assert "Traceback" not in output
        assert "this is a bug" not in output
        assert "\x1b" not in output


# Help and usage.


def test_the_version_is_on_standard_output(tmp_path: Path) -> None:
    done = flashcards(tmp_path, "--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"flashcards {__version__}\n", "")


def test_help_lists_every_command(tmp_path: Path) -> None:
    done = flashcards(tmp_path, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert all(
        re.search(rf"^  {command} +{re.escape(line)}$", done.stdout, re.MULTILINE)
        for command, line in COMMANDS.items()
    )
    assert flashcards(tmp_path, "-h").stdout == done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command_shows_an_example(tmp_path: Path, command: str) -> None:
    done = flashcards(tmp_path, command, "-h")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Usage: flashcards {command} ")
    examples = done.stdout.partition("\n  Example")[2].partition("\n\n")[0]
    assert re.search(rf"^    (.* \| )?flashcards {command}\b", examples, re.MULTILINE)
    assert done.stdout == flashcards(tmp_path, command, "--help").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["buld"], "No such command 'buld'. Did you mean 'build'?"),
        (["zzz"], "No such command 'zzz'."),
        (["check", "--frmat", "json"], "No such option '--frmat'. Did you mean '--format'?"),
        (["check", "--format", "xml"], "'xml' is not one of 'text', 'concise', 'json', 'github'."),
        (["list", "--kind", "card"], "'card' is not one of 'question', 'topic', 'chapter'."),
        (["check", "content/missing.yaml"], "Path 'content/missing.yaml' does not exist."),
        (["check", "--rule", "answr-long=off"], "Did you mean 'answer-long'?"),
        (["check", "--rule", "answer-long=of"], "Did you mean 'off'?"),
        (["build", "--rule", "answer-long"], "'answer-long' is not CODE=LEVEL"),
        (["explain", "invalid-tme"], "no code 'invalid-tme'. Did you mean 'invalid-time'?"),
        (["explain", "zzz"], "There is no code 'zzz'."),
        (["schema", "x"], "Got unexpected extra argument"),
    ],
)  # fmt: skip
def test_wrong_usage_ends_with_2_and_says_how(
    project: Path, arguments: list[str], message: str
) -> None:
    before = _listing(project)
    done = flashcards(project, *arguments)
    _assert_calm(done)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert done.stderr.startswith("Usage: flashcards")
    assert _listing(project) == before


def test_without_a_command_there_is_help(tmp_path: Path) -> None:
    done = flashcards(tmp_path)
    assert done.returncode == 2
    assert "Usage: flashcards" in done.stdout + done.stderr


# Building.


def test_build_writes_a_deck_for_each_file_and_names_it(project: Path) -> None:
    done = flashcards(project, "build")
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line.split(" kB")[0].rsplit(", ", 1)[0] for line in done.stdout.splitlines()]
    assert lines[:2] == [
        "decks/another.apkg: 1 note, 1 card",
        "decks/video.apkg: 3 notes, 3 cards",
    ]
    assert sorted(path.name for path in (project / "decks").glob("*.apkg")) == [
        "another.apkg",
        "video.apkg",
    ]


def test_build_takes_the_files_named(project: Path) -> None:
    done = flashcards(project, "build", "content/another.yaml")
    assert done.returncode == 0
    assert [path.name for path in (project / "decks").glob("*.apkg")] == ["another.apkg"]


def test_building_again_writes_nothing(project: Path) -> None:
    flashcards(project, "build")
    before = _listing(project)
    done = flashcards(project, "build")
    assert done.returncode == 0
    assert _listing(project) == before


def test_a_partial_build_stands_in_its_own_file(project: Path) -> None:
    flashcards(project, "build")
    before = _listing(project)
    done = flashcards(project, "build", "--module", "first-*", "--kind", "topic")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("decks/video.module-first-+.kind-topic.apkg: 1 note, 1 card, ")
    after = _listing(project)
    assert set(after) - set(before) == {"decks/video.module-first-+.kind-topic.apkg"}
    assert {path: after[path] for path in before if path != "decks"} == {
        path: before[path] for path in before if path != "decks"
    }


def test_a_partial_build_without_a_note_writes_nothing(project: Path) -> None:
    flashcards(project, "build")
    before = _listing(project)
    done = flashcards(project, "build", "--module", "zzz")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "no note matches; nothing was built\n"
    assert _listing(project) == before


def test_different_choices_have_different_files(project: Path) -> None:
    _put(project, "video.yaml", VIDEO.replace("title: One", "title: One\n        tags: [topic]"))
    choices = [
        ["--kind", "topic"],
        ["--tag", "topic"],
        ["--module", "*"],
        ["--tag", "*"],
        ["--module", "first-*", "--kind", "topic"],
        ["--module", "first-*", "--tag", "topic"],
    ]
    names = [
        flashcards(project, "build", "content/video.yaml", *choice).stdout.split(":")[0]
        for choice in choices
    ]
    assert len(set(names)) == len(choices)


def test_warnings_stand_on_standard_error_and_the_deck_is_built(project: Path) -> None:
    _put(project, "video.yaml", WARNED)
    done = flashcards(project, "build")
    assert done.returncode == 0
    assert "warning[topic-without-definition]" in done.stderr
    assert done.stderr.splitlines()[-1] == "1 warning"
    assert (project / "decks" / "video.apkg").exists()


def test_errors_end_with_1_and_nothing_is_written(project: Path) -> None:
    (project / "content" / "another.yaml").unlink()
    flashcards(project, "build")
    _put(project, "video.yaml", BROKEN)
    before = _listing(project)
    done = flashcards(project, "build")
    _assert_calm(done)
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        done.stderr
        == """\
content/video.yaml:7:15: error[invalid-time]: `soon` is not a time or a range of times
  |
7 |         time: soon
  |               ^^^^
  help: write a time like 12:03, 1:02:03 or 0:12:03.5, or a range like 12:03 - 24:05

1 error
nothing was built
"""
    )
    assert _listing(project) == before


def test_an_error_leaves_no_folder_behind(project: Path) -> None:
    (project / "content" / "another.yaml").unlink()
    _put(project, "video.yaml", BROKEN)
    before = _listing(project)
    assert flashcards(project, "build").returncode == 1
    assert _listing(project) == before


def test_a_deck_folder_that_is_a_file_is_said_plainly(project: Path) -> None:
    (project / "decks").write_text("x", encoding="utf-8")
    before = _listing(project)
    done = flashcards(project, "build")
    _assert_calm(done)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "flashcards: can't read `decks/another.lock`: Not a directory; "
        "move the file that stands in a folder's place out of the way\n"
    )
    assert _listing(project) == before


@pytest.mark.parametrize("command", ["build", "check", "diff", "list", "preview"])
def test_without_a_content_folder_the_command_says_where_to_go(
    tmp_path: Path, command: str
) -> None:
    done = flashcards(tmp_path, command)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "flashcards: there is no folder `content`; run this where your `content` folder is, "
        "name files, or make a project here with `flashcards init`\n"
    )
    assert _listing(tmp_path) == {}


@pytest.mark.parametrize(
    ("command", "status"), [("build", 1), ("check", 0), ("diff", 0), ("list", 0), ("preview", 1)]
)
def test_an_empty_content_folder_has_nothing_and_the_command_says_what_fills_it(
    tmp_path: Path, command: str, status: int
) -> None:
    (tmp_path / "content").mkdir()
    done = flashcards(tmp_path, command)
    assert done.returncode == status
    assert done.stderr.splitlines()[0] == (
        "there is no content file: `flashcards draft SOURCE` makes one of what you have of a "
        "video, `flashcards init` an example"
    )
    assert list(_listing(tmp_path)) == ["content"]


def test_a_clock_that_is_no_number_is_said_plainly(project: Path) -> None:
    done = flashcards(project, "build", env={"SOURCE_DATE_EPOCH": "yesterday"})
    _assert_calm(done)
    assert done.returncode == 1
    assert done.stderr == (
        "flashcards: SOURCE_DATE_EPOCH is `yesterday`, which is no number of seconds\n"
    )


# Checking.


def test_check_of_sound_content_says_so(project: Path) -> None:
    before = _listing(project)
    done = flashcards(project, "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert (
        done.stdout
        == """\
content/another.yaml  minutes  questions  topics  blanks  waiting
  0:00  Two                 ?          -       -       1        -

content/video.yaml
  0:00  One                 5          1       1       1        -

files                         2
notes                         4
cards                         4
cards per hour of video    36.0
topics without definition     0
questions without a time      0

no problems in 2 files
"""
    )
    assert _listing(project) == before


def test_check_reports_on_standard_output(project: Path) -> None:
    _put(project, "video.yaml", BROKEN)
    before = _listing(project)
    done = flashcards(project, "check", "content/video.yaml")
    _assert_calm(done)
    assert (done.returncode, done.stderr) == (1, "")
    assert (
        done.stdout
        == """\
content/video.yaml:7:15: error[invalid-time]: `soon` is not a time or a range of times
  |
7 |         time: soon
  |               ^^^^
  help: write a time like 12:03, 1:02:03 or 0:12:03.5, or a range like 12:03 - 24:05

files                            1
notes                            0
cards                            0
cards per hour of video    unknown
topics without definition        0
questions without a time         0

1 error in 1 file
"""
    )
    assert _listing(project) == before


def test_check_with_warnings_alone_ends_with_0(project: Path) -> None:
    _put(project, "video.yaml", WARNED)
    done = flashcards(project, "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "1 warning in 2 files"


def test_check_reports_the_problems_of_all_files_in_order(project: Path) -> None:
    _put(project, "video.yaml", WARNED)
    _put(project, "a.yaml", "title: [")
    _put(project, "b.yaml", BROKEN)
    (project / "content" / "c.yaml").write_bytes(b"title: \xff\n")
    done = flashcards(project, "check")
    _assert_calm(done)
    assert (done.returncode, done.stderr) == (1, "")
    heads = [
        line.split(": ")[:2]
        for line in done.stdout.splitlines()
        if re.match(r"content.*\]: ", line)
    ]
    assert [(place.split(":")[0], label) for place, label in heads] == [
        ("content/a.yaml", "error[yaml-syntax]"),
        ("content/b.yaml", "error[invalid-time]"),
        ("content/c.yaml", "error[invalid-utf8]"),
        ("content/video.yaml", "warning[topic-without-definition]"),
    ]
    assert done.stdout.splitlines()[-1] == "3 errors, 1 warning in 5 files"


def test_a_second_bad_file_does_not_hide_the_first(project: Path) -> None:
    _put(project, "video.yaml", BROKEN)
    _put(project, "another.yaml", "title: [")
    done = flashcards(project, "build")
    assert done.returncode == 1
    assert "content/video.yaml:7:15: error[invalid-time]" in done.stderr
    assert "content/another.yaml:" in done.stderr
    assert done.stderr.splitlines()[-2:] == ["2 errors", "nothing was built"]


def test_check_gives_json_for_programs(project: Path) -> None:
    _put(project, "video.yaml", BROKEN)
    done = flashcards(project, "check", "--format", "json")
    assert (done.returncode, done.stderr) == (1, "")
    assert json.loads(done.stdout)["diagnostics"] == [
        {
            "path": "content/video.yaml",
            "line": 7,
            "column": 15,
            "end_line": 7,
            "end_column": 19,
            "severity": "error",
            "code": "invalid-time",
            "message": "`soon` is not a time or a range of times",
            "help": "write a time like 12:03, 1:02:03 or 0:12:03.5, or a range like 12:03 - 24:05",
        }
    ]


def test_check_of_sound_content_gives_no_diagnostic_and_its_numbers(project: Path) -> None:
    done = flashcards(project, "check", "--format", "json")
    assert done.returncode == 0
    assert json.loads(done.stdout) == {
        "diagnostics": [],
        "summary": {
            "files": 2,
            "notes": 4,
            "cards": 4,
            "cards_per_hour": 36.0,
            "undefined_topics": 0,
            "waiting_questions": 0,
            "warnings": {},
        },
        "coverage": [
            {
                "path": "content/another.yaml",
                "unplaced": 0,
                "chapters": [
                    {
                        "title": "Two",
                        "line": 3,
                        "module": "Two",
                        "start": 0.0,
                        "seconds": None,
                        "questions": 0,
                        "topics": 0,
                        "blanks": 1,
                        "waiting": 0,
                    }
                ],
            },
            {
                "path": "content/video.yaml",
                "unplaced": 0,
                "chapters": [
                    {
                        "title": "One",
                        "line": 6,
                        "module": "First module",
                        "start": 0.0,
                        "seconds": 300.0,
                        "questions": 1,
                        "topics": 1,
                        "blanks": 1,
                        "waiting": 0,
                    }
                ],
            },
        ],
    }


def test_check_annotates_lines_for_github(project: Path) -> None:
    _put(project, "100%, a:b.yaml", WARNED)
    done = flashcards(project, "check", "--format", "github", "content/100%, a:b.yaml")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[0].startswith("::error file=content/100%25%2C a%3Ab.yaml,line=1,col=1,title=")
    assert lines[1] == (
        "::warning file=content/100%25%2C a%3Ab.yaml,line=10,col=11,"
        "title=topic-without-definition::the topic `Sky` has no definition, so no card"
        "%0Ahelp: write its definition behind the colon, here or at another mention, or "
        "`{card: false}` if it needs none"
    )


def test_a_rule_is_set_on_the_command_line_whatever_the_file_says(project: Path) -> None:
    _put(project, "video.yaml", "check: {question-yes-no: off}\n" + CLOSED)
    assert "question-yes-no" not in flashcards(project, "check").stdout
    done = flashcards(project, "check", "--rule", "question-yes-no=error")
    assert done.returncode == 1
    assert "error[question-yes-no]" in done.stdout


def test_strict_takes_warnings_for_errors_and_builds_nothing(project: Path) -> None:
    (project / "content" / "another.yaml").unlink()
    _put(project, "video.yaml", CLOSED)
    assert flashcards(project, "check").returncode == 0
    assert flashcards(project, "check", "--strict").returncode == 1
    done = flashcards(project, "build", "--strict")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1] == "nothing was built"
    assert not (project / "decks").exists()
    assert (
        flashcards(project, "build", "--strict", "--rule", "question-yes-no=info").returncode == 0
    )


def test_build_keeps_to_itself_what_is_only_worth_knowing(project: Path) -> None:
    _put(project, "video.yaml", CLOSED)
    done = flashcards(project, "build", "--rule", "question-yes-no=info")
    assert (done.returncode, done.stderr) == (0, "")
    assert (
        "info[question-yes-no]"
        in flashcards(project, "check", "--rule", "question-yes-no=info").stdout
    )


def test_the_summary_counts_warnings_by_their_codes(project: Path) -> None:
    _put(project, "video.yaml", CLOSED.replace("Sky: What is above.", "Sky:"))
    lines = flashcards(project, "check").stdout.splitlines()
    assert "warning[question-yes-no]              1" in lines
    assert "warning[topic-without-definition]     1" in lines
    assert "topics without definition             1" in lines


def test_a_folder_stands_for_the_content_files_in_it(project: Path) -> None:
    done = flashcards(project, "check", "content")
    _assert_calm(done)
    assert done.returncode == 0
    assert done.stdout == flashcards(project, "check").stdout


def test_a_file_with_a_terminals_own_signs_can_not_paint(project: Path) -> None:
    _put(project, "video.yaml", "title: \x1b[31mred\n")
    done = flashcards(project, "check")
    _assert_calm(done)
    assert done.returncode == 1


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "xterm-256color"}])
def test_a_pipe_gets_no_colours(project: Path, env: dict[str, str]) -> None:
    _put(project, "video.yaml", BROKEN)
    for arguments in (["check"], ["build"], ["list", "content/another.yaml"]):
        _assert_calm(flashcards(project, *arguments, env=env))


# Listing.


@pytest.mark.parametrize(
    ("options", "keys"),
    [
        ([], ["another/chapter/two", "video/chapter/one", "video/topic/sky", "video/question/why"]),
        (["--kind", "topic"], ["video/topic/sky"]),
        (["--kind", "topic", "--kind", "question"], ["video/topic/sky", "video/question/why"]),
        (["--module", "t*"], ["another/chapter/two"]),
        (["--tag", "field"], ["another/chapter/two"]),
        (["--tag", "video", "--kind", "chapter"], ["video/chapter/one"]),
        (["--module", "zzz"], []),
    ],
)
def test_list_gives_the_chosen_notes_as_json(
    project: Path, options: list[str], keys: list[str]
) -> None:
    before = _listing(project)
    done = flashcards(project, "list", "--format", "json", *options)
    assert (done.returncode, done.stderr) == (0, "")
    assert [note["key"] for note in json.loads(done.stdout)] == keys
    assert _listing(project) == before


def test_list_gives_all_of_a_note_as_json(project: Path) -> None:
    done = flashcards(project, "list", "content/another.yaml", "--format", "json")
    assert json.loads(done.stdout) == [
        {
            "key": "another/chapter/two",
            "kind": "chapter",
            "deck": "Another video",
            "language": "en",
            "modules": ["two"],
            "seconds": [0.0],
            "tags": ["another::two", "field::physics"],
            "cards": 1,
            "fields": {
                "Text": "Water is {{c1::wet}}.",
                "Hint": "",
                "Extra": "",
                "My notes": "",
                "Context": "<span>Two</span>",
                "Module": "Two",
                "Chapter": "Two",
                "Time": "",
                "Link": "",
                "Source": "Another video",
                "Key": "another/chapter/two",
                "Released": "",
                "Reserved 1": "",
                "Reserved 2": "",
            },
        }
    ]


def test_list_gives_a_table_for_people_one_line_a_note(project: Path) -> None:
    _put(project, "video.yaml", VIDEO.replace("Why?", f"Why [bold]{' so' * 200}?"))
    done = flashcards(project, "list", "content/video.yaml", env={"COLUMNS": "40"})
    assert (done.returncode, done.stderr) == (0, "3 notes, 3 cards\n")
    rows = [line.split() for line in done.stdout.splitlines()]
    assert [row[:3] for row in rows] == [
        ["kind", "time", "module"],
        ["chapter", "0:00", "first-module"],
        ["topic", "0:00", "first-module"],
        ["question", "0:00", "first-module"],
    ]
    assert rows[3][3:] == ["Why", "[bold]", *["so"] * 199, "so?"]


def test_list_of_broken_content_lists_nothing(project: Path) -> None:
    _put(project, "video.yaml", BROKEN)
    done = flashcards(project, "list", "--format", "json")
    assert (done.returncode, done.stdout) == (1, "")
    assert "error[invalid-time]" in done.stderr


@pytest.mark.parametrize("options", [["list"], ["list", "--format", "json"], ["schema"], ["check"]])
def test_a_reader_that_leaves_early_is_no_trouble(tmp_path: Path, options: list[str]) -> None:
    questions = "".join(
        f"      - {{question: What is <number> {number}?, answer: It is {number}.}}\n"
        for number in range(1500)
    )
    (tmp_path / "content").mkdir()
    _put(
        tmp_path,
        "a.yaml",
        f"title: A\nchapters:\n  - title: One\n    time: 0:00\n    questions:\n{questions}",
    )
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "flashcards", *options],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(1)
        process.stdout.close()
        said = process.stderr.read().decode()
    assert said in {"", "1,500 notes, 1,500 cards\n"}
    assert process.returncode == 0


# The schema and the explanations.


def test_schema_is_a_valid_json_schema(tmp_path: Path) -> None:
    done = flashcards(tmp_path, "schema")
    assert (done.returncode, done.stderr) == (0, "")
    schema = json.loads(done.stdout)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


def test_the_shipped_schema_is_what_the_command_prints(tmp_path: Path) -> None:
    shipped = (ROOT / "content" / "content.schema.json").read_text(encoding="utf-8")
    assert flashcards(tmp_path, "schema").stdout == shipped


def test_explain_lists_all_codes(tmp_path: Path) -> None:
    done = flashcards(tmp_path, "explain")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == list(list_codes())
    assert "time-outside-chapter" in list_codes()


def test_explain_shows_what_and_why_and_two_examples(tmp_path: Path) -> None:
    done = flashcards(tmp_path, "explain", "time-outside-chapter")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# time-outside-chapter\n")
    assert [line for line in done.stdout.splitlines() if line.startswith("## ")] == [
        "## Why",
        "## Bad",
        "## Good",
    ]


def test_many_problems_of_one_kind_are_one_with_all_their_lines(tmp_path: Path) -> None:
    topics = "\n".join(f"      Term {number}:" for number in range(60))
    text = f"title: Lakes\nchapters:\n  - title: A\n    time: 0:00\n    topics:\n{topics}\n"
    text = text.replace("    topics", "    summary: Lakes hold ==water==.\n    topics")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "lakes.yaml").write_text(text, encoding="utf-8")
    lines = ", ".join(map(str, range(8, 67)))
    for _ in ("built", "known"):
        done = flashcards(tmp_path, "build")
        assert done.stderr.count("warning[topic-without-definition]") == 1
        assert done.stderr.endswith(
            f"content/lakes.yaml: 59 more of topic-without-definition: lines {lines}\n\n"
            "60 warnings\n"
        )
    errors = "\n".join(f"      Odd {number}: [a]" for number in range(30))
    (tmp_path / "content" / "lakes.yaml").write_text(f"{text}{errors}\n", encoding="utf-8")
    more = "29 more of wrong-type: lines 68, 69, 70"
    assert more in flashcards(tmp_path, "build").stderr
    assert more in flashcards(tmp_path, "check").stdout


def test_a_build_shows_its_first_kinds_of_warnings_and_all_its_errors(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    for number in range(25):
        chapter = "{title: A, time: 0:00, summary: Ice ==floats==., topics: {Ice: }}"
        text = f"title: Lakes\nchapters:\n  - {chapter}\n"
        (tmp_path / "content" / f"lakes-{number:02}.yaml").write_text(text, encoding="utf-8")
    done = flashcards(tmp_path, "build")
    assert done.stderr.count("warning[topic-without-definition]") == 20
    assert done.stderr.endswith(
        "5 more warnings not shown: run `flashcards check`\n\n25 warnings\n"
    )
    assert flashcards(tmp_path, "check").stdout.count("warning[topic-without-definition]: ") == 25

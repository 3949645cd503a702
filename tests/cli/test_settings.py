"""`flashcards.yaml`: what all files of a project share."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from flashcards.content.load import load_files
from flashcards.content.model import Settings
from flashcards.content.schema import PROJECT
from flashcards.content.settings import read_project
from tests.command import flashcards
from tests.support import LEADS_OUTSIDE

BONES = """\
title: Bones of the hand
chapters:
  - title: Carpal bones
    time: 0:00 - 4:30
    questions:
      - question: Is the pisiform shaped like a pea?
        answer: It is.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project with one content file."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "bones.yaml").write_text(BONES, encoding="utf-8")
    return tmp_path


def _set(project: Path, text: str) -> None:
    (project / "flashcards.yaml").write_text(text, encoding="utf-8")


def _tags(project: Path) -> list[str]:
    (note,) = json.loads(flashcards(project, "list", "--format", "json").stdout)
    return list(note["tags"])


def test_every_key_has_a_field(project: Path) -> None:
    assert {key.field or key.name for key in PROJECT.keys} == set(Settings._fields)
    assert flashcards(project, "check").returncode == 0


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "tags:\ncheck:\ndecks:\n"])
def test_an_empty_file_changes_nothing(project: Path, text: str) -> None:
    before = flashcards(project, "check").stdout
    _set(project, text)
    assert flashcards(project, "check").stdout == before
    assert flashcards(project, "build").returncode == 0
    assert (project / "decks" / "bones.lock").is_file()


def test_a_file_has_its_own_language_or_the_projects_or_english(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    path = project / "content" / "bones.yaml"

    def language() -> str:
        (outline,) = load_files([path], read_project().settings).outlines
        return outline.breakdown.language

    assert language() == "en"
    _set(project, "language: de\n")
    assert language() == "de"
    path.write_text(f"language: pt-BR\n{BONES}", encoding="utf-8")
    assert language() == "pt-BR"


def test_tags_come_to_every_note_before_a_files_own(project: Path) -> None:
    _set(project, "tags: [anatomy, school::first]\n")
    text = BONES.replace("chapters:", "tags: [hand, Anatomy]\nchapters:")
    (project / "content" / "bones.yaml").write_text(text, encoding="utf-8")
    assert _tags(project) == ["bones::carpal-bones", "anatomy", "school::first", "hand"]


@pytest.mark.parametrize("remembers", [True, False])
def test_a_change_of_the_settings_is_built(project: Path, *, remembers: bool) -> None:
    env = {} if remembers else {"FLASHCARDS_CACHE": ""}

    def build() -> tuple[bool, str]:
        done = flashcards(project, "build", env=env)
        assert done.returncode == 0, done.stderr
        lock = (project / "decks" / "bones.lock").read_text(encoding="utf-8")
        return done.stdout.endswith(" (unchanged)\n"), lock

    build()
    assert build()[0]
    for tag in ("anatomy", "biology"):
        _set(project, f"tags: [{tag}]\n")
        is_unchanged, lock = build()
        assert not is_unchanged
        assert tag in lock
        assert build() == (True, lock)
    (project / "flashcards.yaml").unlink()
    is_unchanged, lock = build()
    assert not is_unchanged
    assert "biology" not in lock


def test_settings_that_break_stop_a_build_whose_decks_are_known(project: Path) -> None:
    assert flashcards(project, "build").returncode == 0
    (project / "flashcards.yaml").mkdir()
    done = flashcards(project, "build")
    assert done.returncode == 1
    assert done.stderr.startswith(
        "flashcards.yaml:1:1: error[not-a-file]: `flashcards.yaml` is not a regular file\n"
    )


def test_a_warning_of_the_settings_stays_when_nothing_is_built(project: Path) -> None:
    (project / "content" / "more.yaml").write_text(BONES, encoding="utf-8")
    _set(project, "tags: [leech]\n")
    first = flashcards(project, "build").stderr
    again = flashcards(project, "build")
    assert again.stdout.count("(unchanged)") == 2
    warning = "flashcards.yaml:1:8: warning[reserved-tag]: Anki uses the tag `leech` itself\n"
    assert (first.count(warning), again.stderr.count(warning)) == (1, 1)


def test_levels_hold_for_all_files_and_a_files_own_win(project: Path) -> None:
    (project / "content" / "own.yaml").write_text(
        f"check: {{question-yes-no: info}}\n{BONES}", encoding="utf-8"
    )
    _set(project, "check: {question-yes-no: error, duplicate-front: off, answer-leak: off}\n")
    done = flashcards(project, "check", "--format", "json")
    found = {
        (each["path"], each["code"]): each["severity"]
        for each in json.loads(done.stdout)["diagnostics"]
    }
    assert found["content/bones.yaml", "question-yes-no"] == "error"
    assert found["content/own.yaml", "question-yes-no"] == "info"
    assert not {code for _, code in found} & {"duplicate-front", "answer-leak"}
    assert json.loads(done.stdout)["summary"]["files"] == 2
    overridden = flashcards(project, "check", "--rule", "question-yes-no=off").stdout
    assert "question-yes-no" not in overridden


@pytest.mark.parametrize("name", ["flashcards.yml", "flashcards.YAML"])
def test_the_other_ending_of_yaml_is_said_to_be_wrong(name: str, project: Path) -> None:
    (project / name).touch()
    for command in ("check", "build"):
        done = flashcards(project, command)
        assert (done.returncode, done.stdout, done.stderr) == (
            *(1, ""),
            f"flashcards: `{name}` is not read; rename it to `flashcards.yaml`\n",
        )


PROBLEMS = [
    ("tgas: [a]\n", ("1:1: error[unknown-key]: `flashcards.yaml` has no key `tgas`\n"
                    "  |\n1 | tgas: [a]\n  | ^^^^\n  help: did you mean `tags`?\n")),
    ("title: A\n", ("1:1: error[unknown-key]: `flashcards.yaml` has no key `title`\n"
                   "  |\n1 | title: A\n  | ^^^^^\n"
                   "  help: use one of `tags`, `language`, `check`, `decks`\n")),
    ("tags: [a]\ntags: [b]\n", "2:1: error[duplicate-key]: the key `tags` "),
    ("tags: a\n", "1:7: error[wrong-type]: `tags` is text, but a list is expected\n"),
    ("- tags\n", "1:1: error[wrong-type]: `flashcards.yaml` is a list, but a mapping is "),
    ("tags: [a b]\n", "1:8: error[invalid-tag]: `a b` is not one tag"),
    ("check: {answr-long: off}\n", "1:9: error[unknown-rule]: there is no rule `answr-long`\n"),
    ("check: {answer-long: of}\n", "1:22: error[unknown-level]: `of` is no level"),
    ("tags: [\n", "error[yaml-syntax]: "),
    ("tags: \0\n", "1:7: error[control-character]: "),
    ("a: &a [*a]\n", "error[recursive-alias]: "),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PROBLEMS)
def test_what_is_wrong_stops_check_and_build_at_its_place(
    project: Path, text: str, expected: str
) -> None:
    _set(project, text)
    done = flashcards(project, "check")
    assert done.returncode == 1
    assert expected in done.stdout
    assert f"flashcards.yaml:{expected}" in done.stdout or expected.startswith("error")
    done = flashcards(project / "content", "build")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"../flashcards.yaml:{expected}" in done.stderr or expected.startswith("error")
    assert not (project / "decks").exists()


OUTSIDE = [
    *("..", "../decks", "/tmp/decks", "a/../../b", ".", "./decks", "decks/..", "C:/decks"),  # noqa: S108
    *("content", "Content/decks", "content/", ".git/hooks", "a/.git", "~/decks", "a//b", r"a\b"),
    *(" ", "a/ b/c", "-x", "a.", "aux", "build/NUL.d", "a" * 201),
]
INSIDE = ["anki", "build/anki", "decks/", "contents", "my decks", "колоды", "a.b", "a-b/content"]


@pytest.mark.parametrize("folder", OUTSIDE)
def test_decks_stay_in_the_project(project: Path, folder: str) -> None:
    _set(project, f"decks: '{folder}'\n")
    before = sorted(project.parent.rglob("*"))
    done = flashcards(project, "build")
    if folder.strip():
        assert done.returncode == 1
        assert "flashcards.yaml:1:8: error[invalid-folder]: `decks` is `" in done.stderr
        assert sorted(project.parent.rglob("*")) == before
    else:
        assert (project / "decks" / "bones.lock").is_file()


@pytest.mark.parametrize("folder", INSIDE)
def test_decks_go_into_the_folder_that_is_named(project: Path, folder: str) -> None:
    _set(project, f"decks: {folder}\n")
    shown = folder.rstrip("/")
    done = flashcards(project, "build")
    assert (done.returncode, done.stdout.partition(": ")[0]) == (0, f"{shown}/bones.apkg")
    assert flashcards(project, "preview").stdout.startswith(f"{shown}/bones.html: ")
    assert flashcards(project, "diff").stdout == f"{shown}/bones.apkg: 1 note unchanged\n"
    assert flashcards(project, "build").stdout.endswith(" (unchanged)\n")
    assert sorted(path.name for path in (project / folder).iterdir()) == [
        *("bones.apkg", "bones.html", "bones.lock"),
    ]
    assert folder.startswith("decks") or not (project / "decks").exists()


@pytest.mark.parametrize("command", ["build", "diff", "preview"])
def test_a_folder_for_decks_that_is_a_link_leading_outside_is_refused(
    project: Path, tmp_path_factory: pytest.TempPathFactory, command: str
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    leftover = outside / ".bones.apkg.0123abcd.tmp"
    leftover.touch()
    (project / "out").symlink_to(outside)
    _set(project, "decks: out\n")
    done = flashcards(project, command)
    assert done.returncode == 1
    assert f"flashcards: `out` {LEADS_OUTSIDE}\n" in done.stderr
    assert list(outside.iterdir()) == [leftover]


def test_settings_behind_a_link_that_leads_outside_are_not_read(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("outside") / "secret"
    secret.write_text("hunter2\n", encoding="utf-8")
    (project / "flashcards.yaml").symlink_to(secret)
    for command in ("check", "build"):
        done = flashcards(project, command)
        assert done.returncode == 1
        assert "error[link-leads-outside]: `flashcards.yaml` is not read" in (
            done.stdout + done.stderr
        )
        assert "hunter2" not in done.stdout + done.stderr


def test_what_a_killed_build_left_in_the_folder_is_cleared_away(project: Path) -> None:
    _set(project, "decks: out/anki\n")
    assert flashcards(project, "build").returncode == 0
    leftover = project / "out" / "anki" / ".bones.apkg.0123abcd.tmp"
    leftover.touch()
    assert flashcards(project, "build", "--check").returncode == 0
    assert leftover.exists()
    assert flashcards(project, "build").returncode == 0
    assert not leftover.exists()


def test_the_settings_named_as_a_file_stand_for_all(project: Path) -> None:
    _set(project, "tags: [a]\n")
    assert flashcards(project, "check", "flashcards.yaml").stdout == (
        flashcards(project, "check").stdout
    )
    assert flashcards(project, "list", ".").stdout == flashcards(project, "list").stdout


def test_the_schema_of_the_settings_agrees_with_what_is_read(project: Path) -> None:
    schema = json.loads(flashcards(project, "schema", "--project").stdout)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for folder in OUTSIDE:
        # Its length is no business of an editor's.
        is_wrong = bool(folder.strip()) and len(folder) <= 200
        assert validator.is_valid({"decks": folder}) is not is_wrong, folder
    for folder in INSIDE:
        assert validator.is_valid({"decks": folder}), folder
    assert validator.is_valid({"tags": ["a::b"], "check": {"answer-long": "off"}})
    assert validator.is_valid({})
    assert not validator.is_valid({"tgas": []})
    assert not validator.is_valid({"check": {"answr-long": "off"}})
    assert not validator.is_valid({"tags": ["a b"]})


def test_check_says_which_rules_are_silent_in_a_files_language(project: Path) -> None:
    silent = [
        "question-yes-no",
        "question-broad",
        "reporting-words",
        "dangling-reference",
        "volatile",
        "vague-term",
        "mirror-blank",
    ]
    assert "rules in" not in flashcards(project, "check").stdout
    english = json.loads(flashcards(project, "check", "--format", "json").stdout)
    assert "silent_rules" not in english["summary"]
    _set(project, "language: pt-BR\n")
    lines = flashcards(project, "check").stdout.splitlines()
    width = len("topics without definition  ")
    line = f"{'rules in pt-BR':{width}}18 of 25; for English alone: {', '.join(silent)}"
    assert line in lines
    brazilian = json.loads(flashcards(project, "check", "--format", "json").stdout)
    assert brazilian["summary"]["silent_rules"] == {"pt-BR": silent}


def test_check_warns_of_a_file_with_nearly_a_content_files_name(project: Path) -> None:
    (project / "content" / "more.yaml.txt").write_text("title: More\n", encoding="utf-8")
    done = flashcards(project, "check", "--format", "concise")
    assert (
        "content/more.yaml.txt:1:1: warning[unread-file]: `content/more.yaml.txt` is not read, for "
        "its name doesn't end in `.yaml`\n"
    ) in done.stdout
    strict = flashcards(project, "check", "--format", "json", "--strict")
    found = {each["code"]: each["severity"] for each in json.loads(strict.stdout)["diagnostics"]}
    assert found["unread-file"] == "error"

"""`flashcards locate` as its users meet it."""

from pathlib import Path

import pytest

from tests.command import flashcards
from tests.transcripts.test_locate import TRANSCRIPT

VIDEO = """\
title: Bits
chapters:
  - title: Whole
    time: 0:00 - 3:00
    topics:
      Bit:
        definition: Smallest unit
      Byte: Eight bits
      Squid:
"""

SET = VIDEO.replace(
    "unit\n",
    'unit\n        at: 0:12  # heard: "So, what is a bit? A bit is the smallest unit. Bits…"\n',
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a folder with a content file and a transcript of its video."""
    (tmp_path / "bits.yaml").write_text(VIDEO, encoding="utf-8")
    (tmp_path / "bits.vtt").write_text(TRANSCRIPT, encoding="utf-8")
    return tmp_path


def test_times_are_set_and_what_must_be_set_by_hand_is_named(project: Path) -> None:
    done = flashcards(project, "locate", "bits.yaml", "--transcript", "bits.vtt")
    assert done.returncode == 0
    assert done.stdout == (
        "bits.yaml: times: 1 set, 1 not found, 1 to be written by hand "
        "(set: 1 of topics, 0 of questions)\n"
    )
    assert done.stderr == "bits.yaml:8:7: set `at: 1:10` by hand: Byte\n"
    assert (project / "bits.yaml").read_text(encoding="utf-8") == SET


def test_a_dry_run_prints_a_diff_and_writes_nothing(project: Path) -> None:
    done = flashcards(project, "locate", "bits.yaml", "--transcript", "bits.vtt", "-n")
    assert done.returncode == 0
    assert done.stdout == (
        "--- a/bits.yaml\n"
        "+++ b/bits.yaml\n"
        "@@ -5,5 +5,6 @@\n"
        "     topics:\n"
        "       Bit:\n"
        "         definition: Smallest unit\n"
        '+        at: 0:12  # heard: "So, what is a bit? A bit is the smallest unit. Bits…"\n'
        "       Byte: Eight bits\n"
        "       Squid:\n"
    )
    assert "1 set" in done.stderr
    assert (project / "bits.yaml").read_text(encoding="utf-8") == VIDEO


def test_a_second_run_finds_everything_as_it_should_be(project: Path) -> None:
    (project / "bits.yaml").write_text(SET, encoding="utf-8")
    done = flashcards(project, "locate", "bits.yaml", "--transcript", "bits.vtt", "--replace")
    assert done.stdout == "bits.yaml: times: 1 kept, 1 not found, 1 to be written by hand\n"
    assert (project / "bits.yaml").read_text(encoding="utf-8") == SET


def test_a_transcript_that_is_none_is_shown_and_nothing_is_written(project: Path) -> None:
    (project / "bits.vtt").write_text("Good evening.\n", encoding="utf-8")
    done = flashcards(project, "locate", "bits.yaml", "--transcript", "bits.vtt")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "bits.vtt:1:1: error[malformed-transcript]: this is no transcript with times: nothing "
        "in it is said at a moment\n"
        "  |\n"
        "1 | Good evening.\n"
        "  | ^^^^^^^^^^^^^\n"
        "  help: give subtitles of the video, such as a .vtt, .srt, .sbv or .json file\n"
        "\n"
        "1 error\n"
        "no time was set\n"
    )
    assert (project / "bits.yaml").read_text(encoding="utf-8") == VIDEO


def test_a_transcript_is_asked_for(project: Path) -> None:
    done = flashcards(project, "locate", "bits.yaml")
    assert done.returncode == 2
    assert "Missing option '--transcript'" in done.stderr


def test_help_says_what_stays_and_what_the_next_build_does(project: Path) -> None:
    done = flashcards(project, "locate", "-h")
    assert (done.returncode, done.stderr) == (0, "")
    said = " ".join(done.stdout.split())
    assert "every other byte of the file stays" in said
    assert "the next build updates each note whose time was set" in said
    assert "flashcards locate content/rlhf.yaml --transcript" in said


KOREAN = """\
title: 김치
chapters:
  - title: 발효
    time: 0:00 - 1:00
    topics:
      삼투압:
        definition: 물이 막을 지나는 힘
"""

HEARD = """\
WEBVTT

00:00.000 --> 00:08.000
오늘은 김치가 어떻게 익는지 알아보겠습니다

00:08.000 --> 00:16.000
소금은 삼투압으로 배추의 물을 빼냅니다

00:16.000 --> 00:24.000
삼투압이 높으면 세균이 자라지 못합니다
"""


@pytest.mark.parametrize("language", ["", "language: ko\n"])
def test_a_term_is_found_behind_the_particles_of_its_language(
    language: str, tmp_path: Path
) -> None:
    (tmp_path / "kimchi.yaml").write_text(language + KOREAN, encoding="utf-8")
    (tmp_path / "kimchi.vtt").write_text(HEARD, encoding="utf-8")
    done = flashcards(tmp_path, "locate", "kimchi.yaml", "--transcript", "kimchi.vtt")
    assert done.returncode == 0
    heard = "소금은 삼투압으로 배추의 물을 빼냅니다 삼투압이 높으면 세균이 자라지 못합니다"
    assert (tmp_path / "kimchi.yaml").read_text(encoding="utf-8") == (
        f'{language}{KOREAN}        at: 0:08  # heard: "{heard}"\n'
    )


def test_the_languages_of_a_file_or_its_project_go_before_what_is_heard(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "flashcards.yaml").write_text("language: de\n", encoding="utf-8")
    text = "title: Eis\nchapters:\n  - title: Eis\n    time: 0:00 - 1:00\n    topics:\n"
    text += "      Häuser:\n        definition: Bauten aus Eis\n"
    (tmp_path / "content/eis.yaml").write_text(text, encoding="utf-8")
    said = "WEBVTT\n\n00:08.000 --> 00:16.000\nHäusern, Häusern\n"
    (tmp_path / "eis.vtt").write_text(said, encoding="utf-8")
    done = flashcards(tmp_path, "locate", "content/eis.yaml", "--transcript", "eis.vtt")
    assert done.returncode == 0
    assert "at: 0:08" in (tmp_path / "content/eis.yaml").read_text(encoding="utf-8")

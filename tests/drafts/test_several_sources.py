"""`flashcards draft` on several sources, on addresses, and on what is only partly used."""

from pathlib import Path

import pytest

from tests.command import flashcards

LIST = "0:00 Alps\n4:10 Lake\n12:34 Sea\n"
NEXT = (
    "next: no card comes of titles alone: give the chapters a summary, topics or questions, "
    "then run `flashcards build`\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a folder with two lists of chapters."""
    (tmp_path / "rhine.txt").write_text(f"The Rhine\n\nBuy a map.\n\n{LIST}", encoding="utf-8")
    (tmp_path / "rhone.txt").write_text(f"The Rhone\n\n{LIST}", encoding="utf-8")
    return tmp_path


def test_each_source_becomes_a_file(project: Path) -> None:
    done = flashcards(project, "draft", "rhine.txt", "rhone.txt")
    assert (done.returncode, done.stderr) == (
        0,
        (
            "content/the-rhine.yaml: 3 chapters\n"
            "not used, as no part of a chapter: line 3 of rhine.txt\n"
            f"content/the-rhone.yaml: 3 chapters\n{NEXT}"
        ),
    )
    assert sorted(path.name for path in (project / "content").iterdir()) == [
        "the-rhine.yaml",
        "the-rhone.yaml",
    ]


def test_one_that_fails_keeps_no_other_from_its_file(project: Path) -> None:
    (project / "all.info.json").write_text('{"_type": "playlist", "entries": []}', "utf-8")
    done = flashcards(project, "draft", "all.info.json", "rhone.txt")
    assert done.returncode == 1
    assert "this is a playlist of 0 videos, and a content file is one video\n" in done.stderr
    assert done.stderr.endswith(
        "1 error\nall.info.json: no file was made of it\n"
        f"content/the-rhone.yaml: 3 chapters\n{NEXT}"
    )


def test_no_source_of_a_run_replaces_the_file_of_another(project: Path) -> None:
    done = flashcards(project, "draft", "rhine.txt", "rhine.txt", "--force", "-q")
    assert (done.returncode, done.stderr) == (
        1,
        (
            "flashcards: rhine.txt: `content/the-rhine.yaml` was just written from another source, "
            "of the same title; draft this one alone, with -o or --title\n"
            "rhine.txt: no file was made of it\n"
        ),
    )


@pytest.mark.parametrize("option", ["-o", "--title", "--url", "--transcript"])
def test_what_is_of_one_video_takes_one_source(project: Path, option: str) -> None:
    done = flashcards(project, "draft", "rhine.txt", "rhone.txt", option, "rhone.txt")
    assert done.returncode == 2
    assert f"{option} is of one video: give it with one SOURCE at a time\n" in done.stderr


def test_an_address_is_told_what_to_run(project: Path) -> None:
    done = flashcards(project, "draft", "https://youtu.be/Rh1ne-0_aaa")
    assert (done.returncode, done.stderr) == (
        1,
        (
            "flashcards: `https://youtu.be/Rh1ne-0_aaa` is an address, and this reads files only: "
            "run `yt-dlp --skip-download --write-info-json --write-subs --write-auto-subs "
            '"https://youtu.be/Rh1ne-0_aaa"`, then `flashcards draft *.info.json`, with what it '
            "wrote as --transcript, or save the video's description in a file\n"
        ),
    )


def test_a_source_without_a_title_is_named_for_its_file(project: Path) -> None:
    (project / "Elbe.info.txt").write_text(LIST, encoding="utf-8")
    assert flashcards(project, "draft", "Elbe.info.txt").returncode == 0
    assert (project / "content" / "elbe.yaml").exists()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_text_of_windows_is_read_as_source_and_as_transcript(project: Path, encoding: str) -> None:
    (project / "rhine.txt").write_bytes(f"The Rhine\n\n{LIST}".encode(encoding))
    (project / "said.txt").write_bytes("0:00\nHello there\n0:07\nand so on\n".encode(encoding))
    done = flashcards(project, "draft", "rhine.txt", "--transcript", "said.txt")
    assert (done.returncode, done.stderr) == (
        0,
        (
            "said.txt:1:1: warning[nothing-proposed]: no topics are proposed: "
            "the talk defines no term in so many words\n"
            "  |\n1 | 0:00\n  | ^\n"
            "  help: write the topics that a learner should know, or none\n\n1 warning\n"
            "content/the-rhine.yaml: 3 chapters\n"
            "next: no card comes of titles alone: give the chapters a summary, topics or "
            "questions, then run `flashcards locate` with the transcript\n"
        ),
    )

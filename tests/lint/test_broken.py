"""A file with an error is judged elsewhere, and accused of nothing that may be half there."""

from pathlib import Path

import pytest

from flashcards.app.compile import compile_files
from flashcards.content.levels import Policy

START = "title: A\nchapters:\n  - title: One\n    time: 0:00 - 4:00\n    questions:\n"
WRONG_TIME = "      - {question: Who wrote Emma?, answer: Jane Austen, at: soon}\n"
CLOSED = "      - {question: Is that so?, answer: 'Yes'}\n"


def _check(folder: Path, *items: str, is_gentle: bool = False) -> list[tuple[int, str]]:
    path = folder / "a.yaml"
    path.write_text(START + "".join(items), encoding="utf-8")
    compiled = compile_files([path], Policy(is_gentle=is_gentle))
    source = compiled.sources[path.as_posix()]
    return [(source.position(each.span.start)[0], each.code) for each in compiled.diagnostics]


def test_a_wrong_time_hides_no_finding_of_its_file(tmp_path: Path) -> None:
    assert _check(tmp_path, WRONG_TIME, CLOSED) == [(6, "invalid-time"), (7, "question-yes-no")]


def test_a_build_is_not_told_of_the_craft_of_what_it_leaves_out(tmp_path: Path) -> None:
    assert _check(tmp_path, WRONG_TIME, CLOSED, is_gentle=True) == [(6, "invalid-time")]


def test_a_text_that_is_cut_off_is_not_accused_of_what_is_left(tmp_path: Path) -> None:
    cut = "      - question: Is that so #1 of 6?\n        answer: 'Yes'\n"
    assert _check(tmp_path, cut) == [(6, "text-cut-off")]


def test_an_excuse_is_not_called_unused_where_an_error_may_hide_its_use(tmp_path: Path) -> None:
    excused = "      - {question: Who wrote Ulysses?, answer: James Joyce, allow: [near-twin]}\n"
    assert _check(tmp_path, excused) == [(6, "unused-allow")]
    assert _check(tmp_path, excused, WRONG_TIME) == [(7, "invalid-time")]


@pytest.mark.parametrize("error", ["", WRONG_TIME])
def test_a_chapter_that_asks_nothing_is_told_of_whole_files_alone(
    tmp_path: Path, error: str
) -> None:
    path = tmp_path / "a.yaml"
    silent = (
        "  - title: Two\n    time: 4:00 - 24:00\n    summary: Salt lowers the ==freezing point==.\n"
    )
    path.write_text(f"{START}{CLOSED}{error}{silent}", encoding="utf-8")
    found = [each.code for each in compile_files([path], Policy()).diagnostics]
    assert ("density" in found) is (error == "")

# ruff: noqa: RUF001 - signs of other scripts are what it is about

"""Times in the digits and words of other languages: refused, with the line as it should be."""

import pytest

from flashcards.content.load import load_source
from flashcards.diagnostics import Diagnostic, Source


def _mend(line: str) -> list[tuple[str, str]]:
    """Give what is said of a file with this line, and the line that takes its place."""
    found: list[Diagnostic] = []
    text = f"title: Rhine\nchapters:\n  - title: Alps\n    {line}\n"
    load_source(Source(path="content/rhine.yaml", text=text), found)
    return [(each.message, each.mended) for each in found if each.code == "invalid-time"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("０３：４０", "03:40"),
        ("3：40", "3:40"),
        ("（03:40）", "03:40"),
        ("【1:02:03】", "1:02:03"),
        ("٠٣:٤٠", "03:40"),
        ("۰۳:۴۰", "03:40"),
        ("3分40秒", "3:40"),
        ("1h02m03s", "1:02:03"),
        ("1h 2m", "1:02:00"),
        ("3:40～5:00", "3:40 - 5:00"),
        ("3:40から5:00まで", "3:40 - 5:00"),
        ("3:40 à 5:00", "3:40 - 5:00"),
        ("3:40 -> 5:00", "3:40 - 5:00"),
        ("00:03:40.000 --> 00:05:00.000", "00:03:40.000 - 00:05:00.000"),
        ("3分40秒〜1時間2分3秒", "3:40 - 1:02:03"),
        ("'３:４０'  # heard", "3:40  # heard"),
        ("~3:40", "3:40"),
        ("at 3:40", "3:40"),
        ("3:40 min", "3:40"),
        ("3:40.", "3:40"),
        ('3:40"', "3:40"),
        ("00:03:40,500", "00:03:40.500"),
        ("220s", "3:40"),
        ("t=220", "3:40"),
        ("https://a.example/?v=b&t=220s", "3:40"),
    ],
)
def test_a_time_in_other_signs_is_an_error_with_the_line_as_it_should_be(
    written: str, meant: str
) -> None:
    shown = written.split("  #", maxsplit=1)[0].strip("'")
    message = f"`{shown}` is not a time or a range of times"
    assert _mend(f"time: {written}") == [(message, f"    time: {meant}")]


@pytest.mark.parametrize(
    "written", ["比例 3：1", "3:1", "12.30", "1:60", "1h75", "noon", "3分", "18時30分"]
)
def test_what_is_no_time_in_any_language_has_no_such_line(written: str) -> None:
    message = f"`{written}` is not a time or a range of times"
    assert _mend(f"time: {written}") == [(message, "")]


def test_a_range_is_no_moment_and_mended_to_none() -> None:
    found: list[Diagnostic] = []
    text = "title: a\nduration: ０:００～４:１０\nchapters:\n  - {title: b, time: 0:00}\n"
    load_source(Source(path="content/a.yaml", text=text), found)
    assert [(each.message, each.mended) for each in found if each.code == "invalid-time"] == [
        ("`０:００～４:１０` is not a time", "")
    ]


def test_nothing_is_said_to_be_missing_where_a_time_can_be_told() -> None:
    found: list[Diagnostic] = []
    text = (
        "title: Rhine\nchapters:\n  - title: Alps\n    time: 0:00 - 9:00\n    questions:\n"
        "      - {question: Where does it rise?, answer: At Lake Toma., at: 3m40s}\n"
        "questions:\n  - {question: Where does it end?, answer: At the sea., at: 4m40s}\n"
    )
    load_source(Source(path="content/rhine.yaml", text=text), found)
    assert [each.code for each in found] == ["invalid-time", "invalid-time"]

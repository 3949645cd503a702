"""Times as authors write them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.text.times import (
    Milliseconds,
    format_time,
    parse_clock,
    parse_time,
    parse_time_range,
)


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [
        ("0:00", 0),
        ("0:07", 7_000),
        ("00:07", 7_000),
        ("1:57", 117_000),
        ("12:03", 723_000),
        ("59:59", 3_599_000),
        ("60:00", 3_600_000),
        ("75:30", 4_530_000),
        ("265:04", 15_904_000),
        ("1:02:03", 3_723_000),
        ("01:02:03", 3_723_000),
        ("4:25:04", 15_904_000),
        ("100:00:00", 360_000_000),
        ("0:12:03.5", 723_500),
        ("12:03.25", 723_250),
        ("12:03.125", 723_125),
        ("12:03.1259", 723_125),
        ("12:03.05", 723_050),
    ],
)
def test_a_time_is_read_to_the_millisecond(text: str, milliseconds: int) -> None:
    assert parse_time(text) == milliseconds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "723",
        ":03",
        "12:",
        "12:3",
        "12:003",
        "12:60",
        "1:60:00",
        "1:2:03",
        "1:02:3",
        "1:02:60",
        "1:2:3:4",
        "12:03.",
        "12.03",
        "12:03,5",
        "-1:00",
        "+1:00",
        "1:-2",
        "12 : 03",
        " 12:03",
        "12:03 ",
        "12:03\n",
        "12m03s",
        "noon",
        "12:03 - 24:05",
        "\N{ARABIC-INDIC DIGIT ONE}:00",
        "1:0\N{FULLWIDTH DIGIT ONE}",
    ],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    assert parse_time(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "48:10 - 1:00:12",
        "48:10-1:00:12",
        "48:10 – 1:00:12",  # noqa: RUF001 - authors use all three dashes
        "48:10–1:00:12",  # noqa: RUF001 - as above
        "48:10 — 1:00:12",
        "48:10—1:00:12",
        "48:10 to 1:00:12",
        "48:10   -   1:00:12",
    ],
)
def test_a_range_is_written_with_any_dash_or_with_to(text: str) -> None:
    assert parse_time_range(text) == (2_890_000, 3_612_000)


def test_the_end_of_a_range_is_optional() -> None:
    assert parse_time_range("48:10") == (2_890_000, None)


def test_a_range_is_read_as_it_stands_even_when_it_runs_backwards() -> None:
    assert parse_time_range("2:00 - 1:00") == (120_000, 60_000)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "48:10 -",
        "- 1:00:12",
        "48:10 1:00:12",
        "48:10 -- 1:00:12",
        "48:10 until 1:00:12",
        "48:10 - 1:00:12 - 2:00:00",
        "48:10 - end",
        "48:61 - 1:00:12",
        "48:10 - 1:00:12\n",
    ],
)
def test_what_is_no_range_is_refused(text: str) -> None:
    assert parse_time_range(text) is None


@pytest.mark.parametrize(
    ("milliseconds", "text"),
    [
        (0, "0:00"),
        (7_000, "0:07"),
        (723_000, "12:03"),
        (723_999, "12:03"),
        (3_599_999, "59:59"),
        (3_600_000, "1:00:00"),
        (3_723_000, "1:02:03"),
        (360_000_000, "100:00:00"),
    ],
)
def test_a_time_is_shown_as_players_show_it(milliseconds: int, text: str) -> None:
    assert format_time(Milliseconds(milliseconds)) == text


@given(st.integers(0, 999 * 3600 + 3599))
def test_what_is_shown_reads_back_to_the_same_second(seconds: int) -> None:
    time = Milliseconds(seconds * 1000)
    assert parse_time(format_time(time)) == time


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_range_reads_as_its_two_times(first: int, second: int) -> None:
    start, end = (Milliseconds(seconds * 1000) for seconds in (first, second))
    assert parse_time_range(f"{format_time(start)} - {format_time(end)}") == (start, end)


@given(st.text(alphabet="0123456789:.- to"))
def test_any_text_is_a_time_or_refused(text: str) -> None:
    time = parse_time(text)
    assert time is None or time >= 0


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [
        ("1:02", 62_000),
        ("00:01:02.500", 62_500),
        ("00:01:02,5", 62_500),
        ("00:01:02.123456789", 62_123),
        ("00:01:02.999999999", 63_000),
        ("1:02:3", None),
        (" 1:02", None),
        ("", None),
    ],
)
def test_a_clock_is_read_in_the_form_that_is_allowed(text: str, milliseconds: int | None) -> None:
    form = re.compile(r"(?:[0-9]+:)?[0-9]+:[0-9]{2}(?:[.,][0-9]{1,9})?")
    assert parse_clock(text, form) == milliseconds

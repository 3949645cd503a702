# ruff: noqa: RUF001 - signs of other scripts are what it is about
"""Times as people of any language write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.text.times import Milliseconds, format_time, parse_time
from flashcards.text.written_times import (
    fold_times,
    has_doubtful_form,
    parse_written_time,
    spell_range,
)

_ZEROS = "0０٠۰०০๐໐០၀௦"
"""The first of ten digits in each of several scripts."""


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [
        ("０３：４０", 220_000),
        ("03꞉40", 220_000),
        ("03∶40", 220_000),
        ("1：02：03．5", 3_723_500),
        ("1h02", 3_720_000),
        ("1h02m03s", 3_723_000),
        ("1 h 02 min 03 s", 3_723_000),
        ("3m40s", 220_000),
        ("3 min. 40 sek.", 220_000),
        ("75m30s", 4_530_000),
        ("3分40秒", 220_000),
        ("1時間2分3秒", 3_723_000),
        ("1小时02分03秒", 3_723_000),
        ("1小時2分鐘", 3_720_000),
        ("1시간 2분 3초", 3_723_000),
        ("1 ч 02 мин", 3_720_000),
        ("1 год 2 хв 3 с", 3_723_000),
        ("1 giờ 2 phút 3 giây", 3_723_000),
        ("2'30\"", 150_000),
        ("2′30″", 150_000),
        ("1 hour 2 minutes", 3_720_000),
        ("3分", None),
        ("40秒", None),
        ("10時30分", None),
        ("3:1", None),
        ("1h75", None),
        ("3m75s", None),
        ("1h75m30s", None),
        ("5'", None),
        ("", None),
    ],
)
def test_a_time_is_read_in_any_signs_and_in_the_names_of_units(
    text: str, milliseconds: int | None
) -> None:
    assert parse_written_time(fold_times(text)) == milliseconds


@given(st.sampled_from(_ZEROS), st.sampled_from(":：∶꞉"), st.integers(0, 999 * 3600))
def test_a_time_is_the_same_in_all_scripts(zero: str, colon: str, seconds: int) -> None:
    shown = format_time(Milliseconds(seconds * 1000))
    digits = {str(digit): chr(ord(zero) + digit) for digit in range(10)}
    written = "".join(digits.get(sign, colon) for sign in shown)
    assert fold_times(written) == shown
    assert parse_written_time(fold_times(written)) == parse_time(shown)


@given(st.text())
def test_a_folded_text_has_a_sign_for_each_of_its_own(text: str) -> None:
    assert len(fold_times(text)) == len(text)


@given(st.text(alphabet="0123456789٠９:：hms分秒時間'\" ～から()（）"))
def test_any_text_is_spelled_as_a_time_or_is_none(text: str) -> None:
    spelled = spell_range(text)
    assert not spelled or parse_time(spelled.split(" - ")[0]) is not None


@pytest.mark.parametrize("text", ["18h30", "5'11\"", "1 ч 02 мин"])
def test_what_a_clock_or_a_height_may_be_is_doubtful(text: str) -> None:
    assert has_doubtful_form(text)


@pytest.mark.parametrize("text", ["18:30", "1h02m03s", "3分40秒"])
def test_what_only_a_length_can_be_is_not(text: str) -> None:
    assert not has_doubtful_form(text)

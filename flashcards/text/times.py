"""Times as authors write them: `M:SS`, `H:MM:SS`, minutes past 59, fractions, and ranges.

Programs write them in forms of their own, which whoever reads a format says.
"""

import re
from datetime import date
from typing import NewType

Milliseconds = NewType("Milliseconds", int)
"""A moment of the video, or a length of time."""

TIME = r"(?:[0-9]{1,3}:[0-5][0-9]|[0-9]{1,4}):[0-5][0-9](?:[.][0-9]{1,9})?"
"""One time, as a pattern that Python and JSON Schema read alike."""

_TO = " *(?:-|–|—|to) *"  # noqa: RUF001 - authors use all three dashes
TIME_RANGE = rf"{TIME}(?:{_TO}{TIME})?"
"""A start with an optional end."""

DATE = r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"

_TIME_RANGE = re.compile(rf"({TIME})(?:{_TO}({TIME}))?")


def parse_time(text: str) -> Milliseconds | None:
    """Read `12:03`, `75:30`, `1:02:03` or `0:12:03.5`; `None` when the text is no time."""
    found = parse_time_range(text)
    return found[0] if found and found[1] is None else None


def parse_time_range(text: str) -> tuple[Milliseconds, Milliseconds | None] | None:
    """Read `48:10 - 1:00:12`, or a start alone; `None` when the text is neither."""
    found = _TIME_RANGE.fullmatch(text)
    if found is None:
        return None
    start, end = found.groups()
    return _to_milliseconds(start), _to_milliseconds(end) if end else None


def parse_clock(text: str, form: re.Pattern[str]) -> Milliseconds | None:
    """Read a time in the form that a format allows: `1:02`, `00:01:02,500`, nanoseconds, rounded.

    The form is of digits, colons, and a comma or point before up to nine digits; `None` for a
    text of another.
    """
    if form.fullmatch(text) is None:
        return None
    whole, _, fraction = text.replace(",", ".").partition(".")
    return Milliseconds(_count_seconds(whole) * 1000 + round(int(f"{fraction:0<9}") / 1_000_000))


def _to_milliseconds(text: str) -> Milliseconds:
    whole, _, fraction = text.partition(".")
    return Milliseconds(_count_seconds(whole) * 1000 + int(f"{fraction:0<3}"[:3]))


def _count_seconds(text: str) -> int:
    seconds = 0
    for part in text.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds


def format_time(time: Milliseconds) -> str:
    """Write a moment as players do, to the whole second: `12:03`, `1:02:03`."""
    minutes, seconds = divmod(time // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def is_date(text: str) -> bool:
    """Whether a text is a day of the calendar as `YYYY-MM-DD`."""
    # `fromisoformat` alone would take other forms, such as 20260131, too.
    try:
        return re.fullmatch(DATE, text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False

"""Times as authors write them: `M:SS`, `H:MM:SS`, minutes past 59, fractions, and ranges."""

import re
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


def _to_milliseconds(text: str) -> Milliseconds:
    whole, _, fraction = text.partition(".")
    seconds = 0
    for part in whole.split(":"):
        seconds = seconds * 60 + int(part)
    return Milliseconds(seconds * 1000 + int(f"{fraction:0<3}"[:3]))


def format_time(time: Milliseconds) -> str:
    """Write a moment as players do, to the whole second: `12:03`, `1:02:03`."""
    minutes, seconds = divmod(time // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"

# ruff: noqa: RUF001 - signs of other scripts are what it is about
"""What the lines above a list say of the video: its title, and where it can be watched."""

import re
from collections.abc import Sequence

from flashcards.drafts.noted.entries import TimedEntry
from flashcards.drafts.noted.labels import is_label
from flashcards.drafts.noted.runs import LONGEST_HEADING
from flashcards.drafts.noted.text_lines import LineKind, TextLine
from flashcards.drafts.noted.time_lines import has_time
from flashcards.text.urls import is_web_url, watch_url

_FRAMED = re.compile(r"([^\w\s\"'“‘«»„(\[{.¿¡#&])\ufe0f?\s*\S.*\1\ufe0f?")
_STRONG = re.compile(r"\*\*(.+)\*\*|__(.+)__")


def find_title(lines: Sequence[TextLine], start: int, end: int) -> tuple[str, int]:
    """Take the first heading above a list, or the first line when it stands alone.

    It is no sentence, address, label, time or decoration. Its line is given, too, or -1.
    """
    for at in range(start, end):
        line = lines[at]
        if line.kind is LineKind.HEADING and line.level == 1 and _is_title(line):
            return line.plain, at
    at = next(
        (at for at in range(start, end) if lines[at].says_something and not _is_url(lines[at])), -1
    )
    if at < 0 or (at + 1 < end and lines[at + 1].says_something) or not _is_title(lines[at]):
        return "", -1
    return lines[at].plain, at


def _is_title(line: TextLine) -> bool:
    title = line.plain
    return (
        0 < len(title) <= LONGEST_HEADING * (2 if line.kind is LineKind.HEADING else 1)
        and line.kind in {LineKind.TEXT, LineKind.HEADING}
        and title[-1] not in ".,:;…。、，：；"
        and "://" not in title
        and not title.startswith(("#", "@"))
        and re.search(r"[^\W\d_]", title) is not None
        and not has_time(title)
        and not is_label(title)
        and not _FRAMED.fullmatch(title)
    )


def find_url(run: Sequence[TimedEntry], lines: Sequence[TextLine], end: int) -> tuple[str, int]:
    """Take the video that all links at times lead to, or an address that opens the text or list."""
    if videos := {watch_url(entry.url) for entry in run if entry.url}:
        return (videos.pop() if len(videos) == 1 else ""), -1
    texts = [at for at in range(end) if lines[at].says_something]
    for at in (*texts[:1], *texts[-1:]):
        if _is_url(lines[at]) and (url := watch_url(lines[at].text)):
            return url, at
    return "", -1


def _is_url(line: TextLine) -> bool:
    return is_web_url(line.text)

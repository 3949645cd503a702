"""What is said in a video as programs write it in JSON: who wrote it shows in the names alone.

All objects with a text and a start are gathered by where they stand in the document, list by list;
the list that says most in pieces of several words is the transcript. So Whisper's segments win over
their own words, and what a program adds tomorrow beside them is no obstacle.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from flashcards.text.language import count_words
from flashcards.text.times import Milliseconds, parse_clock

_TEXTS = (
    "text",
    "body",
    "content",
    "transcript",
    "sentence",
    "utf8",
    "line",
    "punctuated_word",
    "word",
    "value",
)
_STARTS = (
    ("startMs", "start_ms", "startTimeMs", "offsetMs", "tStartMs", "tOffsetMs"),
    ("start", "startTime", "start_time", "startOffset", "begin", "from", "offset", "timestamp"),
    ("time", "ts", "t"),
)
_CLOCK = re.compile(r"(?:(?:[0-9]{1,4}:)?[0-9]{1,3}:)?[0-9]{1,9}(?:[.,][0-9]{1,9})?")
_DEEPEST = 100
_FEWEST_WORDS = 2.5
"""Words that a piece has on average, below which the pieces are single words."""

_SLOWEST = 10
"""Words a minute; who seems to speak slower has times in milliseconds."""


class Piece(NamedTuple):
    """A text and its start."""

    start: Milliseconds
    text: str


class _Found(NamedTuple):
    start: float
    is_exact: bool
    text: str


def read_json_transcript(text: str) -> tuple[Piece, ...]:
    """Read any JSON, or JSON by lines, with texts and their starts; empty for other texts."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        document = _read_by_lines(text)
    lists: defaultdict[str, list[_Found]] = defaultdict(list)
    for path, found in _walk(document, "", 0):
        lists[path].append(found)
    best = max(lists.values(), key=_judge, default=[])
    return tuple(_to_pieces(best))


def _read_by_lines(text: str) -> list[Any]:
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        return []


def _judge(found: list[_Found]) -> tuple[bool, int]:
    words = sum(count_words(each.text) for each in found)
    return words >= _FEWEST_WORDS * len(found), words


def _walk(node: object, path: str, depth: int) -> Iterator[tuple[str, _Found]]:
    if depth > _DEEPEST:
        return
    if isinstance(node, list):
        if row := _find_row(node):
            yield path, row
        for each in node:
            yield from _walk(each, f"{path}[]", depth + 1)
    if isinstance(node, dict):
        text, start = _find_text(node), _find_start(node)
        if text.strip() and start is not None:
            yield path, _Found(*start, text)
        for name, each in node.items():
            if isinstance(each, list | dict):
                yield from _walk(each, f"{path}.{name}", depth + 1)


def _find_row(node: list[Any]) -> _Found | None:
    """Read a list of a text, its start, and perhaps its end."""
    texts = [each for each in node[:4] if isinstance(each, str)]
    numbers = [found for each in node[:4] if (found := _read_number(each)) is not None]
    if len(texts) != 1 or len(numbers) not in {1, 2} or len(node) != 1 + len(numbers):
        return None
    return _Found(start=numbers[0], is_exact=False, text=texts[0])


def _find_text(node: dict[str, Any]) -> str:
    for name in _TEXTS:
        if isinstance(value := node.get(name), str):
            return value
    for name, inner in (("alternatives", "content"), ("alternatives", "transcript")):
        others = node.get(name)
        if isinstance(others, list) and others and isinstance(others[0], dict):
            value = others[0].get(inner)
            if isinstance(value, str):
                return value
    snippet = node.get("snippet")
    runs = snippet.get("runs") if isinstance(snippet, dict) else None
    if isinstance(runs, list):
        texts = (run.get("text") for run in runs if isinstance(run, dict))
        return "".join(text for text in texts if isinstance(text, str))
    return ""


def _find_start(node: dict[str, Any]) -> tuple[float, bool] | None:
    """Give a start, and whether it is known to be in milliseconds; else it may be in seconds."""
    offsets = node.get("offsets")
    if isinstance(offsets, dict) and (found := _read_number(offsets.get("from"))) is not None:
        return found, True
    for is_exact, names in ((True, _STARTS[0]), (False, _STARTS[1]), (False, _STARTS[2])):
        for name in names:
            value = node.get(name)
            if isinstance(value, list) and value:
                value = value[0]
            if isinstance(value, str) and ":" in value:
                time = parse_clock(value.strip(), _CLOCK)
                return None if time is None else (time, True)
            if (found := _read_number(value)) is not None:
                return found, is_exact
    return None


def _read_number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{1,12}(?:\.[0-9]{1,12})?s?", value):
        return None
    number = float(value.rstrip("s")) if isinstance(value, str) else _to_float(value)
    return number if 0 <= number < float("inf") else None


def _to_float(value: float) -> float:
    try:
        return float(value)
    except OverflowError:
        return float("inf")


def _to_pieces(found: list[_Found]) -> Iterator[Piece]:
    words = sum(count_words(each.text) for each in found)
    starts = sorted(each.start for each in found)
    steps = [after - before for before, after in pairwise(starts)]
    whole = all(float(start).is_integer() for start in starts)
    is_slow = bool(steps) and words < _SLOWEST * (starts[-1] - starts[0]) / 60
    is_fine = whole and is_slow and median(steps) >= _SLOWEST
    for each in found:
        unit = 1 if each.is_exact or is_fine else 1000
        yield Piece(Milliseconds(round(each.start * unit)), each.text)

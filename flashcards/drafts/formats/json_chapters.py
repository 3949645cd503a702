"""JSON objects with chapters: their texts, addresses, times and the list itself.

The files are often one long line, so a problem is named by its path, `chapters[3].start_time`; only
a mistake in the JSON itself has a place.
"""

import json
import re
from collections import Counter
from typing import NamedTuple

from flashcards.diagnostics import Report, Source, Span, make_error, make_warning, quote
from flashcards.drafts.clean import clean_text
from flashcards.drafts.formats.chapter_list import (
    FoundChapter,
    FoundTime,
    make_modules,
    to_milliseconds,
)
from flashcards.drafts.records import DraftModule
from flashcards.text.times import Milliseconds
from flashcards.text.urls import is_web_url
from flashcards.text.written_times import fold_times, parse_written_time

_NUMBER = re.compile(r"[0-9]{1,9}(?:[.][0-9]{1,9})?")
_PLACEHOLDER = re.compile(r"\A<Untitled Chapter [0-9]+>\Z")
"""What yt-dlp writes for a chapter without a title."""


class JsonObject(NamedTuple):
    """An object's members, which the getters read from, all numbers as floats.

    `path` is where it stands, with a full stop behind it; empty for the whole file.
    """

    members: dict[str, object]
    span: Span
    report: Report
    path: str = ""


class _KeyTwiceError(ValueError):
    """A key, the argument, stands twice in one object."""


def read_json(source: Source, report: Report) -> JsonObject | None:
    """Read a file that is one JSON object; `None` after an error."""
    span = Span(source.path, 0, 0)
    at = len(source.text) - len(source.text.lstrip())
    if source.text[at : at + 1] not in {"{", ""}:
        message = "the JSON is not an object with the video's chapters"
        help_ = "name a file that starts with `{`"
        report(make_error("malformed-json", Span(source.path, at, at + 1), message, help_))
        return None
    try:
        # No number is too long for a float.
        members = json.loads(
            source.text,
            parse_int=float,
            parse_constant=float,
            strict=False,
            object_pairs_hook=_join,
        )
        return JsonObject(members, span, report)
    except json.JSONDecodeError as error:
        _report_malformed(source, error, report)
    except _KeyTwiceError as error:
        message = f"the key {quote(str(error))} stands twice in one object"
        report(make_error("duplicate-key", span, message, "keep one of the two"))
    except RecursionError:
        message = "the JSON is nested too deeply to be read"
        help_ = "remove the value that is: it holds no chapters"
        report(make_error("nesting-too-deep", span, message, help_))
    return None


def _report_malformed(source: Source, error: json.JSONDecodeError, report: Report) -> None:
    span = Span(source.path, error.pos, error.pos + 1)
    message = f"{quote(source.text[error.pos : error.pos + 1])} can't stand here in JSON"
    if error.msg.startswith("Unterminated string") or not source.text[error.pos :].strip():
        end = len(source.text.rstrip())
        span = Span(source.path, end, end)
        message = "the JSON ends before it is complete"
    help_ = "make the file anew: it may be cut off or changed"
    report(make_error("malformed-json", span, message, help_))


def _join(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) < len(pairs):
        ((name, _),) = Counter(name for name, _ in pairs).most_common(1)
        raise _KeyTwiceError(name)
    return members


def get_text(owner: JsonObject, *names: str) -> str:
    """Give the first of the texts that isn't empty, on one line; what is no text is reported."""
    for name in names:
        value = owner.members.get(name)
        if isinstance(value, str):
            if text := clean_text(value):
                return text
        elif value is not None:
            _report_unusable(owner, name, "a text")
    return ""


def get_url(owner: JsonObject, name: str) -> str:
    """Give a web address; what is none is left out and reported."""
    url = get_text(owner, name)
    if not url or is_web_url(url):
        return url
    _report_unusable(owner, name, "a web address")
    return ""


def get_duration(owner: JsonObject, name: str) -> Milliseconds | None:
    """Give a duration; what is none is left out and reported, unless it is zero."""
    found = _get_time(owner, name)
    if found and found.time is None:
        _report_unusable(owner, name, "a number of seconds")
    return (found and found.time) or None


def get_modules(
    owner: JsonObject, start: str, end: str, otherwise: tuple[FoundChapter, ...] = ()
) -> tuple[DraftModule, ...]:
    """Make modules of the member `chapters`, or of other chapters when it has none.

    `start` and `end` are the names of a chapter's times. One that `toc` keeps out of the table of
    contents is skipped; what is no chapter is left out and reported.
    """
    items = owner.members.get("chapters")
    if items is not None and not isinstance(items, list):
        _report_unusable(owner, "chapters", "a list")
    found = []
    for number, item in enumerate(items if isinstance(items, list) else ()):
        path = f"chapters[{number}]"
        if not isinstance(item, dict):
            _report_unusable(owner, path, "an object")
        elif item.get("toc") is not False:
            chapter = JsonObject(item, owner.span, owner.report, f"{path}.")
            title = _PLACEHOLDER.sub("", get_text(chapter, "title"))
            times = _get_time(chapter, start), _get_time(chapter, end)
            found.append(FoundChapter(title, *times, span=owner.span, path=path))
    return make_modules(found or otherwise, owner.span, owner.report)


def _get_time(owner: JsonObject, name: str) -> FoundTime | None:
    """Give a time: a number of seconds, also as a text, or a text like `1:02:03`."""
    value = owner.members.get(name)
    if value is None:
        return None
    time = None
    if isinstance(value, str) and not _NUMBER.fullmatch(value.strip()):
        time = parse_written_time(fold_times(value.strip()))
    elif isinstance(value, str | float):
        time = to_milliseconds(float(value))
    if isinstance(value, list | dict):  # perhaps nested too deeply to be written
        written = "[…]" if isinstance(value, list) else "{…}"
    else:
        written = clean_text(json.dumps(value, ensure_ascii=False)).removesuffix(".0")
    return FoundTime(time, written, owner.span, owner.path + name)


def _report_unusable(owner: JsonObject, name: str, expected: str) -> None:
    message = f"`{owner.path}{name}` is not {expected} and is left out"
    help_ = "write what is missing into the draft"
    owner.report(make_warning("unusable-value", owner.span, message, help_))

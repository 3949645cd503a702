"""JSON objects with chapters: their texts, addresses, times and the list itself.

The files are often one long line, so a problem is named by its path, `chapters[3].start_time`; only
a mistake in the JSON itself has a place.
"""

import json
import re
from collections import Counter
from dataclasses import dataclass

from flashcards.diagnostics import Diagnostic, Report, Source, Span, make_error, make_warning, quote
from flashcards.drafts.clean import clean_text
from flashcards.drafts.draft import DraftModule
from flashcards.drafts.formats.chapter_list import (
    FoundChapter,
    FoundTime,
    make_modules,
    to_milliseconds,
)
from flashcards.text.times import Milliseconds, parse_time
from flashcards.text.urls import is_web_url

_NUMBER = re.compile(r"[0-9]{1,9}(?:[.][0-9]{1,9})?")
_PLACEHOLDER = re.compile(r"<Untitled Chapter [0-9]+>")
"""What yt-dlp writes for a chapter without a title."""

_TWICE = object()
"""The value of a key that stands twice in one object."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterKeys:
    """How a format names the members of a chapter; `shown` is false for one to be left out."""

    start: str
    end: str
    title: str = "title"
    shown: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonObject:
    """An object's members, which the getters read from, all numbers as floats.

    `path` is where it stands, with a full stop behind it; empty for the whole file.
    """

    members: dict[str, object]
    path: str = ""
    span: Span
    report: Report


def read_json(source: Source, report: Report) -> JsonObject | None:
    """Read a file that is one JSON object; `None` after an error."""
    # No number is too long for a float.
    decoder = json.JSONDecoder(
        parse_int=float, parse_constant=float, strict=False, object_pairs_hook=_join
    )
    start = Span(source.path, 0, 0)
    try:
        members = decoder.decode(source.text)
    except json.JSONDecodeError as error:
        is_unclosed = error.msg.startswith("Unterminated string")
        report(_malformed(source, len(source.text) if is_unclosed else error.pos))
        return None
    except RecursionError:
        message = "the JSON is nested too deeply to be read"
        help_ = "remove the value that is: it holds no chapters"
        report(make_error("nesting-too-deep", start, message, help_))
        return None
    if not isinstance(members, dict):
        message = "the JSON is not an object with the video's chapters"
        help_ = "name a file that starts with `{`"
        report(make_error("malformed-json", start, message, help_))
        return None
    if twice := _find_twice(members):
        message = f"the key {quote(twice)} stands twice in one object"
        report(make_error("duplicate-key", start, message, "keep one of the two"))
        return None
    return JsonObject(members=members, span=start, report=report)


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
    duration = None if found is None else to_milliseconds(found.seconds)
    if found is not None and duration is None:
        _report_unusable(owner, name, "a number of seconds")
    return duration or None


def get_modules(
    owner: JsonObject, keys: ChapterKeys, otherwise: tuple[FoundChapter, ...] = ()
) -> tuple[DraftModule, ...]:
    """Make modules of the member `chapters`, or of other chapters when it has none.

    What is no chapter is left out and reported; an error leaves no modules.
    """
    value = owner.members.get("chapters")
    items = value if isinstance(value, list) else []
    if value is not None and not isinstance(value, list):
        _report_unusable(owner, "chapters", "a list")
    found = []
    for number, item in enumerate(items):
        name = f"chapters[{number}]"
        if isinstance(item, dict):
            chapter = JsonObject(
                members=item, path=f"{name}.", span=owner.span, report=owner.report
            )
            if not keys.shown or item.get(keys.shown) is not False:
                found.append(_make_chapter(chapter, keys))
        else:
            _report_unusable(owner, name, "an object")
    return make_modules(found or otherwise, owner.span, owner.report)


def _make_chapter(owner: JsonObject, keys: ChapterKeys) -> FoundChapter:
    title = get_text(owner, keys.title)
    return FoundChapter(
        title="" if _PLACEHOLDER.fullmatch(title) else title,
        path=owner.path.rstrip("."),
        start=_get_time(owner, keys.start),
        end=_get_time(owner, keys.end),
        span=owner.span,
    )


def _get_time(owner: JsonObject, name: str) -> FoundTime | None:
    """Give a time: a number of seconds, also as a text, or a text like `1:02:03`."""
    value = owner.members.get(name)
    if value is None:
        return None
    seconds = None
    if isinstance(value, float):
        seconds = value
    elif isinstance(value, str):
        text = value.strip()
        time = parse_time(text)
        seconds = float(text) if _NUMBER.fullmatch(text) else None if time is None else time / 1000
    return FoundTime(
        seconds=seconds, written=_show(value), path=f"{owner.path}{name}", span=owner.span
    )


def _show(value: object) -> str:
    if isinstance(value, list | dict):
        return "[…]" if isinstance(value, list) else "{…}"
    return clean_text(json.dumps(value, ensure_ascii=False)).removesuffix(".0")


def _join(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) < len(pairs):
        counts = Counter(name for name, _ in pairs)
        members |= {name: _TWICE for name, count in counts.items() if count > 1}
    return members


def _find_twice(members: dict[str, object]) -> str:
    """Give the path of a key that stands twice in the file's object or in a chapter."""
    chapters = members.get("chapters")
    items = chapters if isinstance(chapters, list) else []
    objects = [("", members), *((f"chapters[{n}].", item) for n, item in enumerate(items))]
    return next(
        (
            f"{path}{name}"
            for path, each in objects
            if isinstance(each, dict)
            for name, value in each.items()
            if value is _TWICE
        ),
        "",
    )


def _malformed(source: Source, at: int) -> Diagnostic:
    help_ = "make the file anew: it may be cut off or changed"
    if not source.text[at:].strip():
        end = len(source.text.rstrip())
        message = "the JSON ends before it is complete"
        return make_error("malformed-json", Span(source.path, end, end), message, help_)
    message = f"{quote(source.text[at])} can't stand here in JSON"
    return make_error("malformed-json", Span(source.path, at, at + 1), message, help_)


def _report_unusable(owner: JsonObject, name: str, expected: str) -> None:
    message = f"`{owner.path}{name}` is not {expected} and is left out"
    help_ = "write what is missing into the draft"
    owner.report(make_warning("unusable-value", owner.span, message, help_))

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
from flashcards.drafts.records import DraftModule, join_lines
from flashcards.text.times import Milliseconds
from flashcards.text.urls import is_web_url
from flashcards.text.written_times import fold_times, parse_written_time

_NUMBER = re.compile(r"[0-9]{1,9}(?:[.][0-9]{1,9})?")
_PLACEHOLDER = re.compile(r"\A<Untitled Chapter [0-9]+>\Z")
"""What yt-dlp writes for a chapter without a title."""


_HEAD = re.compile(
    r"(\s*\{[ \t]*\n.{1,300000}?^\})[ \t]*\n\s*(?![\s{}\[\],])", re.DOTALL | re.MULTILINE
)
_MOST_OBJECTS = 1_000
_TITLES = ("title", "headline", "name", "label", "gist")
_SUMMARIES = ("summary", "description")
_LINKS = ("url", "href", "link")
_TOO_LATE = 100 * 3_600_000
"""Milliseconds; no video has a chapter after a hundred hours."""


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


def read_json(source: Source, report: Report, *, may_be_list: bool = False) -> JsonObject | None:
    """Read a file that is one JSON object, or perhaps a list of chapters; `None` after an error.

    The object may be the head of a text.
    """
    span = Span(source.path, 0, 0)
    at = len(source.text) - len(source.text.lstrip())
    is_list = may_be_list and source.text[at : at + 1] == "["
    if source.text[at : at + 1] not in {"{", ""} and not is_list:
        message = "the JSON is not an object with the video's chapters"
        help_ = "name a file that starts with `{`"
        report(make_error("malformed-json", Span(source.path, at, at + 1), message, help_))
        return None
    try:
        # No number is too long for a float.
        members = json.loads(
            source.text[: find_notes(source.text)],
            parse_int=float,
            parse_constant=float,
            strict=False,
            object_pairs_hook=_join,
        )
        return JsonObject({"chapters": members} if is_list else members, span, report)
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


def find_notes(text: str) -> int:
    """Give the place behind an object that is the head of a text, as sites keep them."""
    head = _HEAD.match(text)
    return head.end(1) if head else len(text)


def find_owner(episode: JsonObject) -> JsonObject:
    """Give the outermost object with a list of chapters; the episode's own without any."""
    objects = [episode]
    for owner in objects:
        if isinstance(owner.members.get("chapters"), list):
            return owner
        if len(objects) < _MOST_OBJECTS:
            objects += (
                get_object(owner, name)
                for name, value in owner.members.items()
                if isinstance(value, dict)
            )
    return episode


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


def get_object(owner: JsonObject, name: str) -> JsonObject:
    """Give the object that is a member, or one without members."""
    value = owner.members.get(name)
    members = value if isinstance(value, dict) else {}
    return JsonObject(members, owner.span, owner.report, f"{owner.path}{name}.")


def get_modules(
    owner: JsonObject,
    starts: tuple[str, ...],
    ends: tuple[str, ...],
    otherwise: tuple[FoundChapter, ...] = (),
) -> tuple[DraftModule, ...]:
    """Make modules of the member `chapters`, or of other chapters when it has none.

    `starts` and `ends` are the names that a chapter's times may have. One that `toc` keeps out of
    the table of contents is skipped; what is no chapter is left out and reported.
    """
    items = owner.members.get("chapters")
    if items is not None and not isinstance(items, list):
        _report_unusable(owner, "chapters", "a list")
    found = []
    for number, item in enumerate(items if isinstance(items, list) else ()):
        path = f"{owner.path}chapters[{number}]"
        if not isinstance(item, dict):
            _report_unusable(owner, path, "an object")
        elif item.get("toc") is not False:
            chapter = JsonObject(item, owner.span, owner.report, f"{path}.")
            found.append(_find_chapter(chapter, starts, ends, path))
    return make_modules(_in_seconds(found) or otherwise, owner.span, owner.report)


def _find_chapter(
    chapter: JsonObject, starts: tuple[str, ...], ends: tuple[str, ...], path: str
) -> FoundChapter:
    title = get_text(chapter, *_TITLES) or get_text(get_object(chapter, "tags"), "title", "TITLE")
    links = (get_text(chapter, name) for name in _LINKS)
    return FoundChapter(
        _PLACEHOLDER.sub("", title),
        _find_time(chapter, starts),
        _find_time(chapter, ends),
        span=chapter.span,
        path=path,
        summary=get_text(chapter, *_SUMMARIES),
        comment=join_lines(*dict.fromkeys(link for link in links if is_web_url(link))),
    )


def _find_time(owner: JsonObject, names: tuple[str, ...]) -> FoundTime | None:
    return next((found for name in names if (found := _get_time(owner, name))), None)


def _in_seconds(found: list[FoundChapter]) -> list[FoundChapter]:
    """Read times as milliseconds where as seconds they would be days."""
    times = [each.start.time for each in found if each.start and each.start.time is not None]
    if max(times, default=0) < _TOO_LATE:
        return found

    def scale(time: FoundTime | None) -> FoundTime | None:
        if time is None or time.time is None or ":" in time.written:
            return time
        return time._replace(time=Milliseconds(time.time // 1000))

    return [each._replace(start=scale(each.start), end=scale(each.end)) for each in found]


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

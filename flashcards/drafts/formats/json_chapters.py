"""Members of JSON objects as a draft needs them: texts, numbers and lists of chapters."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from flashcards.diagnostics import Diagnostic, Report, Source, Span, make_warning
from flashcards.drafts.clean import clean_text
from flashcards.drafts.formats.chapter_list import (
    FoundChapter,
    FoundTime,
    to_milliseconds,
)
from flashcards.drafts.formats.json_nodes import JsonNode, get_items, get_members
from flashcards.text.times import parse_time
from flashcards.text.urls import is_web_url

_NUMBER = re.compile(r"[0-9]{1,9}(?:[.][0-9]{1,9})?")
_PLACEHOLDER = re.compile(r"<Untitled Chapter [0-9]+>")
"""What yt-dlp writes for a chapter without a title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterKeys:
    """How a format names the members of a chapter; `shown` is false for one to be left out."""

    start: str
    end: str
    title: str = "title"
    shown: str = ""


def get_text(members: Mapping[str, JsonNode], name: str, report: Report) -> str:
    """Give a text on one line; empty when it is absent, and, reported, when it is no text."""
    node = members.get(name)
    if node is None or node.value is None:
        return ""
    if isinstance(node.value, str):
        return clean_text(node.value)
    report(_unusable(name, node, "a text"))
    return ""


def get_first_text(members: Mapping[str, JsonNode], names: tuple[str, ...], report: Report) -> str:
    """Give the first of several texts that isn't empty."""
    return next((text for name in names if (text := get_text(members, name, report))), "")


def get_url(members: Mapping[str, JsonNode], name: str, report: Report) -> str:
    """Give a web address; what is none is left out and reported."""
    url = get_text(members, name, report)
    if not url or is_web_url(url):
        return url
    report(_unusable(name, members[name], "a web address"))
    return ""


def get_seconds(node: JsonNode | None) -> FoundTime | None:
    """Give a time: a number of seconds, also as a text, or a text like `1:02:03`."""
    if node is None or node.value is None:
        return None
    seconds = None
    if isinstance(node.value, float):
        seconds = node.value
    elif isinstance(node.value, str):
        text = node.value.strip()
        time = parse_time(text)
        seconds = float(text) if _NUMBER.fullmatch(text) else None if time is None else time / 1000
    return FoundTime(seconds=seconds, span=node.span)


def get_duration(members: Mapping[str, JsonNode], name: str, report: Report) -> FoundTime | None:
    """Give a duration; what is none is left out and reported."""
    found = get_seconds(members.get(name))
    if found is None or to_milliseconds(found.seconds) is not None:
        return found
    report(_unusable(name, members[name], "a number of seconds"))
    return None


def list_chapters(
    source: Source, node: JsonNode | None, keys: ChapterKeys, report: Report
) -> tuple[FoundChapter, ...] | None:
    """Give the chapters of a list, `None` after an error; what is no chapter is left out."""
    if node is None or node.value is None:
        return ()
    if not isinstance(node.value, list):
        report(_unusable("chapters", node, "a list"))
        return ()
    found = []
    for item in get_items(source, node):
        if not isinstance(item.value, dict):
            report(_unusable("chapters", item, "an object", "an item of "))
            continue
        wanted = {keys.start, keys.end, keys.title, keys.shown}
        members = get_members(source, item, wanted, report)
        if members is None:
            return None
        if keys.shown in members and members[keys.shown].value is False:
            continue
        title = get_text(members, keys.title, report)
        found.append(
            FoundChapter(
                title="" if _PLACEHOLDER.fullmatch(title) else title,
                start=get_seconds(members.get(keys.start)),
                end=get_seconds(members.get(keys.end)),
                span=_title_span(members, keys.title, item.span),
            )
        )
    return tuple(found)


def chapters_place(source: Source, members: Mapping[str, JsonNode]) -> Span:
    """Give the place of the chapters, or of the object's bracket when there are none."""
    if "chapters" in members:
        return members["chapters"].span
    start = len(source.text) - len(source.text.lstrip())
    return Span(source.path, start, start + 1)


def _title_span(members: Mapping[str, JsonNode], name: str, whole: Span) -> Span:
    return members[name].span if name in members else whole._replace(end=whole.start + 1)


def _unusable(name: str, node: JsonNode, expected: str, which: str = "") -> Diagnostic:
    return make_warning(
        "unusable-value",
        node.span,
        f"{which}`{name}` is not {expected} and is left out",
        "write what is missing into the draft",
    )

"""JSON text to values that know their place, one level at a time.

What nobody asks for is skipped by the standard library's decoder, at the speed of C: the file of
a long video is mostly formats and subtitles. Numbers are floats, so that no number is too long.
"""

import json
import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from flashcards.diagnostics import Diagnostic, Report, Source, Span, make_error, quote

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder(parse_int=float, parse_constant=float, strict=False)
_NEW_FILE = "make the file anew: it may be cut off or changed"


class JsonNode(NamedTuple):
    """A value as Python has it, all numbers as floats, and where it stands."""

    value: object
    span: Span


class _Refused(Exception):  # noqa: N818 - ends the reading of one file, not an error to handle
    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


class _Member(NamedTuple):
    name: str
    name_span: Span
    value: JsonNode


def parse_json_object(
    source: Source, wanted: Collection[str], report: Report
) -> dict[str, JsonNode] | None:
    """Read a file that is one JSON object; give the wanted members, `None` after an error."""
    start = _skip(source, 0)
    if source.text[start : start + 1] != "{":
        report(_not_an_object(source, start))
        return None
    end = start + 1
    members: dict[str, JsonNode] = {}
    try:
        for item in _iterate(source, start, named=True):
            end = item.value.span.end
            if item.name in wanted:
                _keep(item, members, source)
    except _Refused as refused:
        report(refused.diagnostic)
        return None
    after = _skip(source, _skip(source, end) + 1)
    if after < len(source.text):
        report(_malformed(source, after))
        return None
    return members


def get_members(
    source: Source, node: JsonNode, wanted: Collection[str], report: Report
) -> dict[str, JsonNode] | None:
    """Give the wanted members of an object that has been read; `None` after an error."""
    members: dict[str, JsonNode] = {}
    try:
        for item in _iterate(source, node.span.start, named=True):
            if item.name in wanted:
                _keep(item, members, source)
    except _Refused as refused:
        report(refused.diagnostic)
        return None
    return members


def get_items(source: Source, node: JsonNode) -> Iterator[JsonNode]:
    """Give the items of a list that has been read."""
    return (item.value for item in _iterate(source, node.span.start, named=False))


def _keep(item: _Member, members: dict[str, JsonNode], source: Source) -> None:
    if item.name in members:
        line, _ = source.position(members[item.name].span.start)
        message = f"the key {quote(item.name)} stands twice in one mapping"
        help_ = f"keep one; the first is on line {line}"
        raise _Refused(make_error("duplicate-key", item.name_span, message, help_))
    members[item.name] = item.value


def _iterate(source: Source, start: int, *, named: bool) -> Iterator[_Member]:
    """Walk over the members of an object or the items of a list, whose bracket is at `start`."""
    close = "}" if named else "]"
    name, name_span = "", Span(source.path, start, start)
    at = _skip(source, start + 1)
    if source.text[at : at + 1] == close:
        return
    while True:
        if named:
            if source.text[at : at + 1] != '"':
                raise _Refused(_malformed(source, at))
            found = _decode(source, at)
            name, name_span = str(found.value), found.span
            at = _skip(source, found.span.end)
            if source.text[at : at + 1] != ":":
                raise _Refused(_malformed(source, at))
            at = _skip(source, at + 1)
        value = _decode(source, at)
        yield _Member(name, name_span, value)
        at = _skip(source, value.span.end)
        after = source.text[at : at + 1]
        if after == close:
            return
        if after != ",":
            raise _Refused(_malformed(source, at))
        at = _skip(source, at + 1)


def _skip(source: Source, at: int) -> int:
    space = _SPACE.match(source.text, at)
    return at if space is None else space.end()


def _decode(source: Source, start: int) -> JsonNode:
    try:
        value, end = _DECODER.raw_decode(source.text, start)
    except json.JSONDecodeError as error:
        unclosed = error.msg.startswith("Unterminated string")
        at = len(source.text) if unclosed else error.pos
        raise _Refused(_malformed(source, at)) from None
    except RecursionError:
        raise _Refused(
            make_error(
                "nesting-too-deep",
                Span(source.path, start, start + 1),
                "the value is nested too deeply to be read",
                "remove the value: it holds no chapters",
            )
        ) from None
    return JsonNode(value, Span(source.path, start, end))


def _malformed(source: Source, at: int) -> Diagnostic:
    if not source.text[at:].strip():
        end = len(source.text.rstrip())
        message = "the JSON ends before it is complete"
        return make_error("malformed-json", Span(source.path, end, end), message, _NEW_FILE)
    message = f"{quote(source.text[at])} can't stand here in JSON"
    return make_error("malformed-json", Span(source.path, at, at + 1), message, _NEW_FILE)


def _not_an_object(source: Source, at: int) -> Diagnostic:
    if source.text[at : at + 1] in {"", *"}])>,:;"}:
        return _malformed(source, at)
    message = "the JSON is not an object with the video's chapters"
    help_ = "name a file that starts with `{`"
    return make_error("malformed-json", Span(source.path, at, at + 1), message, help_)

"""Typed getters over a mapping node: each gives a value or reports why it can't.

A getter reports at the smallest place there is and gives `None` (or an empty tuple), so that
decoding goes on and every problem is found in one run.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple, TypeVar

from flashcards.content.model import Moment, Text
from flashcards.content.nodes import Mapping, Node, Scalar, Sequence
from flashcards.diagnostics import Diagnostic, Report, Span, make_error, quote
from flashcards.diagnostics.words import did_you_mean
from flashcards.text import times
from flashcards.text.slugs import is_slug, tag_slug
from flashcards.text.urls import is_web_url

T = TypeVar("T")

_SHAPES: dict[type, str] = {Scalar: "text", Sequence: "a list", Mapping: "a mapping"}
_FLAGS = {word: word.lower() == "true" for word in "true True TRUE false False FALSE".split()}
_TIME_HELP = "write a time like 12:03, 1:02:03 or 0:12:03.5"


class Keys(NamedTuple):
    """A mapping whose keys are known to be allowed: what the getters read from."""

    owner: str
    nodes: dict[str, Node]
    span: Span
    report: Report


def is_empty(node: Node | None) -> bool:
    """Whether a key is absent or has nothing behind it."""
    return node is None or (isinstance(node, Scalar) and not node.text.strip())


def get_keys(node: Node, owner: str, known: Iterable[str], report: Report) -> Keys | None:
    """Open a mapping of the known keys; unknown ones are reported with the nearest known."""
    if not isinstance(node, Mapping):
        report(wrong_type(owner, node, "a mapping", f"write `key: value` lines: {_list(known)}"))
        return None
    nodes: dict[str, Node] = {}
    for key, value in node.entries:
        if key.text in known:
            nodes[key.text] = value
        else:
            report(
                make_error(
                    "unknown-key",
                    key.span,
                    f"{owner} has no key {quote(key.text)}",
                    did_you_mean(key.text, known, f"use one of {_list(known)}"),
                )
            )
    first = node.entries[0][0].span if node.entries else node.span
    return Keys(owner, nodes, first, report)


def _list(known: Iterable[str]) -> str:
    return ", ".join(f"`{key}`" for key in known)


def wrong_type(what: str, node: Node, expected: str, help_: str) -> Diagnostic:
    """Say that a node has another shape than the one expected there."""
    shape = "empty" if is_empty(node) else _SHAPES[type(node)]
    span = node.span
    if isinstance(node, Mapping) and node.entries:
        span = node.entries[0][0].span
    return make_error("wrong-type", span, f"{what} is {shape}, but {expected} is expected", help_)


def get_text(keys: Keys, key: str) -> Text | None:
    """Read an optional text; an empty one counts as absent."""
    node = keys.nodes.get(key)
    if isinstance(node, Scalar):
        value = node.text.strip()
        return Text(value, node.span) if value else None
    if node is not None:
        keys.report(
            wrong_type(
                f"`{key}`", node, "text", "write it as text; quote it if it starts with [ or {"
            )
        )
    return None


def require(keys: Keys, key: str, *, help_: str = "") -> bool:
    """Whether a key is there with something behind it; report it when not."""
    if not is_empty(keys.nodes.get(key)):
        return True
    if key in keys.nodes:
        keys.report(
            make_error(
                "empty-value",
                keys.nodes[key].span,
                f"`{key}` of {keys.owner} is empty",
                help_ or f"write something behind `{key}:`",
            )
        )
    else:
        keys.report(
            make_error(
                "missing-key",
                keys.span,
                f"{keys.owner} has no `{key}`",
                help_ or f"add `{key}:`",
            )
        )
    return False


def require_text(keys: Keys, key: str) -> Text | None:
    """Read a text that must be there."""
    text = get_text(keys, key)
    if text is None:
        require(keys, key)  # says so, unless it is there and of the wrong type
    return text


def get_moment(keys: Keys, key: str) -> Moment | None:
    """Read a time."""
    text = get_text(keys, key)
    if text is None:
        return None
    time = times.parse_time(text.value)
    if time is None:
        keys.report(
            make_error("invalid-time", text.span, f"{quote(text.value)} is not a time", _TIME_HELP)
        )
        return None
    return Moment(time, text.span)


def require_range(keys: Keys, key: str) -> tuple[Moment, Moment | None] | None:
    """Read a start with an optional end."""
    text = require_text(keys, key)
    if text is None:
        return None
    found = times.parse_time_range(text.value)
    if found is None:
        keys.report(
            make_error(
                "invalid-time",
                text.span,
                f"{quote(text.value)} is not a time or a range of times",
                f"{_TIME_HELP}, or a range like 12:03 - 24:05",
            )
        )
        return None
    start, end = found
    return Moment(start, text.span), None if end is None else Moment(end, text.span)


def get_flag(keys: Keys, key: str) -> bool:
    """Read `true` or `false`; absent is false."""
    text = get_text(keys, key)
    value = text.value if text else "false"
    if text is not None and value not in _FLAGS:
        keys.report(
            make_error(
                "invalid-boolean",
                text.span,
                f"`{key}` is {quote(text.value)}, which is neither true nor false",
                "write `true` or `false`",
            )
        )
    return _FLAGS.get(value, False)


def get_date(keys: Keys, key: str) -> str:
    """Read a calendar date, `YYYY-MM-DD`; empty when absent."""
    text = get_text(keys, key)
    if text is None:
        return ""
    if not _is_date(text.value):
        keys.report(
            make_error(
                "invalid-date",
                text.span,
                f"{quote(text.value)} is not a date",
                "write the date as YYYY-MM-DD",
            )
        )
        return ""
    return text.value


def _is_date(text: str) -> bool:
    # `fromisoformat` alone would take other forms, such as 20260131, too.
    try:
        return re.fullmatch(times.DATE, text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def get_url(keys: Keys, key: str) -> str:
    """Read an absolute web address; empty when absent."""
    text = get_text(keys, key)
    if text is None:
        return ""
    if not is_web_url(text.value):
        keys.report(
            make_error(
                "invalid-url",
                text.span,
                f"{quote(text.value)} is not a web address",
                "write it in full, starting with https://",
            )
        )
        return ""
    return text.value


def get_identifier(keys: Keys) -> Text | None:
    """Read an item's own `id`."""
    text = get_text(keys, "id")
    if text is not None and not is_slug(text.value):
        keys.report(
            make_error(
                "invalid-id",
                text.span,
                f"the id {quote(text.value)} has other signs than a-z, 0-9 and single hyphens",
                f"write `id: {tag_slug(text.value)}`",
            )
        )
        return None
    return text


def get_list(keys: Keys, key: str, *, required: bool = False) -> tuple[Node, ...]:
    """Read a list's nodes; an absent or empty one has none."""
    node = keys.nodes.get(key)
    if required and not require(keys, key):
        return ()
    if node is None or is_empty(node):
        return ()
    if not isinstance(node, Sequence):
        keys.report(
            wrong_type(f"`{key}`", node, "a list", "start each entry with `- `, or write [a, b]")
        )
        return ()
    if required and not node.items:
        keys.report(
            make_error(
                "empty-value", node.span, f"`{key}` of {keys.owner} is empty", "add an entry"
            )
        )
    return node.items


def get_texts(keys: Keys, key: str) -> tuple[Text, ...]:
    """Read a list of texts."""
    texts = []
    for node in get_list(keys, key):
        if isinstance(node, Scalar) and not is_empty(node):
            texts.append(Text(node.text.strip(), node.span))
        else:
            keys.report(wrong_type(f"an entry of `{key}`", node, "text", "write it as text"))
    return tuple(texts)


def decode_each(
    nodes: Iterable[Node], decode: Callable[[Node, Report], T | None], report: Report
) -> tuple[T, ...]:
    """Decode nodes by one function; those that can't be decoded are left out."""
    return tuple(value for node in nodes if (value := decode(node, report)) is not None)

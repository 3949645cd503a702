"""Getters over a mapping node: its keys, its texts, its lists. What texts mean is for `values`.

A getter reports at the smallest place there is and gives `None` (or an empty tuple), so that
decoding goes on and every problem is found in one run.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from flashcards.content.model import Text
from flashcards.content.nodes import Mapping, Node, Scalar, Sequence, is_empty
from flashcards.content.schema import LevelSpec
from flashcards.diagnostics import Diagnostic, Report, Span, make_error, quote
from flashcards.diagnostics.quoting import did_you_mean

T = TypeVar("T")

_SHAPES: dict[type, str] = {Scalar: "text", Sequence: "a list", Mapping: "a mapping"}


class Keys(NamedTuple):
    """A mapping whose keys are known to be allowed: what the getters read from."""

    owner: str
    nodes: dict[str, Node]
    span: Span
    report: Report


def get_keys(node: Node, level: LevelSpec, report: Report) -> Keys | None:
    """Open a mapping of a level's keys; unknown ones are reported with the nearest known."""
    known = level.names
    if not isinstance(node, Mapping):
        help_ = f"write `key: value` lines: {_list(known)}"
        report(wrong_type(level.owner, node, "a mapping", help_))
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
                    f"{level.owner} has no key {quote(key.text)}",
                    did_you_mean(key.text, known, f"use one of {_list(known)}"),
                )
            )
    first = node.entries[0][0].span if node.entries else node.span
    return Keys(level.owner, nodes, first, report)


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

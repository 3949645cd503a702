"""YAML as the decoder sees it: three kinds of node, each with its place in the file.

Every scalar is text. What a plain `12:03`, `no` or `1.10` means is for the decoder to say.
"""

from typing import NamedTuple

from flashcards.diagnostics import Span


class Scalar(NamedTuple):
    """A text; empty for an empty value (`key:` with nothing behind it)."""

    text: str
    span: Span


class Sequence(NamedTuple):
    """A list of nodes."""

    items: tuple["Node", ...]
    span: Span


class Mapping(NamedTuple):
    """Keys with their values, in the file's order; keys are scalars and distinct."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    span: Span


Node = Scalar | Sequence | Mapping


def is_empty(node: Node | None) -> bool:
    """Whether there is no node, or nothing in it."""
    return node is None or (isinstance(node, Scalar) and not node.text.strip())

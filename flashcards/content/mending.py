"""Reading a file as its author meant it, where YAML takes something away from a text.

What is surely lost is reported and mended, and the file is read again: so one mistake is one
report, and the rest of the file is checked as well. Places are given as they are in the file.
"""

from collections.abc import Callable, Container, Sequence
from typing import NamedTuple

import yaml

from flashcards.content import nodes
from flashcards.content.cut_off import find_signs
from flashcards.content.losses import find_losses
from flashcards.content.nodes import Mapping, Node, Scalar
from flashcards.content.unopened_quotes import find_closing_quotes
from flashcards.content.written import (
    Loss,
    Replacement,
    Step,
    Written,
    apply_mends,
    find_before,
    make_step,
    mend_lines,
)
from flashcards.content.yaml_mistakes import describe_error
from flashcards.diagnostics import Diagnostic, Report, Source, Span

_MOST_READ = 6_000_000
"""Characters that one file is read for again and again, where one mistake hides the next."""

_ROUNDS = 3
"""Readings that any file gets, however large."""


class Reading(NamedTuple):
    """One reading of a file: its node, the texts to look at, and the error that ended it."""

    root: Node | None
    written: list[Written]
    stopped: yaml.MarkedYAMLError | None


Ends = Container[int] | None
"""Where the texts end that have to be looked at; `None` for all texts."""

Read = Callable[[Source, Report, Ends], Reading]


class Meant(NamedTuple):
    """A file as it was meant: its node, and what is wrong, by the places of the file.

    `losses` are what YAML takes away. `source` is the text in which these are mended, and `steps`
    are the way back from its places.
    """

    root: Node | None
    losses: tuple[Diagnostic, ...]
    others: tuple[Diagnostic, ...]
    source: Source
    steps: tuple[Step, ...]


def read_as_meant(source: Source, read: Read) -> Meant:
    """Read a file, mended where something would be lost; give that, and what else is wrong."""
    mended = source
    steps: list[Step] = []
    told: list[Diagnostic] = []
    left = _MOST_READ
    while True:
        found: list[Diagnostic] = []
        signs = find_signs(mended.text, is_broken=False)
        quotes = find_closing_quotes(mended.text)
        reading = read(mended, found.append, quotes.union(signs) if quotes else signs)
        if reading.stopped and (signs := find_signs(mended.text, is_broken=True)):
            found.clear()
            reading = read(mended, found.append, None)
        losses = find_losses(mended, reading.written, signs, reading.stopped)
        mends = _choose_mends(losses)
        made = set(mends)
        told += [
            move_diagnostic(_add_mended(mended.text, loss, mends), steps)
            for loss in losses
            if (loss.mend in made if loss.is_sure else not mends)
        ]
        left -= len(mended.text)
        if not mends or (left < 0 and len(steps) >= _ROUNDS):
            break
        mended = Source(source.path, apply_mends(mended.text, mends))
        steps.append(make_step(mends))
    if reading.stopped:
        found.append(describe_error(mended, reading.stopped))
    return Meant(
        move_node(reading.root, steps) if reading.root else None,
        tuple(told),
        tuple([move_diagnostic(each, steps) for each in found]),
        mended,
        tuple(steps),
    )


def _choose_mends(losses: list[Loss]) -> tuple[Replacement, ...]:
    """Choose what can be made at once; what is left out shows again at the next reading."""
    chosen: list[Replacement] = []
    for mend in sorted({loss.mend for loss in losses if loss.is_sure and loss.mend}):
        if not chosen or mend.start >= chosen[-1].end:
            chosen.append(mend)
    return tuple(chosen)


def _add_mended(text: str, loss: Loss, mends: tuple[Replacement, ...]) -> Diagnostic:
    """Add the mended lines; of several mistakes on one line, each shows them without any."""
    if loss.mend is None:
        return loss.diagnostic
    near = mends if loss.is_sure else (loss.mend,)
    lines = mend_lines(text, near, loss.diagnostic.span.start)
    return loss.diagnostic._replace(mended=lines)


def move_diagnostic(diagnostic: Diagnostic, steps: Sequence[Step]) -> Diagnostic:
    """Give a report of the mended text with the places of the file."""
    if not steps:
        return diagnostic
    related = tuple(each._replace(span=_move_span(each.span, steps)) for each in diagnostic.related)
    return diagnostic._replace(span=_move_span(diagnostic.span, steps), related=related)


def move_node(node: Node, steps: Sequence[Step]) -> Node:
    """Give a node of the mended text with the places of the file."""
    return _move_node(node, steps, {}) if steps else node


def _move_span(span: Span, steps: Sequence[Step]) -> Span:
    start, end = span.start, span.end
    for step in reversed(steps):
        start, end = find_before(start, step), find_before(end, step)
    return Span(span.path, start, max(start, end))


def _move_node(node: Node, steps: Sequence[Step], moved: dict[int, Node]) -> Node:
    """Give a node with the places of the file; what an alias repeats stays one node."""
    if id(node) not in moved:
        span = _move_span(node.span, steps)
        new: Node
        if isinstance(node, Scalar):
            new = Scalar(node.text, span)
        elif isinstance(node, nodes.Sequence):
            new = nodes.Sequence(tuple(_move_node(each, steps, moved) for each in node.items), span)
        else:
            new = Mapping(
                tuple(
                    (Scalar(key.text, _move_span(key.span, steps)), _move_node(value, steps, moved))
                    for key, value in node.entries
                ),
                span,
            )
        moved[id(node)] = new
    return moved[id(node)]

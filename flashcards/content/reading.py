"""A file's text to what it means; where an author slipped in YAML, that is told and read past."""

from collections.abc import Callable
from typing import TypeVar

from flashcards.content.mending import Meant, move_diagnostic, move_node
from flashcards.content.nodes import Node
from flashcards.content.parse import parse_as_meant, parse_yaml
from flashcards.diagnostics import Diagnostic, Report, Severity, Source

T = TypeVar("T")

_MOST_EXPLAINED = 1_000
"""Complaints of a file: of more than these, none is looked into."""

_LOSSES = frozenset(("lost-backslash", "text-cut-off", "unclear-comment", "unclear-escape"))
"""What is lost of a text comes of no other mistake."""

_STOPS = frozenset(("yaml-syntax", "tab-indentation", "several-documents", "unknown-alias"))


def read_yaml(
    source: Source, decode: Callable[[Source, Node, Report], T | None], found: list[Diagnostic]
) -> T | None:
    """Parse and decode a file's text; what is wrong is added to `found`.

    A file with nothing wrong costs what parsing and decoding cost.
    """
    meant = parse_as_meant(source)
    said = [*meant.losses, *meant.others]
    decoded = None if meant.root is None else decode(source, meant.root, said.append)
    if said:
        from flashcards.content.mistakes.mender import MENDABLE  # noqa: PLC0415 - only a mistake needs it

        is_few = len(said) < _MOST_EXPLAINED
        if any(each.code in _STOPS or (is_few and each.code in MENDABLE) for each in said):
            return _read_mended(source, decode, found, meant, (said, decoded))
    found += said
    return decoded


def _read_mended(
    source: Source,
    decode: Callable[[Source, Node, Report], T | None],
    found: list[Diagnostic],
    meant: Meant,
    otherwise: tuple[list[Diagnostic], T | None],
) -> T | None:
    """Read a file with its mistakes mended; where none could be, `otherwise` stands."""
    from flashcards.content.mistakes.mender import mend_source  # noqa: PLC0415 - as above
    from flashcards.content.mistakes.patched import find_way_back  # noqa: PLC0415 - as above

    mended = mend_source(meant.source, decode)
    if mended.is_readable and not mended.diagnostics:
        found += otherwise[0]
        return otherwise[1]
    found += [move_diagnostic(each, meant.steps) for each in mended.diagnostics]
    if not mended.is_readable:
        found += meant.losses
        return None
    # What is not sure may come of a mistake, and shows again if it doesn't.
    found += [each for each in meant.losses if each.severity is Severity.ERROR]
    back = find_way_back(mended.patched)
    left: list[Diagnostic] = []
    root = parse_yaml(mended.patched.source, left.append)
    # Mends keep the number of lines, so a line has the same number in all texts.
    left = [move_diagnostic(back.diagnostic(each), meant.steps) for each in left]
    decoded = None
    if root is not None:
        decoded = decode(source, move_node(back.node(root), meant.steps), left.append)
    for each in left:
        line = source.position(each.span.start)[0] - 1
        is_told = line in mended.told and each.code != "missing-key"
        is_named = each.code == "unused-anchor" and _is_named(source, each)
        if each.code in _LOSSES or not (line in mended.hushed or is_told or is_named):
            found.append(each)
    return decoded


def _is_named(source: Source, anchor: Diagnostic) -> bool:
    """Whether an alias that was mended away names the anchor."""
    name = source.text[anchor.span.start + 1 : anchor.span.end]
    return f"*{name}" in source.text

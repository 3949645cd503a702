"""A file's text to what it means; where an author slipped in YAML, that is told and read past."""

from collections.abc import Callable
from typing import TypeVar

from flashcards.content.nodes import Node
from flashcards.content.parse import parse_yaml
from flashcards.diagnostics import Diagnostic, Report, Source

T = TypeVar("T")

_MOST_EXPLAINED = 1_000
"""Complaints of a file: of more than these, none is looked into."""

_STOPS = frozenset(("yaml-syntax", "tab-indentation", "several-documents", "unknown-alias"))


def read_yaml(
    source: Source, decode: Callable[[Source, Node, Report], T | None], found: list[Diagnostic]
) -> T | None:
    """Parse and decode a file's text; what is wrong is added to `found`.

    A file with nothing wrong costs what parsing and decoding cost.
    """
    said: list[Diagnostic] = []
    root = parse_yaml(source, said.append)
    decoded = None if root is None else decode(source, root, said.append)
    if said:
        from flashcards.content.mistakes.mender import MENDABLE  # noqa: PLC0415 - only a mistake needs it

        is_few = len(said) < _MOST_EXPLAINED
        if any(each.code in _STOPS or (is_few and each.code in MENDABLE) for each in said):
            return _read_mended(source, decode, found, said, decoded)
    found += said
    return decoded


def _read_mended(
    source: Source,
    decode: Callable[[Source, Node, Report], T | None],
    found: list[Diagnostic],
    said: list[Diagnostic],
    decoded: T | None,
) -> T | None:
    """Read a file as it was meant; where nothing could be mended, `said` and `decoded` stand."""
    from flashcards.content.mistakes.draft import find_way_back  # noqa: PLC0415 - as above
    from flashcards.content.mistakes.mender import mend_source  # noqa: PLC0415 - as above

    mended = mend_source(source, decode)
    if mended.is_readable and not mended.diagnostics:
        found += said
        return decoded
    found += mended.diagnostics
    if not mended.is_readable:
        return None
    back = find_way_back(mended.draft)
    left: list[Diagnostic] = []
    root = parse_yaml(mended.draft.source, left.append)
    left = [back.diagnostic(each) for each in left]
    decoded = None if root is None else decode(source, back.node(root), left.append)
    for each in left:
        line = source.position(each.span.start)[0] - 1
        is_told = line in mended.told and each.code != "missing-key"
        is_named = each.code == "unused-anchor" and _is_named(source, each)
        if not (line in mended.hushed or is_told or is_named):
            found.append(each)
    return decoded


def _is_named(source: Source, anchor: Diagnostic) -> bool:
    """Whether an alias that was mended away names the anchor."""
    name = source.text[anchor.span.start + 1 : anchor.span.end]
    return f"*{name}" in source.text

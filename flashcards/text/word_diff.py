"""Two versions of a text as one line, word by word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

from flashcards.text.words import count_equal

_PIECE = re.compile(r"\s+|\w+|[^\w\s]")

_MOST_PAIRS = 2_500
"""Pairs of pieces up to which the longest runs are looked for, which takes the cube of a length."""

_MOST_COMPARED = 1_000_000_000
"""Pairs up to which the fewest edits are; they take a tenth of a second."""


_CRUMBS = 5
"""Pieces, blanks among them, that are crumbs if none of them says much."""

_LITTLE = 3
"""Letters of a word that doesn't."""

_BRACKETS = {"": "{}", "lost": "[-{}-]", "gained": "{{+{}+}}"}


class Run(NamedTuple):
    """Pieces that are `equal`, or were edited: where they start and end, before and after."""

    tag: str
    old_start: int
    old_end: int
    new_start: int
    new_end: int


def diff_words(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """Give the pieces of both texts in order, each `lost`, `gained` or unmarked.

    What was lost stands in `[-...-]` and what was gained in `{+...+}`, as in git, so that it reads
    without colour too.
    """
    return tuple([(_BRACKETS[style].format(text), style) for text, style in diff_pieces(old, new)])


def diff_pieces(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """Give the same pieces as they are written, for whoever marks them in another way."""
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    pieces: list[tuple[str, str]] = []
    for run in _join_around_crumbs(find_runs(before, after), before):
        lost = "".join(before[run.old_start : run.old_end])
        gained = "".join(after[run.new_start : run.new_end])
        if run.tag == "equal":
            pieces.append((gained, ""))
            continue
        if lost:
            pieces.append((lost, "lost"))
        if gained:
            pieces.append((gained, "gained"))
    return tuple(pieces)


def _join_around_crumbs(runs: Iterable[Run], before: Sequence[str]) -> Iterator[Run]:
    """Join edits that replace something, where only crumbs stay between them.

    In a sentence written anew a few little words stay by chance, and would tear both versions up.
    """

    def is_told(run: Run) -> bool:
        stays = before[run.old_start : run.old_end]
        return run.tag == "equal" and (len(stays) > _CRUMBS or any(map(_says_much, stays)))

    for is_kept, group in groupby(runs, is_told):
        row = list(group)
        edits = [run for run in row if run.tag != "equal"]
        has_both = any(run.old_end > run.old_start for run in edits) and any(
            run.new_end > run.new_start for run in edits
        )
        if is_kept or not has_both:
            yield from row
            continue
        first, last = edits[0], edits[-1]
        yield from row[: row.index(first)]
        yield Run("replace", first.old_start, last.old_end, first.new_start, last.new_end)
        yield from row[row.index(last) + 1 :]


def _says_much(piece: str) -> bool:
    return len(piece) > _LITTLE or piece.isdigit() or not piece.isascii()


def find_runs(before: Sequence[str], after: Sequence[str]) -> Iterable[Run]:
    """Give the runs of equal and of edited pieces, in order."""
    is_long = len(before) * len(after) > _MOST_PAIRS
    return (_find_between if is_long else _find_longest)(before, after)


def _find_longest(before: Sequence[str], after: Sequence[str]) -> Iterator[Run]:
    """Find runs as a reader does, the longest first."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return (Run(*edit) for edit in matcher.get_opcodes())


def _find_fewest(before: Sequence[str], after: Sequence[str]) -> Iterator[Run]:
    """Find the fewest edits, or of texts without measure one that replaces the whole."""
    if len(before) * len(after) > _MOST_COMPARED:
        return iter((Run("replace", 0, len(before), 0, len(after)),))
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - few texts are that long

    edits = Levenshtein.opcodes(before, after)
    return (
        Run(each.tag, each.src_start, each.src_end, each.dest_start, each.dest_end)
        for each in edits
    )


def _find_between(before: Sequence[str], after: Sequence[str]) -> Iterator[Run]:
    """Find the runs between what both texts start and end with."""
    start = count_equal(before, after)
    end = count_equal(reversed(before[start:]), reversed(after[start:]))
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    is_long = len(old) * len(new) > _MOST_PAIRS
    if start:
        yield Run("equal", 0, start, 0, start)
    for run in (_find_fewest if is_long else _find_longest)(old, new):
        yield Run(run.tag, *(start + place for place in run[1:]))
    if end:
        yield Run("equal", len(before) - end, len(before), len(after) - end, len(after))

"""Mends of the lines round a mistake, tried one after another: the likeliest that works."""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from flashcards.content.mistakes.colons import mend_key
from flashcards.content.mistakes.dashes import mend_dash
from flashcards.content.mistakes.indents import mend_indent
from flashcards.content.mistakes.known import count_known
from flashcards.content.mistakes.lines import read_line
from flashcards.content.mistakes.mend import Mend
from flashcards.content.mistakes.patched import Patched
from flashcards.content.mistakes.quotes import mend_tag, mend_value
from flashcards.content.mistakes.skips import find_skips, leave_document
from flashcards.content.mistakes.stray import mend_stray
from flashcards.content.mistakes.trial import Decode, Trial, try_source
from flashcards.content.mistakes.window import Window, make_window, whole_window
from flashcards.content.nodes import Mapping
from flashcards.diagnostics import Diagnostic

_COMPLAINT = 100
"""Characters that a complaint counts for."""

_LONGEST_LINE = 4_000
"""Characters of a line that is mended; a longer one holds no mistake that an author can see."""

_OF_CLOSE = 0.3
DOCUMENTS = "several-documents"
_NEAR = 15
_CLOSE = 2
_MOST_ABOVE = 5
HURRIED = 6
"""Lines before a stop in which complaints may come from the mistake that leads to it."""


class Slip(NamedTuple):
    """A place where reading stops, or that there is a complaint about."""

    line: int
    kind: str
    diagnostic: Diagnostic | None
    is_stop: bool


class Budget:
    """How much may still be read."""

    def __init__(self, most: int) -> None:
        self.left = most

    def try_patched(self, patched: Patched, decode: Decode, above: int = 0) -> Trial:
        """Read a text, and count it."""
        source = patched.source
        trial = try_source(source, decode, above)
        self.left -= len(source.text) + _COMPLAINT * len(trial.complaints)
        return trial


def find_mend(
    patched: Patched, trial: Trial, slip: Slip, decode: Decode, budget: Budget
) -> tuple[Mend | None, bool]:
    """Find the mend that gets past a mistake with the fewest complaints, and whether with none."""
    first = min(slip.line, trial.opened) if slip.is_stop else slip.line
    if slip.line - first > _MOST_ABOVE * 40:
        first = slip.line
    window = make_window(patched, first, slip.line)
    base = (
        trial
        if len(window.kept) == len(patched.lines)
        else budget.try_patched(window.patched, decode, window.above)
    )
    at = window.find(slip.line)
    is_same = at is not None and (
        (base.stop is not None and base.line == at)
        if slip.is_stop
        else any((each.line, each.kind) == (at, slip.kind) for each in base.complaints)
    )
    if not is_same:
        window, base, at = whole_window(patched), trial, slip.line
    assert at is not None  # noqa: S101 - the whole window has every line
    best, is_clean = _compare(window, base, slip._replace(line=at), decode, budget)
    if best and best.also and len(window.kept) < len(patched.lines) and not best.is_skip:
        last = window.kept[best.also[-1][0]]
        if last >= window.kept[-1] - _CLOSE:  # what it moves goes on behind the window
            window = whole_window(patched)
            best, is_clean = _compare(window, trial, slip, decode, budget)
    return (best and window.to_whole(best)), is_clean


def _compare(
    window: Window, base: Trial, slip: Slip, decode: Decode, budget: Budget
) -> tuple[Mend | None, bool]:
    best: Mend | None = None
    best_score = float("inf")
    is_clean = False
    seen = set()
    for mend in _order(window.patched, base, slip):
        if mend.cost >= best_score or budget.left <= 0:
            break
        if mend.edits in seen:
            continue
        seen.add(mend.edits)
        after = budget.try_patched(window.patched.edit(mend.edits), decode, window.above)
        rated = _rate(base, after, slip)
        if rated is None or (rated.added and not (mend.is_skip or slip.is_stop)):
            continue
        score = mend.cost + 2 * rated.added + rated.left + 0.1 * len(after.complaints)
        score += _OF_CLOSE * _count_above(after, slip.line)
        if score < best_score:
            is_sound = mend.line == slip.line and not _has_complaint(after, mend.line)
            best, best_score = mend._replace(is_sound=is_sound), score
            is_clean = not mend.is_skip and (not rated.added or slip.kind == DOCUMENTS)
            if is_clean and not rated.left:
                break
    return best, is_clean


class _Rating(NamedTuple):
    """How many complaints a mend adds near a mistake, and how much of the mistake it leaves."""

    added: int
    left: float


def _rate(base: Trial, after: Trial, slip: Slip) -> _Rating | None:
    """Compare what is wrong before and after; nothing when the mend doesn't get past it."""
    near = base.lines - max(slip.line, base.line if slip.is_stop else 0) - _NEAR
    before, complaints = base.say(near), after.say(near)
    added = (complaints - before).total()
    if slip.is_stop:
        is_stopped = after.stop is not None
        is_hidden = not isinstance(after.root, Mapping) and isinstance(base.root, Mapping)
        if (is_stopped and after.left >= base.left) or is_hidden:
            return None
        is_next = is_stopped and after.left >= base.left - _CLOSE
        return _Rating(added, 1.2 * (is_stopped and after.left >= near) + 0.5 * is_next)
    is_silent = complaints.total() < before.total() and after.left <= base.left
    if not is_silent or count_known(after.root) < count_known(base.root):
        return None
    return _Rating(added, 0.5 * _has_close(after, base.lines - slip.line))


def _order(patched: Patched, base: Trial, slip: Slip) -> list[Mend]:
    """Give the mends that may be meant, the likeliest first, and behind them what to leave out."""
    if slip.kind == DOCUMENTS:
        return [leave_document(patched.lines, slip.line)]
    mends = sorted(_generate(patched, base, slip), key=lambda each: each.cost)
    return [*mends, *find_skips(patched.lines, slip.line)] if slip.is_stop else mends


def _count_above(trial: Trial, line: int) -> int:
    """Count the complaints of the lines just above a place: a mend that ends them is likelier."""
    said = [each.line for each in trial.complaints if each.diagnostic]
    return sum(0 <= line - each < HURRIED for each in said)


def _has_complaint(trial: Trial, line: int) -> bool:
    return trial.line == line or any(each.line == line for each in trial.complaints)


def _has_close(trial: Trial, left: int) -> bool:
    """Whether there is a complaint about the lines next to a place."""
    return any(abs(trial.lines - each.line - left) <= _CLOSE for each in trial.complaints)


def _generate(patched: Patched, base: Trial, slip: Slip) -> Iterator[Mend]:
    """Give the mends of all lines that may be to blame; those further away cost more."""
    if slip.kind == "yaml-tag":
        yield from mend_tag(patched.lines, slip.line)
    for away, index in enumerate(_find_suspects(patched, base, slip)):
        if len(patched.lines[index]) > _LONGEST_LINE:
            continue
        of_line = chain(
            mend_value(patched.lines, index),
            mend_stray(patched.lines, index),
            mend_dash(patched.lines, index),
            mend_key(patched.lines, index),
            mend_indent(patched.lines, index),
        )
        for mend in of_line:
            if not mend.message and index != slip.line:
                continue
            yield mend._replace(cost=mend.cost + 0.04 * away)


def _find_suspects(patched: Patched, base: Trial, slip: Slip) -> list[int]:
    lines, at = patched.lines, slip.line
    suspects = {at: None}
    above = [number for number in range(at - 1, max(-1, at - 60), -1) if lines[number].strip()]
    suspects |= dict.fromkeys(above[:_MOST_ABOVE])
    below = [number for number in range(at + 1, min(len(lines), at + 6)) if lines[number].strip()]
    suspects |= dict.fromkeys(below[:1])
    for number in above:
        value = read_line(lines[number]).value
        if value[:1] in {'"', "'"} and value.count(value[0]) % 2:
            suspects[number] = None
            break
        if value[:1] in {"[", "{"} and value.count(value[0]) > value.count(
            "]}"["[{".index(value[0])]
        ):
            suspects[number] = None
            break
    if slip.is_stop:
        suspects |= {each.line: None for each in base.complaints if 0 <= at - each.line <= HURRIED}
        suspects[min(base.opened, len(lines) - 1)] = None
    return list(suspects)

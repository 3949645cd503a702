"""What is wrong with a file's YAML, one mistake after another, each mended before the next.

Each mistake shows as a place where reading stops, or as a complaint about what was read. Mends of
the lines round it are tried, and the likeliest that gets past it says what the author did. The rest
of the file is read as if the author had mended it so.
"""

from typing import NamedTuple

from flashcards.content.mistakes.compare import HURRIED, Budget, Slip, find_mend
from flashcards.content.mistakes.lines import read_line
from flashcards.content.mistakes.mend import Mend
from flashcards.content.mistakes.patched import Patched, begin_patched, find_way_back
from flashcards.content.mistakes.trial import SWALLOWED, Decode, Trial
from flashcards.diagnostics import Diagnostic, Related, Severity, Source, Span

MOST_MISTAKES = 40
"""Mistakes of one file that are explained."""

MOST_READ = 12_000_000
"""Characters that are read to explain them, besides one reading of the file: about two seconds."""

_SURE = 0.7
"""What a mend costs at most that is right, whatever complaints there are of the lines behind it."""

_MOST_FAILED = 12

MENDABLE = frozenset(
    (
        "complex-key duplicate-key empty-value key-as-topic missing-key unknown-key wrong-type "
        "yaml-tag"
    ).split()
)
"""Complaints about a text that can be read, behind which a mistake in its YAML may be."""

_OTHERWISE = frozenset((SWALLOWED, "missing-key"))
"""Complaints whose own explanation says nothing of the mistake that leads to them."""


class Mended(NamedTuple):
    """A file's text as it can be read, and what was wrong with it.

    `hushed` are lines of the original about which nothing more is to be said, `told` those about
    whose values nothing more is.
    """

    patched: Patched
    diagnostics: tuple[Diagnostic, ...]
    hushed: frozenset[int]
    told: frozenset[int]
    is_readable: bool


def mend_source(source: Source, decode: Decode) -> Mended:
    """Find the mistakes of a file's YAML, and a text without them."""
    patched = begin_patched(source)
    budget = Budget(MOST_READ)
    found: list[Diagnostic] = []
    hushed: set[int] = set()
    told: set[int] = set()
    passed: set[tuple[int, str]] = set()
    failed, skipped = 0, -_MOST_FAILED
    trial = budget.try_patched(patched, decode)
    while len(found) < MOST_MISTAKES and budget.left > 0 and failed < _MOST_FAILED:
        slip = _find_slip(patched, trial, passed)
        if slip is None:
            break
        mend, is_clean = find_mend(patched, trial, slip, decode, budget)
        if mend is None:
            if slip.is_stop:
                break
            failed += 1
            passed.add((patched.origins[slip.line], slip.kind))
            continue
        # Of a run of lines that nothing fits, the first says it.
        if not (mend.is_skip and slip.line - skipped in {1, 2}):
            found.append(_describe(patched, slip, mend, is_clean=is_clean))
        skipped = slip.line if mend.is_skip else -_MOST_FAILED
        mended = patched.edit(mend.edits)
        if mend.is_skip or not is_clean:
            last = trial.line if slip.is_stop else slip.line
            hushed |= _find_hushed(patched, mend, last)
        elif patched.lines[mend.line].strip() != "".join(mend.new).strip():
            told.add(patched.origins[mend.line])
        patched = mended
        trial = budget.try_patched(patched, decode)
    if trial.stop is not None and not found:
        found.append(trial.stop)
    return Mended(patched, tuple(found), frozenset(hushed), frozenset(told), trial.stop is None)


def _find_slip(patched: Patched, trial: Trial, passed: set[tuple[int, str]]) -> Slip | None:
    for each in trial.complaints:
        if each.line >= trial.line - (HURRIED if trial.stop else 0):
            break
        is_known = (patched.origins[each.line], each.kind) in passed
        if (each.kind in MENDABLE or each.kind == SWALLOWED) and not is_known:
            return Slip(each.line, each.kind, each.diagnostic, is_stop=False)
    if trial.stop is None:
        return None
    return Slip(min(trial.line, trial.lines - 1), trial.stop.code, trial.stop, is_stop=True)


def _describe(patched: Patched, slip: Slip, mend: Mend, *, is_clean: bool) -> Diagnostic:
    """Say of the original what a mend says of the text as it is read."""
    back = find_way_back(patched)
    path = patched.original.path
    start = back.starts[mend.line]
    length = len(patched.lines[mend.line])
    span = Span(
        path, start + min(mend.start, length), start + min(max(mend.end, mend.start), length)
    )
    keeps_shape = slip.is_stop and mend.is_sound and _keeps_head(patched, mend)
    is_sure = (is_clean or keeps_shape or mend.cost < _SURE) and not (
        mend.is_guess or mend.is_skip or mend.also
    )
    mended = "\n".join(mend.new) if is_sure else ""
    told = slip.diagnostic
    is_told = slip.kind == "key-as-topic" or not mend.message
    if told and (is_told or (mend.is_skip and told.code != "yaml-syntax")):
        return back.diagnostic(told._replace(mended=mended, help=mend.help or told.help))
    related: tuple[Related, ...] = ()
    if mend.second:
        line, said = mend.second
        at = back.starts[line]
        related = (Related(Span(path, at, at + len(patched.lines[line])), said),)
    code = mend.code or ("yaml-syntax" if slip.kind in _OTHERWISE else slip.kind)
    return back.diagnostic(
        Diagnostic(code, Severity.ERROR, mend.message, span, mend.help, mended, related)
    )


def _keeps_head(patched: Patched, mend: Mend) -> bool:
    """Whether a mend changes nothing but the text behind a key."""
    before = read_line(patched.lines[mend.line])
    after = [read_line(new) for new in mend.new]
    return (
        len(after) == 1
        and bool(before.key)
        and before.key == after[0].key
        and (before.head == after[0].head)
    )


def _find_hushed(patched: Patched, mend: Mend, stopped: int) -> set[int]:
    """Find the original's lines of the entry that a mend has spoiled, up to a line."""
    edited = [line for line, _ in mend.edits]
    first, last = min(edited), max(*edited, min(stopped, len(patched.lines) - 1))
    lines = patched.lines
    level = read_line(lines[first]).indent
    while first and (read_line(lines[first]).dash < 0 or read_line(lines[first]).indent > level):
        first -= 1
    level = read_line(lines[first]).indent
    while last + 1 < len(lines):
        line = read_line(lines[last + 1])
        if not line.is_blank and line.indent <= level:
            break
        last += 1
    return set(patched.origins[first : last + 1])

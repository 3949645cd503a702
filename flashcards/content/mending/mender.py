"""What is wrong with a file's YAML, one mistake after another, each mended before the next.

Each mistake shows as a place where reading stops, or as a complaint about what was read. Mends of
the lines round it are tried, and the likeliest that gets past it says what the author did. The rest
of the file is read as if the author had mended it so.
"""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from flashcards.content.mending.draft import Draft, begin_draft, find_way_back
from flashcards.content.mending.indents import mend_indent
from flashcards.content.mending.keys import mend_head
from flashcards.content.mending.known import count_known
from flashcards.content.mending.lines import read_line
from flashcards.content.mending.mend import Mend
from flashcards.content.mending.skips import find_skips, leave_document
from flashcards.content.mending.trial import SWALLOWED, Decode, Trial, try_source
from flashcards.content.mending.values import mend_tag, mend_value
from flashcards.content.mending.window import Window, make_window, whole_window
from flashcards.diagnostics import Diagnostic, Related, Severity, Source, Span

MOST_MISTAKES = 40
"""Mistakes of one file that are explained."""

MOST_READ = 12_000_000
"""Characters that are read to explain them, besides one reading of the file: about two seconds."""

_SURE = 0.7
"""What a mend costs at most that is right, whatever complaints there are of the lines behind it."""

_COMPLAINT = 100
"""Characters that a complaint counts for."""

_LONGEST_LINE = 4_000
"""Characters of a line that is mended; a longer one holds no mistake that an author can see."""

_NEAR = 15
_CLOSE = 2
_MOST_ABOVE = 5
_HURRIED = 6
"""Lines before a stop in which complaints may come from the mistake that leads to it."""

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

    draft: Draft
    diagnostics: tuple[Diagnostic, ...]
    hushed: frozenset[int]
    told: frozenset[int]
    is_readable: bool


class _Trouble(NamedTuple):
    """A place where reading stops, or that there is a complaint about."""

    line: int
    kind: str
    diagnostic: Diagnostic | None
    is_stop: bool


class _Budget:
    """How much may still be read."""

    def __init__(self, most: int) -> None:
        self.left = most

    def try_draft(self, draft: Draft, decode: Decode, above: int = 0) -> Trial:
        """Read a draft, and count it."""
        source = draft.source
        trial = try_source(source, decode, above)
        self.left -= len(source.text) + _COMPLAINT * len(trial.complaints)
        return trial


def mend_source(source: Source, decode: Decode) -> Mended:
    """Find the mistakes of a file's YAML, and a text without them."""
    draft = begin_draft(source)
    budget = _Budget(MOST_READ)
    found: list[Diagnostic] = []
    hushed: set[int] = set()
    told: set[int] = set()
    passed: set[tuple[int, str]] = set()
    failed = 0
    trial = budget.try_draft(draft, decode)
    while len(found) < MOST_MISTAKES and budget.left > 0 and failed < _MOST_FAILED:
        trouble = _find_trouble(draft, trial, passed)
        if trouble is None:
            break
        mend, is_clean = _find_mend(draft, trial, trouble, decode, budget)
        if mend is None:
            if trouble.is_stop:
                break
            failed += 1
            passed.add((draft.origins[trouble.line], trouble.kind))
            continue
        found.append(_describe(draft, trouble, mend, is_clean=is_clean))
        mended = draft.edit(mend.edits)
        if mend.is_skip or not is_clean:
            last = trial.line if trouble.is_stop else trouble.line
            hushed |= _find_hushed(draft, mend, last)
        elif draft.lines[mend.line].strip() != "".join(mend.new).strip():
            told.add(draft.origins[mend.line])
        draft = mended
        trial = budget.try_draft(draft, decode)
    if trial.stop is not None:
        back = find_way_back(draft)
        if len(found) < MOST_MISTAKES:
            found.append(back.diagnostic(trial.stop))
    return Mended(draft, tuple(found), frozenset(hushed), frozenset(told), trial.stop is None)


def _find_trouble(draft: Draft, trial: Trial, passed: set[tuple[int, str]]) -> _Trouble | None:
    for each in trial.complaints:
        if each.line >= trial.line - (_HURRIED if trial.stop else 0):
            break
        is_known = (draft.origins[each.line], each.kind) in passed
        if (each.kind in MENDABLE or each.kind == SWALLOWED) and not is_known:
            return _Trouble(each.line, each.kind, each.diagnostic, is_stop=False)
    if trial.stop is None:
        return None
    return _Trouble(min(trial.line, trial.lines - 1), trial.stop.code, trial.stop, is_stop=True)


def _find_mend(
    draft: Draft, trial: Trial, trouble: _Trouble, decode: Decode, budget: _Budget
) -> tuple[Mend | None, bool]:
    """Find the mend that gets past a mistake with the fewest complaints, and whether with none."""
    first = min(trouble.line, trial.opened) if trouble.is_stop else trouble.line
    if trouble.line - first > _MOST_ABOVE * 40:
        first = trouble.line
    window = make_window(draft, first, trouble.line)
    base = (
        trial
        if len(window.kept) == len(draft.lines)
        else budget.try_draft(window.draft, decode, window.above)
    )
    at = window.find(trouble.line)
    is_same = at is not None and (
        (base.stop is not None and base.line == at)
        if trouble.is_stop
        else any((each.line, each.kind) == (at, trouble.kind) for each in base.complaints)
    )
    if not is_same:
        window, base, at = whole_window(draft), trial, trouble.line
    assert at is not None  # noqa: S101 - the whole window has every line
    best, is_clean = _compare(window, base, trouble._replace(line=at), decode, budget)
    return (best and window.to_whole(best)), is_clean


def _compare(
    window: Window, base: Trial, trouble: _Trouble, decode: Decode, budget: _Budget
) -> tuple[Mend | None, bool]:
    best: Mend | None = None
    best_score = float("inf")
    is_clean = False
    near = base.lines - max(trouble.line, base.line if trouble.is_stop else 0) - _NEAR
    before = base.count(near)
    known = count_known(base.root)
    mends = sorted(_generate(window.draft, base, trouble), key=lambda each: each.cost)
    if trouble.kind == "several-documents":
        mends = [leave_document(window.draft.lines, trouble.line)]
    elif trouble.is_stop:
        mends += find_skips(window.draft.lines, trouble.line)
    seen = set()
    for mend in mends:
        if mend.cost >= best_score or budget.left <= 0:
            break
        if mend.edits in seen:
            continue
        seen.add(mend.edits)
        after = budget.try_draft(window.draft.edit(mend.edits), decode, window.above)
        complaints = after.count(near)
        if trouble.is_stop:
            if after.stop is not None and after.left >= base.left:
                continue
        elif (
            complaints.total() >= before.total()
            or after.left > base.left
            or count_known(after.root) < known
        ):
            continue
        added = (complaints - before).total()
        if added and not mend.is_skip and not trouble.is_stop:
            continue
        is_stopped_near = after.stop is not None and after.left >= near and trouble.is_stop
        is_left = not trouble.is_stop and _has_close(after, base.lines - trouble.line)
        score = (
            mend.cost
            + 2 * added
            + 0.5 * is_left
            + 3 * is_stopped_near
            + 0.1 * len(after.complaints)
        )
        if score < best_score:
            best, best_score = mend, score
            is_clean = not mend.is_skip and (not added or trouble.kind == "several-documents")
            if is_clean and not is_stopped_near and not is_left:
                break
    return best, is_clean


def _has_close(trial: Trial, left: int) -> bool:
    """Whether there is a complaint about the lines next to a place."""
    return any(abs(trial.lines - each.line - left) <= _CLOSE for each in trial.complaints)


def _generate(draft: Draft, base: Trial, trouble: _Trouble) -> Iterator[Mend]:
    """Give the mends of all lines that may be to blame; those further away cost more."""
    if trouble.kind == "yaml-tag":
        yield from mend_tag(draft.lines, trouble.line)
    for away, index in enumerate(_find_suspects(draft, base, trouble)):
        if len(draft.lines[index]) > _LONGEST_LINE:
            continue
        of_line = chain(
            mend_value(draft.lines, index),
            mend_head(draft.lines, index),
            mend_indent(draft.lines, index),
        )
        for mend in of_line:
            if not mend.message and index != trouble.line:
                continue
            yield mend._replace(cost=mend.cost + 0.04 * away)


def _find_suspects(draft: Draft, base: Trial, trouble: _Trouble) -> list[int]:
    lines, at = draft.lines, trouble.line
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
    if trouble.is_stop:
        suspects |= {each.line: None for each in base.complaints if 0 <= at - each.line <= _HURRIED}
        suspects[min(base.opened, len(lines) - 1)] = None
    return list(suspects)


def _describe(draft: Draft, trouble: _Trouble, mend: Mend, *, is_clean: bool) -> Diagnostic:
    """Say of the original what a mend says of the draft."""
    back = find_way_back(draft)
    path = draft.original.path
    start = back.starts[mend.line]
    length = len(draft.lines[mend.line])
    span = Span(
        path, start + min(mend.start, length), start + min(max(mend.end, mend.start), length)
    )
    is_sure = (is_clean or mend.cost < _SURE) and not (mend.is_guess or mend.is_skip or mend.also)
    mended = "\n".join(mend.new) if is_sure else ""
    told = trouble.diagnostic
    is_told = trouble.kind == "key-as-topic" or not mend.message
    if told and (is_told or (mend.is_skip and told.code != "yaml-syntax")):
        return back.diagnostic(told._replace(mended=mended))
    related: tuple[Related, ...] = ()
    if mend.second:
        line, said = mend.second
        at = back.starts[line]
        related = (Related(Span(path, at, at + len(draft.lines[line])), said),)
    code = mend.code or ("yaml-syntax" if trouble.kind in _OTHERWISE else trouble.kind)
    return back.diagnostic(
        Diagnostic(code, Severity.ERROR, mend.message, span, mend.help, mended, related)
    )


def _find_hushed(draft: Draft, mend: Mend, stopped: int) -> set[int]:
    """Find the original's lines of the entry that a mend has spoiled, up to where reading stopped."""
    edited = [line for line, _ in mend.edits]
    first, last = min(edited), max(*edited, min(stopped, len(draft.lines) - 1))
    lines = draft.lines
    level = read_line(lines[first]).indent
    while first and (read_line(lines[first]).dash < 0 or read_line(lines[first]).indent > level):
        first -= 1
    level = read_line(lines[first]).indent
    while last + 1 < len(lines):
        line = read_line(lines[last + 1])
        if not line.is_blank and line.indent <= level:
            break
        last += 1
    return set(draft.origins[first : last + 1])

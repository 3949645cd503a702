"""`check --fix`: what a machine can mend in content without a thought, as the smallest edits.

Each edit is made in the file's text; then the file is read again, and what it holds has to be what
it held, but for what was meant to change. What can't be shown to be so is left to the author.
"""

import difflib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from flashcards.app.compile import judge_files
from flashcards.content.levels import RULES, Policy
from flashcards.content.load import load_source
from flashcards.content.model import Breakdown, Question, Settings, Text, Topic
from flashcards.content.settings import read_project
from flashcards.content.walk import walk
from flashcards.diagnostics import Diagnostic, Source, Span
from flashcards.disk.files import write_atomic
from flashcards.disk.sources import read_source
from flashcards.lint.case import mend_case
from flashcards.lint.prose import read_prose
from flashcards.lint.rules.answers import split_sentences
from flashcards.notes.generate import generate_deck
from flashcards.render.markdown import render_inline

_MENDED_LINES = frozenset(("lost-backslash", "text-cut-off", "unopened-quote"))
"""Codes whose mended line says what was surely meant: the file is read as if it stood there."""

_ROUNDS = 4
_MOST_SINGLE = 50
"""Edits of a file that are tried one by one, if not all of them can be made at once."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_MATH = r"(?<!\\)\\\(\s*(?P<inner>[^\n$]{1,500}?)\s*(?<!\\)\\\)"
_MATH_IN_QUOTES = r"(?<!\\)\\\\\(\s*(?P<inner>[^\n$]{1,500}?)\s*\\\\\)"
_DOTS = re.compile(r"(?<=[^\W\d_])(?:…|\.{3,})(?=[\"']?\s*\Z)")
"""Dots at the end of a text, which say that there was more: what that was, no machine knows."""

_QUOTES = ("'", '"')
_KEY = re.compile(
    r"(?P<indent>[ \t]*(?:-[ \t]+)*)(?P<key>[^\s#{}\[\]\-][^{}\[\]\n]*?):(?P<gap>[ \t]+)"
)

Value = tuple[tuple[str | int, ...], str]
"""A text of a file: where in the model it stands, and what it is."""


class Replaced(NamedTuple):
    """A piece of a file's text with what is to stand in its place.

    `becomes` are the texts that change by it: before (empty where there was none), and after.
    """

    start: int
    end: int
    new: str
    becomes: tuple[tuple[str, str], ...] = ()


class Fixed(NamedTuple):
    """A file as it is and as it would be, and how many edits lie between."""

    path: Path
    source: Source
    text: str
    edits: int

    @property
    def diff(self) -> str:
        """The lines that change, as a unified diff."""
        before, after = (text.splitlines(keepends=True) for text in (self.source.text, self.text))
        name = self.source.path
        return "".join(difflib.unified_diff(before, after, name, name, n=1))


def find_fixes(paths: Iterable[Path], policy: Policy) -> tuple[Fixed, ...]:
    """Find what can be mended in content files; writes nothing.

    Raises FlashcardsError when the settings' file has another ending.
    """
    settings = read_project().settings
    found = []
    for path in paths:
        problems: list[Diagnostic] = []
        source = read_source(path, problems.append)
        if source is not None and not problems:
            fixed = _fix_file(path, source, _Reader(policy, settings))
            found += [fixed] if fixed else []
    return tuple(found)


class _Reader(NamedTuple):
    """What reads a text as `check` does, one file by itself."""

    policy: Policy
    settings: Settings

    def read(self, source: Source) -> tuple[Breakdown | None, list[Diagnostic]]:
        """Give what the text holds, and all that is said of it."""
        found: list[Diagnostic] = []
        breakdown = load_source(source, found, self.settings)
        if breakdown is not None:
            broken = {source.path: [each.span for each in found if each.severity == "error"]}
            generate_deck(breakdown, found)
            # Levels and excuses count; whether a finding is an error does not.
            known = broken if broken[source.path] else {}
            policy = self.policy._replace(is_strict=False)
            found += judge_files([breakdown], {source.path: source}, policy, broken=known)
        return breakdown, found


def write_fixes(fixes: Iterable[Fixed]) -> None:
    """Write the mended files.

    Raises FlashcardsError when one can't be written.
    """
    for fixed in fixes:
        mark = _BYTE_ORDER_MARK if fixed.path.read_bytes().startswith(_BYTE_ORDER_MARK) else b""
        write_atomic(fixed.path, mark + fixed.text.encode())


def _fix_file(path: Path, source: Source, reader: _Reader) -> Fixed | None:
    """Mend a file until nothing is left that can be: one edit may let the next be made."""
    now, count = source, 0
    for _ in range(_ROUNDS):
        breakdown, told = reader.read(now)
        edits = _without_overlaps(_find_edits(breakdown, now, told)) if breakdown else []
        text = _make(edits, now, reader)
        if not text:
            sound = [edit for edit in edits[:_MOST_SINGLE] if _make([edit], now, reader)]
            text = _make(sound, now, reader) if len(edits) > 1 else ""
            edits = sound
        if not text:
            break
        now, count = Source(source.path, text), count + len(edits)
    return Fixed(path, source, now.text, count) if count else None


def _without_overlaps(edits: Iterable[Replaced]) -> list[Replaced]:
    chosen: list[Replaced] = []
    for edit in sorted(edits, key=lambda each: (each.start, -each.end)):
        if not chosen or edit.start >= chosen[-1].end:
            chosen.append(edit)
    return chosen


def _make(edits: Sequence[Replaced], source: Source, reader: _Reader) -> str:
    """Make edits, and give the text if it then holds what it should, and has no new problem."""
    pieces, position = [], 0
    for edit in edits:
        pieces += [source.text[position : edit.start], edit.new]
        position = edit.end
    mended = Source(source.path, "".join((*pieces, source.text[position:])))
    (before, told), (after, told_after) = reader.read(source), reader.read(mended)
    if not edits or before is None or after is None:
        return ""
    # Of a text that was cut off, the rules of the craft now judge the whole.
    known = {*RULES, *(each.code for each in told)}
    if any(each.code not in known for each in told_after):
        return ""
    becomes = [pair for edit in edits for pair in edit.becomes]
    return mended.text if _is_meant(before, after, becomes) else ""


def _is_meant(before: Breakdown, after: Breakdown, becomes: Sequence[tuple[str, str]]) -> bool:
    """Whether nothing is otherwise but the texts that were to be."""
    old, new = dict(_flatten(before)), dict(_flatten(after))
    changed = {
        (old.get(place, ""), new.get(place, ""))
        for place in old.keys() | new.keys()
        if old.get(place) != new.get(place)
    }
    # A chapter of its own is a module of the same title.
    return changed == set(becomes)


def _flatten(value: Any, place: tuple[str | int, ...] = ()) -> Iterator[Value]:  # noqa: ANN401 - a record, or what its fields hold
    if isinstance(value, Text):
        yield place, value.value
    elif isinstance(value, tuple) and hasattr(value, "_fields"):
        for name in value._fields:
            if name not in {"span", "slug"}:
                yield from _flatten(getattr(value, name), (*place, name))
    elif isinstance(value, tuple):
        yield (*place, "length"), str(len(value))
        for index, each in enumerate(value):
            yield from _flatten(each, (*place, index))
    elif value is not None:
        yield place, repr(value)


def _find_edits(
    breakdown: Breakdown, source: Source, told: Iterable[Diagnostic]
) -> Iterator[Replaced]:
    texts = {text.span: text for _, text in _list_texts(breakdown)}
    ordered = sorted(texts)
    backs = dict(_list_backs(breakdown))
    for each in told:
        span = each.span
        if each.code in _MENDED_LINES and each.mended:
            yield _mend_line(source, each)
        elif each.code == "text-hygiene":
            at = bisect_right(ordered, (span.path, span.start, len(source.text))) - 1
            yield from _tidy(source, each, texts[ordered[at]] if at >= 0 else None)
        elif each.code == "foreign-syntax" and span in texts:
            yield from _mend_math(source, texts[span])
        elif each.code == "answer-multi" and span in backs:
            yield from _move_to_extra(source, backs[span], is_english=breakdown.is_english)


def _list_texts(breakdown: Breakdown) -> Iterator[tuple[tuple[str | int, ...], Text]]:
    def find(value: Any, place: tuple[str | int, ...]) -> Iterator[Any]:  # noqa: ANN401 - as above
        if isinstance(value, Text):
            yield place, value
        elif isinstance(value, tuple):
            names = getattr(value, "_fields", range(len(value)))
            for name, each in zip(names, value, strict=True):
                yield from find(each, (*place, name))

    yield from find(breakdown, ())


def _mend_line(source: Source, told: Diagnostic) -> Replaced:
    number = source.position(told.span.start)[0]
    start = source.offset(number, 1)
    return Replaced(start, start + len(source.line(number)), told.mended)


def _tidy(source: Source, told: Diagnostic, text: Text | None) -> Iterator[Replaced]:
    if text is None or told.span.end > text.span.end:
        return
    start, end = text.span.start, text.span.end
    if source.text[start] in _QUOTES:
        start, end = start + 1, end - 1
    written = source.text[start:end]
    mended, value = (_DOTS.sub("", mend_case(each)) for each in (written, text.value))
    if mended != written and value != text.value:
        yield Replaced(start, end, mended, ((text.value, value),))


def _mend_math(source: Source, text: Text) -> Iterator[Replaced]:
    """Write math in dollar signs, in a text that has no other."""
    written = source.text[text.span.start : text.span.end]
    pattern = _MATH_IN_QUOTES if written.startswith('"') else _MATH
    if "$" in written or "`" in written:
        return
    mended, count = re.subn(pattern, lambda found: f"${found['inner']}$", written)
    value = re.sub(_MATH, lambda found: f"${found['inner']}$", text.value)
    # `$5$0` is a price, and no formula.
    if count and render_inline(value).html.count("\\(") == count:
        yield Replaced(text.span.start, text.span.end, mended, ((text.value, value),))


def _list_backs(breakdown: Breakdown) -> Iterator[tuple[Span, Text]]:
    """Give the answers and definitions of items that have no `extra`."""
    for item in walk(breakdown):
        record = item.record
        if isinstance(record, Question | Topic) and record.extra is None:
            text = record.answer if isinstance(record, Question) else record.definition
            if text is not None:
                yield text.span, text


def _move_to_extra(source: Source, text: Text, *, is_english: bool) -> Iterator[Replaced]:
    """Move the later sentences of a back that is written on one line."""
    first, rest = split_sentences(read_prose(text, is_english=is_english))
    new = _write_with_extra(source, text, first, rest) if rest else None
    if new is not None:
        yield new._replace(becomes=((text.value, first), ("", rest)))


def _write_with_extra(source: Source, text: Text, first: str, rest: str) -> Replaced | None:
    start, end = text.span.start, text.span.end
    spell = _find_spelling(source.text[start:end], text.value)
    if spell is None:
        return None
    number = source.position(start)[0]
    line_start = source.offset(number, 1)
    line = source.line(number)
    before, after = source.text[line_start:start], line[end - line_start :]
    newline = "\r\n" if "\r\n" in source.text else "\n"
    if after.lstrip()[:1] in {",", "}"}:
        return Replaced(start, end, f"{spell(first)}, extra: {spell(rest)}")
    key = _KEY.fullmatch(before)
    if key is None or (after.strip() and not after.lstrip().startswith("#")):
        return None
    indent = " " * len(key["indent"])
    if key["key"] in {"answer", "definition"}:
        moved = f"{spell(first)}{after}{newline}{indent}extra: {spell(rest)}"
        return Replaced(start, end + len(after), moved)
    lines = ("", f"{indent}  definition: {spell(first)}{after}", f"{indent}  extra: {spell(rest)}")
    return Replaced(start - len(key["gap"]), end + len(after), newline.join(lines))


def _find_spelling(written: str, value: str) -> Any:  # noqa: ANN401 - a function, or nothing
    """Give how to spell a text as this one is spelled: plain, or in its quotes; or nothing."""
    if written == value:
        return lambda text: text
    for spell in (
        lambda text: "'" + text.replace("'", "''") + "'",
        lambda text: f'"{text}"',
    ):
        if spell(value) == written:
            return spell
    return None

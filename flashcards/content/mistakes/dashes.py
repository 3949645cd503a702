"""Mends of the dashes that entries start with: missing, superfluous, or another character."""

import re
from collections.abc import Iterator, Sequence

from flashcards.content.mistakes.lines import KNOWN, LISTS, ContentLine, read_line
from flashcards.content.mistakes.mend import MOST_LINES, LineEdit, Mend, count_below
from flashcards.diagnostics import quote

_NEAR = 20
_TERM_NAMES = frozenset(("term", "topic", "name", "title", "word"))
"""What authors call the term of a topic that they write as an entry of a list."""

_GLUED_KEY = re.compile(rf"(?:{KNOWN}):(?=\S)")
_DASHES = "–—−‐‑‒―•*+·‣●▪－→"  # noqa: RUF001 - what stands for a dash elsewhere
_OTHER_DASH = re.compile(
    rf"(?P<indent>\s*)(?P<dash>[{_DASHES}]|[0-9]{{1,3}}[.)](?=\s))(?P<gap>\s*)(?P<rest>.*)"
)
_STRAY = re.compile(r"(?P<indent> *)(?P<sign>[^\w\s#-]+)(?P<rest> *- .*)")
_GLUED_DASH = re.compile(r"(?P<indent> *)-(?P<rest>[^\s-].*)")


def mend_dash(lines: Sequence[str], index: int) -> Iterator[Mend]:
    """Give the mends of a line's dash."""
    line = read_line(lines[index])
    yield from _mend_dash(line, index)
    yield from _mend_glued_dash(lines, index, line)
    yield from _mend_listed(lines, index, line)
    yield from _mend_missing_dash(lines, index, line)


def _mend_dash(line: ContentLine, index: int) -> Iterator[Mend]:
    if found := _OTHER_DASH.fullmatch(line.text):
        new = f"{found['indent']}- {found['rest'].strip()}"
        at = (found.start("dash"), found.end("dash"))
        message = f"`{found['dash']}` is no dash that starts an entry"
        if found["rest"].strip():
            yield Mend(index, (new,), 0.3, message, "write `- `", *at)
            if found["gap"]:
                width = found.end("gap") - found.start("dash")
                kept = f"{found['indent']}{'-'.ljust(width)}{found['rest'].strip()}"
                help_ = "write `-` and spaces, for the lines below stand under the text"
                yield Mend(index, (kept,), 0.35, message, help_, *at)
    if found := _STRAY.fullmatch(line.text):
        at = (found.start("sign"), found.end("sign"))
        message = f"{quote(found['sign'].strip())} stands in front of an entry's dash"
        yield Mend(index, (found["indent"] + found["rest"],), 0.9, message, "remove it", *at)
    if line.dash >= 0:
        if re.fullmatch(r"-?(?:#.*)?", line.value) and not line.key:
            at = (line.dash, line.dash + 1)
            yield Mend(index, (), 0.6, "an entry starts here with nothing in it", "remove it", *at)
        dashes = line.text[line.dash : line.column]
        at = (line.dash, line.column)
        if dashes.count("-") > 1:
            rest = line.text[line.column :]
            for gap in (" ", " " * (len(dashes) - 1)):
                new = f"{' ' * line.dash}-{gap}{rest}"
                message = "one entry starts with two dashes"
                yield Mend(index, (new,), 0.7 + len(gap) / 100, message, "write one dash", *at)
        elif line.key:
            new = f"{' ' * line.column}{line.text[line.column :]}"
            message = f"a dash too many stands in front of `{line.key}`"
            help_ = "remove the dash: this belongs to the entry above"
            yield Mend(index, (new,), 1.1, message, help_, *at)
            new = f"{' ' * line.dash}{line.text[line.column :]}"
            yield Mend(index, (new,), 1.0, message, help_, *at)


def _mend_glued_dash(lines: Sequence[str], index: int, line: ContentLine) -> Iterator[Mend]:
    found = _GLUED_DASH.fullmatch(line.text)
    if found is None:
        return
    indent, rest = found["indent"], found["rest"]
    at = (len(indent), len(indent) + 1)
    message = "a space is missing behind the dash"
    if glued := _GLUED_KEY.match(rest):
        both = f"{indent}- {glued[0]} {rest[glued.end() :]}"
        said = f"{message}, and behind `{glued[0]}`"
        yield Mend(index, (both,), 0.4, said, "write both", *at)
    yield Mend(index, (f"{indent}- {rest}",), 0.4, message, "write `- `", *at)
    also: list[LineEdit] = []
    for number in range(index + 1, min(len(lines), index + MOST_LINES)):
        if lines[number].strip() and read_line(lines[number]).indent <= len(indent):
            break
        also.append((number, (f" {lines[number]}" if lines[number].strip() else "",)))
    if also:
        help_ = "write `- `, and indent what belongs to it by 1 more"
        yield Mend(index, (f"{indent}- {rest}",), 0.5, message, help_, *at, also=tuple(also))


def _mend_listed(lines: Sequence[str], index: int, line: ContentLine) -> Iterator[Mend]:
    """Take the dashes away from topics: they are terms with definitions, and no list."""
    if line.dash < 0 or find_parent(lines, index) != "topics":
        return
    edits: list[LineEdit] = []
    column = line.column
    for number in range(index, min(len(lines), index + MOST_LINES)):
        other = read_line(lines[number])
        if lines[number].strip() and (other.indent < line.dash or (other.dash < 0 and not edits)):
            break
        if other.indent == line.dash and other.dash < 0 and lines[number].strip():
            break
        if other.dash == line.dash:
            is_named = other.key in _TERM_NAMES and other.value
            body = other.value if is_named else lines[number][other.column :]
            end = ":" if (is_named or not other.key) and body and body[0] not in "\"'[{" else ""
            edits.append((number, (f"{' ' * line.dash}{body}{end}",)))
            column = other.column
        elif lines[number].strip() and other.indent > column:
            edits.append((number, (lines[number][2:],)))
    if edits:
        message = "the topics are written as a list, each with a dash"
        help_ = "write `Term: its definition` on each line, without the dash"
        at = (line.dash, line.dash + 1)
        new = edits[0][1]
        yield Mend(index, new, 0.9, message, help_, *at, also=tuple(edits[1:]))


def _mend_missing_dash(lines: Sequence[str], index: int, line: ContentLine) -> Iterator[Mend]:
    first = line.key or line.value[:1]
    if line.dash >= 0 or not (line.key or first == "{"):
        return
    at = (line.column, line.column + len(first))
    message = f"a dash is missing in front of `{first}`: a new entry starts with `- `"
    help_ = "write `- ` in front of it"
    body = line.text[line.column :]
    if line.column > 1:
        new = f"{line.text[: line.column - 2]}- {body}"
        yield Mend(index, (new,), 0.9, message, help_, *at)
    yield Mend(index, (f"{line.text[: line.column]}- {body}",), 1.0, message, help_, *at)
    for number in range(index - 1, max(-1, index - _NEAR), -1):
        beside = read_line(lines[number]).dash
        if beside >= 0:
            yield Mend(index, (f"{' ' * beside}- {body}",), 1.1, message, help_, *at)
    also: list[LineEdit] = []
    for later in range(index + 1, min(len(lines), index + MOST_LINES)):
        other = read_line(lines[later])
        if lines[later].strip():
            if other.column < line.column or other.dash == line.column:
                break
            if other.dash >= 0 and other.dash < line.column:
                break
            also.append((later, (f"  {lines[later]}",)))
    if also:
        new = f"{line.text[: line.column]}- {body}"
        help_ = f"write `- ` in front of it, and indent {count_below(also)} by 2 more"
        yield Mend(index, (new,), 1.3, message, help_, *at, also=tuple(also))


def find_parent(lines: Sequence[str], index: int) -> str:
    """Give the key that a line's dash belongs to."""
    here = read_line(lines[index])
    for number in range(index - 1, max(-1, index - MOST_LINES), -1):
        line = read_line(lines[number])
        if (
            line.key
            and not line.value
            and line.column <= here.indent
            and line.key in {*LISTS, "topics"}
        ):
            return line.key
    return ""

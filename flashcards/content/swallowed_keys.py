"""Keys that a block of text swallows: indented as its lines are, they are lines of it to YAML."""

import re
from collections.abc import Iterator
from itertools import takewhile

from flashcards.content.extent import indent_of
from flashcards.content.schema import CHAPTER, FILE, MODULE, QUESTION, TOPIC
from flashcards.content.written import Loss, Replacement, Written, start_of_line
from flashcards.diagnostics import Source, Span, make_error, make_warning

_LEVELS = (QUESTION, TOPIC, CHAPTER, MODULE, FILE)
_KEY = re.compile(r"( *)(?:- +)*(['\"]?)([a-z]+)\2:(?:[ \t]|$)")
_PARENT = re.compile(r"( *)(chapters|topics|questions):")
_IN_PARENT = re.compile(r" *+(?:- |[^\n]*:(?:[ \t]|\r?$))", re.MULTILINE)
"""What a line is that such a key holds: an entry, or a term with what belongs to it."""

_IDENTIFIER = frozenset(("id", "was"))
_OF_ONE_SHAPE = frozenset(("at", "reverse", "card", "tags", "allow"))
"""Keys whose values look like no sentence."""

_MAY_SWALLOW = re.compile(r"\n +[a-z]+:(?:[ \t]|\r?$|\r?\n)", re.MULTILINE)
_MOST_BESIDE = 200
"""Lines that are looked through for the keys beside a text."""


def find_swallowed(source: Source, written: Written) -> Iterator[Loss]:
    """Find the keys at the end of a block that are missing beside the block's own key."""
    text = source.text
    raw = text[written.start : written.end].rstrip()
    if written.style not in {"|", ">"} or not _MAY_SWALLOW.search(raw):
        return
    first = start_of_line(text, written.start)
    head = _KEY.match(text, first, written.start + 1)
    if head is None:
        return
    levels = [level for level in _LEVELS if head[3] in level.names]
    column = head.start(2) - first
    beside = _find_beside(text, first, written.start + len(raw), column, head[3])
    lines = raw.splitlines(keepends=True)
    starts = [written.start + sum(map(len, lines[:number])) for number in range(len(lines))]
    bodies = [line.strip() for line in lines]
    inner = next((len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()), 0)
    names = levels[0].names if levels else ()
    held = len(lines)
    while held > 1 and (not bodies[held - 1] or _IN_PARENT.match(lines[held - 1])):
        held -= 1
    for number in range(held, len(lines) - 1):
        found = _PARENT.fullmatch(lines[number].rstrip())
        is_key = found and found.end(1) == inner and found[2] in names and found[2] not in beside
        if found and is_key:
            said = (head[3], found[2])
            yield _describe(source, starts[number], said, column, is_sure=True)
            return
    for number in range(len(lines) - 1, 1, -1):
        found = _KEY.match(lines[number])
        is_code = sum(body.startswith(("```", "~~~")) for body in bodies[:number]) % 2
        if not found or found.end(1) != inner or found[3] in beside or is_code:
            return
        level = next((each for each in levels if found[3] in each.names), None)
        if level is None or not _is_value(found[3], lines[number][found.end() :].strip()):
            return
        beside.add(found[3])
        is_sure = found[3] in level.needed | level.needed_for_card or found[3] in _OF_ONE_SHAPE
        yield _describe(source, starts[number], (head[3], found[3]), column, is_sure=is_sure)


def _find_beside(text: str, first: int, behind: int, column: int, own: str) -> set[str]:
    """Find the keys that stand beside a text's own key, above and below it."""
    above = text[:first].splitlines()[-_MOST_BESIDE:][::-1]
    below = text[behind:].splitlines()[1 : _MOST_BESIDE + 1]
    keys = {own}
    starts_entry = "-" in text[first : first + column]
    for lines, is_above in ((above, True), (below, False)):
        if is_above and starts_entry:
            continue
        for line in takewhile(lambda each: not each.strip() or _reaches(each, column), lines):
            found = _KEY.match(line)
            if found and found.start(2) == column:
                is_entry = "-" in line[:column]
                if is_entry and not is_above:
                    break
                keys.add(found[3])
                if is_entry:
                    break
    return keys


def _reaches(line: str, column: int) -> bool:
    return len(line) - len(line.lstrip(" -")) >= column


def _is_value(key: str, value: str) -> bool:
    """Whether what stands behind a key can be its value, and no sentence that begins so."""
    if key == "at":
        return bool(re.fullmatch(r"['\"]?[0-9]+(?::[0-9]+)+(?:\.[0-9]+)?['\"]?", value))
    if key in {"tags", "allow", "objectives", "check"}:
        return value.startswith(("[", "{"))
    if key in _IDENTIFIER:
        return " " not in value
    return key not in {"reverse", "card"} or value in {"true", "false", "yes", "no"}


def _describe(
    source: Source, start: int, keys: tuple[str, str], column: int, *, is_sure: bool
) -> Loss:
    own, key = keys
    indent = indent_of(source.text, start)
    span = Span(source.path, start + indent, start + indent + len(key) + 1)
    message = f"`{key}:` is indented like the text of `{own}`, and is read as a part of it"
    help_ = f"indent it by {column}, as `{own}:` is"
    mend = Replacement(start, start + indent, " " * column)
    if is_sure:
        return Loss(make_error("swallowed-key", span, message, help_), mend, is_sure)
    help_ += ", if it is meant as a key"
    return Loss(make_warning("unclear-key", span, message, help_), mend, is_sure)

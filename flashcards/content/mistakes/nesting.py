"""Mends of lines that don't stand under the key, or the text, that they belong to."""

from collections.abc import Iterator, Sequence

from flashcards.content.mistakes.lines import KEYS, ContentLine, read_line
from flashcards.content.mistakes.mend import MOST_LINES, LineEdit, Mend, count_below
from flashcards.content.schema import CHAPTER, MODULE, QUESTION, TOPIC
from flashcards.diagnostics import quote

_NEAR = 30
_LEVELS = {"modules": MODULE, "chapters": CHAPTER, "questions": QUESTION, "topics": TOPIC}


def mend_nesting(lines: Sequence[str], index: int, line: ContentLine) -> Iterator[Mend]:
    """Give the mends that move a line under what it belongs to."""
    yield from _mend_topic(lines, index, line)
    yield from _mend_second_parent(lines, index, line)
    yield from _mend_children(lines, index, line)
    yield from _mend_wrapped(lines, index, line)


def _mend_topic(lines: Sequence[str], index: int, line: ContentLine) -> Iterator[Mend]:
    """Move the keys of a topic that stand beside it under it."""
    if line.key not in TOPIC.keys_by_name or line.dash >= 0:
        return
    also: list[LineEdit] = []
    for later in range(index + 1, min(len(lines), index + _NEAR)):
        other = read_line(lines[later])
        is_its = other.indent == line.indent and other.key in TOPIC.keys_by_name and other.dash < 0
        if other.is_blank or not (is_its or other.indent > line.indent):
            break
        also.append((later, (f"  {lines[later]}",)))
    if also:
        above = next((each for each in lines[index - 1 :: -1] if each.strip()), "")
        message = (
            f"`{line.key}` stands beside the topic {quote(read_line(above).key)}, not under it"
        )
        help_ = f"indent it and {count_below(also)} by 2 more"
        new = f"  {line.text}"
        yield Mend(
            index,
            (new,),
            1.1,
            message,
            help_,
            line.column,
            line.column + len(line.key),
            tuple(also),
        )


def _mend_second_parent(lines: Sequence[str], index: int, line: ContentLine) -> Iterator[Mend]:
    """Remove a key such as `topics:` that stands again where what the first one holds goes on."""
    if not line.key or line.value or line.dash >= 0 or line.key not in _LEVELS:
        return
    for number in range(index - 1, max(-1, index - MOST_LINES), -1):
        above = read_line(lines[number])
        if above.column == line.column and above.key == line.key and not above.value:
            message = f"`{line.key}` stands twice, though what it holds just goes on"
            at = (line.column, line.column + len(line.key))
            second = (number, "the first")
            yield Mend(index, (), 0.5, message, "remove this line", *at, second=second)
        if not above.is_blank and above.indent <= line.column:
            return


def _mend_children(lines: Sequence[str], index: int, line: ContentLine) -> Iterator[Mend]:
    """Move all that a key such as `questions:` holds under it."""
    above = _find_above(lines, index)
    parent = read_line(lines[above]) if above >= 0 else line
    if above < 0 or parent.value or parent.key not in _LEVELS or line.indent > parent.column:
        return
    if (line.dash >= 0) != (parent.key != "topics") or not line.key:
        return
    if line.dash >= 0 and line.indent == parent.column:
        return
    moved = parent.column + 2 - line.indent
    also: list[LineEdit] = []
    for number in range(index + 1, min(len(lines), index + MOST_LINES)):
        other = read_line(lines[number])
        if not lines[number].strip():
            continue
        if other.indent < line.indent or (
            other.indent == line.indent and not _is_sibling(line, other)
        ):
            break
        if _starts_parent(lines, number, line, other, parent):
            break
        if other.column == parent.column and _is_key_beside(other, parent.key):
            break
        also.append((number, (f"{' ' * moved}{lines[number]}",)))
    message = f"what `{parent.key}` holds is not indented under it"
    help_ = f"indent this line by {moved} more"
    if also:
        help_ += f", and the {len(also)} below it in the same way"
    new = f"{' ' * moved}{line.text}"
    at = (line.column, line.column + len(line.key))
    yield Mend(index, (new,), 0.8, message, help_, *at, also=tuple(also))


def _is_sibling(first: ContentLine, other: ContentLine) -> bool:
    """Whether a line beside the first entry of a list, or the first topic, is another of them."""
    if first.dash >= 0:
        return other.dash >= 0 and other.key == first.key
    return other.dash < 0 and other.key not in CHAPTER.keys_by_name


def _is_key_beside(line: ContentLine, parent: str) -> bool:
    """Whether a line's key stands beside the parent and in none of its entries."""
    return line.dash < 0 and line.key in KEYS and line.key not in _LEVELS[parent].keys_by_name


def _starts_parent(
    lines: Sequence[str], index: int, first: ContentLine, line: ContentLine, parent: ContentLine
) -> bool:
    """Whether a line beside the first entry starts an entry that has the parent's key itself."""
    if line.dash < 0 or line.dash != first.dash:
        return False
    for text in lines[index + 1 : index + MOST_LINES]:
        other = read_line(text)
        if text.strip() and other.indent <= line.dash:
            break
        if other.column == line.column and other.key == parent.key:
            return True
    return False


def _find_above(lines: Sequence[str], index: int) -> int:
    """Give the next line above that is not blank, or -1."""
    numbers = range(index - 1, -1, -1)
    return next((number for number in numbers if not read_line(lines[number]).is_blank), -1)


def _mend_wrapped(lines: Sequence[str], index: int, line: ContentLine) -> Iterator[Mend]:
    """Indent a line with which the text of the line above goes on."""
    above = _find_above(lines, index)
    if line.is_structure or above < 0:
        return
    before = read_line(lines[above])
    if not before.key or before.value[:1] in {"", *"|>[{\"'#"} or line.indent >= before.column:
        return
    wanted = before.column + 2
    also: list[LineEdit] = []
    for number in range(index + 1, min(len(lines), index + _NEAR)):
        other = read_line(lines[number])
        if not lines[number].strip() or other.is_structure or other.indent != line.indent:
            break
        also.append((number, (f"{' ' * wanted}{lines[number].lstrip()}",)))
    message = f"the text of `{before.key}` goes on here, but is indented no more than its key"
    help_ = f"indent it by {wanted}"
    if also:
        help_ += f", and {count_below(also)} in the same way"
    new = f"{' ' * wanted}{line.text.lstrip()}"
    yield Mend(index, (new,), 0.7, message, help_, 0, len(line.text), also=tuple(also))

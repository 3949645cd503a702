"""What to leave out where nothing mends a mistake, so that the rest of the file can be read."""

from collections.abc import Iterator, Sequence

from flashcards.content.mistakes.lines import read_line
from flashcards.content.mistakes.mend import LineEdit, Mend
from flashcards.content.schema import FILE

_COST = 8.0


def find_skips(lines: Sequence[str], index: int) -> Iterator[Mend]:
    """Give ways to leave out ever more round a line: it, its entry, all that follows it."""
    above = next((each for each in range(index - 1, -1, -1) if lines[each].strip()), index)
    ranges = [(index, index + 1), (above, above + 1), (above, index + 1)]
    first, level = index, len(lines[index])
    for _ in range(3):
        first, level = _find_entry(lines, first, level)
        if first < 0:
            break
        ranges.append((first, _find_end(lines, index, level)))
        first -= 1
    ranges.append((index, len(lines)))
    ranges.append((above, len(lines)))
    for number, (start, end) in enumerate(ranges):
        yield _skip(lines, index, start, end, _COST + number)


def leave_document(lines: Sequence[str], index: int) -> Mend:
    """Leave out the mark between two documents, and the second one where it is one by itself."""
    behind = next((text for text in lines[index + 1 :] if text.strip()), "")
    key = read_line(behind).key
    is_other = key in FILE.keys_by_name and any(
        text.startswith(f"{key}:") for text in lines[:index] if behind.startswith(key)
    )
    whole = range(index + 1, len(lines) if is_other else index + 1)
    return Mend(index, (), 0.1, "", "", also=tuple((number, ()) for number in whole))


def _find_entry(lines: Sequence[str], index: int, level: int) -> tuple[int, int]:
    for number in range(index, -1, -1):
        line = read_line(lines[number])
        if line.dash >= 0 and line.dash < level:
            return number, line.dash
    return -1, 0


def _find_end(lines: Sequence[str], index: int, level: int) -> int:
    for number in range(index + 1, len(lines)):
        line = read_line(lines[number])
        if not line.is_blank and line.indent <= level:
            return number
    return len(lines)


def _skip(lines: Sequence[str], index: int, start: int, end: int, cost: float) -> Mend:
    edits: list[LineEdit] = [(number, ("",)) for number in range(start, end)]
    if not any(number == index for number, _ in edits):
        edits.append((index, (lines[index],)))
    also = tuple(edit for edit in edits if edit[0] != index)
    new = next(new for number, new in edits if number == index)
    indent = len(lines[index]) - len(lines[index].lstrip())
    return Mend(
        index,
        new,
        cost,
        "this line does not fit the lines above it",
        "compare its indentation, dashes, colons and quotes with those of an entry that is right",
        indent,
        len(lines[index]),
        also=also,
        is_skip=True,
    )

"""Mends of indentation: a line, or a line with all below it, moved to where its neighbours are."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from flashcards.content.mistakes.lines import KEYS, ContentLine, read_line
from flashcards.content.mistakes.mend import MOST_LINES, LineEdit, Mend
from flashcards.content.mistakes.nesting import mend_nesting

_NEAR = 30
_FURTHEST = 12


def mend_indent(lines: Sequence[str], index: int) -> Iterator[Mend]:
    """Give the mends that indent a line otherwise, alone or with what is below it."""
    text = lines[index]
    if "\t" in text[: len(text) - len(text.lstrip())] or text.lstrip().startswith("-\t"):
        yield from _mend_tabs(lines, index)
        return
    line = read_line(text)
    if line.is_blank:
        return
    yield from mend_nesting(lines, index, line)
    used = _count_levels(lines, index)
    usual = _find_usual(lines, index, line)
    is_pasted = not (line.indent or line.is_structure)
    for wanted in _find_levels(lines, index, _FURTHEST * (4 if is_pasted else 1)):
        moved = wanted - line.indent
        if not moved:
            continue
        cost = (
            1
            + (0 if is_pasted else abs(moved) / 20)
            + 0.3 * used[line.indent] / (used[line.indent] + used[wanted] + 1)
        )
        if wanted == usual:
            cost -= 0.2 if line.is_structure else 0.5
        what = "this line is" if line.is_structure else "this line of a text is"
        message = f"{what} indented by {line.indent}, its neighbours by {wanted}"
        at = (0, line.indent) if line.indent else (0, 1)
        new = f"{' ' * wanted}{text[line.indent :]}"
        yield Mend(index, (new,), cost, message, f"indent it by {wanted}", *at)
        also = _move_below(lines, index, line, moved)
        if also:
            help_ = f"indent this line by {wanted}, and the {len(also)} below it in the same way"
            yield Mend(
                index, (new,), cost + 0.03 * min(len(also), 10), message, help_, *at, also=also
            )


def _count_levels(lines: Sequence[str], index: int) -> Counter[int]:
    """Count by how much the other lines round a line are indented: what is usual is right."""
    used: Counter[int] = Counter()
    for number in range(max(0, index - 2 * _NEAR), min(len(lines), index + 2 * _NEAR)):
        line = read_line(lines[number])
        if number != index and not line.is_blank:
            used[line.indent] += 1
            if line.dash >= 0:
                used[line.column] += 1
    return used


def _find_usual(lines: Sequence[str], index: int, line: ContentLine) -> int:
    """Give by how much a line is to be indented as the first below its key; else -1."""
    above = next((each for each in lines[index - 1 :: -1] if index and each.strip()), "")
    parent = read_line(above)
    opens = parent.key and (not parent.value or parent.value[0] in "|>")
    is_text = not line.is_structure and parent.value[:1] in {"|", ">"}
    return parent.column + 2 if opens and (is_text or parent.column < line.indent) else -1


def _move_below(
    lines: Sequence[str], index: int, line: ContentLine, moved: int
) -> tuple[LineEdit, ...]:
    """Move what belongs to a line: the deeper lines below it, or the rest of its text."""
    also: list[LineEdit] = []
    for later in range(index + 1, min(len(lines), index + MOST_LINES)):
        text = lines[later]
        if not text.strip():
            continue
        indent = len(text) - len(text.lstrip(" "))
        other = read_line(text)
        is_below = indent > line.indent or (
            indent == line.indent and (line.is_structure or not other.is_structure)
        )
        if indent == line.indent and (line.dash >= 0) != (other.dash >= 0):
            is_below = line.dash < 0 and not line.value  # the entries of a list beside its key
        if not line.is_structure and other.dash < 0 and other.key in KEYS:
            is_below = False
        if not is_below or indent + moved < 0:
            break
        also.append((later, (f"{' ' * (indent + moved)}{text[indent:]}",)))
    return tuple(also)


def _find_levels(lines: Sequence[str], index: int, furthest: int = _FURTHEST) -> list[int]:
    """Give the indentations that a line may have been meant to have, likely ones first."""
    here = read_line(lines[index])
    levels: dict[int, None] = {}
    least = len(lines[index])
    for number in range(index - 1, max(-1, index - MOST_LINES), -1):
        line = read_line(lines[number])
        # Of what is far above, only what a line stands under counts.
        if not line.is_blank and (index - number < _NEAR or line.indent < least):
            levels |= dict.fromkeys(_levels_by(here, line))
            least = min(least, line.indent)
            if line.column == 0:
                break
    for number in range(index + 1, min(len(lines), index + 3)):
        line = read_line(lines[number])
        if not line.is_blank:
            levels[line.dash if line.dash >= 0 and here.dash >= 0 else line.column] = None
    if not here.is_structure:
        levels |= dict.fromkeys([wanted + 2 for wanted in levels])
    return [level for level in levels if abs(level - here.indent) <= max(furthest, here.indent)]


def _levels_by(here: ContentLine, above: ContentLine) -> Iterator[int]:
    """Give the indentations that a line may have by one above it: beside it, or under it."""
    if here.is_structure:
        if here.dash < 0:
            yield above.column
        elif above.dash >= 0:
            yield above.dash
        if above.key and not above.value:
            yield above.column + 2
            if here.dash >= 0:
                yield above.column
    else:
        yield above.column + 2 if above.is_structure else above.indent


def _mend_tabs(lines: Sequence[str], index: int) -> Iterator[Mend]:
    """Write spaces for tabs: of one line, and of all lines with tabs that follow each other."""
    text = lines[index]
    message, help_ = "a tab stands where YAML takes only spaces", "indent with spaces"
    tab = text.index("\t")
    at = (tab, tab + 1)
    rest = re.sub(r"^(\s*-)\t+", r"\1 ", text)
    if rest != text and "\t" not in rest[: len(rest) - len(rest.lstrip())]:
        yield Mend(index, (rest,), 0.1, message, help_, *at, code="tab-indentation")
    body = text.lstrip()
    body = re.sub(r"^-\t+", "- ", body)
    structure = read_line(body)
    bare = (*lines[:index], body, *lines[index + 1 :])
    levels = _find_levels(bare, index, furthest=len(text) + _NEAR)
    run = [index]
    while run[-1] + 1 < len(lines) and re.match(r"\s*\t", lines[run[-1] + 1]):
        run.append(run[-1] + 1)
    for size in (2, 4, 8):
        new = f"{' ' * (_width(text, size))}{body}"
        also = tuple((each, (_expand(lines[each], size),)) for each in run[1:])
        yield Mend(index, (new,), 0.2, message, help_, *at, also=also, code="tab-indentation")
        if also:
            yield Mend(index, (new,), 0.25, message, help_, *at, code="tab-indentation")
    for number, wanted in enumerate(levels):
        new = f"{' ' * wanted}{body}"
        cost = 0.3 + number / 100 + (0 if structure.is_structure else 0.1)
        if len(run) > 1:
            moved = wanted - _width(text, 2)
            also = tuple([(each, (_expand(lines[each], 2, moved),)) for each in run[1:]])
            all_cost = cost - 0.05
            yield Mend(
                index, (new,), all_cost, message, help_, *at, also=also, code="tab-indentation"
            )
        yield Mend(index, (new,), cost, message, help_, *at, code="tab-indentation")


def _width(text: str, size: int) -> int:
    head = text[: len(text) - len(text.lstrip())]
    return len(head.replace("\t", " " * size))


def _expand(text: str, size: int, moved: int = 0) -> str:
    return f"{' ' * (_width(text, size) + moved)}{re.sub(r'^-	+', '- ', text.lstrip())}"

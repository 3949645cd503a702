"""The part of a text that a mistake is looked for in, with what it stands under.

A mend is tried by reading the text anew. Reading a window only keeps that as quick for a file of
ten thousand notes as for one of ten.
"""

from typing import NamedTuple

from flashcards.content.mistakes.lines import read_line
from flashcards.content.mistakes.mend import Mend
from flashcards.content.mistakes.patched import Patched

_ABOVE = 24
_BELOW = 40
_SMALL = 120
"""Lines of a file that is looked at as a whole."""


class Window(NamedTuple):
    """Some lines of a text, and which they are; the first say what the others stand under."""

    patched: Patched
    kept: tuple[int, ...]
    above: int = 0

    def find(self, line: int) -> int | None:
        """Give where a line of the whole text stands in the window."""
        return self.kept.index(line) if line in self.kept else None

    def to_whole(self, mend: Mend) -> Mend:
        """Give a mend of the window as one of the whole text."""
        second = mend.second and (self.kept[mend.second[0]], mend.second[1])
        also = tuple((self.kept[line], new) for line, new in mend.also)
        return mend._replace(line=self.kept[mend.line], also=also, second=second)


def whole_window(patched: Patched) -> Window:
    """Look at all of it."""
    return Window(patched, tuple(range(len(patched.lines))))


def make_window(patched: Patched, first: int, last: int) -> Window:
    """Take the lines round a mistake that shows between two lines, and the keys above them."""
    count = len(patched.lines)
    if count <= _SMALL:
        return whole_window(patched)
    start = max(0, first - _ABOVE)
    while start and read_line(patched.lines[start]).dash < 0:
        start -= 1
    above = _find_keys_above(patched, start)
    end = min(count, last + _BELOW)
    kept = (*above, *range(start, end))
    lines = tuple([patched.lines[each] for each in kept])
    origins = tuple([patched.origins[each] for each in kept])
    return Window(Patched(patched.original, lines, origins), kept, len(above))


def _find_keys_above(patched: Patched, start: int) -> list[int]:
    """Find the keys and entries that a line stands under."""
    first = read_line(patched.lines[start])
    level, is_entry = first.indent, first.dash >= 0
    found: list[int] = []
    for number in range(start - 1, -1, -1):
        if not level and not is_entry:
            break
        line = read_line(patched.lines[number])
        if line.is_blank or not line.is_structure:
            continue
        opens = bool(line.key) and not line.value and line.column <= level and is_entry
        if opens or line.indent < level:
            if not opens and line.dash < 0 and line.value:
                continue
            found.append(number)
            level, is_entry = (line.dash, True) if line.dash >= 0 else (line.column, False)
    return found[::-1]

"""A mend: what an author did, at which line, and how the line should read."""

from typing import NamedTuple

LineEdit = tuple[int, tuple[str, ...]]
"""A line's index and what is to stand in its place: nothing, a line, or several."""

MOST_LINES = 400
"""Lines that one mend looks at or edits."""


class Mend(NamedTuple):
    """One way to mend a file, and what it says of the mistake.

    `cost` is how unlikely it is that an author did this: of two mends that work alike, the cheaper
    counts. `start` and `end` are columns of the line to be reported. Without a `message` it is the
    reader's own words that are said. `also` are further lines that are to be edited, so that no
    one line can be shown as mended; `second` is a second place. What `is_guess` gets
    past the mistake, but only the author knows how the line should read. `is_sound`: with the line
    that reading stopped at so mended, there is no complaint about it.
    """

    line: int
    new: tuple[str, ...]
    cost: float
    message: str
    help: str
    start: int = 0
    end: int = 0
    also: tuple[LineEdit, ...] = ()
    second: tuple[int, str] | None = None
    is_guess: bool = False
    is_skip: bool = False
    is_sound: bool = False
    code: str = ""

    @property
    def edits(self) -> tuple[LineEdit, ...]:
        """All edits, in the order of lines."""
        return tuple(sorted(((self.line, self.new), *self.also)))


def count_below(edits: tuple[LineEdit, ...] | list[LineEdit]) -> str:
    """Say how many lines below the first a mend moves as well."""
    return "the line below it" if len(edits) == 1 else f"the {len(edits)} lines below it"

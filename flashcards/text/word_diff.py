"""Two versions of a text as one line, word by word."""

import re
from difflib import SequenceMatcher

_PIECE = re.compile(r"\s+|\w+|[^\w\s]")


def diff_words(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """Give the pieces of both texts in order, each `lost`, `gained` or unmarked.

    What was lost stands in `[-...-]` and what was gained in `{+...+}`, as in git, so that it reads
    without colour too.
    """
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    pieces: list[tuple[str, str]] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        lost, gained = "".join(before[old_start:old_end]), "".join(after[new_start:new_end])
        if tag == "equal":
            pieces.append((gained, ""))
            continue
        if lost:
            pieces.append((f"[-{lost}-]", "lost"))
        if gained:
            pieces.append((f"{{+{gained}+}}", "gained"))
    return tuple(pieces)
